"""Charts outside a browser: the same specification as SVG or PNG, for mail, PDF and tests."""

from comptoir.core.charts.locale import number_locale, time_locale
from comptoir.core.charts.theme import PALETTES, Json, config, painted, tokens


def to_svg(spec: Json, theme: str = "light", locale: str = "fr", width: int = 720, *, main: str = "") -> str:
    """The chart as a standalone SVG document; `main` is the colour of its main line, where it is not the theme's."""
    import vl_convert  # noqa: PLC0415 - heavy library, kept out of start-up

    svg: str = vl_convert.vegalite_to_svg(
        sized(spec, theme, width, main),
        config=config(theme, main),
        format_locale=number_locale(locale),
        time_format_locale=time_locale(locale),
    )
    return svg


def to_png(
    spec: Json,
    theme: str = "light",
    locale: str = "fr",
    width: int = 720,
    scale: float = 2,
    *,
    main: str = "",
) -> bytes:
    """The chart as a picture, on the theme's own surface: mail clients show no transparency."""
    import vl_convert  # noqa: PLC0415 - heavy library, kept out of start-up

    png: bytes = vl_convert.vegalite_to_png(
        sized(spec, theme, width, main),
        scale=scale,
        config={**config(theme, main), "background": PALETTES[theme].surface},
        format_locale=number_locale(locale),
        time_format_locale=time_locale(locale),
    )
    return png


def sized(spec: Json, theme: str, width: int, main: str = "") -> Json:
    """The specification painted, and as wide as asked: there is no container here."""
    ready: Json = painted(spec, tokens(theme, main))
    return {**ready, "width": width} if ready.get("width") == "container" else ready
