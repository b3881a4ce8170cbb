from django.db import models
from django.utils.translation import gettext_lazy as _


class ChannelMaster(models.Model):
    """The source that a person has named for the orders of a sales channel; without a row, the rule names it."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(_("sales channel"), max_length=100)
    """In small letters; that of the own site by its one name."""
    source = models.CharField(_("source"), max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "channel"), name="one_master_a_channel"),)
        verbose_name = _("master of a sales channel")
        verbose_name_plural = _("masters of sales channels")

    def __str__(self) -> str:
        return f"{self.channel}: {self.source}"


class PairSaying(models.Model):
    """What a person says of two sources in a sales channel: the same orders, or different ones."""

    company = models.ForeignKey("core_companies.Company", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(_("sales channel"), max_length=100)
    source = models.CharField(_("source"), max_length=80)
    other = models.CharField(_("other source"), max_length=80)
    """In order of their names."""
    is_same = models.BooleanField(_("the same orders"))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("company", "channel", "source", "other"), name="one_saying_a_pair"
            ),
        )
        verbose_name = _("what is said of two sources")
        verbose_name_plural = _("what is said of two sources")

    def __str__(self) -> str:
        return f"{self.channel}: {self.source}, {self.other}"
