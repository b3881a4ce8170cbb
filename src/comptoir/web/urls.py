"""Every address of the site. Rooms bring their own; here they get their place."""

from django.urls import URLPattern, URLResolver, include, path

from comptoir.api.urls import api

COMPANY = "c/<slug:company>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("comptoir.web.shell.urls")),
    path("", include("comptoir.web.home.urls")),
    path("g/<str:secret>/cockpit/", include("comptoir.web.cockpit.guest_urls")),
    path("g/<str:secret>/report/", include("comptoir.check.sharing.guest_urls")),
    path("", include("comptoir.core.companies.urls")),
    path("notifications/", include("comptoir.check.notifications.stop_urls")),
    path("mail/", include("comptoir.core.mail.event_urls")),
    path(f"{COMPANY}settings/takeout/", include("comptoir.measure.takeout.urls")),
    path("accounts/", include("comptoir.core.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path(f"{COMPANY}import/", include("comptoir.measure.ingest.urls")),
    path(f"{COMPANY}connections/", include("comptoir.measure.sync.urls")),
    path(f"{COMPANY}calendar/", include("comptoir.core.calendar.urls")),
    path(f"{COMPANY}channels/", include("comptoir.measure.channels.urls")),
    path(f"{COMPANY}costs/", include("comptoir.measure.costs.urls")),
    path(f"{COMPANY}findings/", include("comptoir.decide.findings.urls")),
    path(f"{COMPANY}consents/", include("comptoir.core.consent.urls")),
    path(f"{COMPANY}mails/", include("comptoir.core.mail.urls")),
    path(f"{COMPANY}notifications/", include("comptoir.check.notifications.urls")),
    path(f"{COMPANY}alarms/", include("comptoir.decide.anomalies.urls")),
    path(f"{COMPANY}figures/", include("comptoir.measure.choices.urls")),
    path(f"{COMPANY}connections/twice/", include("comptoir.measure.doubles.urls")),
    path(f"{COMPANY}why/", include("comptoir.decide.drivers.urls")),
    path(f"{COMPANY}customers/", include("comptoir.decide.customers.urls")),
    path(f"{COMPANY}journeys/", include("comptoir.decide.journeys.urls")),
    path(f"{COMPANY}losses/", include("comptoir.decide.losses.urls")),
    path(f"{COMPANY}segments/", include("comptoir.decide.segments.urls")),
    path(f"{COMPANY}forecasts/", include("comptoir.decide.forecasts.urls")),
    path(f"{COMPANY}targets/", include("comptoir.decide.targets.urls")),
    path(f"{COMPANY}today/", include("comptoir.decide.review.urls")),
    path(f"{COMPANY}advertising/", include("comptoir.decide.advertising.urls")),
    path(f"{COMPANY}pricing/", include("comptoir.decide.pricing.urls")),
    path(f"{COMPANY}budget/", include("comptoir.decide.budget.urls")),
    path(f"{COMPANY}stock/", include("comptoir.decide.reorder.urls")),
    path(f"{COMPANY}merchandising/", include("comptoir.decide.merchandising.urls")),
    path(f"{COMPANY}reports/", include("comptoir.check.reports.urls")),
    path(f"{COMPANY}reports/<int:number>/links/", include("comptoir.check.sharing.urls")),
    path(f"{COMPANY}settings/look/", include("comptoir.check.branding.urls")),
    path(f"{COMPANY}jobs/", include("comptoir.core.jobs.urls")),
    path(COMPANY, include("comptoir.web.cockpit.urls")),
]
