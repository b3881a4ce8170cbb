"""Charts: specifications without colours, drawn in both themes, in both languages."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from comptoir.core.charts import api, theme
from comptoir.core.charts.locale import number_locale, time_locale

WORDS = api.TrendWords("This period", "Last year", "Day")
POINTS = [
    api.TrendPoint(date(2026, 11, 1), "1 Nov", Decimal(100), "100 €", Decimal(80), "80 €"),
    api.TrendPoint(date(2026, 11, 2), "2 Nov", None, "–", Decimal(90), "90 €"),
    api.TrendPoint(date(2026, 11, 3), "3 Nov", Decimal(120), "120 €", Decimal(95), "95 €"),
]
MARKS = [
    api.CalendarMark(date(2026, 11, 2), date(2026, 11, 2), "Soldes <1>"),
    api.CalendarMark(date(2026, 11, 1), date(2026, 11, 2), "Outage", is_incident=True),
]
FORECAST = [
    api.ForecastPoint(date(2026, 11, 4), Decimal(110), Decimal(90), Decimal(130)),
    api.ForecastPoint(date(2026, 11, 5), Decimal(115), Decimal(92), Decimal(140)),
]
SPECS = {
    "trend": api.trend(POINTS, WORDS, marks=MARKS, forecast=FORECAST),
    "bars": api.bars([api.Bar("France", Decimal(100), "100 €"), api.Bar("Belgique", None, "–")]),
    "pareto": api.pareto(
        [api.ParetoBar("Lampe", "1", Decimal(80), "80 €", Decimal("0.8"), "80 %")],
        value_name="Net sales",
        cumulative_name="Together",
    ),
    "stacked": api.stacked(
        [
            api.StackedBar("Nov 2026", "New", Decimal(30), "30 €"),
            api.StackedBar("Nov 2026", "Known", Decimal(70), "70 €"),
        ],
        {"Known": "--series-1", "New": "--series-2"},
    ),
    "waterfall": api.waterfall(
        [
            api.WaterfallStep("October", Decimal(100), "100 €", is_end=True),
            api.WaterfallStep("Visits", Decimal(30), "+30 €", note="visits of the own site"),
            api.WaterfallStep("Returns", Decimal(-50), "-50 €"),
            api.WaterfallStep("November", Decimal(80), "80 €", is_end=True),
        ],
        value_name="Effect",
    ),
}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl")


@pytest.mark.parametrize("name", SPECS)
def test_a_specification_holds_no_colour(name: str) -> None:
    assert not COLOUR.search(json.dumps(SPECS[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", SPECS)
def test_each_chart_is_drawn_in_both_themes_with_no_token_left(name: str) -> None:
    drawings = {chosen: api.to_svg(SPECS[name], chosen) for chosen in theme.PALETTES}
    for chosen, svg in drawings.items():
        assert svg.startswith("<svg")
        assert "--series" not in svg
        assert "--grey" not in svg
        assert "NaN" not in svg
        assert theme.PALETTES[chosen].series[0] in svg
    assert drawings["light"] != drawings["dark"]


def test_steps_of_a_waterfall_hang_on_one_another() -> None:
    rows = SPECS["waterfall"]["data"]["values"]
    assert [(row["start"], row["end"], row["kind"], row["side"]) for row in rows] == [
        (100, 100, "end", "right"),
        (100, 130, "up", "right"),
        (130, 80, "down", "left"),
        (80, 80, "end", "right"),
    ]
    assert [row.get("next") for row in rows] == [1, 2, 3, None]
    low, high = SPECS["waterfall"]["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert low < 80
    assert high > 130


def test_png_is_a_png_of_the_asked_width() -> None:
    png = api.to_png(SPECS["bars"], width=400, scale=1)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 400


def test_a_missing_value_breaks_the_line_and_is_no_zero() -> None:
    lines = [layer for layer in SPECS["trend"]["layer"] if layer["mark"].get("style") == "actual"]
    assert [row["value"] for row in lines[0]["data"]["values"]] == [100.0, None, 120.0]


def test_last_year_is_grey_and_thin() -> None:
    svg = api.to_svg(SPECS["trend"])
    assert re.search(r'stroke="#8b95a7"[^>]*stroke-width="1"', svg)


def test_events_are_labelled_and_incidents_hatched() -> None:
    svg = api.to_svg(SPECS["trend"])
    assert "Soldes &lt;1&gt;" in svg
    assert "linearGradient" in svg
    assert theme.PALETTES["light"].hatch in svg


def test_without_comparison_there_is_no_legend() -> None:
    alone = [api.TrendPoint(point.day, point.label, point.value, point.shown) for point in POINTS]
    assert "Last year" not in api.to_svg(api.trend(alone, WORDS))
    assert "Last year" in api.to_svg(SPECS["trend"])


def test_a_line_of_one_point_has_its_point() -> None:
    lonely = api.trend(POINTS[:1], WORDS)
    assert any(layer["mark"].get("point") is True for layer in lonely["layer"])


def test_axes_speak_french() -> None:
    points = [api.TrendPoint(date(2026, month, 1), "", Decimal(1500) * month, "") for month in (6, 7, 8, 9)]
    svg = api.to_svg(api.trend(points, WORDS, date_format="%b %Y"), locale="fr")
    assert "août 2026" in svg
    assert "Aug" not in svg


def test_number_locale_is_babels() -> None:
    assert number_locale("fr")["decimal"] == ","
    assert number_locale("fr")["thousands"] == "\u202f"
    assert number_locale("en") | {"minus": "-"} == {
        "decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "minus": "-", "percent": "%",
    }  # fmt: skip


def test_weeks_of_the_time_locale_begin_on_sunday() -> None:
    assert time_locale("fr")["days"][:2] == ["dimanche", "lundi"]
    assert time_locale("en")["shortMonths"][10] == "Nov"


def test_the_same_channel_has_the_same_colour_in_every_chart() -> None:
    many = api.series_tokens(["Amazon", "Own site", "Shop"])
    assert len(set(many.values())) == 3
    assert api.series_tokens(["Shop", "Amazon", "Own site"]) == many
    assert api.series_tokens(["Amazon"])["Amazon"] == many["Amazon"]


def test_more_channels_than_colours_are_grey_not_repeated() -> None:
    tokens = api.series_tokens([f"channel {number}" for number in range(11)])
    coloured = [token for token in tokens.values() if token != "--grey"]
    assert len(coloured) == len(set(coloured)) == 8
    assert list(tokens.values()).count("--grey") == 3


@pytest.mark.parametrize("chosen", theme.PALETTES)
def test_every_series_stands_out_from_its_surface(chosen: str) -> None:
    palette = theme.PALETTES[chosen]
    for colour in (*palette.series, palette.ink, palette.ink_2):
        assert contrast(colour, palette.surface) >= 3


def test_a_colour_of_ones_own_is_that_of_the_main_line_and_of_no_judgement() -> None:
    drawn = api.to_svg(SPECS["trend"], main="#7a1f3d")
    assert "#7a1f3d" in drawn
    assert "#2450d3" not in drawn, "legend and line are of one colour"
    ups_and_downs = api.to_svg(SPECS["waterfall"], main="#7a1f3d")
    assert ups_and_downs == api.to_svg(SPECS["waterfall"])


def test_style_sheet_and_charts_agree_on_the_main_colours() -> None:
    tokens = (Path(theme.__file__).parents[2] / "web/static/comptoir/tokens.css").read_text()
    light, dark = theme.PALETTES["light"], theme.PALETTES["dark"]
    for number in (1, 2, 3):
        pair = f"light-dark({light.series[number - 1]}, {dark.series[number - 1]})"
        assert f"--series-{number}: {pair}" in tokens
    assert f"--surface: light-dark({light.surface}, {dark.surface})" in tokens


def test_a_chart_in_a_page_has_words_for_who_cannot_see_it() -> None:
    with translation.override("en"):
        html = Template("{% load charts %}{% chart spec title=title %}").render(
            Context({"spec": SPECS["bars"], "title": 'Sales "A" </script>'})
        )
    assert 'role="img" aria-label="Sales &quot;A&quot; &lt;/script&gt;"' in html
    assert html.count("</script>") == 1


def test_texts_of_the_source_cannot_leave_the_data_block() -> None:
    spec = api.bars([api.Bar("</script><b>", Decimal(1), "1 €")])
    html = Template("{% load charts %}{% chart spec title='x' %}").render(Context({"spec": spec}))
    assert html.count("</script>") == 1


def contrast(one: str, other: str) -> float:
    """WCAG's ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_pairs_of_long_kinds_lie_so_that_their_words_do_not_meet() -> None:
    colours = {"Expected": "--grey", "Seen": "--series-1"}

    def drawn(*kinds: str) -> dict[str, Any]:
        items = [api.PairedBar(kind, series, 2, "2 %") for kind in kinds for series in colours]
        return api.paired(items, colours, axis_name="Conversion in %")

    upright, lying = drawn("1", "2", "10+"), drawn("Phone", "Paid social networks")
    assert (upright["encoding"]["x"]["field"], upright["encoding"]["x"]["axis"]["title"]) == (
        "kind",
        "Conversion in %",
    )
    assert (lying["encoding"]["y"]["field"], lying["encoding"]["x"]["axis"]["title"]) == (
        "kind",
        "Conversion in %",
    )
    assert lying["height"] > drawn("Paid social networks")["height"]


def test_values_written_at_the_ends_of_bars_have_their_room() -> None:
    def reach(shown: str) -> float:
        spec = api.bars([api.Bar("Visits", 100, shown)])
        return float(spec["encoding"]["x"]["scale"]["domainMax"])

    assert reach("100") == 130
    assert reach("124,614 · 100.0%") == pytest.approx(202)


def test_a_figure_below_one_is_no_number_of_thousandths() -> None:
    items = [api.PairedBar(kind, "Seen", Decimal(value), value) for kind, value in (("0", "0.5"), ("1", "2"))]
    svg = api.to_svg(api.paired(items, {"Seen": "--series-1"}))
    assert "0,5" in svg
    assert "500m" not in svg


def test_figures_of_narrow_squares_stand_without_their_unit() -> None:
    cells = [api.HeatCell("May", str(month), 7, "7 %") for month in range(1, 13)]
    spec = api.heat(cells, row_name="First order", column_name="Months")
    assert "7 %<" in api.to_svg(spec, width=720)
    assert "7 %<" not in (narrow := api.to_svg(spec, width=300))
    assert ">7<" in narrow
