"""`{% load mail %}`: what the text of a mail has to know."""

from django import template

from comptoir.core.mail.addresses import absolute

register = template.Library()
register.filter("absolute", absolute)
