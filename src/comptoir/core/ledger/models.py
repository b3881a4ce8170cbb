from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.words import BASIS_WORDS, STATE_WORDS, ActionState, Basis, kind_choices


class Action(models.Model):
    """An entry of the plan.

    It keeps the fingerprint of the finding that it answers and a copy of its evidence, no reference to it: findings
    come and go, what was decided and why stays.
    """

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=kind_choices)
    title = models.CharField(_("title"), max_length=200)
    hypothesis = models.TextField(_("hypothesis"), max_length=1000)
    metric = models.CharField(_("metric"), max_length=60, blank=True)
    """What should move."""
    scope = models.JSONField(_("scope"), default=dict)
    """Dimension and value; empty: the whole shop."""
    effect_low = models.DecimalField(_("low"), max_digits=14, decimal_places=2, null=True, blank=True)
    effect_mid = models.DecimalField(
        _("expected effect"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    effect_high = models.DecimalField(_("high"), max_digits=14, decimal_places=2, null=True, blank=True)
    effect_basis = models.CharField(
        _("effect in"),
        max_length=10,
        choices=[(b.value, w) for b, w in BASIS_WORDS.items()],
        default=Basis.NONE.value,
    )
    currency = models.CharField(_("currency"), max_length=3)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    effort_days = models.DecimalField(
        _("effort in days"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(s.value, w) for s, w in STATE_WORDS.items()],
        default=ActionState.PROPOSED.value,
    )
    drop_reason = models.CharField(_("why it was dropped"), max_length=300, blank=True)
    dropped_from = models.CharField(max_length=10, blank=True)
    """The state that it had, so that dropping can be taken back."""
    fingerprint = models.CharField(max_length=32, blank=True)
    """Of the finding that it answers; empty where a person had the idea."""
    evidence = models.JSONField(_("evidence"), default=dict, encoder=DjangoJSONEncoder)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("proposed at"))

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes: ClassVar = [
            models.Index(fields=("company", "state"), name="ledger_company_state"),
            models.Index(fields=("company", "fingerprint"), name="ledger_fingerprint"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="ledger_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(effect_mid__isnull=True)
                | Q(effect_low__lte=F("effect_mid"), effect_high__gte=F("effect_mid")),
                name="ledger_effect_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.DROPPED.value) | ~Q(drop_reason=""),
                name="ledger_dropped_with_reason",
            ),
            # Two people who press the same button at once propose one action.
            models.UniqueConstraint(
                fields=("company", "fingerprint", "kind"),
                condition=~Q(fingerprint="")
                & Q(
                    state__in=(
                        ActionState.PROPOSED.value,
                        ActionState.APPROVED.value,
                        ActionState.RUNNING.value,
                    )
                ),
                name="ledger_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"
