"""A second file beside the first that says more about each row: products beside transactions."""

from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import reading, typed
from comptoir.connectors.files.columns import column, position_of
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.reading import Source
from comptoir.connectors.files.shape import recognise
from comptoir.connectors.files.workspace import Workspace
from comptoir.core.errors import InputError


def join(workspace: Workspace, source: Source, path: Path, mapping: Mapping) -> Source:
    """The rows of the file, each with those columns of the second file that the mapping names.

    Without the second file the rows stay as they are: whoever needs its columns says so when the mapping is
    tied to the headers.
    """
    lookup = mapping.lookup
    if lookup is None:
        return source
    wanted = [name for ref in mapping.columns.values() for name in ref.names]
    beside = path.with_name(lookup.file)
    if not beside.is_file():
        return source
    more = reading.read(workspace, recognise(beside))
    key, other = position_of(lookup.key, source.headers), position_of(lookup.key, more.headers)
    if key is None or other is None:
        raise InputError(
            _("The files « %(first)s » and « %(second)s » have no column « %(key)s » in common.")
            % {"first": path.name, "second": lookup.file, "key": lookup.key},
            advice=_("Correct « lookup » in the mapping."),
        )
    added = [
        place
        for place, header in enumerate(more.headers)
        if position_of(header, wanted) is not None and position_of(header, source.headers) is None
    ]
    said = {f"more{place}": more.table[column(place)] for place in added}
    known = more.table.select(key=typed.text(more.table[column(other)]), **said)
    # One row a key: a second one would multiply the rows of the file.
    known = known.group_by("key").aggregate(**{name: known[name].first() for name in said})
    rows = workspace.number(source.table, "rows_alone", "place")
    rows = rows.mutate(key=typed.text(rows[column(key)]))
    joined = rows.left_join(known, "key").order_by("place")
    width = len(source.headers)
    names = {column(width + count): joined[name] for count, name in enumerate(said)}
    table = joined.select(*source.table.columns, **names)
    headers = (*source.headers, *(more.headers[place] for place in added))
    return replace(source, table=workspace.keep(table, "rows_joined"), headers=headers)
