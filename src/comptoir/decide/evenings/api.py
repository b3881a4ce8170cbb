"""The door of evenings of the past: what was seen from one, worked out once for each state of what it is made of."""

from comptoir.decide.evenings.keeping import Evening, kept

__all__ = ["Evening", "kept"]
