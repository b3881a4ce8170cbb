"""comptoir choices …"""

import argparse
from typing import TextIO

from comptoir.cli.output import write_facts
from comptoir.core.companies.api import operator_scope
from comptoir.measure.choices.api import audience_sources, choices_of, choose_audience_source, say_brand_words


def show(parsed: argparse.Namespace, out: TextIO) -> None:
    """What is chosen, after what is asked to be changed."""
    scope = operator_scope(parsed.company)
    if parsed.brand_words is not None:
        say_brand_words(scope, [word for word in parsed.brand_words.split(",") if word.strip()])
    if parsed.audience_source is not None:
        choose_audience_source(scope, parsed.audience_source, audience_sources(scope))
    choices = choices_of(scope)
    facts = {
        "brand_words": ", ".join(choices.brand),
        "brand_words_are_guessed": choices.is_guessed,
        "audience_source": choices.audience_source,
    }
    write_facts(out, parsed.format, facts)
