"""The door of accounts: making one, and helping somebody back in."""

from comptoir.core.accounts.actions import create_account, password_link
from comptoir.core.accounts.mail import send_text, sends_mail

__all__ = ["create_account", "password_link", "send_text", "sends_mail"]
