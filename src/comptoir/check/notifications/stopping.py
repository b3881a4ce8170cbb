"""Links by which a reader stops a mail without signing in: signed, worth nothing for anything else."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from comptoir.check.notifications.models import Wish
from comptoir.core.mail.api import absolute

_SIGNER = Signer(salt="comptoir.notifications.stop", sep=".")


def stop_address(wish: Wish) -> str:
    """Empty where the installation was not told its own address."""
    return absolute(reverse("notifications_stop:stop", kwargs={"secret": _SIGNER.sign(str(wish.pk))}))


def wish_behind(secret: str) -> Wish | None:
    try:
        number = _SIGNER.unsign(secret)
    except BadSignature:
        return None
    return Wish.objects.filter(pk=number).select_related("company", "person").first()
