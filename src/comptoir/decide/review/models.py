from typing import ClassVar

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """When a person last looked at a company's morning page, and the day before that."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last_day = models.DateField()
    day_before = models.DateField(null=True)
    """The visit before that of `last_day`: reloading the page does not make what is new old."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "person"), name="review_one_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.person_id} {self.last_day}"
