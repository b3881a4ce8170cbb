"""The mappings that a company keeps. Who may save one is decided by the rooms above."""

import hashlib
from collections.abc import Iterable, Sequence

from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.marks import is_own
from comptoir.connectors.files.models import SavedMapping
from comptoir.connectors.files.shape import FileShape
from comptoir.core import clock


def saved_mappings(company_id: int) -> list[Mapping]:
    """Those of the company, by name."""
    return [_read(row) for row in SavedMapping.objects.filter(company_id=company_id)]


def saved_mapping(company_id: int, name: str) -> Mapping | None:
    row = SavedMapping.objects.filter(company_id=company_id, name=name).first()
    return None if row is None else _read(row)


def mapping_for(company_id: int, shape: FileShape) -> Mapping | None:
    """The one last saved for this very header, the order of the columns and capitals apart."""
    fitting = SavedMapping.objects.filter(company_id=company_id, header_digest=header_digest(shape.headers))
    row = fitting.order_by("-saved_at", "-pk").first()
    return None if row is None else _read(row)


def save_mapping(company_id: int, mapping: Mapping, headers: Sequence[str], actor_id: int | None) -> None:
    """Keep the mapping, in place of one of the same name."""
    SavedMapping.objects.update_or_create(
        company_id=company_id,
        name=mapping.name,
        defaults={
            "yaml": mapping.to_yaml(),
            "headers": list(headers),
            "header_digest": header_digest(headers),
            "saved_by_id": actor_id,
            "saved_at": clock.now(),
        },
    )


def delete_mapping(company_id: int, name: str) -> tuple[Mapping, tuple[str, ...]] | None:
    """The mapping deleted and the header that it was saved for, so that it can be saved again."""
    row = SavedMapping.objects.filter(company_id=company_id, name=name).first()
    if row is None:
        return None
    gone = _read(row), tuple(row.headers)
    row.delete()
    return gone


def header_digest(headers: Iterable[str]) -> str:
    """The columns that a list of rejected rows adds do not make it another file."""
    names = sorted(" ".join(header.split()).casefold() for header in headers if not is_own(header))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _read(row: SavedMapping) -> Mapping:
    return Mapping.from_yaml(row.yaml)
