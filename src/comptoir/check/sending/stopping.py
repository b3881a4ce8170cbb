"""Links by which a reader stops a report without signing in: signed, worth nothing for anything else."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from comptoir.check.sending.models import Delivery
from comptoir.core.mail.api import absolute

_SIGNER = Signer(salt="comptoir.sending.stop", sep=".")


def stop_address(delivery: Delivery) -> str:
    """Empty where the installation was not told its own address."""
    return absolute(reverse("sending_stop:stop", kwargs={"secret": _SIGNER.sign(str(delivery.pk))}))


def delivery_behind(secret: str) -> Delivery | None:
    try:
        number = _SIGNER.unsign(secret)
    except BadSignature:
        return None
    return Delivery.objects.filter(pk=number).select_related("report__company").first()
