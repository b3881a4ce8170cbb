from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.permissions import Role


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
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=[(r.value, r.value) for r in Role if r not in (Role.GUEST, Role.OPERATOR)],
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "user"), name="one_membership_a_person"),)
        ordering = ("user__email",)

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"
