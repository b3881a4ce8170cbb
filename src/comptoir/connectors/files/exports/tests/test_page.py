from pathlib import Path

from django.core.management import call_command

from comptoir.connectors.registry import LAYOUTS

ROOT = Path(__file__).resolve().parents[6]


def test_the_page_of_the_files_is_current_and_names_every_layout(tmp_path: Path) -> None:
    written = tmp_path / "connectors.md"
    call_command("write_connectors_page", str(written))
    text = written.read_text(encoding="utf-8")
    assert text == (ROOT / "docs" / "connectors.md").read_text(encoding="utf-8")
    assert all(f"`{layout.name}`" in text for layout in LAYOUTS)
