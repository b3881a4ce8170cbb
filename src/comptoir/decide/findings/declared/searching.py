"""What is said of searches."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
    Kind(
        "searches",
        _("Searches within reach"),
        _("For which searches does the site stand just below those that are clicked?"),
        {"": _("« %(search)s »: position %(position)s, %(impressions)s times shown in 30 days")},
        _(
            "%(won)s clicks more in 30 days half the way to the third place (from one place better to third), by the "
            "site's own clicks at each place, x %(visit)s of net sales an unpaid visit x margin rate. "
            "Read over %(days)s days."
        ),
        _("A better page for « %(search)s » brings it from position %(position)s towards the first three."),
        "seo_clicks",
        (ActionKind.IMPROVE_PAGE,),
        {
            "position": Written.DECIMAL,
            "impressions": Written.COUNT,
            "clicks": Written.COUNT,
            "won": Written.COUNT,
            "visit": Written.CENTS,
            "days": Written.COUNT,
        },
        60,
        _("the searches of Search Console, 60 days old at most"),
        is_range=True,
    ),
)
