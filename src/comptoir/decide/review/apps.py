from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from comptoir.core.menu import MenuEntry, Section


class ReviewConfig(AppConfig):
    name = "comptoir.decide.review"
    label = "decide_review"
    menu: ClassVar = (
        MenuEntry(pgettext_lazy("menu", "Today"), "review:page", icon="today", section=Section.READ, order=5),
    )
