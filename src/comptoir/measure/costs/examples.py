"""Starting points for whoever has no rule yet: usual orders of magnitude, to be replaced by one's own contracts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.measure.costs.engine import CostKind


@dataclass(frozen=True, slots=True)
class Example:
    code: str
    label: Any
    words: Any
    kind: CostKind
    initial: Mapping[str, Any]
    """What the form is filled in with; nothing is saved before somebody does."""


_ALL = (
    Example(
        "card",
        _("Card payments"),
        _("1.4 % + 0.25 an order"),
        CostKind.PAYMENT,
        {"percent": Decimal("1.4"), "per_order": Decimal("0.25")},
    ),
    Example(
        "parcel",
        _("One parcel an order"),
        _("5.90 an order"),
        CostKind.LOGISTICS,
        {"per_order": Decimal("5.90")},
    ),
    Example(
        "marketplace",
        _("Commission of a marketplace"),
        _("15 % of its orders"),
        CostKind.MARKETPLACE,
        {"percent": Decimal(15), "sales_channel": "Amazon"},
    ),
    Example(
        "included",
        _("Payments that a marketplace takes"),
        _("0: in its commission"),
        CostKind.PAYMENT,
        {"percent": Decimal(0), "sales_channel": "Amazon"},
    ),
)

EXAMPLES: Mapping[str, Example] = {example.code: example for example in _ALL}
