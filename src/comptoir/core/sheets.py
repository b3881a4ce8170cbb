"""What people type cell by cell, such as a figure for each month: changed in one act, which can be undone.

A cell is named by a text and holds what JSON can say, or nothing. The verb that changes cells asks for its permission
and tells the audit trail; here lies what each such sheet does alike.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError, NotFoundError

type Held = dict[str, Any] | None
"""What a cell holds."""
type Cells = Mapping[str, Held]


class SheetChange(models.Model):
    """What one act changed: `{"months": {cell: held}}` and what tells the sheet, before and after."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()
    """Cells as they were, or none."""
    after = models.JSONField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@dataclass(frozen=True, slots=True)
class Sheet[Change: SheetChange]:
    """How the cells of a company are read and written."""

    changes: type[Change]
    held: Callable[[Scope, Collection[str]], dict[str, Held]]
    """What each of these cells holds."""
    write: Callable[[Scope, Cells], None]

    def change(self, scope: Scope, after: Cells, **head: Any) -> Change | None:
        """Write what differs; None where nothing does. Within the transaction of the verb."""
        before = self.held(scope, after.keys())
        moved = {cell: held for cell, held in after.items() if before[cell] != held}
        if not moved:
            return None
        self.write(scope, moved)
        return self.changes._default_manager.create(
            company_id=scope.company_id,
            before={**head, "months": {cell: before[cell] for cell in moved}},
            after={**head, "months": moved},
            created_by_id=scope.actor_id,
            created_at=clock.now(),
        )


def to_undo[Change: SheetChange](scope: Scope, changes: type[Change], number: int) -> Change:
    row = changes._default_manager.filter(company_id=scope.company_id, pk=number, undone_at=None).first()
    if row is None:
        raise NotFoundError(_("There is no such change to undo."))
    return row


def undo[Change: SheetChange](scope: Scope, sheet: Sheet[Change], row: Change) -> None:
    """Every cell as it was before that change, if none was changed again since."""
    with transaction.atomic():
        if sheet.held(scope, row.after["months"].keys()) != row.after["months"]:
            raise ConflictError(
                _("These figures were changed again since."), advice=_("Undo the later change first.")
            )
        sheet.write(scope, row.before["months"])
        row.undone_at = clock.now()
        row.save(update_fields=("undone_at",))
