"""The templates of a company: kept, changed, undone, what is built from them stays; the pages work by buttons alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from comptoir.check.reports import api, saving
from comptoir.check.reports.actions import _store
from comptoir.check.reports.arrangement import AS_BUILT, ArrangedBlock, ArrangedPart, Arrangement
from comptoir.check.reports.copying import copied_settings, copy_settings
from comptoir.check.reports.queries import kept, newest_of_kind
from comptoir.check.reports.saved import own_template, template_of
from comptoir.check.reports.shapes import Header, Note, Part, Report, Sentence, Text
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, operator_scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError, UsageError

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 15)
SHORT = Arrangement(
    "",
    (
        ArrangedPart("why", title="The reasons", blocks=(ArrangedBlock("own-1", title="Our word"),)),
        ArrangedPart("essentials", is_hidden=True),
    ),
)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


def built(day: date = DAY) -> Report:
    header = Header("Boutique", "boutique", "Weekly report", str(day), "", "", "HT", "EUR", 1, "", "en")
    parts = (
        Part(
            "essentials", 1, "The essentials", "?", (Text("essentials", (Sentence("e.1", ("So.",)),)),), True
        ),
        Part("why", 2, "Why", "?", (Note("reasons", "Because."),)),
    )
    return Report("weekly", day, day, datetime(2026, 11, 16, tzinfo=UTC), header, parts)


def test_a_template_is_kept_changed_and_each_step_undone(scope: Any) -> None:
    made = saving.add_template(scope, "  Pour   Anne ", "weekly")
    assert (made.key, made.name, made.kind) == ("pour-anne", "Pour Anne", "weekly")
    saving.edit_template(scope, made.key, "Pour Anne", SHORT)
    assert [one.key for one in own_template(scope, made.key).arrangement.parts] == ["why", "essentials"]
    copy = saving.add_template(scope, "Pour Anne 2", made.key)
    assert copy.arrangement.parts == SHORT.parts
    assert saving.reset_template(scope, made.key).arrangement.parts == ()
    assert saving.undo_template(scope, made.key).arrangement.parts == SHORT.parts
    with pytest.raises(ConflictError):
        saving.undo_template(scope, made.key)
    saving.delete_template(scope, made.key)
    with pytest.raises(NotFoundError):
        saving.delete_template(scope, made.key)
    with pytest.raises(UsageError):
        template_of(scope, made.key)
    again = saving.add_template(scope, "Pour Anne", "weekly")
    assert again.key == "pour-anne-3"
    with pytest.raises(ConflictError):
        saving.restore_template(scope, made.key)  # its name is another's now
    saving.delete_template(scope, again.key)
    assert saving.restore_template(scope, made.key).arrangement.parts == SHORT.parts
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {f"report_template.{one}" for one in ("added", "edited", "undone", "deleted", "restored")} <= verbs


def test_a_template_is_refused_with_what_is_allowed(scope: Any) -> None:
    saving.add_template(scope, "Weekly", "weekly")
    assert own_template(scope, "weekly-2").name == "Weekly"  # never the key of a kind
    for name in ("", " ", "x" * 81):
        with pytest.raises(InputError):
            saving.add_template(scope, name, "weekly")
    with pytest.raises(ConflictError):
        saving.add_template(scope, "wEEKLY", "weekly")
    with pytest.raises(UsageError, match="weekly-2"):
        saving.add_template(scope, "Other", "weekly-3")
    hidden = Arrangement("", (ArrangedPart("why", is_hidden=True),))
    with pytest.raises(InputError):
        saving.edit_template(scope, "weekly-2", "Weekly", hidden)


def test_what_was_built_stays_as_it_was_built(scope: Any) -> None:
    made = saving.add_template(scope, "Short", "weekly")
    saving.edit_template(scope, made.key, "Short", SHORT)
    number = kept(_store(scope, own_template(scope, made.key), built())).line.id
    found = api.report(scope, number)
    assert (found.report.header.title, found.line.template, found.line.kind) == ("Short", "short", "weekly")
    assert [(part.key, part.number, part.title) for part in found.report.parts] == [("why", 1, "The reasons")]
    saving.reset_template(scope, made.key)
    saving.delete_template(scope, made.key)
    assert api.report(scope, number).report == found.report
    assert newest_of_kind(scope, "weekly") == built()  # whole: what an editor chooses from
    with pytest.raises(NotFoundError):
        api.comment(scope, number, "essentials", "Of a part that is hidden.")
    api.correct(scope, number, "why.own-1", "A calm week.")
    api.comment(scope, number, "why.reasons", "Ask the workshop.")
    again = api.report(scope, number)
    words = api.rendered("md", again.report, again.remarks).decode()
    assert words.index("Because.") < words.index("Ask the workshop.") < words.index("A calm week.")
    assert [one["key"] for one in api.history(scope, number)] == ["why.reasons", "why.own-1"]


def test_the_editor_works_by_buttons_alone(company: Any, make_member: Any, scope: Any) -> None:
    client = Client()
    client.force_login(make_member(company, Role.CONTRIBUTOR))
    saving.add_template(scope, "Short", "weekly")
    _store(scope, template_of(scope, "weekly"), built())
    address = "/c/boutique/reports/templates/short/"
    page = client.get(address, headers={"Accept-Language": "en"}).content.decode()
    assert page.index('value="up:essentials"') < page.index('value="up:why"')
    fields = {
        "name": "Short",
        "part": ["essentials", "why"],
        "block": ["essentials.essentials", "why.reasons"],
        "shown": ["essentials", "essentials.essentials", "why", "why.reasons"],
        "brief": ["why"],
    }
    moved = client.post(address, {**fields, "do": "up:why"}).content.decode()
    assert moved.index('value="up:why"') < moved.index('value="up:essentials"')
    assert own_template(scope, "short").arrangement.parts == ()  # shown, not saved
    part = client.post(address, {**fields, "do": "add:why"}, headers={"HX-Request": "true"}).content.decode()
    assert 'name="text:why.own-1"' in part
    assert "<html" not in part
    fields |= {"part": ["why", "essentials"], "block": [*fields["block"], "why.own-1"]}
    fields |= {"shown": [*fields["shown"], "why.own-1"], "text:why.own-1": "  We  say. ", "do": "save"}
    assert client.post(address, fields).status_code == 302
    why = own_template(scope, "short").arrangement.parts[0]
    assert (why.key, why.is_brief, why.blocks[-1].text) == ("why", True, "We say.")
    refused = client.post(address, {**fields, "name": ""})
    assert refused.status_code == 422
    left = client.post(f"{address}delete/", follow=True).content.decode()
    assert f"{address}restore/" in left
    client.post(f"{address}restore/")
    assert own_template(scope, "short").arrangement.parts[0] == why
    assert '<option value="short">' in client.get("/c/boutique/reports/templates/").content.decode()


def test_templates_go_to_another_company(company: Any, make_company: Any, scope: Any) -> None:
    make_company("other")
    other = operator_scope("other")
    saving.keep_template(scope, "Short", "weekly", SHORT)
    saving.keep_template(scope, "Same", "weekly", AS_BUILT)
    saving.keep_template(other, "short", "weekly", AS_BUILT)
    saving.keep_template(other, "Own", "weekly", SHORT)
    assert copied_settings(scope, other) == ("« Same » is added", "« Short » is replaced")
    copy_settings(scope, other)
    copy_settings(scope, other)
    assert copied_settings(scope, other) == ()
    assert own_template(other, "short").arrangement.parts == SHORT.parts
    assert own_template(other, "own").arrangement.parts == SHORT.parts
    assert saving.undo_template(other, "short").arrangement.parts == ()
