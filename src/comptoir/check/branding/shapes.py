"""What a form of a report knows of a company's look. Without one, reports look as Comptoir's own."""

import base64
from dataclasses import dataclass

from comptoir.check.branding.engine import NIGHT, is_colour, nearest_readable

INK, ACCENT = "#141b29", "#2450d3"
"""Of titles and rules; of links, comments and the main line of charts."""


@dataclass(frozen=True, slots=True)
class Logo:
    content: bytes
    """A PNG."""
    width: int
    height: int

    @property
    def data_address(self) -> str:
        """For a page that fetches nothing."""
        return f"data:image/png;base64,{base64.b64encode(self.content).decode()}"

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Its size within that box, never beyond."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


@dataclass(frozen=True, slots=True)
class Brand:
    """Passed to every form. Colours are `#rrggbb`: they stand in style sheets as they are."""

    name: str = ""
    """At the head of a report: whose work it is. The company that it is about keeps its own place."""
    logo: Logo | None = None
    main: str = INK
    accent: str = ACCENT
    sender: str = ""
    """The name beside the installation's own address; its own name where none is said."""
    reply_to: str = ""
    footer: str = ""
    is_signed: bool = False
    """« Made with Comptoir » at the end."""

    def __post_init__(self) -> None:
        if wrong := [one for one in (self.main, self.accent) if not is_colour(one)]:
            raise ValueError(f"No colour: {', '.join(wrong)}.")

    @property
    def has_head(self) -> bool:
        return bool(self.name or self.logo)

    @property
    def chart_colour(self) -> str:
        """Of the main line of charts; empty: the palette's own. What is good or bad keeps its colour."""
        return "" if self.accent == ACCENT else self.accent

    @property
    def at_night(self) -> tuple[str, str]:
        """Main colour and accent, readable on a dark page."""
        return nearest_readable(self.main, NIGHT), nearest_readable(self.accent, NIGHT)


PLAIN = Brand()
