from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.core.consent.words import GROUND_WORDS, PURPOSE_WORDS


class Contact(models.Model):
    """A person under a surrogate key. The address stands here and nowhere else in the room."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    email = models.CharField(_("e-mail address"), max_length=320)
    """In lower case, without spaces around it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "email"), name="consent_one_contact")
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class ErasedAddress(models.Model):
    """The fingerprint of an erased address: an older file does not bring it back."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("company", "fingerprint"), name="consent_one_fingerprint")
        ]

    def __str__(self) -> str:
        return self.fingerprint[:8]


class Collected(models.Model):
    """What one file, or one person, told of consents: where it comes from is the same for all of them."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(_("where it was collected"), max_length=200)
    ground = models.CharField(
        _("ground"), max_length=12, choices=[(k.value, w) for k, w in GROUND_WORDS.items()]
    )
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    given = models.PositiveIntegerField(_("given"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Kept after its removal, so that the removal can be undone; it counts for nothing meanwhile."""

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("collected consents")
        verbose_name_plural = _("collected consents")

    def __str__(self) -> str:
        return f"{self.origin} {self.pk}"


class ConsentEvent(models.Model):
    """One person gave or withdrew consent to one purpose on a day. Written once, never changed."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="events")
    collected = models.ForeignKey(Collected, on_delete=models.CASCADE, related_name="events")
    purpose = models.CharField(
        _("purpose"), max_length=12, choices=[(k.value, w) for k, w in PURPOSE_WORDS.items()]
    )
    is_given = models.BooleanField(_("given"))
    """Else withdrawn."""
    day = models.DateField(_("day"))

    class Meta:
        ordering = ("day", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("contact", "collected", "purpose", "day", "is_given"), name="consent_said_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=("collected", "purpose"), name="consent_collected")]

    def __str__(self) -> str:
        return f"{self.purpose} {'given' if self.is_given else 'withdrawn'} {self.day}"
