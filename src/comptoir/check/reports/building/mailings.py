"""E-mail campaigns of the month, by what they bring."""

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.shapes import Block, Cell, Column, Grid, Note

SALES = "revenue_per_1000"
METRICS = ("email_delivered", "email_ctr", SALES, "unsubscribe_rate", "complaint_rate")
MOST = 12


def mailings(asked: Asked) -> tuple[Block, ...]:
    found = asked.run(METRICS, by=("campaign",), order="-email_delivered", whole=True)
    rows = [row for row in found.rows if row.values.get("email_delivered")]
    if not rows:
        reason = str(found.unavailable.get(METRICS[0], "")) or _("none was sent, or none is loaded.")
        return (Note("no_mailings", _("E-mail campaigns of the month: %(reason)s") % {"reason": reason}),)
    known = [name for name in METRICS if any(row.values.get(name) is not None for row in rows)]
    days = asked.span.period
    # Sales that are credited to no campaign at all are not known by campaign: that is not 0.
    is_sold = any(row.values.get(SALES) for row in rows)
    lines = []
    for row in rows[:MOST]:
        name = row.dimensions["campaign"] or ""
        told = {one: row.values.get(one) if one != SALES or is_sold else None for one in known}
        cells = (asked.cell(one, value, days, (("campaign", name),)) for one, value in told.items())
        lines.append((Cell(name or _("Not known")), *cells))
    lines.append((Cell(_("Whole")), *(asked.cell(one, found.total.values.get(one), days) for one in known)))
    columns = (Column("campaign", _("E-mail campaign")), *(asked.column(one) for one in known))
    words = [_("The %(count)d largest.") % {"count": MOST}] if len(rows) > MOST else []
    words.append(_("Opens are left out: mail programs open many mails by themselves."))
    title = _("What did each mail bring?")
    return (Grid("mailings", title, columns, tuple(lines), note=" ".join(words)),)
