"""The page of the interfaces and exports that can be read, written from their declarations."""

from collections.abc import Iterable, Sequence

from comptoir.connectors.base import Layout, Useless
from comptoir.connectors.source import Source

_INTERFACES = """# Shops and tools

<!-- Written from the declarations by `write_connectors_page`; a test refuses a page that is not current. -->

Every tool works by files, without any key; those of the first part also by their interfaces.

## Connections

A connection reads a shop by itself, every hour or every night: the page **Sources**, or `comptoir connect add VENDOR
--company S --set key=value …`, then `comptoir connect sync ID`. The first run reads everything, later ones what changed
since, from a little before where the last one ended. Each part is seen whole, with the place that was reached; a run
that dies goes on from there.

« Compare with the shop » on the page of a connection, or `comptoir reconcile --company S --connection ID`, sets the
orders of both sides against each other, day by day and order by order, to the cent; it also runs every night. What the
last few comparisons found is kept: the page and its exports show that, and ask the shop for nothing.

What a tool answered is kept packed in the application database, for 30 days and within 256 MiB a connection
(`COMPTOIR_ANSWERS_KEPT_DAYS`, `COMPTOIR_MAX_KEPT_ANSWERS`). After an update that mends how a tool is read, `comptoir
connect replay ID [--table T]`, or « Map the kept answers again » on the page of the connection, makes the facts anew
from it: of each record the newest version, the oldest change first, without asking the tool. The place that was reached
stays, what comes out the same changes nothing, and doing it twice, or being killed on the way, does no harm. Stock and
costs stay those of the day on which they were told; orders that the shop no longer had and people who were erased do
not come back. `kept_since` says from when on answers are kept: records that last came before stay as they are until
`comptoir connect sync ID --full` reads everything again.

Of each order that differs the reason is told where it can be: an import refused it, or a line of it; it is new or has
changed since the last reading; the shop has it no more; the statuses count differently; only the tax, the delivery or
a refund makes the difference; another currency; another day by a time zone or by the day of the invoice. What is left
is flagged as unexplained, and each day says how much of its difference that is. Orders that one side places a day
before or after the period are found there.

Sales by rate of VAT stand beside the shop's own sums of taxes, by month and by day, where the shop is asked for them
(WooCommerce, Vendure, Shopify, PrestaShop). The rate of a line is the one that it tells; of a line that
tells none, the rate of the customer's country or the company's that makes its tax, to a cent; else it is unknown.
PrestaShop's webservice sums no tax by rate: there the taxes of the lines are the shop's own, discounts are dealt out
among them as facts have it, and what they leave of the order's own tax stands at an unknown rate.

Orders keep the shop's own numbers, so that its exports and its interface tell of the same orders. Credentials are
encrypted with keys that stand outside the database (`secret.keys` in the data folder, or `COMPTOIR_SECRET_KEYS`, newest
first): `comptoir secrets rotate` puts a new key in front and encrypts everything with it; a key may be taken away once
that is done. Only public addresses are asked, by HTTPS; `COMPTOIR_ALLOW_PRIVATE_ADDRESSES=1` lets a shop of the own
network be read, there by plain http:// too. Who is silent for a minute, or has not finished an answer after five (a
file after an hour), is left until the next run.
"""
_HEAD = """# Files of the tools

Drop any of these files on the import page, or name it: `comptoir import auto FILE... --company S`. It is recognised
by its header, in French or in English, with or without a byte order mark, cut by comma, semicolon or tabulation, in
UTF-8, UTF-16 or Windows-1252, plain, packed or as Excel; titles and comments may stand above the header, and a zip
or a commented file may hold several tables. Cells that are blank as the tool writes it (`--`) are blank.

What the file says of a day (of a campaign, a level) takes the place of what an earlier file said of it; the same file
again changes nothing. A row that cannot be read is listed with its line and the reason, and the rest is loaded. What
names no account belongs to the company's only one: with several, name it (`--account`), always alike.

Orders and items have [mappings](mapping.md) instead, among them those of WooCommerce, PrestaShop, Shopify, Amazon and
Mirakl. Each room's own README says what its files cannot tell and what was written from documentation alone, not yet
tried on a real account.
"""


def connectors_page(sources: Iterable[Source], layouts: Sequence[Layout], useless: Sequence[Useless]) -> str:
    vendors = dict.fromkeys((*(one.vendor for one in layouts), *(one.vendor for one in useless)))
    parts = [_INTERFACES, *(_of_source(source) for source in sources), _HEAD]
    for vendor in vendors:
        own = [layout for layout in layouts if layout.vendor == vendor]
        parts.append(f"## {vendor}\n")
        parts += [_of_layout(layout) for layout in own]
        parts += _of_useless(one for one in useless if one.vendor == vendor)
    return "\n".join(parts)


def _of_source(source: Source) -> str:
    lines = [f"### {source.label}, {source.api}\n", f"Vendor `{source.vendor}`. {source.advice}".strip()]
    if source.proof:
        lines.append(str(source.proof))
    if source.unseen:
        lines.append(str(source.unseen))
    if source.extra:
        lines.append(
            f"What reads it is installed by `make {source.extra.name}`, or as the extra `{source.extra.name}`."
        )
    lines += ["", "| credential | meaning | |", "|---|---|---|"]
    lines += [
        f"| `{one.name}` | {one.label} | {'needed' if one.required else ''} |" for one in source.credentials
    ]
    lines += ["", "| table | facts | what changed is told by |", "|---|---|---|"]
    lines += [
        f"| {table.label} | {', '.join(f'`{name}`' for name in table.entities)} | "
        f"{f'`{table.cursor}`' if table.cursor else 'nothing: all of it is read each time'} |"
        for table in source.tables
    ]
    return "\n".join(lines) + "\n"


def _of_layout(layout: Layout) -> str:
    lines = [
        f"### {layout.label}\n",
        f"Layout `{layout.name}`, facts `{layout.entity}`. {layout.advice}".strip(),
    ]
    if layout.proof:
        lines.append(str(layout.proof))
    lines += [
        f"The same file gives `{one.entity}` by layout `{one.name}`: {one.label}." for one in layout.beside
    ]
    if layout.needs_period:
        lines.append("Its days are told by another table of the same zip, or by `--from` and `--to`.")
    if layout.digest:
        lines.append("It has no header: it is known by its first lines, and counted while they go by.")
        return "\n".join(lines) + "\n"
    lines += ["", "| column | read as | |", "|---|---|---|"]
    for field in layout.fields:
        names = " / ".join(f"`{header}`" for header in dict.fromkeys(field.headers))
        lines.append(f"| {names} | {field.kind} | {'needed' if field.required else ''} |")
    if layout.series:
        lines.append(
            f"| every other: `{layout.series.header}` | {layout.series.value.kind} | a row for each |"
        )
    return "\n".join(lines) + "\n"


def _of_useless(known: Iterable[Useless]) -> list[str]:
    lines = [f"- {one.label}: {one.reason} {one.advice}" for one in known]
    return ["Recognised and refused, with what to export in its place:\n", *lines, ""] if lines else []
