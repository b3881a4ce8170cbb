"""The door of shared reports: make a link that shows one, and where it leads."""

from comptoir.check.sharing.actions import share
from comptoir.check.sharing.addresses import shared_path

__all__ = ["share", "shared_path"]
