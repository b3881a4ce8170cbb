"""Answers that are none, in words."""

from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.words import REASON_WORDS


def why(answer: Inconclusive) -> str:
    return str(REASON_WORDS[answer.reason.value]) % {"found": answer.found, "needed": answer.needed}
