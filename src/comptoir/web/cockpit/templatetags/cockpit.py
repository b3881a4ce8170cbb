"""`{% load cockpit %}`: the reading as an address with some choices changed."""

from django import template

from comptoir.web.cockpit.reading import Reading

register = template.Library()


@register.simple_tag
def reading_address(reading: Reading, **changed: str) -> str:
    return reading.address(**changed)
