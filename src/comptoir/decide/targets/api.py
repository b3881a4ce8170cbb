"""The door of targets: what is to be reached each month, how far it is, and where it will end."""

from comptoir.decide.targets.actions import set_targets, spread_year, undo
from comptoir.decide.targets.queries import pace_of, progress_of, targets_of
from comptoir.decide.targets.seasons import Season, season_of
from comptoir.decide.targets.shapes import Place, Progress, Target
from comptoir.decide.targets.standings import standings
from comptoir.decide.targets.units import checked
from comptoir.decide.targets.words import ProgressWords, chance_words, place_words, progress_words

__all__ = [
    "Place",
    "Progress",
    "ProgressWords",
    "Season",
    "Target",
    "chance_words",
    "checked",
    "pace_of",
    "place_words",
    "progress_of",
    "progress_words",
    "season_of",
    "set_targets",
    "spread_year",
    "standings",
    "targets_of",
    "undo",
]
