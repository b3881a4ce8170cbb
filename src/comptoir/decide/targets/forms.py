from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from comptoir.decide.forecasts.api import ChoiceForm
from comptoir.decide.targets.shapes import Place, Target
from comptoir.decide.targets.units import meant, targetable, typed

FIRST_YEAR, LAST_YEAR = 2000, 2100


def _sum(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.01"), max_digits=14, decimal_places=2, localize=True, **options
    )


def _owner() -> forms.CharField:
    return forms.CharField(label=_("Who answers for it"), required=False, max_length=120)


class GridForm(forms.Form):
    """The months of a year; one left empty has no target."""

    owner = _owner()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for month in range(1, 13):
            self.fields[f"m{month}"] = _sum(MONTHS[month], required=False)

    @classmethod
    def of(cls, targets: list[Target]) -> "GridForm":
        initial: dict[str, Any] = {
            f"m{one.month.month}": typed(one.place.metric, one.value) for one in targets
        }
        initial["owner"] = next((one.owner for one in targets if one.owner), "")
        return cls(initial=initial)

    def months(self, year: int, metric: str) -> dict[date, Decimal | None]:
        told = {month: self.cleaned_data[f"m{month}"] for month in range(1, 13)}
        return {
            date(year, month, 1): None if value is None else meant(metric, value)
            for month, value in told.items()
        }


class SpreadForm(forms.Form):
    total = _sum(_("Figure of the whole year"))
    owner = _owner()


class FileForm(forms.Form):
    file = forms.FileField(label=_("CSV or Excel file"))


class PlaceForm(ChoiceForm):
    """Which targets the page shows."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["metric"].choices = [(one.name, one.label) for one in targetable()]  # type: ignore[attr-defined]

    def place(self) -> Place:
        return Place(**self.query)
