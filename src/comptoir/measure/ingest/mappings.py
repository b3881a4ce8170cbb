"""Which mapping reads a file: named, written in a file, saved by the company, or recognised."""

from pathlib import Path

from django.utils.translation import gettext as _

from comptoir.connectors.files.api import Mapping, presets, recognise
from comptoir.core.companies.api import Scope
from comptoir.core.errors import NotFoundError, closest
from comptoir.measure.ingest.saved import named, proposed, saved


def find_mapping(scope: Scope, name: str | None, path: Path) -> Mapping:
    """The mapping called `name` (a YAML file, one saved or shipped), else the one proposed for the file."""
    if name is None:
        return proposed(scope, recognise(path))[1]
    if name.endswith((".yml", ".yaml")):
        file = Path(name)
        if not file.is_file():
            raise NotFoundError(
                _("There is no file « %(name)s ».") % {"name": name}, advice=_("Check the path.")
            )
        return Mapping.from_yaml(file.read_text(encoding="utf-8"))
    known = [mapping.name for mapping in (*saved(scope), *presets())]
    if name in known:
        return named(scope, name)
    guess = closest(name, known)
    raise NotFoundError(
        _("There is no mapping « %(name)s ».") % {"name": name},
        _("Known: %(known)s.") % {"known": ", ".join(known)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
