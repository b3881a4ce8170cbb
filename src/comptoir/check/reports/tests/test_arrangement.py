"""What a template makes of a report: nothing lost by itself, nothing shown that was hidden, whatever is asked."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.check.reports.arrangement import (
    AS_BUILT,
    ArrangedBlock,
    ArrangedPart,
    Arrangement,
    arranged,
    arrangement_from_json,
    arrangement_to_json,
    filled,
)
from comptoir.check.reports.changes import changes, summary_of, with_changes
from comptoir.check.reports.editing import pressed, typed, whole
from comptoir.check.reports.forms import rendered
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.shapes import (
    Cell,
    Chart,
    Column,
    Figure,
    Grid,
    Header,
    Kind,
    Note,
    Part,
    Remark,
    Remarks,
    Report,
    Sentence,
    Text,
    Tone,
    commentable,
)
from comptoir.check.reports.stored import from_json, to_json

quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = date(2026, 11, 15)
NAMES = ("a", "b", "c", "d")
BLOCKS = ("x", "y", "z")


def _report(parts: tuple[Part, ...], language: str = "en", period: str = "W46") -> Report:
    header = Header("Maison", "maison", "Weekly report", period, "", "", "HT", "EUR", 1, "", language)
    return Report("weekly", DAY, DAY, datetime(2026, 11, 16, tzinfo=UTC), header, parts)


def _part(key: str, number: int, blocks: tuple[str, ...]) -> Part:
    return Part(key, number, key.upper(), "?", tuple(Note(f"{key}{one}", one) for one in blocks), number == 1)


keys = st.sampled_from(NAMES)
built = st.lists(keys, unique=True, max_size=4).map(
    lambda found: _report(tuple(_part(key, n, BLOCKS) for n, key in enumerate(found, start=1)))
)
asked_blocks = st.lists(
    st.builds(
        ArrangedBlock,
        st.sampled_from([*(f"{key}{one}" for key in NAMES for one in BLOCKS), "own-1", "own-2", "gone"]),
        st.booleans(),
        st.sampled_from(["", "Title"]),
        st.sampled_from(["", "words"]),
    ),
    max_size=6,
).map(tuple)
asked_parts = st.lists(
    st.builds(
        ArrangedPart,
        st.sampled_from([*NAMES, "gone"]),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "Own"]),
        asked_blocks,
    ),
    max_size=6,
).map(tuple)
arrangements = st.builds(Arrangement, st.sampled_from(["", "Mine"]), asked_parts)


@quickly
@given(built, arrangements)
def test_an_arranged_report_is_whole(report: Report, asked: Arrangement) -> None:
    seen = arranged(report, asked)
    assert [part.number for part in seen.parts] == list(range(1, len(seen.parts) + 1))
    names = [part.key for part in seen.parts]
    assert len(names) == len(set(names))
    assert set(names) <= {part.key for part in report.parts}
    for part in seen.parts:
        inside = [block.key for block in part.blocks]
        assert len(inside) == len(set(inside))
        assert inside
    if seen.parts:
        assert any(part.is_brief for part in seen.parts)
    _in_the_order_asked_for(names, asked)
    _hidden_is_nowhere_and_new_is_shown(report, seen, asked)


def _in_the_order_asked_for(names: list[str], asked: Arrangement) -> None:
    wanted = [key for key in dict.fromkeys(one.key for one in asked.parts) if key in names]
    assert names[: len(wanted)] == wanted


def _hidden_is_nowhere_and_new_is_shown(report: Report, seen: Report, asked: Arrangement) -> None:
    shown = {part.key: {block.key for block in part.blocks} for part in seen.parts}
    first = {one.key: one for one in reversed(asked.parts)}
    for part in report.parts:
        one = first.get(part.key)
        if one is None:
            assert shown[part.key] == {block.key for block in part.blocks}
        elif one.is_hidden:
            assert part.key not in shown
        else:
            named = {two.key: two for two in reversed(one.blocks)}
            for block in part.blocks:
                is_hidden = block.key in named and named[block.key].is_hidden
                assert (block.key in shown.get(part.key, set())) is not is_hidden


@quickly
@given(built, arrangements)
def test_what_the_editor_lists_says_the_same(report: Report, asked: Arrangement) -> None:
    """Every part and block named by the editor shows what the shorter arrangement shows."""
    assert arranged(report, whole(asked, report)) == arranged(report, asked)
    assert arrangement_from_json(arrangement_to_json(asked)) == asked


@quickly
@given(built, arrangements, st.sampled_from([*NAMES, "ax", "own-1"]), st.sampled_from(["up", "down"]))
def test_a_move_loses_nothing_and_is_undone_by_the_other(
    report: Report, asked: Arrangement, key: str, way: str
) -> None:
    start = whole(asked, report)
    target = key if key in NAMES else f"a.{key}"
    moved = pressed(start, f"{way}:{target}")
    assert sorted(one.key for one in moved.parts) == sorted(one.key for one in start.parts)
    assert sum(len(one.blocks) for one in moved.parts) == sum(len(one.blocks) for one in start.parts)
    if moved != start:
        assert pressed(moved, f"{'down' if way == 'up' else 'up'}:{target}") == start


@quickly
@given(built, arrangements)
def test_a_form_says_back_what_it_showed(report: Report, asked: Arrangement) -> None:
    start = replace(whole(asked, report), title="")
    given_values: dict[str, list[str]] = {"part": [], "block": [], "shown": [], "brief": []}
    for part in start.parts:
        given_values["part"].append(part.key)
        given_values["shown"] += [] if part.is_hidden else [part.key]
        given_values["brief"] += [part.key] if part.is_brief else []
        given_values[f"title:{part.key}"] = [part.title]
        for block in part.blocks:
            path = f"{part.key}.{block.key}"
            given_values["block"].append(path)
            given_values["shown"] += [] if block.is_hidden else [path]
            given_values[f"title:{path}"] = [block.title]
            given_values[f"text:{path}"] = [block.text]
    said = typed(lambda name: given_values.get(name, []))
    assert arranged(report, said) == arranged(report, start)


def test_the_report_as_built_without_an_arrangement() -> None:
    report = _report((_part("a", 1, BLOCKS), _part("b", 2, ())))
    assert arranged(report, AS_BUILT) == report
    assert arranged(report, Arrangement("Mine")).header.title == "Mine"


def test_the_figures_of_a_chart_stand_and_fall_with_it() -> None:
    chart = Chart("course", "How?", {}, "Up.", "figures")
    behind = Grid("figures", "How?", (Column("a", "A"),), ((Cell("1"),),), "chart")
    report = _report((Part("a", 1, "A", "?", (chart, behind, Note("n", "so"))),))
    hidden = Arrangement("", (ArrangedPart("a", blocks=(ArrangedBlock("course", True),)),))
    assert [one.key for one in arranged(report, hidden).parts[0].blocks] == ["n"]
    last = Arrangement(
        "", (ArrangedPart("a", blocks=(ArrangedBlock("n"), ArrangedBlock("course", title="So"))),)
    )
    blocks = arranged(report, last).parts[0].blocks
    assert [(one.key, getattr(one, "title", "")) for one in blocks] == [
        ("n", ""),
        ("course", "So"),
        ("figures", "So"),
    ]


def test_a_text_to_be_filled_in_leaves_only_once_it_is() -> None:
    report = _report((_part("a", 1, ("x",)), Part("b", 2, "B", "?", (Note("n", "so"),))))
    own = ArrangedPart("b", blocks=(ArrangedBlock("n", True), ArrangedBlock("own-1", title="Our word")))
    seen = arranged(report, Arrangement("", (own, ArrangedPart("a"))))
    assert [part.key for part in filled(seen, Remarks()).parts] == ["a"]
    assert filled(seen, Remarks()).parts[0].number == 1
    said = Remark("b.own-1", "A calm week.", "anne", datetime(2026, 11, 16, tzinfo=UTC))
    for suffix in ("md", "html", "eml"):
        assert "A calm week." in rendered(suffix, seen, Remarks({said.key: said})).decode()
        assert "Our word" in rendered(suffix, seen, Remarks({said.key: said})).decode()
        assert "Our word" not in rendered(suffix, seen, Remarks()).decode()
    assert [len(shown(seen, Remarks(), with_blanks=yes).parts) for yes in (True, False)] == [2, 1]


def test_a_comment_on_a_block_stands_with_it_in_every_form() -> None:
    report = _report(
        (Part("a", 1, "A", "?", (Text("x", (Sentence("s", ("So.",)),)), Note("n", "so")), True),)
    )
    assert commentable(report) == {"a", "a.x", "a.n"}
    said = Remark("a.x", "Ask the workshop.", "anne", datetime(2026, 11, 16, tzinfo=UTC))
    for suffix in ("md", "html", "eml"):
        words = rendered(suffix, report, Remarks(comments={"a.x": (said,)})).decode()
        assert words.index("So.") < words.index("Ask the workshop.")
    assert b"Ask the workshop." not in rendered("md", report, Remarks(comments={"b.x": (said,)}))


def _week(period: str, language: str, sold: str, tone: Tone, finding: str, actions: dict[str, str]) -> Report:
    figure = Figure(sold, None, "money", metric="net_sales")
    names = ("label", "week", "judged")
    indicators = Grid(
        "indicators",
        "The usual indicators",
        tuple(Column(name, name, Kind.TEXT) for name in names),
        (
            (
                Cell("Net sales" if language == "en" else "CA net"),
                Cell(sold, figure=figure),
                Cell("so", tone=tone),
            ),
        ),
    )
    one = (Column("what", "What"), Column("state", "State"))
    found = Grid("findings", "Findings", one, ((Cell(finding), Cell("")),))
    plan = Grid("plan", "Plan", one, tuple((Cell(name), Cell(state)) for name, state in actions.items()))
    parts = (
        Part("dashboard", 1, "D", "?", (indicators,), True),
        Part("decisions", 2, "R", "?", (found, plan)),
    )
    return _report(parts, language, period)


LAST = _week("W45", "en", "900 €", Tone.NONE, "Late parcels", {"Lower": "proposed", "Order": "running"})
NOW = _week("W46", "en", "500 €", Tone.BAD, "Stock-outs", {"Order": "approved", "Write": "proposed"})


def _told(report: Report, key: str) -> list[list[str]]:
    return [
        [cell.shown for cell in row]
        for block in report.blocks()
        if isinstance(block, Grid) and block.key == key
        for row in block.rows
    ]


def test_what_changed_is_told_from_the_two_reports() -> None:
    with override("en"):
        seen = with_changes(NOW, LAST, AS_BUILT)
    assert _told(seen, "changed_figures") == [["Net sales", "900 €", "500 €", "so", "so"]]
    assert _told(seen, "changed_lines") == [
        ["Stock-outs", "new finding"],
        ["Late parcels", "finding no longer among those worth most"],
        ["Write", "action new in the plan"],
        ["Lower", "action done or dropped"],
        ["Order", "running, now approved"],
    ]
    assert summary_of(seen).startswith("Since the report of W45: 1 indicator left its habit; 5 findings")
    assert [figure.shown for figure in seen.figures()].count("900 €") == 0
    assert with_changes(seen, LAST, AS_BUILT) == seen
    assert with_changes(NOW, None, AS_BUILT) == NOW


@pytest.mark.parametrize(
    ("then", "now", "is_same"),
    [
        ("16.3 % of orders without account", "16.2 % of orders without account", True),
        ("« coffrets » : vu 118\u202f146 fois", "« coffrets » : vu 9\u202f341 fois", True),
        ("Tisane : stock jusque vers le 28 nov. 2026", "Tisane : stock jusque vers le 2 déc. 2026", True),
        ("Mug: stock until about Nov 28, 2026", "Mug: stock until about Dec 2, 2026", True),
        ("Savon 40 g est en rupture", "Savon 100 g est en rupture", False),
        ("Savon 1,5 kg est en rupture", "Savon 0,5 kg est en rupture", False),
        ("Mug is out of stock", "Cup is out of stock", False),
    ],
)
def test_a_line_whose_figures_alone_moved_is_the_same(then: str, now: str, is_same: bool) -> None:
    with override("en"):
        part = changes(
            _week("W46", "en", "1", Tone.NONE, now, {}), _week("W45", "en", "1", Tone.NONE, then, {}), 3
        )
    assert (len(part.blocks) == 1) is is_same


def _about(report: Report, *lines: tuple[str, str]) -> Report:
    """With these findings: what each is about, and its words."""
    rows = tuple((Cell(words, about=about), Cell("")) for about, words in lines)
    grid = Grid("findings", "Findings", (Column("what", "What"), Column("state", "State")), rows)
    return replace(report, parts=(replace(report.parts[1], blocks=(grid,)),))


def test_findings_are_matched_by_what_they_are_about() -> None:
    """Not by words: two lamps may differ by a figure alone, and a finding may say otherwise what it said before."""
    last = _about(LAST, ("a1", "Lamp 40: stock until Dec 2, 2026"), ("b2", "Mug runs out"))
    now = _about(NOW, ("c3", "Lamp 60: stock until Dec 9, 2026"), ("b2", "Mug is out of stock"))
    now, last = (from_json(json.loads(json.dumps(to_json(one)))) for one in (now, last))
    with override("en"):
        seen = with_changes(now, last, AS_BUILT)
    assert _told(seen, "changed_lines") == [
        ["Lamp 60: stock until Dec 9, 2026", "new finding"],
        ["Lamp 40: stock until Dec 2, 2026", "finding no longer among those worth most"],
    ]


def test_an_older_report_that_tells_not_what_its_findings_are_about_is_matched_by_words() -> None:
    last = _about(LAST, ("", "Lamp: stock until Dec 2, 2026"), ("", "Mug runs out"))
    now = _about(NOW, ("c3", "Lamp: stock until Dec 9, 2026"), ("b2", "Mug is out of stock"))
    with override("en"):
        seen = with_changes(now, last, AS_BUILT)
    assert [words for words, _change in _told(seen, "changed_lines")] == [
        "Mug is out of stock",
        "Mug runs out",
    ]


def test_a_sum_of_the_year_is_not_taken_for_the_week() -> None:
    """The same metric stands in two lines: that of the week is compared with that of the week."""
    year = Figure("9 000 €", None, "money", metric="net_sales")
    label, empty = Cell("Net sales of the year"), Cell("-")

    def both(report: Report) -> Report:
        grid = next(one for one in report.blocks() if one.key == "indicators")
        assert isinstance(grid, Grid)
        rows = (
            *((*row[:2], empty, row[2]) for row in grid.rows),
            (label, empty, Cell("9 000 €", figure=year), empty),
        )
        return replace(report, parts=(replace(report.parts[0], blocks=(replace(grid, rows=rows),)),))

    with override("en"):
        seen = with_changes(both(NOW), both(LAST), AS_BUILT)
    assert _told(seen, "changed_figures") == [["Net sales", "900 €", "500 €", "so", "so"]]


def test_nothing_is_told_of_a_week_like_the_last() -> None:
    with override("en"):
        part = changes(LAST, LAST, 3)
        assert [block.key for block in part.blocks] == ["changed"]
        assert summary_of(_report((part,))) == "Since the report of W45: nothing to tell."


def test_what_a_template_hides_is_not_told_by_what_changed() -> None:
    asked = Arrangement("", (ArrangedPart("decisions", is_hidden=True), ArrangedPart("dashboard")))
    with override("en"):
        seen = with_changes(NOW, LAST, asked)
    assert _told(seen, "changed_lines") == []
    assert len(_told(seen, "changed_figures")) == 1


def test_words_of_two_languages_are_not_compared() -> None:
    french = _week("S45", "fr", "900 €", Tone.NONE, "Colis en retard", {})
    with override("en"):
        seen = with_changes(NOW, french, AS_BUILT)
    assert _told(seen, "changed_lines") == []
    assert [row[1:3] for row in _told(seen, "changed_figures")] == [["900 €", "500 €"]]
    assert "another language" in summary_of(seen)
