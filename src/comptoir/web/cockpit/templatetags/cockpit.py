"""`{% load cockpit %}`: addresses within the cockpit, whichever door the reader came through."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from comptoir.core import money
from comptoir.decide.drivers.api import METRICS
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import Reading
from comptoir.web.cockpit.queries.cards import Card

register = template.Library()


@register.simple_tag
def reading_address(reading: Reading, **changed: str) -> str:
    """The reading as a query string, with some choices changed."""
    return reading.address(**changed)


@register.simple_tag(takes_context=True)
def cockpit_url(context: template.Context, page: str, **named: str) -> str:
    """The address of a page of the cockpit: a member's below the company, a guest's below the link."""
    match = context["request"].resolver_match
    door = {key: match.kwargs[key] for key in ("company", "secret") if key in match.kwargs}
    return reverse(f"{match.namespace}:{page}", kwargs={**door, **named})


@register.filter
def is_explained(card: Card) -> bool:
    """Whether the page of causes tells why this very figure moved: of its metric, over the days of the page."""
    return card.name in METRICS and not card.note and str(card.label) == str(metric(card.name).label)


@register.filter
def currency_words(currency: str) -> str:
    """`livres sterling` for GBP, in the language of the page."""
    return money.currency_words(currency, get_language() or "fr")


@register.filter
def long_day(day: date) -> str:
    """`1er janvier 2018`, in the language of the page."""
    return money.format_long_day(day, get_language() or "fr")
