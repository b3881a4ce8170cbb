"""The measures that formulas add up: each lives in one fact and is written once, as data.

A measure of money has a twin `<name>_tax` for the tax on it where formulas choose the basis; what is only ever asked
excluding tax has none.
"""

from collections.abc import Mapping

from comptoir.measure.metrics.catalogue.measure import Condition, Kind, Measure
from comptoir.measure.metrics.catalogue.sales_measures import OF_SALES
from comptoir.measure.metrics.catalogue.source_measures import OF_SOURCES

__all__ = ["MEASURES", "Condition", "Kind", "Measure"]

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in OF_SALES + OF_SOURCES}
