"""The door of secrets."""

from comptoir.core.secrets.vault import VARIABLE, add_key, decrypt, encrypt, renew

__all__ = ["VARIABLE", "add_key", "decrypt", "encrypt", "renew"]
