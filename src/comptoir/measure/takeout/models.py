from django.db import models


class Arrival(models.Model):
    """A company that is brought in: until it is done nothing of it is shown, and the same export may begin again."""

    company = models.OneToOneField("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """Of the manifest it comes from."""
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.company} · {self.digest[:8]}"
