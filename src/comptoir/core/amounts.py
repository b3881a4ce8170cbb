"""A sheet of amounts that people type: a line, a month, an amount. The rows, and the verbs' common part."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.sheets import Cells, Held, Sheet, SheetChange, to_undo
from comptoir.core.sheets import undo as take_back
from comptoir.core.spreading import CENT

LARGEST = Decimal(10) ** 12


class MonthlyAmount(models.Model):
    """What a line holds in a month, without tax; never below nothing."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    line = models.CharField(gettext_lazy("line"), max_length=20)
    month = models.DateField(gettext_lazy("month"))
    """Its first day."""
    amount = models.DecimalField(gettext_lazy("amount"), max_digits=18, decimal_places=2)
    currency = models.CharField(gettext_lazy("currency"), max_length=3)
    """The company's when it was typed."""
    updated_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("month", "line")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "line", "month"), name="%(class)s_one_a_month"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="%(class)s_not_below_zero"),
            models.CheckConstraint(condition=Q(month__day=1), name="%(class)s_first_day_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.month:%Y-%m}: {self.amount} {self.currency}"


class AmountsSheet[Line: StrEnum, Change: SheetChange]:
    """The amounts of one kind of rows; `name` begins its entries of the audit trail."""

    def __init__(self, name: str, rows: type[MonthlyAmount], changes: type[Change]) -> None:
        self.name, self.rows, self.changes = name, rows, changes
        self._sheet = Sheet(changes, self._held, self._write)

    def set(
        self,
        scope: Scope,
        figures: Mapping[tuple[Line, date], Decimal | None],
        verb: str = "set",
        **details: Any,
    ) -> int | None:
        """None removes a month. The number of the change; None where nothing changed."""
        after = {
            f"{line.value} {month.replace(day=1).isoformat()}": _checked(scope, amount)
            for (line, month), amount in figures.items()
        }
        with transaction.atomic():
            row = self._sheet.change(scope, after)
            if row is None:
                return None
            told = {cell[:-3]: held["value"] if held else "-" for cell, held in row.after["months"].items()}
            record(scope, f"{self.name}.{verb}", self.name, **details, months=told)
        return int(row.pk)

    def undo(self, scope: Scope, change: int) -> None:
        """Every month as it was before that change, if none was changed again since."""
        with transaction.atomic():
            row = to_undo(scope, self.changes, change)
            take_back(scope, self._sheet, row)
            record(scope, f"{self.name}.undone", self.name, months=len(row.before["months"]))

    def _held(self, scope: Scope, cells: Collection[str]) -> dict[str, Held]:
        rows = self.rows._default_manager.filter(company_id=scope.company_id)
        found = {
            f"{row.line} {row.month.isoformat()}": {"value": str(row.amount), "currency": row.currency}
            for row in rows
        }
        return {cell: found.get(cell) for cell in cells}

    def _write(self, scope: Scope, cells: Cells) -> None:
        for cell, held in cells.items():
            line, month = cell.split(" ")
            key: dict[str, Any] = {"company_id": scope.company_id, "line": line, "month": month}
            if held is None:
                self.rows._default_manager.filter(**key).delete()
            else:
                fields = {
                    "amount": Decimal(held["value"]),
                    "currency": held["currency"],
                    "updated_at": clock.now(),
                }
                self.rows._default_manager.update_or_create(**key, defaults=fields)


def _checked(scope: Scope, amount: Decimal | None) -> Held:
    if amount is None:
        return None
    if not 0 <= amount <= LARGEST:
        raise InputError(_("An amount is not below 0."), advice=_("Costs are written as positive amounts."))
    return {"value": str(amount.quantize(CENT)), "currency": scope.currency}
