"""A file from the drop zone through the worker to its result; cancel, retry, double clicks, crashes."""

from collections.abc import Callable

import pytest

from comptoir.connectors.files.api import preset
from comptoir.core.companies.api import Role, Scope
from comptoir.core.jobs.api import Job, State, run_pending
from comptoir.measure.ingest.alive import close_interrupted, held
from comptoir.measure.ingest.importing import start_import
from comptoir.measure.ingest.models import ImportRun, ImportState, Upload
from comptoir.measure.ingest.tests.conftest import ORDERS, Person
from comptoir.measure.ingest.uploads import path_of

pytestmark = pytest.mark.django_db


def start(member: Person, upload: Upload) -> Job:
    """What the page does once its forms are in order; the whole page is tried below."""
    return start_import(member.scope, upload, preset("generic"))


def test_from_the_drop_to_the_result(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    response = member.post("mapping", member.forms(upload, action="start"), key=upload.pk)
    job = Job.objects.get()
    assert response.url == member.address("job", key=job.pk)
    waiting = member.get("job", key=job.pk)
    assert "hx-get" in waiting.content.decode()
    run_pending()
    done = member.get("job", key=job.pk).content.decode()
    assert "3 rows are in the figures" in done
    assert 'hx-trigger="load' not in done
    run = ImportRun.objects.get()
    assert (run.rows_read, run.rows_loaded, run.rows_rejected) == (6, 3, 3)
    assert run.by == member.user
    assert member.get("import", number=run.number).status_code == 200
    listed = member.get("list")
    assert [entry.run for entry in listed.context["entries"]] == [run]
    assert not listed.context["uploads"]
    rejects = member.get("rejects", number=run.number)
    assert {row.line for row in rejects.context["page"]} == {5, 6, 7}
    export = member.get("rejects_export", {"format": "csv"}, number=run.number)
    assert (
        export.content.decode("utf-8-sig").splitlines()[0].startswith("order_id,ordered_at,customer_id,sku")
    )


@pytest.mark.slow
def test_a_double_click_imports_once(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    data = member.forms(upload, action="start")
    first, second = (member.post("mapping", data, key=upload.pk) for _ in range(2))
    assert first.url == second.url
    run_pending()
    third = member.post("mapping", data, key=upload.pk)
    assert third.url == first.url
    assert run_pending() == 0
    assert Job.objects.count() == 1
    assert ImportRun.objects.count() == 1


def test_the_same_file_dropped_again_changes_nothing(person: Callable[..., Person]) -> None:
    member = person()
    first = member.import_file()
    second = member.import_file()
    assert second.number == first.number + 1
    assert (second.rows_loaded, second.rows_unchanged) == (0, 3)
    assert second.snapshot == first.snapshot
    assert "Nothing new" in member.get("import", number=second.number).content.decode()


@pytest.mark.slow
def test_a_cancelled_import_loads_nothing_and_can_start_again(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    job = start(member, upload)
    assert member.post("cancel", key=job.pk).status_code == 302
    assert run_pending() == 0
    page = member.get("job", key=job.pk).content.decode()
    assert "was cancelled" in page
    assert [waiting.pk for waiting in member.get("list").context["uploads"]] == [upload.pk]
    member.post("retry", key=job.pk)
    run_pending()
    assert ImportRun.objects.get().state == ImportState.DONE


def test_a_failed_import_says_why_and_can_be_corrected(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    job = start(member, upload)
    path_of(upload).write_bytes(b"\x00\x01\x02 not a file of orders at all")
    run_pending()
    job.refresh_from_db()
    assert job.state == State.FAILED
    page = member.get("job", key=job.pk).content.decode()
    assert "The import failed" in page
    assert "Traceback" not in page
    path_of(upload).write_text(ORDERS)
    member.post("retry", key=job.pk)
    run_pending()
    assert ImportRun.objects.filter(state=ImportState.DONE).count() == 1


def test_retry_of_a_removed_file_says_so(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    job = start(member, upload)
    member.post("cancel", key=job.pk)
    member.post("remove", key=upload.pk)
    assert member.post("retry", key=job.pk).status_code == 404


def test_a_file_at_work_cannot_be_removed(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    start(member, upload)
    assert member.post("remove", key=upload.pk).status_code == 409
    assert path_of(upload).exists()


@pytest.mark.slow
def test_a_run_whose_process_died_is_closed_by_the_next(person: Callable[..., Person], scope: Scope) -> None:
    member = person()
    upload = member.drop()
    job = start(member, upload)
    ImportRun.objects.create(
        company_id=scope.company_id,
        number=1,
        file_name=upload.name,
        file_digest=upload.digest,
        mapping_name="generic",
        mapping="",
    )
    run_pending()
    job.refresh_from_db()
    assert job.state == State.DONE
    assert sorted(ImportRun.objects.values_list("number", "state")) == [(1, "failed"), (2, "done")]


@pytest.mark.slow
def test_a_run_whose_process_died_is_shown_as_failed_and_closed_by_the_next(
    person: Callable[..., Person], scope: Scope
) -> None:
    member = person()
    run = ImportRun.objects.create(
        company_id=scope.company_id, number=1, file_name="a", file_digest="0", mapping_name="m", mapping=""
    )
    with held(scope.company_id, run.number):
        assert [entry.state for entry in member.get("list").context["entries"]] == [ImportState.RUNNING]
        close_interrupted(scope)
        run.refresh_from_db()
        assert run.state == ImportState.RUNNING
    assert [entry.state for entry in member.get("list").context["entries"]] == [ImportState.FAILED]
    assert "interrupted" in member.get("import", number=1).content.decode()
    member.import_file()
    run.refresh_from_db()
    assert run.state == ImportState.FAILED
    assert run.error


def test_the_list_teaches_before_the_first_import(person: Callable[..., Person]) -> None:
    page = person().get("list").content.decode()
    for shop in ("WooCommerce", "Shopify", "PrestaShop"):
        assert shop in page


def test_a_viewer_sees_the_list_and_may_not_import(person: Callable[..., Person]) -> None:
    member, viewer = person(), person(Role.VIEWER)
    run = member.import_file()
    page = viewer.get("list")
    assert page.status_code == 200
    assert "drop" not in page.content.decode()
    assert viewer.get("import", number=run.number).status_code == 200
    upload, job = Upload.objects.get(), Job.objects.get()
    assert viewer.post("upload").status_code == 403
    assert viewer.get("file", key=upload.pk).status_code == 403
    assert viewer.post("mapping", key=upload.pk).status_code == 403
    assert viewer.post("remove", key=upload.pk).status_code == 403
    assert viewer.get("job", key=job.pk).status_code == 403
    assert viewer.post("cancel", key=job.pk).status_code == 403


def test_another_company_finds_nothing(
    person: Callable[..., Person], make_company: Callable[..., object]
) -> None:
    member = person()
    run = member.import_file()
    upload, job = Upload.objects.get(), Job.objects.get()
    stranger = person(of=make_company("ailleurs"))
    assert stranger.get("list").status_code == 404
    own = Person(stranger.user.memberships.get().company, stranger.user)
    assert not own.get("list").context["entries"]
    assert own.get("file", key=upload.pk).status_code == 404
    assert own.get("job", key=job.pk).status_code == 404
    assert own.post("cancel", key=job.pk).status_code == 404
    assert own.get("import", number=run.number).status_code == 404
    assert own.get("rejects", number=run.number).status_code == 404
