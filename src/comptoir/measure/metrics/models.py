from django.db import models


class CachedCells(models.Model):
    """Sums worked out once for a snapshot. The snapshot never changes, so neither do they."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    snapshot = models.PositiveIntegerField()
    """The number of the snapshot."""
    key = models.CharField(max_length=64)
    """A digest of everything that was asked."""
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("company", "snapshot", "key"), name="cells_cached_once"),
        )

    def __str__(self) -> str:
        return f"{self.company_id} · {self.snapshot} · {self.key[:8]}"
