"""The page of the documentation that lists every metric, written from the catalogue itself."""

from django.utils import translation

from comptoir.measure.metrics.catalogue.base import Metric, Text
from comptoir.measure.metrics.catalogue.dimensions import AMBIGUOUS, DIMENSIONS
from comptoir.measure.metrics.catalogue.registry import AMBIGUOUS_METRICS, catalogue, dimensions

HEAD = """\
# Metrics

<!-- Written from the catalogue by `write_metrics_page`; a test refuses a page that is not current. -->

One definition for each metric, shown beside every figure. Amounts are decimal to the cent, in one currency,
excluding tax (HT) or including it (TTC) as asked; days are the company's own. Rounding is half up, on
output only.

- A loaded day on which nothing happened is 0 (a ratio then has no value). A day outside the loaded days is
  unknown.
- A comparison moves the whole period: `previous` to the days before it, `year` 364 days back for days,
  weeks and free ranges and by the calendar for months, quarters and years, `event` to the same commercial
  event a year before. The first bucket then faces the first, the second the second.
- Facts are summed one by one and meet afterwards, so that no row is counted twice; ratios come last. A
  dimension that one of the facts lacks is refused by name.
- Amounts in several currencies are converted by the dated rates of a central bank's file
  ([connectors](connectors.md)): that of the day, else the last one before, 7 days old at most. Without a rate they
  are refused and listed, never mixed: keep one currency (`--where currency=EUR`) or split by it (`--by currency`).
- What several sources tell together counts only the days that they all know. Where two audience tools measure
  the same days, the one that knows the latest day is read alone, a server's log last, unless the figures are split
  by `source`.
- Costs that are unknown are left out of the costs and of the sales that they face; the share of sales covered
  stands beside the figure, which is partial under 95 % and has no value where nothing is known.
- What selling an order costs is told by the bills that speak of it, else by the company's cost rules, kind by kind; an
  order of which neither tells one is left out of contribution margins 2 and 3 ([costs of selling](costs.md)).
- A customer is new with the first order ever known. During the first 12 months of a company's data new and
  returning are marked as insufficient history.
"""


def page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        computed = [metric for metric in catalogue() if metric.is_computed]
        declared = [metric for metric in catalogue() if not metric.is_computed]
        return "\n".join(
            [
                HEAD,
                "## Answered from what is loaded",
                "",
                *(line for metric in computed for line in _computed(metric)),
                "## Declared, waiting for a source",
                "",
                "They answer « No source yet » with what to connect, or that they are not worked out yet.",
                "",
                "| name | label | formula | unit | good | connect | notes |",
                "|---|---|---|---|---|---|---|",
                *(_declared(metric) for metric in declared),
                "",
                "## Dimensions",
                "",
                "| name | label | facts |",
                "|---|---|---|",
                *(_row(f"`{d.name}`", d.label, ", ".join(d.facts)) for d in DIMENSIONS.values()),
                "",
                "## Names that are refused because they mean several things",
                "",
                *(
                    f"- `{name}`: {_codes(choices)}"
                    for name, choices in {**AMBIGUOUS, **AMBIGUOUS_METRICS}.items()
                ),
                "",
            ]
        )


def _computed(metric: Metric) -> list[str]:
    tax = {"asked": "HT or TTC, as asked", "included": "tax included", "excluded": "tax excluded", "none": ""}
    facts = sorted(metric.formula.facts) if metric.formula else []
    said = [
        f"unit: {metric.unit}",
        f"good: {metric.good}",
        tax[metric.tax],
        f"a day without any: {metric.empty}",
        f"facts: {', '.join(facts)}",
    ]
    return [
        f"### `{metric.name}`: {metric.label}",
        "",
        f"**{metric.words}**",
        "",
        *([f"{metric.notes}", ""] if metric.notes else []),
        *([f"Definition of {metric.origin}.", ""] if metric.origin else []),
        "; ".join(part for part in said if part) + ".",
        f"By: {_codes(tuple(found.name for found in dimensions(metric)))}.",
        "",
    ]


def _declared(metric: Metric) -> str:
    sources = ", ".join(str(source.words) for source in metric.sources)
    return _row(
        f"`{metric.name}`", metric.label, metric.words, metric.unit, metric.good, sources, metric.notes
    )


def _row(*cells: Text) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
