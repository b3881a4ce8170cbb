"""Brings an exported company into this installation. Heavy.

Everything becomes visible in one transaction, with the snapshot of the facts. What dies before leaves an archived
company without members and without data, which the next try with the same export empties and goes on with.
"""

import hashlib
from collections.abc import Callable
from itertools import batched
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.accounts.api import User
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Company, Role, Scope, add_company, operator_scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.entities.registry import ENTITIES
from comptoir.measure.ingest.api import bring_customers, forget_customers, prepare_figures
from comptoir.measure.takeout import facts
from comptoir.measure.takeout.declared import CARRIED, CUSTOMER
from comptoir.measure.takeout.manifest import NAME, Manifest
from comptoir.measure.takeout.models import Arrival
from comptoir.measure.takeout.rows import Numbers, bring_table, read_lines
from comptoir.measure.warehouse.api import Snapshot, writer

AT_ONCE = 5_000
type Tell = Callable[[str], None]


def bring_company(folder: Path, *, slug: str, owner: User | None, watch: Tell) -> Company:
    """A new company with the same figures. Raises InputError for a damaged or newer export, ConflictError where its
    short name is taken."""
    manifest = Manifest.read(folder)
    manifest.check(folder, watch)
    if unknown := sorted(set(manifest.facts) - set(ENTITIES)):
        raise InputError(
            _("The export has facts that this version does not know: %(facts)s.")
            % {"facts": ", ".join(unknown)},
            advice=_("Update this installation first. Nothing was changed."),
        )
    scope = _begin(manifest, hashlib.sha256((folder / NAME).read_bytes()).hexdigest(), slug)
    keys = _customers(scope, folder, manifest, watch)
    with writer(scope) as batch:
        if manifest.facts:
            facts.bring(batch, folder, manifest.facts, keys, watch)
        with transaction.atomic():
            _tables(scope, folder, manifest, watch)
            if manifest.facts:
                reason = _("Brought from another installation")
                snapshot = batch.commit(reason, dict(manifest.facts))
                # Rows that were brought speak of states of the facts by their number.
                Snapshot.objects.filter(pk=snapshot.pk).update(number=manifest.snapshot or snapshot.number)
            _finish(scope, owner, manifest)
    prepare_figures(scope)
    return Company.objects.get(pk=scope.company_id)


def _begin(manifest: Manifest, digest: str, slug: str) -> Scope:
    told = dict(manifest.company)
    told["slug"] = slug or told["slug"]
    held = Arrival.objects.select_related("company").filter(company__slug=told["slug"], done_at=None).first()
    if held is not None and held.digest == digest:
        scope = operator_scope(told["slug"])
        forget_customers(scope)
        return scope
    if Company.objects.filter(slug=told["slug"]).exists():
        raise ConflictError(
            _("There is a company « %(slug)s » here already.") % {"slug": told["slug"]},
            advice=_("Bring it in under another short name: --slug NAME. Nothing was changed."),
        )
    with transaction.atomic():
        company = add_company(**told)
        company.archived_at = clock.now()
        company.save(update_fields=["archived_at"])
        Arrival.objects.create(company=company, digest=digest, begun_at=clock.now())
    return operator_scope(company.slug)


def _customers(scope: Scope, folder: Path, manifest: Manifest, watch: Tell) -> dict[int, int]:
    """Key there -> key here."""
    watch(CUSTOMER)
    named = {}
    personal = folder / f"personal/{CUSTOMER}.jsonl"
    if manifest.with_personal_data and personal.exists():
        named = {told["pk"]: told for told in read_lines(personal)}
    keys: dict[int, int] = {}
    for batch in batched(read_lines(folder / f"tables/{CUSTOMER}.jsonl"), AT_ONCE):
        rows = [{**told, **named.get(told["pk"], {})} for told in batch]
        keys |= bring_customers(scope, rows)
    return keys


def _tables(scope: Scope, folder: Path, manifest: Manifest, watch: Tell) -> None:
    people = dict(User.objects.values_list("email", "pk"))
    numbers: Numbers = {}
    # What making the company left in the trail gives way to what was brought.
    apps.get_model("core_audit.Entry")._base_manager.filter(company_id=scope.company_id).delete()
    for table in CARRIED:
        path = folder / table.path
        if table.label in manifest.tables and path.relative_to(folder).as_posix() in manifest.files:
            watch(table.label)
            bring_table(scope.company_id, table, path, people, numbers)


def _finish(scope: Scope, owner: User | None, manifest: Manifest) -> None:
    if owner is not None:
        members = apps.get_model("core_companies.Membership")._base_manager
        members.update_or_create(
            company_id=scope.company_id, user_id=owner.pk, defaults={"role": Role.OWNER.value}
        )
    Company.objects.filter(pk=scope.company_id).update(archived_at=None)
    Arrival.objects.filter(company_id=scope.company_id).update(done_at=clock.now())
    record(scope, "company.brought", scope.slug, made=manifest.created_at, slug=manifest.company["slug"])
