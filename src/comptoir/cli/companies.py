"""comptoir company …, comptoir user …"""

import argparse
import sys
from typing import TextIO

from comptoir.cli.output import write_facts, write_rows
from comptoir.core.accounts.api import User, account_of, create_account, password_link
from comptoir.core.companies.api import Company, add_company, all_companies
from comptoir.core.errors import ConflictError, InputError, NotFoundError

FIELDS = ("slug", "name", "currency", "timezone", "language")


def add(parsed: argparse.Namespace, out: TextIO) -> None:
    company = add_company(
        name=parsed.name,
        slug=parsed.slug,
        currency=parsed.currency,
        timezone=parsed.timezone,
        language=parsed.language,
        owner=person(parsed.owner) if parsed.owner else None,
    )
    write_facts(out, parsed.format, _told(company))


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    write_rows(out, parsed.format, [_told(company) for company in all_companies()])


def _told(company: Company) -> dict[str, str]:
    return {field: getattr(company, field) for field in FIELDS}


def add_user(parsed: argparse.Namespace, out: TextIO) -> None:
    if account_of(parsed.email) is not None:
        raise ConflictError(f"« {parsed.email} » is there already.", advice="Nothing was changed.")
    password = sys.stdin.readline().rstrip("\n")
    if len(password) < 10:
        raise InputError("The password on standard input is too short.", "At least 10 characters.")
    user = create_account(parsed.email, password, language=parsed.language)
    write_facts(out, parsed.format, {"email": user.email, "language": user.language})


def password(parsed: argparse.Namespace, out: TextIO) -> None:
    path = password_link(parsed.email)
    write_facts(out, parsed.format, {"email": parsed.email, "link": parsed.site.rstrip("/") + path})


def person(email: str) -> User:
    user = account_of(email)
    if user is None:
        raise NotFoundError(
            f"Nobody signs in as « {email} ».", advice=f"Add the person: comptoir user add {email}"
        )
    return user
