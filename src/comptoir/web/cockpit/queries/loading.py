"""What is being loaded while the page is read."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.ingest.api import running_imports


def loading_words(scope: Scope) -> str:
    """In a sentence, for those who may import; empty where nothing is at work."""
    if not scope.may(Permission.IMPORT_DATA):
        return ""
    jobs = running_imports(scope)
    if not jobs:
        return ""
    count = ngettext("%(count)d file is being loaded", "%(count)d files are being loaded", len(jobs)) % {
        "count": len(jobs)
    }
    now = next((job for job in jobs if job.progress_total), None)
    if now is None:
        return _("%(count)s: the figures follow as they come.") % {"count": count}
    return _("%(count)s, now %(file)s (%(step)s of %(steps)s): the figures follow as they come.") % {
        "count": count,
        "file": now.title,
        "step": int(now.progress_done),
        "steps": int(now.progress_total),
    }
