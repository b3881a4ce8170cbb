"""Typed reading of environment variables. A secret may also come from the file named by NAME_FILE."""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def home() -> Path:
    """The data folder: application database, facts, uploads, secret key."""
    folder = Path(os.environ.get("COMPTOIR_HOME") or Path.home() / ".comptoir").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def words(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "0", "false", "no"}:
        return default if not value else value in {"1", "true", "yes"}
    raise ImproperlyConfigured(f"{name} is « {value} ». Allowed: true or false.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is « {value} ». Allowed: a whole number.")
    return int(value)


def secret(name: str, kept_in: Path) -> str:
    """The secret from the environment, from the file it names, or drawn once and kept beside the data."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    try:
        descriptor = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return kept_in.read_text(encoding="utf-8").strip()


def database(name: str, sqlite: Path) -> dict[str, object]:
    """SQLite beside the data, or PostgreSQL by its address: postgresql://user:password@host:port/name."""
    url = os.environ.get(name)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite,
            # Measured with 8 writers: Django's defaults lock, these do not.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} starts with « {parts.scheme} ». Allowed: postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def mail_provider(name: str) -> str:
    """The provider of django-anymail that the address names (anymail://postmark), or nothing: SMTP, or none."""
    parts = urlsplit(os.environ.get(name, ""))
    return (parts.hostname or "") if parts.scheme == "anymail" else ""


def prefixed(prefix: str) -> dict[str, str]:
    """All variables that begin so, without the prefix; each may be the name of a file, by NAME_FILE."""
    found = {}
    for name, value in os.environ.items():
        if not name.startswith(prefix) or not value:
            continue
        if name.endswith("_FILE"):
            found[name.removeprefix(prefix).removesuffix("_FILE")] = Path(value).read_text("utf-8").strip()
        else:
            found.setdefault(name.removeprefix(prefix), value)
    return found


def address(name: str) -> str:
    """Where the site is found from outside, without a path: https://comptoir.example.com."""
    value = os.environ.get(name, "").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query):
        raise ImproperlyConfigured(f"{name} is « {value} ». Allowed: https://host, without a path.")
    return value


def mailer(name: str) -> dict[str, object]:
    """The mail server by its address: smtp://user:password@host:587 (STARTTLS), smtps://… (TLS), or a provider of
    django-anymail: anymail://postmark, its keys in variables that begin by ANYMAIL_."""
    url = os.environ.get(name)
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if provider := mail_provider(name):
        if not provider.replace("_", "").isalnum() or find_spec(f"anymail.backends.{provider}") is None:
            raise ImproperlyConfigured(f"{name} names « {provider} », which django-anymail does not know.")
        return {"BACKEND": f"anymail.backends.{provider}.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} starts with « {parts.scheme} ». Allowed: smtp://host:port, smtps://…, anymail://provider"
        )
    is_local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp" and not is_local,
            "timeout": 20,
        },
    }
