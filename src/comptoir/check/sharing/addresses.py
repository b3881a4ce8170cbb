"""Where a link leads."""

from django.urls import reverse


def shared_path(secret: str) -> str:
    return reverse("guest_report:page", kwargs={"secret": secret})
