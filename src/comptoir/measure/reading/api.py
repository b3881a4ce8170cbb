"""The door of reading: the days and the comparison that an address asks for, and figures as people read them."""

from comptoir.measure.reading.charged import Charged, Courses, charged_courses, charged_prices
from comptoir.measure.reading.figures import (
    CELLS,
    DEDUCTED,
    FACT_WORDS,
    GOOD_WORDS,
    TAX_WORDS,
    UNIT_WORDS,
    Change,
    Figure,
    change,
    short,
    tax_words,
    written,
)
from comptoir.measure.reading.head import Choice, Head, head
from comptoir.measure.reading.levers import COST_RATIO, LEVER, LEVER_COUNTS, LEVER_METRICS, lever_line
from comptoir.measure.reading.loaded import loaded_days
from comptoir.measure.reading.marks import calendar_marks
from comptoir.measure.reading.names import names_of, product_names
from comptoir.measure.reading.reading import TAXES, Reading
from comptoir.measure.reading.spans import mature, repeat_cohort
from comptoir.measure.reading.usual import USUAL, Indicator, View

__all__ = [
    "CELLS",
    "COST_RATIO",
    "DEDUCTED",
    "FACT_WORDS",
    "GOOD_WORDS",
    "LEVER",
    "LEVER_COUNTS",
    "LEVER_METRICS",
    "TAXES",
    "TAX_WORDS",
    "UNIT_WORDS",
    "USUAL",
    "Change",
    "Charged",
    "Choice",
    "Courses",
    "Figure",
    "Head",
    "Indicator",
    "Reading",
    "View",
    "calendar_marks",
    "change",
    "charged_courses",
    "charged_prices",
    "head",
    "lever_line",
    "loaded_days",
    "mature",
    "names_of",
    "product_names",
    "repeat_cohort",
    "short",
    "tax_words",
    "written",
]
