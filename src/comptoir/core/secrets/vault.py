"""Encrypt and decrypt by Fernet (AES-128-CBC with HMAC-SHA256), with as many keys as a rotation needs.

The first key encrypts, all of them decrypt. They come from the environment, else from a file of the data folder that
only its owner can read; never from the database, so that a copy of the database tells no secret.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.core.errors import InputError

VARIABLE = "COMPTOIR_SECRET_KEYS"
"""Keys separated by commas, the newest first."""


def encrypt(text: str) -> str:
    """The text as a token that only the holder of the keys can read."""
    return _vault().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text of a token; InputError where no key of this installation opens it."""
    try:
        return _vault().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise InputError(
            _("What was entrusted cannot be read: it was encrypted with another key."),
            advice=_("Give this installation its former key back (%(variable)s), or enter the secret again.")
            % {"variable": VARIABLE},
        ) from error


def renew(token: str) -> str:
    """The same secret, encrypted with the newest key."""
    decrypt(token)  # A clear error where no key opens it.
    return _vault().rotate(token.encode()).decode()


def add_key() -> Path:
    """Put a new key in front of the file's; what was encrypted stays readable, what is encrypted from now on takes
    the new one. InputError where the keys come from the environment."""
    if os.environ.get(VARIABLE):
        raise InputError(
            _("The keys come from %(variable)s.") % {"variable": VARIABLE},
            advice=_("Put a new key in front of them there, then renew what is encrypted."),
        )
    path = _file()
    keys = [Fernet.generate_key().decode(), *_keys()]
    fresh = path.with_suffix(".new")
    _write(fresh, keys)
    fresh.replace(path)
    return path


def _vault() -> MultiFernet:
    return _opened(tuple(_keys()))


@lru_cache(maxsize=4)
def _opened(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise InputError(
            _("A key of %(variable)s cannot be used: %(error)s") % {"variable": VARIABLE, "error": error},
            advice=_("A key is 32 random bytes in URL-safe base64, as `comptoir secrets rotate` makes them."),
        ) from error


def _keys() -> list[str]:
    given = os.environ.get(VARIABLE, "")
    if given:
        return [key.strip() for key in given.split(",") if key.strip()]
    path = _file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # Another process was quicker.
            _write(path, [Fernet.generate_key().decode()])
    return path.read_text("ascii").split()


def _write(path: Path, keys: list[str]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("\n".join(keys) + "\n")


def _file() -> Path:
    return Path(settings.HOME) / "secret.keys"
