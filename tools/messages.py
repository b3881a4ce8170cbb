"""The translations: every room keeps its own part; here they become one catalogue.

python tools/messages.py compile    parts -> django.mo (git-ignored)
python tools/messages.py check      every text for people has its French, every French its text
"""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "comptoir"
FRENCH = SOURCE / "locale" / "fr"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("connectors/files/presets/**.yml", "tools.templates:extract_preset"),
    ("**/templates/**.html", "tools.templates:extract"),
    ("**/templates/**.txt", "tools.templates:extract"),
]


def french() -> tuple[Catalog, list[str]]:
    """All parts as one catalogue, and what is wrong with them."""
    whole, faults, seen = Catalog(locale="fr"), [], {}
    for part in sorted((FRENCH / "parts").glob("*.po")):
        with part.open("rb") as file:
            catalogue = read_po(file, locale="fr")
        for message in catalogue:
            if not message.id:
                continue
            key = (message.context, message.id)
            if key in seen and seen[key][0] != message.string:
                faults.append(f"{part.name}: {message.id!r} is translated otherwise in {seen[key][1]}")
            seen[key] = (message.string, part.name)
            whole.add(message.id, message.string, context=message.context)
            faults += [
                f"{part.name}: {message.id!r}: {fault}" for fault in _placeholders(message.id, message.string)
            ]
    return whole, faults


def _placeholders(identifier: object, text: object) -> list[str]:
    originals = identifier if isinstance(identifier, tuple | list) else (identifier,)
    texts = text if isinstance(text, tuple | list) else (text,)
    allowed = set().union(*(re.findall(r"%\(\w+\)[sd]", str(one)) for one in originals))
    return [
        f"unknown placeholder in {one!r}"
        for one in texts
        if set(re.findall(r"%\(\w+\)[sd]", str(one))) - allowed
    ]


def borrowed() -> Catalog:
    """What the package of accounts says in French, with the apostrophes of our own pages. Site texts come before those
    of packages, so these are the ones that are shown."""
    folder = Path(str(find_spec("allauth").origin)).parent  # type: ignore[union-attr]
    with (folder / "locale" / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        theirs = read_mo(file)
    found = Catalog(locale="fr")
    for message in theirs:
        if message.id and isinstance(message.string, str) and "'" in message.string:
            found.add(message.id, message.string.replace("'", "’"), context=message.context)
    return found


def compile_catalogue() -> None:
    catalogue, _ = french()
    for message in borrowed():
        if message.id and catalogue.get(message.id, message.context) is None:
            catalogue.add(message.id, message.string, context=message.context)
    target = FRENCH / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)


def wanted() -> dict[tuple[str | None, str], str]:
    """(context, text) of every text for people in the code -> where."""
    found: dict[tuple[str | None, str], str] = {}
    for name, line, message, _comments, context in extract_from_dir(str(SOURCE), METHODS, keywords=KEYWORDS):
        text = message[0] if isinstance(message, tuple) else message
        found.setdefault((context, text), f"{name}:{line}")
    return found


def check() -> list[str]:
    catalogue, faults = french()
    translated = {
        (m.context, m.id[0] if isinstance(m.id, tuple | list) else m.id)
        for m in catalogue
        if m.id and (all(m.string) if isinstance(m.string, tuple | list) else m.string)
    }
    needed = wanted()
    faults += [
        f"no French for {text!r} ({needed[context, text]})"
        for context, text in needed
        if (context, text) not in translated
    ]
    faults += [
        f"French for a text that is nowhere: {text!r}"
        for context, text in sorted(translated - set(needed), key=str)
    ]
    return faults


def main() -> int:
    if sys.argv[1:] == ["compile"]:
        compile_catalogue()
        return 0
    if sys.argv[1:] == ["check"]:
        faults = check()
        print("\n".join(faults) or "translations: complete")
        return 1 if faults else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    raise SystemExit(main())
