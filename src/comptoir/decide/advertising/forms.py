from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.advertising import words
from comptoir.decide.advertising.board import Board
from comptoir.decide.advertising.budgets import CAMPAIGN, LEVER
from comptoir.decide.advertising.wishing import Wish


class WishForm(forms.Form):
    """What is asked of the campaign; blank: what Comptoir proposes."""

    step = forms.CharField(
        label=_("Change of the budget, in %"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "-20"}),
    )
    to = forms.ChoiceField(label=_("To the benefit of"), required=False)
    pushes = forms.CharField(
        label=_("What it pushes: a category or an item number"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "pushed-categories"}),
    )

    def __init__(self, board: Board, wish: Wish, typed: str) -> None:
        super().__init__(initial={"step": typed, "to": wish.to, "pushes": wish.pushes})
        others = [(line.key, words.campaign_words(line)) for line in board.lines if line.key != wish.key]
        self.fields["to"] = forms.ChoiceField(
            label=self.fields["to"].label, required=False, choices=[("", _("no other campaign")), *others]
        )


class BudgetForm(forms.Form):
    """The budget of the running month, of a campaign or of its whole lever; left empty, it is taken away."""

    of = forms.ChoiceField(label=_("For"), choices=[(CAMPAIGN, _("this campaign")), (LEVER, _("its lever"))])
    monthly = forms.DecimalField(
        label=_("Budget of the month"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        localize=True,
    )

    prefix = "budget"
