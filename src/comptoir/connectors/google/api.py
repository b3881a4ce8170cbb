"""The door of what Google's interfaces have in common."""

from comptoir.connectors.google.service_account import ServiceAccount

__all__ = ["ServiceAccount"]
