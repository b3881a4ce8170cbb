"""`{% load accounts %}`: what the sign-in pages have to know."""

from django import template
from django.conf import settings

from comptoir.core.accounts.mail import sends_mail
from comptoir.core.accounts.models import User

register = template.Library()


@register.simple_tag
def nobody_yet() -> bool:
    """Whether the installation waits for its first person."""
    return not User.objects.exists()


@register.simple_tag
def signup_is_open() -> bool:
    return bool(settings.OPEN_SIGNUP)


@register.simple_tag
def letters_leave() -> bool:
    return sends_mail()
