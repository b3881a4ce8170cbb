"""The door of targets: what is to be reached each month, how far it is, and where it will end."""

from comptoir.decide.targets.actions import set_targets, spread_year, undo
from comptoir.decide.targets.queries import progress_of, targets_of
from comptoir.decide.targets.seasons import Season, season_of
from comptoir.decide.targets.shapes import Place, Progress, Target
from comptoir.decide.targets.words import ProgressWords, place_words, progress_words

__all__ = [
    "Place",
    "Progress",
    "ProgressWords",
    "Season",
    "Target",
    "place_words",
    "progress_of",
    "progress_words",
    "season_of",
    "set_targets",
    "spread_year",
    "targets_of",
    "undo",
]
