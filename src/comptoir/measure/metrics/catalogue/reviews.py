"""What buyers say, in figures."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import Formula, Good, Metric, Source, plus
from comptoir.measure.metrics.catalogue.shapes import count, ratio, share

REVIEWS: tuple[Metric, ...] = (
    count(
        "review_count",
        _("Reviews"),
        _("reviews left"),
        Source.REVIEWS,
        formula=Formula(plus("review")),
        good=Good.NONE,
    ),
    ratio(
        "average_rating",
        _("Average rating"),
        _("sum of the marks, out of five / reviews left"),
        Source.REVIEWS,
        formula=Formula(plus("rating"), plus("review")),
        notes=_("Of the reviews left in the period, not of all those that a site still shows."),
    ),
    share(
        "review_answer_rate",
        _("Reviews answered"),
        _("reviews answered / reviews of which the file tells it"),
        Source.REVIEWS,
        formula=Formula(plus("review_answered"), plus("review_answer_known")),
    ),
)
