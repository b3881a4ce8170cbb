"""What a company has chosen, as plain data. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    brand: tuple[str, ...] = ()
    """The words of the brand."""
    is_guessed: bool = False
    """Whether nobody has said them yet: then they are those of the company's name."""
    audience_source: str = ""
    """The tool that sessions are read from where several know the same days; empty: chosen by rule."""


NOTHING = Choices()
