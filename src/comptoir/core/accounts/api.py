"""The door of accounts: making one, finding one, and helping somebody back in."""

from comptoir.core.accounts.actions import create_account, password_link
from comptoir.core.accounts.limits import attempt_allowed, forget_attempts
from comptoir.core.accounts.mail import send_text, sends_mail
from comptoir.core.accounts.models import User
from comptoir.core.accounts.queries import account_of, has_accounts, names_of

__all__ = [
    "User",
    "account_of",
    "attempt_allowed",
    "create_account",
    "forget_attempts",
    "has_accounts",
    "names_of",
    "password_link",
    "send_text",
    "sends_mail",
]
