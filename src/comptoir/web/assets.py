"""Third-party JavaScript: taken out of installed wheels, never committed, never fetched from elsewhere.

htmx needs nothing: its wheel is a Django app, collectstatic finds it. Vega comes bundled inside vl-convert.
"""

from importlib.metadata import version
from pathlib import Path

from django.conf import settings

VEGA = "vendor/vega.js"
_SNIPPET = "export const embed = vegaEmbed;"


def prepare_assets(folder: Path | None = None) -> Path:
    """Writes the bundles into `folder` (settings.ASSETS) unless those of the installed version are there.

    Called before collectstatic; makes the folder, which the settings list only where it exists.
    """
    folder = folder or settings.ASSETS
    bundle, mark = folder / VEGA, folder / "vendor" / ".version"
    wanted = f"vl-convert {version('vl-convert-python')}; {_SNIPPET}"
    if bundle.exists() and mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return folder
    import vl_convert  # noqa: PLC0415 - heavy library, kept out of start-up

    bundle.parent.mkdir(parents=True, exist_ok=True)
    unfinished = bundle.with_suffix(".tmp")
    unfinished.write_text(vl_convert.javascript_bundle(_SNIPPET), encoding="utf-8")
    unfinished.replace(bundle)
    mark.write_text(wanted, encoding="utf-8")
    return folder
