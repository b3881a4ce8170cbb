"""Why there is no forecast, and what models are called, as people read it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Any] = {
    "empty": _("Nothing is loaded yet of which the coming days could be forecast."),
    "short": _("There are too few days to forecast from: twelve weeks at least."),
    "thin": _("The figure is 0 on almost every day: single sales cannot be forecast day by day."),
    "constant": _("The figure has always been the same: there is nothing to learn from it."),
}
MODELS: dict[str, Any] = {
    "ridge": _("a regression on trend, weekday, season and events"),
    "seasonal_naive": _("the last week taken again, which did better than the regression"),
}


def reason_words(code: str) -> Any:
    return REASONS[code]
