from django.conf import settings
from django.db import models


class DismissedSteps(models.Model):
    """That the company does without the rest of the first steps: their list is shown no more."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    dismissed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.company} · {self.dismissed_at:%Y-%m-%d}"
