from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.measure.costs.actions import Draft
from comptoir.measure.costs.engine import CostKind, CostRule
from comptoir.measure.costs.words import KIND_WORDS

CHOSEN = ("sales_channel", "payment_method", "country")
"""Fields whose values are proposed from what is loaded."""
_HUNDRED = Decimal(100)


def _day() -> forms.DateInput:
    # The browser's own picker takes and gives ISO days in every language.
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _amount(label: Any, places: int, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=12, decimal_places=places, help_text=help_text
    )


def _word(label: Any, name: str, length: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": f"known-{name}", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=length, widget=widget)


class RuleForm(forms.Form):
    """What a person types; the rules of costs are checked by the verb."""

    kind = forms.ChoiceField(label=_("Kind of cost"), choices=[(k.value, w) for k, w in KIND_WORDS.items()])
    percent = _amount(
        _("Share of the amount taken, in %"),
        4,
        _("Of all that the customer paid: shipping and tax included, before any refund."),
    )
    per_order = _amount(_("Sum per order"), 4, _("Excluding tax, in the company's currency."))
    per_unit = _amount(
        _("Sum per unit"), 4, _("For each product of the order. Where nothing is charged, write 0.")
    )
    sales_channel = _word(_("Sales channel"), "sales_channel", 100)
    payment_method = _word(_("Payment method"), "payment_method", 100)
    country = _word(_("Country of delivery"), "country", 60)
    valid_from = forms.DateField(
        label=_("First day"),
        widget=_day(),
        input_formats=["%Y-%m-%d"],
        help_text=_("Orders from this day on. Begin early enough for the years that you look at."),
    )
    valid_to = forms.DateField(
        label=_("Last day"),
        widget=_day(),
        input_formats=["%Y-%m-%d"],
        required=False,
        help_text=_("Empty while it goes on. A later rule for the same orders takes over by itself."),
    )
    note = forms.CharField(
        label=pgettext_lazy("cost", "Note"),
        required=False,
        max_length=300,
        help_text=_("The contract or the invoice it comes from."),
    )

    @classmethod
    def of(cls, rule: CostRule) -> Self:
        return cls(
            initial={
                "kind": rule.kind.value,
                "percent": _plain(rule.share * _HUNDRED),
                "per_order": _plain(rule.per_order),
                "per_unit": _plain(rule.per_unit),
                **{name: getattr(rule, name) for name in (*CHOSEN, "valid_from", "valid_to", "note")},
            }
        )

    def draft(self) -> Draft:
        given: Mapping[str, Any] = self.cleaned_data
        percent = given["percent"]
        same = {name: value for name, value in given.items() if name not in ("kind", "percent")}
        return Draft(CostKind(given["kind"]), share=None if percent is None else percent / _HUNDRED, **same)


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("Last day"), widget=_day(), input_formats=["%Y-%m-%d"])


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that the column adds: 1.4, not 1.400000."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def proposals(values: Mapping[str, Iterable[str]]) -> list[tuple[str, list[str]]]:
    return [(f"known-{name}", list(values.get(name, ()))) for name in CHOSEN]
