from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Customer(models.Model):
    """A buyer. Facts know the primary key alone; what names a person stands only here."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="customers")
    source = models.CharField(_("source"), max_length=80)
    reference = models.CharField(_("reference at the source"), max_length=200)
    email = models.CharField(_("e-mail address"), max_length=320, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("company", "source", "reference"), name="one_key_per_reference"),
        )
        indexes = (models.Index(fields=("company", "email")),)

    def __str__(self) -> str:
        return self.reference


class ErasedCustomer(models.Model):
    """The fingerprint of an erased reference, so that an old file does not bring it back."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    erased_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("company", "source", "fingerprint"), name="one_fingerprint"),
        )

    def __str__(self) -> str:
        return self.fingerprint[:8]


class ImportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    UNDONE = "undone", _("Undone")


class ImportRun(models.Model):
    """One file, or what an interface told of, on its way into the facts, and what became of its rows.

    `rows_read = rows_loaded + rows_unchanged + rows_rejected + rows_repeated`.
    """

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="imports")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.RUNNING)
    file_name = models.CharField(_("file"), max_length=255)
    file_digest = models.CharField(max_length=64)
    mapping_name = models.CharField(_("mapping"), max_length=120)
    mapping = models.TextField(_("mapping, as YAML"))
    connection = models.ForeignKey(
        "connectors_connections.Connection", on_delete=models.SET_NULL, null=True, related_name="runs"
    )
    """Of what came by an interface: then the rows are its records, and `file_name` is its name."""
    is_replay = models.BooleanField(default=False)
    """Of kept answers that were mapped again: nothing was asked of the tool."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    rows_loaded = models.PositiveIntegerField(_("rows loaded"), default=0)
    rows_unchanged = models.PositiveIntegerField(_("rows unchanged"), default=0)
    rows_rejected = models.PositiveIntegerField(_("rows rejected"), default=0)
    rows_repeated = models.PositiveIntegerField(_("rows repeated in the file"), default=0)
    repeated = models.JSONField(_("repeated sections"), default=list)
    snapshot = models.PositiveIntegerField(_("snapshot"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)
    undoing = models.PositiveIntegerField(null=True)
    """The snapshot that its undoing made, equal to the one before it."""
    error = models.TextField(_("error"), blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "number"), name="one_import_number"),)
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number} · {self.file_name}"


class RejectedRow(models.Model):
    """A row that was refused, whole, with the value and the reason, so that it can be corrected."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects")
    member = models.CharField(_("file of the zip"), max_length=200, blank=True)
    """In which file of a zip of several the row stands."""
    line = models.PositiveBigIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=120)
    value = models.TextField(_("value"))
    reason = models.CharField(_("reason"), max_length=60)
    unit = models.CharField(_("order"), max_length=200, blank=True)
    line_number = models.PositiveIntegerField(_("line of the order"), null=True)
    raw = models.JSONField(_("row as read"))

    class Meta:
        ordering = ("run", "member", "line", "pk")

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class Upload(models.Model):
    """A file given on the page: it waits for its mapping, is imported by a job, is removed after some days."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(_("file"), max_length=255)
    digest = models.CharField(max_length=64)
    """SHA-256 of its bytes: the name under which it is stored, whatever it was called."""
    suffix = models.CharField(max_length=20, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    job = models.ForeignKey("core_jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    """The job that imports it, once asked for."""
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="+")
    """The import that it is kept for, where it did not come by the page."""
    removed_at = models.DateTimeField(null=True)
    """Since then the file itself is gone; the row stays for its job."""

    class Meta:
        indexes = (models.Index(fields=("company", "digest")),)
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
