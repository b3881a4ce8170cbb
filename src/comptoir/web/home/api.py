"""The door of the companies' page: the page itself for the root of the site, the first steps for the cockpit."""

from comptoir.web.home.on_cockpit import first_steps
from comptoir.web.home.steps import Steps, steps_of
from comptoir.web.home.views import home as home_page

__all__ = ["Steps", "first_steps", "home_page", "steps_of"]
