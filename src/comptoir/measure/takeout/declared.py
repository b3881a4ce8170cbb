"""What of a company leaves with it: the one list. A test fails where a model of a company stands in none of these.

Rooms above are named by the label of their models: nothing of them is imported.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carried:
    """A table that leaves with the company."""

    label: str
    is_personal: bool = False
    """Names customers: it leaves in a folder of its own, and only where that was asked for."""
    dropped: tuple[str, ...] = ()
    """Columns that mean something here alone: they get their default there."""

    @property
    def path(self) -> str:
        return f"{'personal' if self.is_personal else 'tables'}/{self.label}.jsonl"


CUSTOMER = "measure_ingest.Customer"
"""Written by hand: facts speak of customers by keys, which are drawn anew there."""

CARRIED = (
    Carried("core_companies.Membership"),
    Carried("core_audit.Entry"),
    Carried("core_calendar.CalendarLook"),
    Carried("core_calendar.CalendarEvent"),
    Carried("core_ledger.Action"),
    Carried("core_consent.Collected"),
    Carried("core_consent.Contact", is_personal=True),
    Carried("core_consent.ConsentEvent", is_personal=True),
    Carried("connectors_files.SavedMapping"),
    Carried("measure_ingest.ImportRun", dropped=("connection",)),
    Carried("measure_ingest.RejectedRow", is_personal=True),
    Carried("measure_channels.StoredRule"),
    Carried("measure_channels.Application"),
    Carried("measure_costs.StoredRule"),
    Carried("measure_costs.RunningCost"),
    Carried("measure_costs.RunningChange"),
    Carried("measure_choices.FigureChoices"),
    Carried("measure_doubles.ChannelMaster"),
    Carried("measure_doubles.PairSaying"),
    Carried("decide_drivers.StoredTree"),
    Carried("decide_findings.StoredFinding"),
    Carried("decide_findings.LookRecord"),
    Carried("decide_findings.FindingChoices"),
    Carried("decide_anomalies.StoredAlarm"),
    Carried("decide_anomalies.MuteRule"),
    Carried("decide_anomalies.AlarmChoices"),
    Carried("decide_anomalies.WatchRecord"),
    Carried("decide_forecasts.EventEffect"),
    Carried("decide_targets.StoredTarget"),
    Carried("decide_targets.TargetChange"),
    Carried("decide_budget.BudgetFigure"),
    Carried("decide_budget.BudgetChange"),
    Carried("decide_reorder.StoredSheet"),
    Carried("decide_segments.SavedSegment"),
    Carried("check_reports.StoredReport"),
    Carried("check_reports.StoredRemark"),
    Carried("check_reports.SavedTemplate"),
    Carried("check_sending.Delivery", dropped=("mail",)),
    Carried("check_sending.Refusal"),
    Carried("check_branding.CompanyLook"),
    Carried("web_home.DismissedSteps"),
)
"""In the order in which they are brought in: what is pointed at stands before what points at it."""

LEFT_OUT = {
    "core_companies.Company": "its settings stand in the manifest",
    "core_companies.Invitation": "a secret of this installation",
    "core_companies.GuestLink": "a secret of this installation",
    "core_companies.ApiToken": "a secret of this installation",
    "check_sharing.ReportLink": "goes with its guest link: a secret of this installation",
    "core_jobs.Job": "work of this installation",
    "core_mail.Mail": "what this installation sent, under names of its own",
    "core_mail.Attached": "goes with its mail",
    "connectors_connections.Connection": "opens with secrets, which never leave: connect the tool again",
    "connectors_connections.Cursor": "goes with its connection",
    "connectors_connections.KeptAnswer": "goes with its connection",
    "connectors_connections.GoneOrder": "goes with its connection",
    "connectors_connections.DayRemark": "goes with its connection",
    "measure_sync.Comparison": "goes with its connection",
    "measure_ingest.Upload": "the files themselves leave, under personal/files",
    "measure_ingest.ErasedCustomer": "fingerprints made with the secret key of this installation",
    "core_consent.ErasedAddress": "fingerprints made with the secret key of this installation",
    "measure_warehouse.Snapshot": "names files of this installation; the facts leave as the newest one has them",
    "measure_metrics.CachedCells": "worked out anew from the facts",
    "decide_evenings.KeptLook": "worked out anew from the facts",
    "check_notifications.Wish": "mail that a person asked of this installation; asked again there, none comes twice",
    "check_notifications.ToldAlarm": "goes with the wish",
    "check_sending.Schedule": "mail of this installation, which may go on; planned again there, none comes twice",
    "check_sending.Recipient": "goes with its schedule",
    "check_sending.Edition": "goes with its schedule",
    "check_hooks.Hook": "an address and a secret of this installation: set up again there, nobody is told twice",
    "check_hooks.Delivery": "goes with its webhook",
    "check_hooks.ToldNews": "goes with its webhook",
    "decide_review.Visit": "when a person last looked, on this installation",
    "measure_takeout.Arrival": "where this company came from",
}
"""Model -> why it stays."""
