"""comptoir report: its words, which are read before anything heavy is loaded; what is approved is sent once, a draft is
refused with what to do."""

import json
from typing import Any

import pytest

from comptoir.check.reports.api import KINDS
from comptoir.check.reports.models import State, StoredReport
from comptoir.check.sending.tests.stored import store
from comptoir.cli import main
from comptoir.cli.parser_reports import TEMPLATES
from comptoir.core.mail.models import Mail


def test_what_is_approved_is_sent_once_and_a_draft_is_not(
    company: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("comptoir.web.preparation.prepare", lambda: None)
    settings.MAIL_URL = "smtp://mail.example"
    settings.PUBLIC_ADDRESS = "https://comptoir.example.com"
    words = ["report", "send", "weekly", "--company", "boutique", "--format", "json"]

    assert main(words) == 1
    assert "comptoir report build weekly --company boutique" in capsys.readouterr().err
    report = store(company)
    to = ["--to", "ann@example.com", "bob@example.com"]
    assert main([*words, *to]) == 1
    assert f"https://comptoir.example.com/c/boutique/reports/{report.pk}/" in capsys.readouterr().err
    assert main([*words, "--at", "2026-11-21", *to]) == 1
    assert "2026-11-21" in capsys.readouterr().err
    assert main(["report", "send", "wekly", "--company", "boutique"]) == 2

    StoredReport.objects.update(state=State.APPROVED)
    assert main(words) == 1, "nobody is named"
    for expected in ("ann@example.com, bob@example.com", None):
        capsys.readouterr()
        assert main([*words, *to]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["state"], told["sent_to"]) == ("sent", expected)
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["ann@example.com", "bob@example.com"]


def test_the_command_names_every_kind_of_report() -> None:
    assert tuple(KINDS) == TEMPLATES
