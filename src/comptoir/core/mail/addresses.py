"""Where this installation is found from outside: a worker has no request to read it from."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a page of the site; empty where the installation was not told its own."""
    return f"{settings.PUBLIC_ADDRESS}{path}" if settings.PUBLIC_ADDRESS and path else ""
