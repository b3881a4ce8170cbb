"""Google's own clients: large, slow to import, and only there where somebody asked for them."""

from collections.abc import Callable
from importlib import import_module

from comptoir.connectors.source import Extra, Opening, Reader

CLIENTS = Extra("google", ("google-ads", "google-analytics-data"))


def reader_of(module: str, name: str) -> Callable[[Opening], Reader]:
    """The reader of this name, whose module is imported when a connection is opened and not before."""

    def opened(opening: Opening) -> Reader:
        reader: Reader = getattr(import_module(module), name)(opening)
        return reader

    return opened
