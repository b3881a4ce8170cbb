"""A file's mapping: proposed, previewed on real rows, edited, saved, exported; and the list of mappings."""

from typing import Any
from zoneinfo import available_timezones

from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.connectors.files.api import LackingColumnsError, Mapping, presets
from comptoir.core.companies.api import Permission
from comptoir.core.errors import ComptoirError, InputError, UsageError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.measure.ingest import previews, recognition
from comptoir.measure.ingest import saved as known
from comptoir.measure.ingest.editor import Editor
from comptoir.measure.ingest.export_views import export_page
from comptoir.measure.ingest.importing import start_import
from comptoir.measure.ingest.labels import lacked
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.sampling import Sample, sampled
from comptoir.measure.ingest.uploads import path_of, upload_of

UNDO = "comptoir.measure.ingest.deleted_mapping"
A_DAY = 24 * 3600
MAX_YAML_BYTES = 200_000


@require_safe
@company_view(Permission.IMPORT_DATA)
def editor(request: CompanyRequest, key: int) -> HttpResponse:
    """What a tool's export holds; else the mapping proposed for the file, or the one chosen by `mapping`."""
    upload = upload_of(request.scope, key)
    choice = request.GET.get("mapping", "")
    try:
        if not choice and (page := export_page(request, upload)):
            return page
        with sampled(path_of(upload)) as sample:
            return _FilePage(request, upload, sample).propose(choice)
    except InputError as error:
        context = {"upload": upload, "error": error}
        return render_page(request, "ingest/unreadable.html", context, status=error.http_status)


@require_POST
@company_view(Permission.IMPORT_DATA)
def update(request: CompanyRequest, key: int) -> HttpResponseBase:
    """What the person made of the mapping: previewed, saved, written out or started, by `action`."""
    upload = upload_of(request.scope, key)
    with sampled(path_of(upload)) as sample:
        return _updated(request, _FilePage(request, upload, sample))


def _updated(request: CompanyRequest, page: "_FilePage") -> HttpResponseBase:
    base = Mapping.from_yaml(request.POST.get("base", ""), is_draft=True)
    origin = request.POST.get("origin", "")
    given = page.editor(base, data=request.POST)
    if not given.is_valid():
        return page.show(base, origin, edited=given)
    mapping, action = given.mapping, request.POST.get("action", "preview")
    if action == "yaml":
        return _yaml(mapping)
    if action == "preview":
        return page.show(mapping, origin)
    if action not in ("save", "start"):
        raise UsageError(f"There is no action « {action} ».", "Allowed: preview, save, yaml, start.")
    if action == "save" or request.POST.get("remember"):
        try:
            known.remember(request.scope, mapping, page.sample.shape.headers)
        except InputError as error:
            given.settings.add_error("name", str(error))
            return page.show(base, origin, edited=given)
    if action == "save":
        note = _("Saved. It will be proposed for the next file with these columns.")
        return page.show(mapping, "saved", note=note)
    try:
        previews.preview(request.scope, page.sample, mapping)
    except InputError:
        return page.show(mapping, origin, status=422)
    job = start_import(request.scope, page.upload, mapping)
    return redirect("imports:job", company=request.scope.slug, key=job.pk)


@require_POST
@company_view(Permission.IMPORT_DATA)
def read_yaml(request: CompanyRequest, key: int) -> HttpResponse:
    """A mapping from a YAML file, shown on the rows of this one."""
    upload = upload_of(request.scope, key)
    with sampled(path_of(upload)) as sample:
        page = _FilePage(request, upload, sample)
        try:
            mapping = _mapping_in(request)
        except InputError as error:
            return page.propose("", error=error, status=error.http_status)
        return page.show(mapping, "yaml", note=_("Read from the YAML file. Nothing is saved yet."))


@require_safe
@company_view()
def mappings(request: CompanyRequest) -> HttpResponse:
    """The company's mappings and those that are shipped."""
    return _mappings(request)


@require_safe
@company_view()
def download(request: CompanyRequest, name: str) -> HttpResponse:
    """A mapping, saved or shipped, as YAML."""
    return _yaml(known.named(request.scope, name))


@require_POST
@company_view(Permission.EDIT_MAPPINGS)
def delete(request: CompanyRequest) -> HttpResponse:
    """Delete a saved mapping; the answer carries it, signed, so that it can be taken back."""
    deleted = known.forget(request.scope, request.POST.get("name", ""))
    undo = dumps({"company": request.scope.company_id, **deleted}, salt=UNDO, compress=True)
    return _mappings(request, undo=undo, deleted=deleted["name"])


@require_POST
@company_view(Permission.EDIT_MAPPINGS)
def restore(request: CompanyRequest) -> HttpResponse:
    try:
        deleted = loads(request.POST.get("undo", ""), salt=UNDO, max_age=A_DAY)
    except BadSignature as error:
        raise InputError(_("This can no longer be undone.")) from error
    if deleted["company"] != request.scope.company_id:
        raise InputError(_("This can no longer be undone."))
    known.restore(request.scope, deleted)
    return redirect("imports:mappings", company=request.scope.slug)


class _FilePage:
    """The page of one file."""

    def __init__(self, request: CompanyRequest, upload: Upload, sample: Sample) -> None:
        self.request, self.upload, self.sample = request, upload, sample

    def editor(self, mapping: Mapping, data: Any = None) -> Editor:
        words = previews.words(self.sample, mapping, "status")
        shape = self.sample.shape
        return Editor(mapping, shape.headers, shape.rows[: previews.ROWS], words, data)

    def propose(self, choice: str, **shown: Any) -> HttpResponse:
        """Shows the mapping chosen, or the best for the file, under a name that it can be saved by."""
        scope = self.request.scope
        origin, mapping = known.proposed(scope, self.sample.shape, choice)
        return self.show(known.of_its_own(scope, origin, mapping), origin, **shown)

    def show(
        self,
        mapping: Mapping,
        origin: str,
        *,
        edited: Editor | None = None,
        note: str = "",
        error: ComptoirError | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """`edited` has errors: it is shown as it was sent, above the preview of `mapping`."""
        scope = self.request.scope
        preview = None
        try:
            preview = previews.preview(scope, self.sample, mapping)
        except InputError as refused:
            error = error or refused
        if edited is not None:
            status, error = 422, edited.error or (None if edited.has_field_errors else error)
        context = {
            "upload": self.upload,
            "shape": self.sample.shape,
            "rows": self.sample.shape.rows[: previews.ROWS],
            "facts": recognition.facts(self.sample.shape),
            "editor": edited or self.editor(mapping),
            "base": mapping.to_yaml(),
            "origin": origin,
            "preview": preview,
            "has_errors": edited is not None,
            "error": lacked(error) if isinstance(error, LackingColumnsError) else error,
            "note": note,
            "remember": bool(self.request.POST.get("remember")) if self.request.POST else True,
            "saved": known.saved(scope),
            "shipped": presets(),
            "zones": sorted(available_timezones()),
        }
        return render_page(self.request, "ingest/editor.html", context, part="mapping", status=status)


def _mapping_in(request: CompanyRequest) -> Mapping:
    file = request.FILES.get("yaml")
    if file is None:
        raise InputError(_("No file came."), advice=_("Choose a YAML file."))
    if (file.size or 0) > MAX_YAML_BYTES:
        raise InputError(_("The mapping is too long."), _("At most 200,000 characters."))
    try:
        return Mapping.from_yaml(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(_("The mapping is not a text in UTF-8."), advice=_("Save it as UTF-8.")) from error


def _mappings(request: CompanyRequest, **context: Any) -> HttpResponse:
    context |= {"saved": known.saved(request.scope), "shipped": presets()}
    return render_page(request, "ingest/mappings.html", context, part="mappings")


def _yaml(mapping: Mapping) -> HttpResponse:
    name = slugify(mapping.name) or "mapping"
    return HttpResponse(
        mapping.to_yaml(),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.yml"'},
    )
