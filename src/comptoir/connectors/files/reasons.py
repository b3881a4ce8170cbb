"""Why a row is rejected: a stable code for machines, a sentence for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import NotFoundError

REASONS: dict[str, Promise] = {
    "malformed_row": _("The row has more or fewer cells than the header, or a quote that is not closed."),
    "empty_row": _("The row is empty."),
    "missing_value": _("A value that the row needs is missing."),
    "bad_number": _("This is not a number in the format of the file."),
    "bad_date": _("This is not a date in the format of the file, or not a day of the calendar."),
    "date_out_of_range": _("The date lies before 1970 or after 2099."),
    "bad_currency": _("This is not a currency code of three letters."),
    "unknown_status": _("The mapping does not say what this status means."),
    "unknown_line_type": _("The mapping does not say what this type of line is."),
    "quantity_not_positive": _("A line that is sold has a quantity above zero."),
    "price_not_positive": _("A line that is sold has a price above zero."),
    "refund_not_negative": _("A line of a refund document has a quantity below zero."),
    "discount_too_large": _("The discount is larger than the amount of the line."),
    "amount_out_of_range": _("The amount is too large to be true."),
    "not_yes_or_no": _("This is neither yes nor no."),
    "not_lawful": _("The row cannot be true: a count below zero, more delivered than sent, or the like."),
    "several_days": _("The row sums several days: export the table again by day."),
    "part_of_campaign": _(
        "Keywords and search terms tell a part of their campaign only: export campaigns by day."
    ),
    "unknown_form": _("The record lacks what every other has: its interface told it in another form."),
    "unknown_channel": _("This is no type of channel that the tool is known to have."),
    "not_a_log_line": _("The line is not written as a log's, or its day is long past in the file."),
    "unknown_event": _(
        "The event is none of those that are read: page_view, view_item, add_to_cart, begin_checkout, purchase, "
        "view_search_results."
    ),
    "unknown_consent": _("Whether the visitor agreed is told by no word that is known: write yes or no."),
    "not_an_event": _("The line is no event of the export: it is cut, or lacks its name or its time."),
    "negative_cost": _("What advertising cost is not below zero."),
    "product_type_unknown": _("An item is goods, a service or a booking."),
}


def reason(code: str) -> Promise:
    """The sentence of a code."""
    if code not in REASONS:
        raise NotFoundError(f"There is no reason « {code} ».", f"Known: {', '.join(REASONS)}.")
    return REASONS[code]
