"""The first person of an installation, who then owns its first company.

There is nobody yet to invite them, so the page is opened by a key that only the machine tells
(`comptoir serve` prints the address). It is shut for good once somebody has an account.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from comptoir.core.accounts.api import User, create_account, has_accounts
from comptoir.core.companies.actions import add_company
from comptoir.core.companies.models import Company
from comptoir.core.errors import NotFoundError

_KEY_LENGTH = 24


def setup_path() -> str | None:
    """The path of the set-up page while nobody has an account."""
    return None if has_accounts() else reverse("companies:setup", kwargs={"key": _key()})


def check_key(key: str) -> None:
    """Raises NotFoundError unless the page may be shown: an installed product shows nothing here."""
    if has_accounts() or not constant_time_compare(key, _key()):
        raise NotFoundError(_("There is nothing to set up here."))


def set_up(key: str, *, email: str, password: str, **company: str) -> tuple[User, Company]:
    """Makes the first account and the company that it owns."""
    with transaction.atomic():
        check_key(key)
        user = create_account(email, password, language=company.get("language", "fr"), is_staff=True)
        return user, add_company(owner=user, **company)  # type: ignore[arg-type]


def _key() -> str:
    return salted_hmac("comptoir.setup", "the first owner", algorithm="sha256").hexdigest()[:_KEY_LENGTH]
