from typing import ClassVar

from django.db import models


class Comparison(models.Model):
    """What a comparison of a connection with its shop found, as it was then. The last few of a connection are kept."""

    connection = models.ForeignKey(
        "connectors_connections.Connection", on_delete=models.CASCADE, related_name="comparisons"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    basis = models.CharField(max_length=12)
    """A DateBasis: what gives an order its day, on both sides."""
    made_at = models.DateTimeField()
    differing = models.PositiveIntegerField()
    """Orders that are not the same; of very many only the first stand in `found`."""
    unexplained = models.PositiveIntegerField()
    """Those of them of which nothing says why."""
    found = models.JSONField()
    """A Reconciliation, as `comparisons.py` writes it."""

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("connection", "-id"), name="comparison_newest")]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"
