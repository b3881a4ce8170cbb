"""Two companies with everything in them, and the people who try the doors."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.client import ClientHandler

from comptoir.check.hooks.actions import add_hook
from comptoir.check.hooks.choosing import Wanted
from comptoir.check.hooks.messages import Message
from comptoir.check.hooks.models import Hook
from comptoir.check.reports.api import approve
from comptoir.check.reports.models import SavedTemplate, StoredReport
from comptoir.check.reports.shapes import Header, Part, Report, Sentence, Text
from comptoir.check.reports.stored import to_json
from comptoir.check.sending.api import Choices, plan
from comptoir.check.sharing.actions import share
from comptoir.connectors.connections.api import Connection, add_connection, keep_answer
from comptoir.connectors.files.api import preset
from comptoir.connectors.source import Total
from comptoir.core import clock
from comptoir.core.calendar.models import CalendarEvent
from comptoir.core.companies import actions
from comptoir.core.companies.api import Role, Scope, access_company
from comptoir.core.companies.models import Company, Membership
from comptoir.core.companies.permissions import MEMBER_ROLES
from comptoir.core.consent.models import Collected
from comptoir.core.jobs.models import Job, State
from comptoir.core.ledger.models import Action
from comptoir.core.mail.models import Mail
from comptoir.decide.anomalies.models import MuteRule
from comptoir.decide.budget.api import Line, set_budget
from comptoir.decide.drivers.models import StoredTree
from comptoir.decide.findings.models import StoredFinding
from comptoir.decide.forecasts.actions import set_effect
from comptoir.decide.reorder.actions import save_terms
from comptoir.decide.reorder.api import Terms
from comptoir.decide.segments.models import SavedSegment
from comptoir.decide.targets.api import Place, set_targets
from comptoir.measure.channels.models import StoredRule as StoredChannelRule
from comptoir.measure.costs.api import RunningKind, set_running_costs
from comptoir.measure.costs.models import StoredRule
from comptoir.measure.ingest.importing import TASK as IMPORT_TASK
from comptoir.measure.ingest.models import ImportRun, ImportState, RejectedRow, Upload
from comptoir.measure.ingest.uploads import path_of
from comptoir.measure.sync.comparisons import keep
from comptoir.measure.sync.reconciliation import reconcile

MONTH = timedelta(days=30)
SAMPLE = b"order_id,ordered_at,sku,quantity,unit_price\nA1,2026-01-05,MUG,2,10.00\n"


@dataclass
class House:
    """A company, its people and one of each thing that a route can name."""

    company: Company
    people: dict[Role, Any]
    objects: dict[str, Any] = field(default_factory=dict)
    """Key of `OBJECTS` -> what stands in the address."""
    secrets: dict[str, str] = field(default_factory=dict)
    sessions: dict[Role, str] = field(default_factory=dict)
    """Each person signed in once, for all the tests that the house stands for."""

    @property
    def slug(self) -> str:
        return self.company.slug

    def client(self, role: Role, *, enforce_csrf_checks: bool = False) -> Client:
        client = Client(raise_request_exception=False)
        client.handler = _handler(enforce_csrf_checks)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def scope(self, role: Role = Role.OWNER) -> Scope:
        return access_company(self.people[role], self.slug)


def build(slug: str) -> House:
    """Everything in the house bears its short name, so that a leak can be seen on a page."""
    company = Company.objects.create(slug=slug, name=f"Maison {slug}")
    house = House(company, {role: _person(company, role) for role in MEMBER_ROLES})
    house.sessions = {role: _session(person) for role, person in house.people.items()}
    scope = house.scope()
    other = _person(company, Role.VIEWER, f"second-viewer@{slug}.example")
    invitation, _ = actions.invite_member(scope, f"invited@{slug}.example", Role.VIEWER)
    link, house.secrets["link"] = actions.create_guest_link(scope, f"guest of {slug}", ["cockpit"], MONTH)
    token, house.secrets["token"] = actions.create_token(scope, f"token of {slug}", MONTH)
    for role in MEMBER_ROLES:
        _, house.secrets[role] = actions.create_token(house.scope(role), f"{role} of {slug}", MONTH)
    StoredTree.objects.create(company=company, choice={"origin": "orders"}, created_at=clock.now())
    save_terms(scope, {"A": Terms(f"supplier of {slug}")})
    upload = _upload(company)
    run = _import(company)
    reported = _report(company)
    plan(scope, "weekly", Choices("en", others=(f"reader@{slug}.example",)))
    hooked = _hook(scope)
    shared = _report(company, date(2026, 1, 12))
    shared.remarks.all().delete()
    approve(scope, shared.pk)
    report_link, house.secrets["report"] = share(
        scope, shared.pk, f"reader of {slug}", scope.today() + MONTH, may_download=True
    )
    house.objects = {
        "companies:member": other.memberships.get().pk,
        "companies:invitation": invitation.pk,
        "companies:link": link.pk,
        "companies:token": token.pk,
        "calendar:event_id": _event(company).pk,
        "targets:change": _targets(scope),
        "budget:change": _budget(scope),
        "reports:number": reported.pk,
        "sending:number": reported.pk,
        "reports:remark": reported.remarks.get().pk,
        "reports:sentence": "essentials.result",
        "reports:template": _template(company).key,
        "sharing:number": shared.pk,
        "sharing:link": report_link.pk,
        "budget:cost_change": _running(scope),
        "channels:rule_id": _channel_rules(company).pk,
        "costs:rule_id": _rule(company).pk,
        "findings:fingerprint": _finding(company).fingerprint,
        "findings:action_id": _action(company).pk,
        "consent:number": _collected(company).pk,
        "segments:number": _segment(company).pk,
        "anomalies:rule_id": _mute_rule(company).pk,
        "mail:number": _mail(company).pk,
        "hooks:number": hooked.pk,
        "hooks:message": hooked.deliveries.get().pk,
        "jobs:job_id": _job(company, "job").pk,
        "imports:job": _job(company, "import", arguments={"upload": upload.pk}).pk,
        "imports:key": upload.pk,
        "imports:number": run.number,
        "sync:key": _connection(scope).pk,
    }
    return house


@cache
def _handler(enforce_csrf_checks: bool) -> ClientHandler:
    """The site as a browser meets it: its middleware is put together once."""
    return ClientHandler(enforce_csrf_checks)


def _session(person: Any) -> str:
    client = Client()
    client.force_login(person)
    return str(client.session.session_key)


def _person(company: Company, role: Role, email: str = "") -> Any:
    email = email or f"{role}@{company.slug}.example"
    user = get_user_model().objects.create_user(email, "correct horse battery", language="en")
    Membership.objects.create(company=company, user=user, role=role.value)
    return user


def _event(company: Company) -> CalendarEvent:
    return CalendarEvent.objects.create(
        company=company,
        name=f"event of {company.slug}",
        day_start=date(2026, 1, 5),
        day_end=date(2026, 1, 6),
        created_at=clock.now(),
    )


def _mail(company: Company) -> Mail:
    return Mail.objects.create(
        company=company,
        kind="report",
        to=f"reader@{company.slug}.example",
        subject=f"report of {company.slug}",
        unique_key=f"report:{company.slug}",
        message_id=f"<report@{company.slug}.example>",
        content={
            "text": f"report of {company.slug}",
            "html": "",
            "sender": "",
            "reply_to": "",
            "headers": {},
        },
        state="failed",
        created_at=clock.now(),
        queued_at=clock.now(),
    )


def _hook(scope: Scope) -> Hook:
    """With a message that failed."""
    wanted = Wanted(f"hook of {scope.slug}", "generic", ("alarms.raised",), "en")
    hook = add_hook(scope, wanted, f"https://{scope.slug}.example/in")
    hook.deliveries.create(
        event="alarms.raised",
        unique_key=f"alarms:{scope.slug}",
        webhook_id=f"msg_{scope.slug}",
        title=f"alarm of {scope.slug}",
        content=Message(f"alarm of {scope.slug}").to_json(),
        state="failed",
        created_at=clock.now(),
        queued_at=clock.now(),
        due_at=clock.now(),
    )
    return hook


def _rule(company: Company) -> StoredRule:
    return StoredRule.objects.create(
        company=company,
        kind="logistics",
        share=0,
        per_order=5,
        per_unit=0,
        currency=company.currency,
        valid_from=date(2026, 1, 5),
        note=f"rule of {company.slug}",
        created_at=clock.now(),
    )


def _finding(company: Company) -> StoredFinding:
    day = date(2026, 1, 5)
    return StoredFinding.objects.create(
        company=company,
        # Fingerprints tell the thing, which two companies may share: this one is of one house only.
        fingerprint=f"f{company.pk:015d}",
        analysis="late_parcels",
        content={
            "subject": {"carrier": f"carrier of {company.slug}"},
            "numbers": {"carrier": f"carrier of {company.slug}", "before": "0.06", "recent": "0.3"},
            "evidence": [],
            "doubts": [],
        },
        basis="none",
        currency=company.currency,
        confidence="medium",
        day=day,
        first_day=day,
        expires=date(2999, 1, 1),
    )


def _mute_rule(company: Company) -> MuteRule:
    return MuteRule.objects.create(
        company=company, metric="returns", reason=f"rule of {company.slug}", created_at=clock.now()
    )


def _action(company: Company) -> Action:
    return Action.objects.create(
        company=company,
        kind="other",
        title=f"action of {company.slug}",
        hypothesis=f"hypothesis of {company.slug}",
        currency=company.currency,
        created_at=clock.now(),
    )


def _collected(company: Company) -> Collected:
    return Collected.objects.create(
        company=company, origin=f"origin of {company.slug}", ground="consent", created_at=clock.now()
    )


def _segment(company: Company) -> SavedSegment:
    """Changed once, so that there is something to undo."""
    conditions = [{"field": "orders", "test": "least", "value": "2", "join": "and"}]
    return SavedSegment.objects.create(
        company=company,
        name=f"segment of {company.slug}",
        conditions=conditions,
        before={"name": f"segment before of {company.slug}", "conditions": conditions},
        created_at=clock.now(),
    )


def _targets(scope: Scope) -> int:
    """A target of a month, and the effect that somebody expects of an event."""
    set_effect(scope, "net_sales", "black_friday", Decimal("0.5"))
    change = set_targets(scope, Place(), {date(2026, 1, 1): Decimal(5000)}, f"owner of {scope.slug}")
    assert change is not None
    return change


def _budget(scope: Scope) -> int:
    change = set_budget(scope, {(Line.COGS, date(2026, 1, 1)): Decimal(5000)})
    assert change is not None
    return change


def _running(scope: Scope) -> int:
    change = set_running_costs(scope, {(RunningKind.PEOPLE, date(2026, 1, 1)): Decimal(700)})
    assert change is not None
    return change


def _report(company: Company, day: date = date(2026, 1, 5)) -> StoredReport:
    """A draft with a sentence and a comment."""
    name = f"report of {company.slug}"
    header = Header(company.name, company.slug, name, name, "", "", "HT", "EUR", 1, "", "en")
    sentence = Sentence("essentials.result", (f"sentence of {company.slug}",))
    part = Part("essentials", 1, "The essentials", "", (Text("essentials", (sentence,)),), True)
    row = StoredReport.objects.create(
        company=company,
        template="weekly",
        first_day=day,
        last_day=day,
        title=name,
        language="en",
        snapshot=1,
        content=to_json(Report("weekly", day, day, clock.now(), header, (part,))),
        built_at=clock.now(),
    )
    row.remarks.create(
        key="essentials",
        is_correction=False,
        text=f"comment of {company.slug}",
        written_by="eve",
        written_at=clock.now(),
    )
    return row


def _template(company: Company) -> SavedTemplate:
    """Changed once, so that there is something to undo."""
    hidden = {"parts": [{"key": "essentials", "is_hidden": True}]}
    return SavedTemplate.objects.create(
        company=company,
        key=f"template-{1000 + company.pk}",
        name=f"template of {company.slug}",
        kind="weekly",
        arrangement=hidden,
        before={"name": f"template before of {company.slug}", "arrangement": {}},
        created_at=clock.now(),
    )


def _job(company: Company, title: str, **fields: Any) -> Job:
    return Job.objects.create(
        company=company,
        task=IMPORT_TASK,
        title=f"{title} of {company.slug}",
        state=State.QUEUED,
        run_at=clock.now(),
        created_at=clock.now(),
        **fields,
    )


def _upload(company: Company) -> Upload:
    upload = Upload.objects.create(
        company=company,
        name=f"orders of {company.slug}.csv",
        digest="a" * 64,
        suffix=".csv",
        size=len(SAMPLE),
        uploaded_at=clock.now(),
    )
    path_of(upload).parent.mkdir(parents=True, exist_ok=True)
    path_of(upload).write_bytes(SAMPLE)
    return upload


def _import(company: Company) -> ImportRun:
    # Numbers count per company: this one is of one house only.
    number = 1000 + company.pk
    run = ImportRun.objects.create(
        company=company,
        number=number,
        state=ImportState.DONE,
        file_name=f"orders of {company.slug}.csv",
        file_digest="a" * 64,
        mapping_name="generic",
        mapping=preset("generic").to_yaml(),
        rows_read=1,
        rows_rejected=1,
    )
    RejectedRow.objects.create(
        run=run, line=2, column="quantity", value=f"rejected of {company.slug}", reason="bad_number", raw={}
    )
    return run


def _channel_rules(company: Company) -> StoredChannelRule:
    """The second of two, so that it can be looked at earlier."""
    rules = [
        StoredChannelRule.objects.create(
            company=company,
            position=place,
            channel="email",
            source=f"{company.slug}-{place}",
            created_at=clock.now(),
        )
        for place in (1, 2)
    ]
    return rules[-1]


def _connection(scope: Scope) -> Connection:
    """To an address that Comptoir refuses to ask: nothing leaves the tests."""
    values = {"address": "http://127.0.0.1:9", "key": "ck_1", "secret": f"secret of {scope.slug}"}
    held = add_connection(scope, "woocommerce", values, name=f"shop of {scope.slug}")
    keep_answer(held, "orders", [{"id": 1}])
    day = date(2026, 1, 5)
    deleted = Total(f"order of {scope.slug}", day, Decimal("12.00"), currency="EUR")
    keep(held, day, day, reconcile([], [deleted]))
    return held


PLAIN: dict[str, str] = {
    "sync:vendor": "woocommerce",
    "companies:audit:format": "csv",
    "calendar:suffix": "csv",
    "forecasts:suffix": "csv",
    "targets:suffix": "csv",
    "advertising:suffix": "csv",
    "pricing:suffix": "csv",
    "pricing:which": "prices",
    "budget:suffix": "csv",
    "channels:suffix": "csv",
    "channels:which": "rules",
    "channels:way": "up",
    "costs:suffix": "csv",
    "doubles:suffix": "csv",
    "doubles:which": "pairs",
    "drivers:which": "factors",
    "drivers:suffix": "csv",
    "findings:suffix": "csv",
    "reorder:which": "order",
    "reorder:suffix": "csv",
    "merchandising:which": "selection",
    "merchandising:suffix": "csv",
    "consent:suffix": "csv",
    "segments:table": "segments",
    "segments:file_format": "csv",
    "anomalies:suffix": "csv",
    "mail:suffix": "csv",
    "review:suffix": "csv",
    "reports:suffix": "md",
    "reports:key": "essentials",
    "sending:template": "weekly",
    "cockpit:file_format": "csv",
    "customers:file_format": "csv",
    "customers:part": "segments",
    "journeys:file_format": "csv",
    "journeys:part": "steps",
    "losses:suffix": "csv",
    "losses:fingerprint": "measurement",
    "cockpit:name": "net_sales",
    "imports:name": "generic",
}
"""Parameters that name no row of a company."""

PARTICULAR = {
    "reports:correct.key": "reports:sentence",
    "imports:job.key": "imports:job",
    "imports:cancel.key": "imports:job",
    "imports:retry.key": "imports:job",
    "budget:undo_costs.change": "budget:cost_change",
}
"""Routes whose parameter means another thing than elsewhere in their room."""

PAYLOADS: dict[str, dict[str, Any]] = {
    "companies:settings": {
        "name": "Taken over",
        "currency": "EUR",
        "timezone": "Europe/Paris",
        "language": "en",
        "country": "FR",
        "week_start": "1",
        "tax": "included",
    },
    "companies:leave": {},
    "companies:archive": {},
    "companies:restore": {},
    "home:dismiss": {},
    "takeout:ask": {"personal": "on"},
    "takeout:remove": {},
    "home:restore": {},
    "companies:members": {"email": "eve@evil.example", "role": "owner"},
    "companies:change_role": {"role": "owner"},
    "companies:remove_member": {},
    "companies:revoke_invitation": {},
    "companies:tokens": {"name": "Robot", "days": "30"},
    "companies:revoke_token": {},
    "companies:sharing": {"label": "Eve", "items": "cockpit", "days": "30"},
    "companies:revoke_link": {},
    "calendar:add": {"name": "Eve", "kind": "other", "day_start": "2026-01-05", "day_end": "2026-01-05"},
    "calendar:edit": {"name": "Eve", "kind": "other", "day_start": "2026-01-05", "day_end": "2026-01-05"},
    "calendar:delete": {},
    "calendar:restore": {},
    "forecasts:effect": {"metric": "net_sales", "event": "christmas", "percent": "40"},
    "forecasts:remove": {"metric": "net_sales", "event": "black_friday"},
    "forecasts:restore": {"metric": "net_sales", "event": "black_friday"},
    "targets:save": {"metric": "net_sales", "year": "2026", "m1": "100"},
    "targets:spread": {"metric": "net_sales", "year": "2026", "total": "1200"},
    "targets:import": {"file": ""},
    "targets:undo": {},
    "advertising:propose": {"campaign": "google_ads:eve"},
    "advertising:budget": {"campaign": "google_ads:eve", "budget-of": "campaign", "budget-monthly": "100"},
    "advertising:undo": {"change": "1000000"},
    "pricing:propose": {"of": "eve", "discount": "10"},
    "budget:save": {"year": "2026", "cogs:2": "100"},
    "budget:spread": {"year": "2026", "line": "people", "total": "1200"},
    "budget:import": {"file": ""},
    "budget:undo": {},
    "budget:costs": {"year": "2026", "people:2": "100"},
    "budget:undo_costs": {},
    "channels:add": {"channel": "affiliates", "source": "eve"},
    "channels:edit": {"channel": "affiliates", "source": "eve"},
    "channels:end": {"last_day": "2026-06-30"},
    "channels:move": {},
    "channels:delete": {},
    "channels:restore": {},
    "channels:apply": {},
    "costs:add": {"kind": "payment", "percent": "1.4", "valid_from": "2026-01-05"},
    "costs:edit": {"kind": "payment", "percent": "1.4", "valid_from": "2026-01-05"},
    "costs:end": {"last_day": "2026-06-30"},
    "costs:delete": {},
    "costs:restore": {},
    "consent:file": {"file": ""},
    "consent:say": {
        "email": "eve@evil.example",
        "purpose": "email",
        "answer": "yes",
        "ground": "consent",
        "day": "2026-01-05",
        "origin": "eve",
    },
    "consent:out": {},
    "consent:back": {},
    "segments:add": {"name": "Eve", "join": "and", "field": "orders", "test": "least", "value": "3"},
    "segments:edit": {"name": "Eve", "join": "and", "field": "orders", "test": "least", "value": "3"},
    "segments:rows": {"do": "add"},
    "segments:count": {"join": "and", "field": "orders", "test": "least", "value": "3"},
    "segments:undo": {},
    "segments:delete": {},
    "segments:restore": {},
    "segments:addresses": {"purpose": "email", "form": "hashed"},
    "findings:look": {},
    "findings:choices": {"least_money": "1", "delay_days": "2"},
    "findings:propose": {"kind": "ask_carrier"},
    "findings:mute": {"reason": "eve", "days": "0"},
    "findings:unmute": {},
    "findings:drop": {"reason": "eve"},
    "findings:take_back": {},
    "reorder:propose": {},
    "reorder:propose_one": {"sku": "A", "kind": "reorder"},
    "reorder:terms": {"sku": "A", "supplier": "eve"},
    "reorder:import": {"file": ""},
    "reorder:choices": {"cover_days": "9", "most_tied_up": "1"},
    "reorder:undo": {},
    "reorder:redo": {},
    "merchandising:propose": {"place": "home", "count": "1"},
    "losses:propose": {},
    "reports:build": {"evening": ""},
    "reports:correct": {"text": "eve"},
    "reports:comment": {"text": "eve"},
    "reports:remove_comment": {},
    "reports:add_template": {"name": "Eve", "start_from": "weekly"},
    "reports:template": {"name": "Eve", "do": "save"},
    "reports:reset_template": {},
    "reports:undo_template": {},
    "reports:delete_template": {},
    "reports:restore_template": {},
    "copies:page": {"setting": "templates", "company": "beta", "do": "copy"},
    "reports:approve": {},
    "reports:reopen": {},
    "sending:edit": {
        "weekday": "2",
        "month_day": "3",
        "draft_at": "07:00",
        "send_at": "09:00",
        "needs_approval": "on",
        "language": "en",
        "others": "eve@evil.example",
    },
    "sending:pause": {"pause": "yes"},
    "sending:mine": {"want": "no"},
    "sending:send": {"others": "eve@evil.example"},
    "sharing:page": {"label": "Eve", "ends": "30"},
    "sharing:revoke": {},
    "branding:page": {"name": "Eve", "main": "#141b29", "accent": "#2450d3"},
    "branding:copy": {"to": "alpha"},
    "anomalies:look": {},
    "anomalies:choices": {"least_money": "1"},
    "anomalies:acknowledge": {"alarm": "eve"},
    "anomalies:forget": {"alarm": "eve"},
    "anomalies:mute": {"metric": "orders", "days": "0", "reason": "eve"},
    "anomalies:take_away": {},
    "anomalies:restore": {},
    "mail:again": {},
    "notifications:page": {"hour": "08:00", "digest": "alpha"},
    "notifications:trial": {},
    "hooks:add": {
        "name": "Eve",
        "shape": "generic",
        "address": "https://evil.example/in",
        "events": ["alarms.raised"],
        "language": "en",
        "hour": "07:00",
    },
    "hooks:edit": {
        "name": "Taken over",
        "shape": "generic",
        "address": "https://evil.example/in",
        "events": ["alarms.raised"],
        "language": "en",
        "hour": "07:00",
    },
    "hooks:test": {},
    "hooks:pause": {},
    "hooks:start": {},
    "hooks:rotate": {},
    "hooks:remove": {},
    "hooks:again": {},
    "choices:page": {"brand_words": "eve", "audience_source": ""},
    "doubles:choose": {"channel": "site", "source": "eve"},
    "doubles:say": {"channel": "site", "source": "eve", "other": "generic", "answer": "same"},
    "drivers:tree": {"origin": "orders", "basket": "items", "channels": "each", "dimensions": ["country"]},
    "drivers:undo": {},
    "drivers:redo": {},
    "jobs:cancel": {},
    "jobs:retry": {},
    "sync:add": {
        "of_address": "http://127.0.0.1:9",
        "of_key": "ck_evil",
        "of_secret": "evil",
        "rhythm": "hour",
    },
    "sync:edit": {"of_address": "http://127.0.0.1:9", "name": "Taken over", "rhythm": "manual"},
    "sync:try": {},
    "sync:read": {},
    "sync:replay": {},
    "sync:pause": {},
    "sync:remove": {},
    "sync:compare": {"from": "2026-11-01", "to": "2026-11-02"},
    "sync:settle": {"from": "2026-11-01", "to": "2026-11-02"},
    "imports:upload": {},
    "imports:export": {},
    "imports:mapping": {},
    "imports:yaml": {},
    "imports:remove": {},
    "imports:undo": {},
    "imports:cancel": {},
    "imports:retry": {},
    "imports:delete_mapping": {},
    "imports:restore_mapping": {},
}
"""What is posted so that the verb would do something, were it allowed."""

NEEDS_MORE = {
    "companies:leave": "the last owner cannot",
    "companies:restore": "it is not archived",
    "home:restore": "nothing was put away",
    "takeout:remove": "nothing was prepared",
    "calendar:restore": "nothing is deleted",
    "channels:restore": "nothing is deleted",
    "consent:back": "nothing was taken out",
    "consent:file": "a file",
    "segments:restore": "nothing is deleted",
    "segments:rows": "shows a part of a page",
    "segments:count": "counts",
    "costs:restore": "nothing is deleted",
    "doubles:choose": "no order is known twice",
    "doubles:say": "no order is known twice",
    "drivers:redo": "nothing is undone",
    "merchandising:propose": "nothing has sold",
    "reorder:propose": "no stock is known",
    "reorder:propose_one": "no stock is known",
    "reorder:import": "a file",
    "reorder:redo": "nothing is undone",
    "anomalies:acknowledge": "no alarm stands",
    "anomalies:forget": "no alarm stands",
    "anomalies:restore": "no rule is taken away",
    "findings:unmute": "nothing is muted",
    "findings:take_back": "nothing is dropped",
    "forecasts:restore": "nothing is removed",
    "losses:propose": "nothing is lost",
    "reports:reopen": "nothing is approved",
    "reports:restore_template": "nothing is removed",
    "copies:page": "the owner has one company",
    "sending:send": "nothing is approved",
    "branding:copy": "it has its own look already",
    "notifications:trial": "no mail server",
    "hooks:start": "it is neither paused nor stopped",
    "targets:import": "a file",
    "advertising:propose": "no campaign is loaded",
    "advertising:budget": "no campaign is loaded",
    "advertising:undo": "no budget was typed",
    "pricing:propose": "nothing was sold",
    "budget:import": "a file",
    "targets:spread": "a year of sales",
    "jobs:retry": "the job has not ended",
    "imports:upload": "a file",
    "imports:export": "the export of a tool",
    "imports:mapping": "a mapping",
    "imports:yaml": "a mapping",
    "imports:retry": "the job has not ended",
    "imports:undo": "it made no state of its own",
    "imports:delete_mapping": "a saved mapping",
    "imports:restore_mapping": "a deleted mapping",
}
"""Posts that change nothing in this world, and why: their rooms test what they do."""
