"""comptoir company …, comptoir user …"""

import argparse
import sys
from typing import TextIO

from comptoir.cli.output import write_facts, write_rows
from comptoir.core.accounts.models import User
from comptoir.core.companies.actions import add_company
from comptoir.core.companies.models import Company
from comptoir.core.errors import ConflictError, InputError, NotFoundError

FIELDS = ("slug", "name", "currency", "timezone", "language")


def add(parsed: argparse.Namespace, out: TextIO) -> None:
    company = add_company(
        name=parsed.name,
        slug=parsed.slug,
        currency=parsed.currency,
        timezone=parsed.timezone,
        language=parsed.language,
        owner=_person(parsed.owner) if parsed.owner else None,
    )
    write_facts(out, parsed.format, {field: getattr(company, field) for field in FIELDS})


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    write_rows(out, parsed.format, list(Company.objects.order_by("slug").values(*FIELDS)))


def add_user(parsed: argparse.Namespace, out: TextIO) -> None:
    people = User.objects
    if people.filter(email=parsed.email.lower()).exists():
        raise ConflictError(f"« {parsed.email} » is there already.", advice="Nothing was changed.")
    password = sys.stdin.readline().rstrip("\n")
    if len(password) < 10:
        raise InputError("The password on standard input is too short.", "At least 10 characters.")
    user = people.create_user(parsed.email, password, language=parsed.language)
    write_facts(out, parsed.format, {"email": user.email, "language": user.language})


def _person(email: str) -> User:
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise NotFoundError(
            f"Nobody signs in as « {email} ».", advice=f"Add the person: comptoir user add {email}"
        )
    return user
