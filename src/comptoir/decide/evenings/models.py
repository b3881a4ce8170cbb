from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class KeptLook(models.Model):
    """What a look from an evening of the past has seen. Everything that decides it is part of its name."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=20)
    day = models.DateField()
    snapshot = models.PositiveBigIntegerField()
    state = models.CharField(max_length=64)
    """A digest of what people chose, of the language and of the code."""
    content = models.JSONField(encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("company", "what", "day", "snapshot", "state"), name="evenings_kept_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.what} {self.day}"
