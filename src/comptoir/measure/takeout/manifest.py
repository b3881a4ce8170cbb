"""The list of what an export holds: written last, checked first."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Self

from django.utils.translation import gettext as _

from comptoir.core.errors import InputError

FORMAT = "comptoir-company"
VERSION = 1
NAME = "manifest.json"


@dataclass(slots=True)
class Manifest:
    company: dict[str, Any]
    """Its settings, by name."""
    created_at: str
    snapshot: int | None
    """The state of the facts it was written from."""
    with_personal_data: bool
    tables: dict[str, int] = field(default_factory=dict)
    """Model -> rows."""
    facts: dict[str, int] = field(default_factory=dict)
    """Entity -> rows."""
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Path -> `bytes`, `sha256`."""
    format: str = FORMAT
    version: int = VERSION

    def add(self, folder: Path, path: Path) -> None:
        name = path.relative_to(folder).as_posix()
        self.files[name] = {"bytes": path.stat().st_size, "sha256": digest_of(path)}

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises InputError for what is no export, or one that this version cannot read."""
        try:
            told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise InputError(
                _("There is no complete export of a company in « %(folder)s ».") % {"folder": folder},
                advice=_("Give the folder that holds manifest.json."),
            ) from None
        except ValueError:
            raise _damaged(NAME) from None
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise InputError(_("« %(folder)s » is no export of a company.") % {"folder": folder})
        version = told.get("version")
        if not isinstance(version, int) or version > VERSION:
            raise InputError(
                _("This export was made by a newer Comptoir (format %(version)s, this one reads %(known)s).")
                % {"version": version, "known": VERSION},
                advice=_("Update this installation first. Nothing was changed."),
            )
        try:
            return cls(**told)
        except TypeError:
            raise _damaged(NAME) from None

    def check(self, folder: Path, watch: Callable[[str], None]) -> None:
        """Every file is there and as it was written. Raises InputError with the first that is not."""
        for name, told in sorted(self.files.items()):
            pure = PurePosixPath(name)
            if pure.is_absolute() or ".." in pure.parts:
                raise _damaged(name)
            watch(_("Checking %(file)s") % {"file": name})
            path = folder / pure
            if not path.is_file() or path.is_symlink():
                raise InputError(
                    _("The export is damaged: « %(file)s » is missing.") % {"file": name},
                    advice=_("Copy it again from where it was made. Nothing was changed."),
                )
            if path.stat().st_size != told.get("bytes") or digest_of(path) != told.get("sha256"):
                raise _damaged(name)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(name: str) -> InputError:
    return InputError(
        _("The export is damaged: « %(file)s » is not as it was written.") % {"file": name},
        advice=_("Copy it again from where it was made. Nothing was changed."),
    )
