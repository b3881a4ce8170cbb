from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    HOUR = "hour", _("Every hour")
    DAY = "day", _("Every night")
    MANUAL = "manual", _("Only when asked")


class Connection(models.Model):
    """A company's link to a vendor's interface. What is secret of it is encrypted."""

    company = models.ForeignKey(
        "core_companies.Company", on_delete=models.CASCADE, related_name="connections"
    )
    vendor = models.CharField(_("tool"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source of the facts"), max_length=80)
    """The vendor's name for the first of a company, so that its files and its interface tell of the same orders."""
    settings = models.JSONField(default=dict)
    secrets = models.TextField(default="")
    """A JSON object, encrypted."""
    rhythm = models.CharField(_("read"), max_length=8, choices=Rhythm, default=Rhythm.HOUR)
    is_paused = models.BooleanField(_("paused"), default=False)
    created_at = models.DateTimeField()
    attempted_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    """The sentence that says why the last attempt failed and what to do; empty where it did not."""
    is_permanent = models.BooleanField(default=False)
    """Trying again changes nothing before a person acts."""
    failing_since = models.DateTimeField(null=True)
    compared_at = models.DateTimeField(null=True)
    """When its orders were last set against the shop's own."""
    differing = models.PositiveIntegerField(default=0)
    """Orders that were not the same then."""

    class Meta:
        ordering = ("pk",)
        verbose_name = _("connection")
        verbose_name_plural = _("connections")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "source"), name="one_connection_a_source"),
        ]

    def __str__(self) -> str:
        return self.name


class Cursor(models.Model):
    """How far a table of a connection has been read."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="cursors")
    table = models.CharField(max_length=40)
    reached = models.DateTimeField(null=True)
    """Every change before this instant is in the facts."""
    completed_at = models.DateTimeField(null=True)
    """When the table was last read to its end."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("connection", "table"), name="one_cursor_a_table"),
        ]

    def __str__(self) -> str:
        return self.table


class KeptAnswer(models.Model):
    """Records as the vendor gave them, packed: a fault of ours can be mended without asking again.

    They may name people, hence their place in this database; they go after some days, and with an erased customer.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="answers")
    table = models.CharField(max_length=40)
    at = models.DateTimeField()
    records = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    """Bytes, packed."""
    body = models.BinaryField()
    """JSON, by zlib."""

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=("connection", "at"), name="answer_age")]

    def __str__(self) -> str:
        return f"{self.table} {self.at:%Y-%m-%d}"


class GoneOrder(models.Model):
    """An order that the shop no longer had when both sides were compared: what was kept of it before does not bring
    it back."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="gone_orders")
    order = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("connection", "order"), name="one_mark_a_gone_order"),
        ]

    def __str__(self) -> str:
        return self.order


class DayRemark(models.Model):
    """Something that the tool itself says of the figures of a day: estimated, held back, put together."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="remarks")
    day = models.DateField()
    code = models.CharField(max_length=20)
    """A key of the texts that the source declares."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("connection", "day", "code"), name="one_remark_a_day_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.code}"
