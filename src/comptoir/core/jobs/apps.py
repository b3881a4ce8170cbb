from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class JobsConfig(AppConfig):
    name = "comptoir.core.jobs"
    label = "core_jobs"
    menu = (MenuEntry(_("Jobs"), "jobs:list", icon="jobs", section=Section.COMPANY, order=80),)
