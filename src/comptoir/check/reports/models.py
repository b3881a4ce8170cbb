from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("report", "draft")
    APPROVED = "approved", pgettext_lazy("report", "approved")
    SENT = "sent", pgettext_lazy("report", "sent")


class StoredReport(models.Model):
    """A report of a company: what it says stays, whatever becomes of the facts it was read from."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    template = models.CharField(_("template"), max_length=30)
    """A kind of `declared.KINDS`, or the key of a template that the company saved."""
    kind = models.CharField(max_length=30, blank=True)
    """What was built; empty: as the template."""
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    title = models.CharField(max_length=120)
    """Its period in words, for lists."""
    language = models.CharField(max_length=10)
    snapshot = models.PositiveBigIntegerField()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    content = models.JSONField()
    """A `shapes.Report` with all its tables; see `stored`."""
    arrangement = models.JSONField(default=dict)
    """What of it is shown, and how, as the template said when it was built; see `arrangement`."""
    built_at = models.DateTimeField(_("built at"))
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=254, blank=True)
    released_at = models.DateTimeField(_("sent without approval"), null=True, blank=True)
    """When it left without an approval, because its schedule asks for none."""
    released_by = models.CharField(max_length=254, blank=True)
    """Who sent it then; of one that left by its schedule, who planned that."""
    is_by_schedule = models.BooleanField(default=False)

    class Meta:
        ordering = ("-last_day", "-pk")
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("company", "template", "first_day", "last_day"), name="reports_one_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.first_day} - {self.last_day}"


class SavedTemplate(models.Model):
    """A company's own arrangement of a kind of report."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=30)
    """In addresses and commands; never given anew, as reports name it."""
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(max_length=30)
    """Of `declared.KINDS`."""
    arrangement = models.JSONField(default=dict)
    before = models.JSONField(null=True, blank=True)
    """Name and arrangement before the last change, which can be undone."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "key"), name="reports_one_template_a_key"),
        ]

    def __str__(self) -> str:
        return self.key


class StoredRemark(models.Model):
    """What a person wrote: beside a part or a block, or in place of a sentence. Every version is kept."""

    report = models.ForeignKey(StoredReport, on_delete=models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=100)
    """Of the part that is commented, `part.block` of a block, or of the sentence that is corrected."""
    is_correction = models.BooleanField()
    text = models.TextField(blank=True)
    """Empty, of a correction: as it was built."""
    written_by = models.CharField(max_length=254)
    written_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.key} {self.pk}"
