"""Colours that can be read: contrast as WCAG 2.2 counts it, and the nearest colour that has enough of it. Pure."""

import colorsys
import re

LEAST_CONTRAST = 4.5
"""WCAG AA for text."""
WHITE, NIGHT = "#ffffff", "#171d28"
"""What a report is written on, in the light and in the dark."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 400


def is_colour(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(colour: str, on: str) -> bool:
    return contrast(colour, on) >= LEAST_CONTRAST


def nearest_readable(colour: str, on: str) -> str:
    """The same hue, no darker or lighter than must be; the colour itself where it can be read."""
    if is_readable(colour, on):
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if _luminance(on) > 0.18 else 1.0
    for step in range(1, _STEPS + 1):
        moved = lightness + (end - lightness) * step / _STEPS
        found = _written(colorsys.hls_to_rgb(hue, moved, saturation))
        if is_readable(found, on):
            return found
    return "#000000" if end == 0 else WHITE


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
