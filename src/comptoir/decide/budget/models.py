from django.utils.translation import gettext_lazy as _

from comptoir.core.amounts import MonthlyAmount
from comptoir.core.sheets import SheetChange


class BudgetFigure(MonthlyAmount):
    """What is budgeted for a line of the account in a month; costs as positive amounts."""

    class Meta(MonthlyAmount.Meta):
        verbose_name = _("figure of the budget")
        verbose_name_plural = _("figures of the budget")


class BudgetChange(SheetChange):
    """What one act changed of the budget, so that it can be undone."""

    class Meta:
        verbose_name = _("change of the budget")
        verbose_name_plural = _("changes of the budget")
