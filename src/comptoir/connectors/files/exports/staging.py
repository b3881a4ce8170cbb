"""From a recognised table to typed facts and rejects. Nothing is stored."""

from dataclasses import replace
from functools import reduce

import duckdb
import ibis
import ibis.expr.types as ir

from comptoir.connectors.base import Context, Field, Layout, SameKey
from comptoir.connectors.channels.api import DEFAULT_CHANNELS, NAMES, Channels, with_channels
from comptoir.connectors.files import dates, facts, reading, rejects, repeats, rows
from comptoir.connectors.files.columns import Bound, column
from comptoir.connectors.files.customers import none as nobody
from comptoir.connectors.files.exports import cells, signs
from comptoir.connectors.files.exports.logs import digested
from comptoir.connectors.files.exports.recognition import Found
from comptoir.connectors.files.exports.series import Rows, rows_of
from comptoir.connectors.files.exports.told import Told
from comptoir.connectors.files.rules import ColumnRef, Numbers
from comptoir.connectors.files.signs import dates_of
from comptoir.connectors.files.staged import Staged
from comptoir.connectors.files.workspace import Workspace
from comptoir.core.companies.api import Scope
from comptoir.entities.base import Entity, Kind
from comptoir.entities.invariants import rules
from comptoir.entities.registry import entity

_ADDED = frozenset({Kind.INTEGER, Kind.MONEY, Kind.QUANTITY})


def stage(found: Found, scope: Scope, told: Told, channels: Channels = DEFAULT_CHANNELS) -> Staged:
    """Read, type, check; use it as a context manager. InputError where the table cannot be read."""
    workspace = Workspace()
    try:
        if found.section.logs:
            target = workspace.new_file("digest", ".csv")
            section = digested(found.section, found.layout, _context(found, scope, told, channels), target)
            found = replace(found, section=section)
        source = reading.read(workspace, found.section.shape)
        if found.section.first_line:
            source = replace(source, first_line=found.section.first_line)
        try:
            return _staged(workspace, source, found, _context(found, scope, told, channels))
        except duckdb.Error as error:
            careful = reading.again_with_care(workspace, source)
            if careful is source:
                raise reading.unreadable() from error
        return _staged(workspace, careful, found, _context(found, scope, told, channels))
    except BaseException:
        workspace.close()
        raise


def _staged(workspace: Workspace, source: reading.Source, found: Found, context: Context) -> Staged:
    layout, target = found.layout, entity(found.layout.entity)
    read = rows_of(found, source)
    typed = workspace.number(_typed(read, found, context), "rows")
    typed = typed.filter(~typed.is_skipped).drop("is_skipped")
    # Whole rows only now: a row may be refused for what it says as well as for how it is written.
    typed = workspace.keep(rows.with_raw(_checked(typed, layout, target, context), read.source), "checked")
    numbered = typed if layout.digest is None else typed.mutate(at_line=typed[layout.digest.line])
    rejected = workspace.keep(rejects.listed(numbered, _bound(read), read.source), "rejects")
    sound = typed.filter(typed.problem.isnull())
    every = workspace.keep(_facts(sound, layout, target, context), "every")
    if layout.tells_origins:
        every = workspace.keep(_of_channels(workspace, every, context.channels), "every")
    made = workspace.keep(_one_a_key(every, layout, target), target.name)
    return Staged(
        workspace=workspace,
        tables={target.name: made},
        customers=nobody(made),
        rejects=rejected,
        repeated=repeats.none(),
        units=every.group_by(list(target.unit)).aggregate(rows=every.count()),
        rows_read=_count(workspace, typed),
        rows_repeated=0,
        rows_rejected=_count(workspace, rejected),
    )


def _of_channels(workspace: Workspace, every: ir.Table, channels: Channels) -> ir.Table:
    """What the tool says of origins, tidied, and the channel that it makes."""
    placed = with_channels(
        every,
        {name: every[name] for name in NAMES},
        every.day,
        channels,
        fetch=workspace.connection.to_pyarrow,
        register=lambda known: workspace.connection.create_table(
            workspace.new_name("origins"), known, temp=True
        ),
    )
    return placed.select(*every.columns)


def _context(found: Found, scope: Scope, told: Told, channels: Channels) -> Context:
    return Context(
        source=found.layout.vendor,
        account=told.account,
        currency=scope.currency,
        language=found.language,
        today=scope.today(),
        zone=scope.timezone,
        first_day=found.first_day or told.first_day,
        last_day=found.last_day or told.last_day,
        captured=found.match.captured,
        present=frozenset(found.match.positions),
        channels=channels,
    )


def _bound(read: Rows) -> dict[str, Bound]:
    headers = read.source.headers
    return {
        name: Bound(name, ColumnRef((headers[at],)), (at,), headers[at])
        for name, at in read.positions.items()
    }


def _typed(read: Rows, found: Found, context: Context) -> ir.Table:
    """The file's own columns, every field of the layout, and whether what the file says for it was read."""
    source, positions, shape = read.source, read.positions, found.section.shape
    table = source.table
    likely = _signs(found, context.language)
    styles = dates_of((cell for row in shape.rows for cell in row), context.language)
    own = [name for name in table.columns if name != "malformed"]
    # What the cells say first: each value asks its cell several times.
    said = {
        f"text_{one.name}": cells.written(table[column(positions[one.name])], one)
        for one in found.layout.cells
        if one.name in positions
    }
    texts = table.select(*own, **said, malformed=source.malformed)
    numbers = (*likely, *([Numbers()] if source.exact_numbers else []))
    values = {
        one.name: cells.value(texts[f"text_{one.name}"], one, numbers, styles, context.zone)
        if one.name in positions
        else ibis.null(cells.KINDS[one.kind])
        for one in found.layout.cells
    }
    typed = texts.select(*own, **values, **{name: texts[name] for name in said}, malformed=texts.malformed)
    skip = ibis.literal(False) if found.layout.skip is None else found.layout.skip(typed, context)
    return typed.mutate(is_skipped=skip.fill_null(False), problem=_problem(typed, found.layout, said))


def _signs(found: Found, language: str) -> tuple[Numbers, ...]:
    kinds = {
        found.match.positions[one.name]: one.kind
        for one in found.layout.fields
        if one.name in found.match.positions
    }
    if found.layout.series:
        kinds |= dict.fromkeys(found.match.series, found.layout.series.value.kind)
    written = (
        (kind, row[at])
        for row in found.section.shape.rows
        for at, kind in kinds.items()
        if kind in signs.NUMBERS and at < len(row)
    )
    return (signs.signs_of(written, language),)


def _problem(typed: ir.Table, layout: Layout, said: dict[str, ir.Value]) -> ir.StringValue:
    """The first thing that is wrong with the cells of a row, as code:field."""
    texts = [typed[name] for name in said]
    empty = reduce(lambda left, right: left & right, [text.isnull() for text in texts])
    branches: list[tuple[ir.BooleanValue, str]] = [(typed.malformed, "malformed_row:"), (empty, "empty_row:")]
    for one in layout.cells:
        if f"text_{one.name}" in said:
            branches += _of_cell(typed, one)
    return ibis.cases(*branches, else_=ibis.null("string"))


def _of_cell(typed: ir.Table, one: Field) -> list[tuple[ir.BooleanValue, str]]:
    value, text = typed[one.name], typed[f"text_{one.name}"]
    wrong = cells.WRONG.get(one.kind, "bad_number")
    found = [(value.isnull() & text.notnull(), f"{wrong}:{one.name}")]
    if one.required and not one.may_be_blank:
        found.insert(0, (text.isnull(), f"missing_value:{one.name}"))
    if wrong == "bad_date":
        found.append((dates.out_of_range(value.cast("timestamp")), f"date_out_of_range:{one.name}"))
    return found


def _checked(typed: ir.Table, layout: Layout, target: Entity, context: Context) -> ir.Table:
    """The layout's own checks, then what can never be true of the entity."""
    branches = [(check(typed, context).fill_null(False), f"{code}:") for code, check in layout.checks.items()]
    if branches:
        problem = ibis.coalesce(typed.problem, ibis.cases(*branches, else_=ibis.null("string")))
        typed = typed.mutate(problem=problem)
    values = _values(typed, layout, target, context)
    told = typed.mutate(**{f"fact_{name}": value for name, value in values.items()})
    made = told.select("row", **{name: told[f"fact_{name}"] for name in values})
    broken = [bad(made).fill_null(False) for bad in rules(target).values()]
    unlawful = made.filter(reduce(lambda left, right: left | right, broken)).select(unlawful="row")
    joined = typed.left_join(unlawful, typed.row == unlawful.unlawful)
    sentence = ibis.ifelse(joined.unlawful.notnull(), "not_lawful:", ibis.null("string"))
    return joined.mutate(problem=ibis.coalesce(joined.problem, sentence)).drop("unlawful")


def _facts(typed: ir.Table, layout: Layout, target: Entity, context: Context) -> ir.Table:
    return typed.select("row", **_values(typed, layout, target, context))


def _values(typed: ir.Table, layout: Layout, target: Entity, context: Context) -> dict[str, ir.Value]:
    given = dict(layout.facts(typed, context)) | {"source": ibis.literal(context.source)}
    if target.dated:
        given["month"] = given["day"].strftime("%Y-%m")
    kinds = {one.name: facts.TYPES[one.kind] for one in target.columns}
    return {
        name: (given[name].cast(kind) if name in given else ibis.null(kind)).name(name)
        for name, kind in kinds.items()
    }


def _one_a_key(made: ir.Table, layout: Layout, target: Entity) -> ir.Table:
    """Rows of the file that are one row of the store."""
    others = [one for one in target.columns if one.name not in target.key]
    if layout.same_key is SameKey.LAST:
        rest = {one.name: made[one.name].argmax(made.row) for one in others}
    elif layout.same_key is SameKey.FIRST:
        rest = {one.name: made[one.name].argmin(made.row) for one in others}
    else:
        rest = {
            one.name: made[one.name].sum().cast(facts.TYPES[one.kind])
            if one.kind in _ADDED
            else made[one.name].argmax(made.row)
            for one in others
        }
    grouped = made.group_by(list(target.key)).aggregate(**rest)
    return grouped.select(*target.column_names)


def _count(workspace: Workspace, table: ir.Table) -> int:
    return int(workspace.value(table.count()))
