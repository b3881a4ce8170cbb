"""The parts of a mapping as forms. `editor` puts them together."""

from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files.api import Content, How, LineKind, OrderValues, Prices, Repeats
from comptoir.core.errors import closest
from comptoir.measure.ingest.labels import (
    DATE_LABELS,
    DECIMAL_LABELS,
    KIND_LABELS,
    STATUS_LABELS,
    field_choices,
)


class ListedText(forms.CharField):
    """Several words in one line, separated by commas."""

    def to_python(self, value: Any) -> Any:
        return tuple(word.strip() for word in (super().to_python(value) or "").split(",") if word.strip())

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(value)


class Part(forms.Form):
    """A part of the mapping page: labels stand above their fields, without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class LinesText(forms.CharField):
    """Several values, one a line, to the letter: codes keep their case and spaces."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.widget.attrs["rows"] = 3

    def to_python(self, value: Any) -> Any:
        return tuple(line for line in (super().to_python(value) or "").splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)


class Percentage(forms.CharField):
    """A rate as people write it: 20, 5,5 or 20 %."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").replace("%", "").replace(",", ".").strip()
        if not text:
            return None
        try:
            rate = Decimal(text) / 100
        except InvalidOperation:
            rate = Decimal(-1)
        if not 0 <= rate < 1:
            raise ValidationError(_("A tax rate lies between 0 and 100 %: write 20 or 5.5."))
        return rate

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * 100).normalize():f}" if isinstance(value, Decimal) else value


class SettingsForm(Part):
    """What holds for the whole file."""

    name = forms.CharField(label=_("Name of the mapping"), max_length=120)
    source = forms.CharField(
        label=_("Name of the source"),
        required=False,
        max_length=80,
        help_text=_("An order is known by its source and its number. Keep one name for all files of a shop."),
    )
    content = forms.ChoiceField(
        label=_("The file holds"), choices=[(Content.ORDERS, _("orders")), (Content.PRODUCTS, _("items"))]
    )
    prices = forms.ChoiceField(
        label=_("Amounts are"),
        choices=[(Prices.EXCLUDED, _("excluding tax")), (Prices.INCLUDED, _("including tax"))],
    )
    tax_rate = Percentage(
        label=_("Tax rate, in %"),
        required=False,
        help_text=_("For lines that do not say theirs."),
    )
    currency = forms.CharField(
        label=_("Currency of the amounts"), required=False, max_length=3, help_text=_("Empty: the company's.")
    )
    timezone = forms.CharField(
        label=_("Time zone of the dates"),
        required=False,
        help_text=_("Empty: that of the company."),
        widget=forms.TextInput(attrs={"list": "zones"}),
    )
    dates = forms.ChoiceField(label=_("Dates are written"), choices=list(DATE_LABELS.items()))
    decimal = forms.ChoiceField(label=_("Decimal sign"), choices=list(DECIMAL_LABELS.items()))
    thousands = forms.ChoiceField(
        label=_("Thousands are separated by"),
        required=False,
        choices=[
            ("", _("nothing: 1234")),
            (" ", _("a space: 1 234")),
            (",", _("a comma: 1,234")),
            (".", _("a point: 1.234")),
            ("'", _("an apostrophe: 1'234")),
        ],
    )
    order_values = forms.ChoiceField(
        label=_("The order's own values stand"),
        choices=[
            (OrderValues.EVERY_ROW, _("on each of its rows")),
            (OrderValues.FIRST_ROW, _("on its first row only (Shopify)")),
        ],
    )
    repeats = forms.ChoiceField(
        label=_("A section that stands twice in the file"),
        choices=[
            (Repeats.DROP, _("counts once, and is reported")),
            (Repeats.KEEP, _("counts twice: the lines are all real")),
        ],
    )
    negative_quantity_is_refund = forms.BooleanField(
        label=_("A negative quantity is a refund"), required=False
    )
    free_is_sold = forms.BooleanField(label=_("A line at price 0 is a purchase all the same"), required=False)
    refund_prefixes = ListedText(
        label=_("Document numbers that begin so are refunds"),
        required=False,
        help_text=_("Separated by commas; for example C, AV."),
    )
    adjustment_prefixes = ListedText(
        label=_("Document numbers that begin so are adjustments"),
        required=False,
        help_text=_("Kept and visible, in no sales figure."),
    )

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).strip().upper()
        if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise ValidationError(_("A currency is three letters, such as EUR."))
        return currency

    def clean_timezone(self) -> str:
        zone = str(self.cleaned_data["timezone"])
        if zone and zone not in available_timezones():
            guess = closest(zone, available_timezones())
            raise ValidationError(
                _("This time zone is not known. Did you mean « %(guess)s »?") % {"guess": guess}
                if guess
                else _("This time zone is not known. Write it as Europe/Paris.")
            )
        return zone

    def clean(self) -> None:
        if self.cleaned_data.get("thousands") == self.cleaned_data.get("decimal"):
            self.add_error("thousands", _("The sign of thousands cannot be the decimal sign."))


class ColumnForm(Part):
    """What one column of the file means."""

    means = forms.ChoiceField(label=_("Meaning"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["means"].choices = choices  # type: ignore[attr-defined]


class CombinationForm(Part):
    """How several columns that mean the same make one value."""

    field = forms.CharField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("Combine"),
        choices=[
            (How.FIRST, _("take the first that the file has")),
            (How.JOIN, _("join the texts")),
            (How.SUM, _("add up the numbers")),
        ],
    )


class FieldForm(Part):
    """A form whose `field` is chosen among all fields. Left blank, its row counts for nothing."""

    field = forms.ChoiceField(label=_("Meaning"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[Any, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = choices or field_choices()  # type: ignore[attr-defined]


class ExtraForm(FieldForm):
    """A second meaning of a column, or a value that is the same on every row."""

    column = forms.ChoiceField(label=_("Column"), required=False)
    value = forms.CharField(label=_("or the same value on every row"), required=False, max_length=200)

    def __init__(self, *args: Any, columns: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [("", "—"), *((name, name) for name in columns)]
        self.fields["column"].choices = listed  # type: ignore[attr-defined]

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("field") and bool(given.get("column")) == bool(given.get("value")):
            raise ValidationError(_("Choose a column, or write a value."))


class LineRuleForm(FieldForm):
    """Lines with these codes are of this kind. Without values the rule is gone."""

    kind = forms.ChoiceField(
        label=_("Lines are"),
        choices=[(kind, KIND_LABELS[kind]) for kind in LineKind],
        initial=LineKind.SHIPPING,
    )
    values = LinesText(label=_("when the value is one of (one per line)"), required=False)
    prefixes = ListedText(label=_("or begins with"), required=False)

    def clean(self) -> None:
        given = self.cleaned_data
        if not given.get("field") and (given.get("values") or given.get("prefixes")):
            self.add_error("field", _("Choose which value tells it, for example the item (SKU)."))


class OneUnitForm(FieldForm):
    """Lines whose quantity counts litres or grams: each counts as one unit."""

    values = LinesText(label=_("when the value is one of (one per line)"), required=False)


class StatusForm(Part):
    """What a status of the shop means."""

    word = forms.CharField(widget=forms.HiddenInput, strip=False)
    means = forms.ChoiceField(
        label=_("Meaning"), required=False, choices=[("", _("— to be said —")), *STATUS_LABELS.items()]
    )
