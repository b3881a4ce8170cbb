"""The door of HTTP."""

from comptoir.connectors.http.client import Answer, Client
from comptoir.connectors.http.guard import place

__all__ = ["Answer", "Client", "place"]
