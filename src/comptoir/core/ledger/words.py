"""The closed lists of the ledger, and what they are called."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActionState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    RUNNING = "running"
    DONE = "done"
    JUDGED = "judged"
    DROPPED = "dropped"

    @property
    def label(self) -> Any:
        return STATE_WORDS[self]


class ActionKind(StrEnum):
    """What kind of answer it is: the track record is kept by kind."""

    REORDER = "reorder"
    CLEAR_STOCK = "clear_stock"
    REPRICE = "reprice"
    PROMOTE = "promote"
    FIX_PRODUCT = "fix_product"
    LOWER_BUDGET = "lower_budget"
    RAISE_BUDGET = "raise_budget"
    MOVE_BUDGET = "move_budget"
    TEST_LEVER = "test_lever"
    PAUSE_ADS = "pause_ads"
    SCHEDULE_ADS = "schedule_ads"
    IMPROVE_PAGE = "improve_page"
    ASK_CARRIER = "ask_carrier"
    FIX_PAYMENT = "fix_payment"
    INVITE_ACCOUNT = "invite_account"
    PUT_FORWARD = "put_forward"
    WRITE_CUSTOMERS = "write_customers"
    OFFER_TOGETHER = "offer_together"
    LOOK_INTO = "look_into"
    OTHER = "other"

    @property
    def label(self) -> Any:
        return KIND_WORDS[self]


class Basis(StrEnum):
    """What an amount of money is made of. Amounts of two bases are never added, nor ranked together."""

    MARGIN = "cm2"
    SALES = "net_sales"
    TIED_UP = "tied_up"
    NONE = "none"
    """Not told in money."""

    @property
    def label(self) -> Any:
        return BASIS_WORDS[self]


STATE_WORDS: Mapping[ActionState, Any] = {
    ActionState.PROPOSED: pgettext_lazy("action", "proposed"),
    ActionState.APPROVED: pgettext_lazy("action", "approved"),
    ActionState.RUNNING: pgettext_lazy("action", "running"),
    ActionState.DONE: pgettext_lazy("action", "done"),
    ActionState.JUDGED: pgettext_lazy("action", "judged"),
    ActionState.DROPPED: pgettext_lazy("action", "dropped"),
}

KIND_WORDS: Mapping[ActionKind, Any] = {
    ActionKind.REORDER: _("Reorder from the supplier"),
    ActionKind.CLEAR_STOCK: _("Clear the stock"),
    ActionKind.REPRICE: _("Review price and purchase cost"),
    ActionKind.PROMOTE: _("Lower the price for some days"),
    ActionKind.FIX_PRODUCT: _("Correct the product or its page"),
    ActionKind.LOWER_BUDGET: _("Lower the budget by 20 % at most"),
    ActionKind.RAISE_BUDGET: _("Raise the budget by 20 % at most"),
    ActionKind.MOVE_BUDGET: _("Move a part of the budget"),
    ActionKind.TEST_LEVER: _("Test what the lever brings"),
    ActionKind.PAUSE_ADS: _("Pause its ads"),
    ActionKind.SCHEDULE_ADS: _("Change the days of the ads"),
    ActionKind.IMPROVE_PAGE: _("Improve the page that is found"),
    ActionKind.ASK_CARRIER: _("Take it up with the carrier"),
    ActionKind.FIX_PAYMENT: _("Take it up with the payment provider"),
    ActionKind.INVITE_ACCOUNT: _("Invite guests to open an account"),
    ActionKind.PUT_FORWARD: _("Put products forward"),
    ActionKind.WRITE_CUSTOMERS: _("Write to these customers"),
    ActionKind.OFFER_TOGETHER: _("Offer the two together"),
    ActionKind.LOOK_INTO: _("Look into it with the team"),
    ActionKind.OTHER: _("Other action"),
}


def kind_choices() -> list[tuple[str, Any]]:
    """Asked by the column itself, so that a new kind needs no migration."""
    return [(kind.value, words) for kind, words in KIND_WORDS.items()]


BASIS_WORDS: Mapping[Basis, Any] = {
    Basis.MARGIN: _("contribution margin 2 over 30 days"),
    Basis.SALES: _("net sales over 30 days, costs unknown"),
    Basis.TIED_UP: _("money tied up, at purchase cost"),
    Basis.NONE: _("not told in money"),
}
