"""The mappings that come with the product."""

from functools import cache
from importlib.resources import files

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files.mapping import Mapping
from comptoir.core.errors import NotFoundError, closest

_ORDER = ("generic", "woocommerce", "shopify", "prestashop", "online_retail", "completejourney")


@cache
def _all() -> dict[str, Mapping]:
    folder = files("comptoir.connectors.files") / "presets"
    texts = [item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".yml")]
    mappings = {mapping.name: mapping for mapping in map(Mapping.from_yaml, texts)}
    rank = {name: position for position, name in enumerate(_ORDER)}
    return dict(sorted(mappings.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0])))


def presets() -> tuple[Mapping, ...]:
    return tuple(_all().values())


def preset(name: str) -> Mapping:
    if name in _all():
        return _all()[name]
    guess = closest(name, _all())
    raise NotFoundError(
        _("There is no mapping « %(name)s ».") % {"name": name},
        _("Known: %(known)s.") % {"known": ", ".join(_all())},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
