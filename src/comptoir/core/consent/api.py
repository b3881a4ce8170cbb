"""The door of consents: who may be written to for a purpose, and what brings or withdraws it."""

from comptoir.core.consent.actions import Origin, Taken, forget, put_back, say, take_file, take_out
from comptoir.core.consent.queries import Standing, counts, standing, state_of_consents
from comptoir.core.consent.reading import normal_address
from comptoir.core.consent.words import PURPOSE_WORDS, Ground, Purpose

__all__ = [
    "PURPOSE_WORDS",
    "Ground",
    "Origin",
    "Purpose",
    "Standing",
    "Taken",
    "counts",
    "forget",
    "normal_address",
    "put_back",
    "say",
    "standing",
    "state_of_consents",
    "take_file",
    "take_out",
]
