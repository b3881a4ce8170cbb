"""The door of alarms: days that leave what was to be expected of them, told once."""

from datetime import date

from comptoir.core.companies.api import Scope
from comptoir.decide.anomalies.actions import (
    acknowledge,
    forget,
    look_and_keep,
    look_at,
    mark_told,
    mute,
    restore,
    take_away,
)
from comptoir.decide.anomalies.answering import SHOWN, list_json, look_json
from comptoir.decide.anomalies.choosing import Choices, choices_of, choose
from comptoir.decide.anomalies.copying import copied_settings, copy_settings
from comptoir.decide.anomalies.found import Alarm, Basis, Fault, Kind, Look, Money, Point
from comptoir.decide.anomalies.queries import Listed, Rule, due_to_tell, history, last_watch, listed, rules
from comptoir.decide.anomalies.telling import told
from comptoir.decide.anomalies.words import money_words, sentence, title

__all__ = [
    "SHOWN",
    "Alarm",
    "Basis",
    "Choices",
    "Fault",
    "Kind",
    "Listed",
    "Look",
    "Money",
    "Point",
    "Rule",
    "acknowledge",
    "alarms_at",
    "choices_of",
    "choose",
    "copied_settings",
    "copy_settings",
    "due_to_tell",
    "forget",
    "history",
    "last_watch",
    "list_json",
    "listed",
    "look_and_keep",
    "look_at",
    "look_json",
    "mark_told",
    "money_words",
    "mute",
    "open_alarms",
    "restore",
    "rules",
    "sentence",
    "take_away",
    "title",
    "told",
]


def open_alarms(scope: Scope) -> list[Alarm]:
    """Those of the newest look that nothing ended, no rule mutes and nobody has acknowledged; faults of the data
    first, then what is worth most."""
    return [one.alarm for one in listed(scope) if one.acknowledged_at is None]


def alarms_at(scope: Scope, day: date) -> list[Alarm]:
    """Those that stood open on the evening of `day`, from the facts dated that day or before; what people said of
    them left out."""
    return [one for one in look_at(scope, day).alarms if not one.is_over]
