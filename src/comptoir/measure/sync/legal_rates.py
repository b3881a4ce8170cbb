"""The rates of VAT that countries have or had since 2019, to know the rate of a line that tells its tax alone. Pure."""

from collections.abc import Iterable
from decimal import Decimal

CENT = Decimal("0.01")
PERCENTS = {
    "AT": "20 13 10",
    "BE": "21 12 6",
    "BG": "20 9",
    "CH": "8.1 7.7 3.8 3.7 2.6 2.5",
    "CY": "19 9 5 3",
    "CZ": "21 15 12 10",
    "DE": "19 16 7 5",
    "DK": "25",
    "EE": "24 22 20 13 9 5",
    "ES": "21 10 5 4",
    "FI": "25.5 24 14 13.5 10",
    "FR": "20 10 8.5 5.5 2.1",
    "GB": "20 5",
    "GR": "24 13 6",
    "HR": "25 13 5",
    "HU": "27 18 5",
    "IE": "23 21 13.5 9 4.8",
    "IT": "22 10 5 4",
    "LT": "21 12 9 5",
    "LU": "17 16 14 13 8 7 3",
    "LV": "21 12 5",
    "MT": "18 12 7 5",
    "NL": "21 9",
    "NO": "25 15 12",
    "PL": "23 8 5",
    "PT": "23 22 16 13 12 9 6 5 4",
    "RO": "21 19 11 9 5",
    "SE": "25 12 6",
    "SI": "22 9.5 5",
    "SK": "23 20 19 10 5",
}
"""In per cent; those of islands and of times of crisis too."""
SAME_AS = {"MC": "FR", "GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "LI": "CH", "IM": "GB", "EL": "GR"}

RATES = {
    country: frozenset({Decimal(0), *(Decimal(text) / 100 for text in percents.split())})
    for country, percents in PERCENTS.items()
}
EVERY = frozenset(rate for rates in RATES.values() for rate in rates)


def rate_of(net: Decimal, tax: Decimal, countries: Iterable[str]) -> Decimal | None:
    """The rate of one of these countries that makes this tax of this amount, to a cent; None where none does.

    Amount and tax are each rounded to the cent: of rates that both fit a small amount, the nearest.
    """
    fitting = {
        rate: abs(net * rate - tax)
        for country in countries
        for rate in RATES.get(SAME_AS.get(country, country), ())
        if abs(net * rate - tax) <= CENT
    }
    return min(fitting, key=lambda rate: (fitting[rate], rate), default=None)
