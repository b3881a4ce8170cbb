"""Companies, their members, and the credentials that open a company without a password."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.core import clock
from comptoir.core.companies.permissions import MEMBER_ROLES, Role
from comptoir.core.companies.secrets import DIGEST_LENGTH


class TaxBasis(models.TextChoices):
    EXCLUDED = "excluded", _("Excluding tax")
    INCLUDED = "included", _("Including tax")


class Company(models.Model):
    """A tenant. Nothing crosses from one to another."""

    slug = models.SlugField(_("short name"), unique=True, max_length=50)
    name = models.CharField(_("name"), max_length=120)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    language = models.CharField(_("language"), max_length=5, default="fr")
    country = models.CharField(_("country"), max_length=2, default="FR")
    week_start = models.PositiveSmallIntegerField(
        _("first day of the week"), default=1, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    tax = models.CharField(_("amounts shown"), max_length=8, choices=TaxBasis, default=TaxBasis.EXCLUDED)
    is_simulated = models.BooleanField(_("simulated"), default=False)
    """Its facts come from the simulator: every page says so."""
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True)
    """Since then nothing is done for it by itself, and it is folded away in the lists."""

    class Meta:
        ordering = ("name",)
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=[(r.value, r.label) for r in MEMBER_ROLES])
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "user"), name="one_membership_a_person"),)
        ordering = ("user__email",)

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"

    @property
    def role_label(self) -> Any:
        return Role(self.role).label


class Credential(models.Model):
    """A secret that opens something for a while. Only its digest is kept: nobody can read it again."""

    secret_digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(_("expires on"))
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("-created_at", "-pk")

    def is_open(self, at: datetime | None = None) -> bool:
        return self.revoked_at is None and self.expires_at > (at or clock.now())


class Invitation(Credential):
    """Lets whoever holds its link become a member, once."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=[(r.value, r.label) for r in MEMBER_ROLES])
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.email} · {self.role}"

    @property
    def role_label(self) -> Any:
        return Role(self.role).label

    def is_open(self, at: datetime | None = None) -> bool:
        return self.accepted_at is None and super().is_open(at)


class GuestLink(Credential):
    """Shows named items of a company to whoever holds it, as long as its maker may share."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="guest_links")
    label = models.CharField(_("for whom"), max_length=120)
    items = models.JSONField(_("items"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    """None: made on the command line. With the account of its maker a link goes too."""

    def __str__(self) -> str:
        return self.label


class ApiToken(Credential):
    """Opens the API of one company for one of its members, never wider than the member's present role."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="api_tokens")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    hint = models.CharField(max_length=12)
    """The first letters of the secret, to tell tokens apart."""

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"
