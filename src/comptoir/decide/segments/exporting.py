"""Addresses of a segment for a purpose: only of those who agreed to it; who is left out is counted. Heavy."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.api import Purpose, standing
from comptoir.decide.segments.engine.audience import Audience, LeftOut, Person, Word, audience, hashed
from comptoir.decide.segments.queries import Segment
from comptoir.decide.segments.sheet import EPOCH, Sheet
from comptoir.measure.ingest.api import customer_addresses


class Form(StrEnum):
    PLAIN = "plain"
    HASHED = "hashed"

    @property
    def label(self) -> Any:
        return FORM_WORDS[self]


EXPORTED = (Purpose.EMAIL, Purpose.ADS)
"""What e-mail addresses serve: the other purposes are asked of those who send."""
FORM_WORDS: Mapping[str, Any] = {
    Form.PLAIN: _("addresses as they are, for a mailing tool"),
    Form.HASHED: _("addresses made unreadable (SHA-256), for an advertising platform"),
}
WRITTEN: Mapping[Form, Callable[[str], str]] = {Form.PLAIN: str, Form.HASHED: hashed}
LEFT_OUT_WORDS: Mapping[LeftOut, Any] = {
    LeftOut.NO_ADDRESS: _("no e-mail address is known"),
    LeftOut.NEVER: _("no consent to this is known"),
    LeftOut.WITHDRAWN: _("withdrew or refused"),
    LeftOut.SILENT: _("neither ordered nor agreed for three years"),
    LeftOut.TWICE: _("the address of another customer of the list"),
}


def allowed(scope: Scope) -> bool:
    return scope.may(Permission.EXPORT) and scope.may(Permission.VIEW_PERSONAL_DATA)


def audience_of(scope: Scope, one: Segment, purpose: Purpose, at: date) -> Audience:
    """Addresses are personal data, and so is what is made of them: both are for those who may see such data."""
    scope.require(Permission.EXPORT)
    scope.require(Permission.VIEW_PERSONAL_DATA)
    sheet = Sheet(scope, at)
    inside = np.flatnonzero(sheet.members(one.conditions))
    keys, last = sheet.book.key[inside].tolist(), sheet.book.last[inside].tolist()
    addresses = customer_addresses(scope, set(keys))
    people = (
        Person(addresses.get(key, ""), EPOCH + timedelta(days=day))
        for key, day in zip(keys, last, strict=True)
    )
    said = standing(scope, purpose, at)
    words = {address: Word(word.is_given, word.day) for address, word in said.items()}
    return audience(people, words, at)


def export(scope: Scope, one: Segment, purpose: Purpose, form: Form, at: date) -> Audience:
    """The same, written as asked and noted in the trail."""
    found = audience_of(scope, one, purpose, at)
    left_out = {str(why): count for why, count in found.left_out.items()}
    record(
        scope,
        "segment.exported",
        f"segment:{one.id}",
        name=one.name,
        purpose=purpose.value,
        form=form.value,
        addresses=len(found.addresses),
        left_out=left_out,
    )
    return Audience(tuple(sorted(WRITTEN[form](address) for address in found.addresses)), found.left_out)
