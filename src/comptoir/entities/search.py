"""How the site stands in the unpaid results of search engines."""

from comptoir.entities.audience import DEVICES
from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import COUNTRY, DAY, MONTH, SOURCE

_PROPERTY = Column("property_id", Kind.TEXT, "site at the tool; empty where not told", required=True)
_CLICKS = Column("clicks", Kind.INTEGER, "clicks", required=True)
_IMPRESSIONS = Column("impressions", Kind.INTEGER, "times shown", required=True)
_POSITION_SUM = Column("position_sum", Kind.QUANTITY, "mean position x impressions, so that positions add up")
TERM_KINDS = ("query", "page")

SEARCH_DAY = Entity(
    name="search_day",
    meaning="A day of the site in unpaid results.",
    key=("source", "property_id", "day", "part"),
    unit=("source", "property_id", "day"),
    columns=(
        SOURCE,
        _PROPERTY,
        DAY,
        MONTH,
        Column("part", Kind.TEXT, "what tells the row from the day's others: its dimensions", required=True),
        Column("device", Kind.TEXT, "kind of device", choices=DEVICES),
        COUNTRY,
        _CLICKS,
        _IMPRESSIONS,
        _POSITION_SUM,
    ),
    invariants={
        "positive": "clicks and impressions are >= 0",
        "day_in_month": "month is the month of day",
    },
)

SEARCH_TERM = Entity(
    name="search_term",
    meaning="A search, or a page found, over a period: the best of them, as the tool exports them.",
    key=("source", "property_id", "first_day", "day", "term_kind", "term"),
    unit=("source", "property_id", "first_day", "day", "term_kind"),
    columns=(
        SOURCE,
        _PROPERTY,
        Column("first_day", Kind.DAY, "first day of the period", required=True),
        Column("day", Kind.DAY, "last day of the period", required=True),
        MONTH,
        Column("term_kind", Kind.TEXT, "what was counted", required=True, choices=TERM_KINDS),
        Column("term", Kind.TEXT, "the words searched for, or the address of the page", required=True),
        _CLICKS,
        _IMPRESSIONS,
        _POSITION_SUM,
    ),
    invariants={
        "positive": "clicks and impressions are >= 0",
        "day_in_month": "month is the month of day",
    },
)

SEARCH_POSITION = Entity(
    name="search_position",
    meaning="Where the site stood for a followed search on a day, as a rank tracker looked it up.",
    key=("source", "property_id", "day", "engine", "part", "term"),
    unit=("source", "property_id", "day", "engine", "part", "term"),
    columns=(
        SOURCE,
        _PROPERTY,
        DAY,
        MONTH,
        Column("engine", Kind.TEXT, "search engine: google.fr; empty where not told", required=True),
        Column(
            "part", Kind.TEXT, "what tells the row from the search's others: its dimensions", required=True
        ),
        Column("term", Kind.TEXT, "the words searched for", required=True),
        Column(
            "position", Kind.INTEGER, "place in the results, 1 the first; null where the site was not found"
        ),
        Column("page", Kind.TEXT, "address of the page found"),
        Column("volume", Kind.INTEGER, "searches a month, as the tool estimates them"),
        Column("device", Kind.TEXT, "kind of device", choices=DEVICES),
        COUNTRY,
    ),
    invariants={
        "position_from_one": "position >= 1",
        "positive": "volume >= 0",
        "day_in_month": "month is the month of day",
    },
)
