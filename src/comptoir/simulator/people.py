"""Names, towns and addresses of the customers; nobody's own."""

import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.clock import instants
from comptoir.simulator.reading import words
from comptoir.simulator.sample import Sample
from comptoir.simulator.season import Days
from comptoir.simulator.streams import Floats, Ints, Streams
from comptoir.simulator.world import PEOPLE

MAIL_HOSTS = ("courriel.example", "boite.example", "messagerie.example", "poste.example")


def numbers(drawn: Sample, count: int) -> Ints:
    """The shop's number of each customer drawn, 1 for who ordered first in the world; 0 without an order."""
    customer = drawn.bought.customer[drawn.bought.customer >= 0]
    seen, first = np.unique(customer, return_index=True)
    number = np.zeros(count, np.int64)
    number[seen[np.argsort(first)]] = np.arange(1, len(seen) + 1)
    return number


def people(
    drawn: Sample, days: Days, timezone: str, consent: float, abroad: float, streams: Streams
) -> pa.Table:
    """Registered with their first order; who came before the world did so on the day of that first order."""
    own = drawn.bought.customer >= 0
    customer = drawn.bought.customer[own]
    seen, first = np.unique(customer, return_index=True)
    turn = np.argsort(first)
    keys, place = seen[turn], first[turn]
    known = words("people")
    names = _weighted(known["first_names"], "first name", keys, streams, 0.6)
    surnames = _weighted(known["last_names"], "last name", keys, streams, 0.5)
    town, postcode, country = _towns(keys, abroad, streams)
    began = instants(drawn.bought.day[own][place], drawn.second[own][place], days, timezone)
    return pa.table(
        [
            pa.array(np.arange(1, len(keys) + 1)),
            names,
            surnames,
            _mails(names, surnames, keys, streams),
            town,
            postcode,
            country,
            pa.array(streams.happens("consent", keys, consent)),
            pa.array(began).cast(pa.timestamp("s", tz="UTC")),
        ],
        schema=PEOPLE,
    )


def countries(keys: Ints, abroad: float, streams: Streams) -> Ints:
    """Position in the list of towns, the French ones first."""
    known = words("people")
    home = np.array([one[2] for one in known["towns"]], float)
    away = np.array([one[3] for one in known["abroad"]], float)
    odds = np.concatenate([home / home.sum() * (1 - abroad), away / away.sum() * abroad])
    return streams.chosen("town", keys, odds)


def country_codes() -> list[str]:
    known = words("people")
    return ["FR"] * len(known["towns"]) + [one[0] for one in known["abroad"]]


def _towns(keys: Ints, abroad: float, streams: Streams) -> tuple[pa.Array, pa.Array, pa.Array]:
    known = words("people")
    place = pa.array(countries(keys, abroad, streams))
    towns = [one[0] for one in known["towns"]] + [one[1] for one in known["abroad"]]
    codes = [one[1] for one in known["towns"]] + [one[2] for one in known["abroad"]]
    return tuple(pa.array(one).take(place) for one in (towns, codes, country_codes()))


def _weighted(names: list[str], stream: str, keys: Ints, streams: Streams, decline: float) -> pa.Array:
    """The first of the list are the most frequent, by a power of their rank."""
    odds: Floats = 1 / (np.arange(len(names)) + 4.0) ** decline
    return pa.array(names).take(pa.array(streams.chosen(stream, keys, odds)))


def _mails(names: pa.Array, surnames: pa.Array, keys: Ints, streams: Streams) -> pa.Array:
    """Each its own: the number of the customer drawn stands in it."""
    plain = {name: _plain(name) for column in (names, surnames) for name in pc.unique(column).to_pylist()}
    first, last = (_mapped(column, plain) for column in (names, surnames))
    host = pa.array(MAIL_HOSTS).take(pa.array(streams.chosen("mail host", keys, np.array([5.0, 3, 2, 1]))))
    local = pc.binary_join_element_wise(first, last, ".")
    return pc.binary_join_element_wise(
        pc.binary_join_element_wise(local, pa.array(keys).cast("string"), ""), host, "@"
    )


def _mapped(column: pa.Array, plain: dict[str, str]) -> pa.Array:
    coded = column.dictionary_encode()
    return pa.array([plain[one] for one in coded.dictionary.to_pylist()]).take(coded.indices)


def _plain(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return flat.lower().replace(" ", "").replace("-", "")
