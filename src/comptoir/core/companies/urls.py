"""Addresses of companies, from the root of the site."""

from django.urls import URLPattern, URLResolver, include, path

from comptoir.core.companies.views import companies, members, sharing, tokens

app_name = "companies"

_settings: list[URLPattern | URLResolver] = [
    path("", companies.home, name="home"),
    path("company/", companies.edit_settings, name="settings"),
    path("company/archive/", companies.archive, name="archive"),
    path("company/restore/", companies.restore, name="restore"),
    path("audit/", include("comptoir.core.audit.urls")),
    path("leave/", companies.leave, name="leave"),
    path("members/", members.members, name="members"),
    path("members/<int:member>/role/", members.change_role, name="change_role"),
    path("members/<int:member>/remove/", members.remove, name="remove_member"),
    path("invitations/<int:invitation>/revoke/", members.revoke_invitation, name="revoke_invitation"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token>/revoke/", tokens.revoke, name="revoke_token"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("sharing/<int:link>/revoke/", sharing.revoke, name="revoke_link"),
]

urlpatterns = [
    path("setup/<str:key>/", companies.setup, name="setup"),
    path("companies/add/", companies.add, name="add"),
    path("c/<slug:company>/settings/", include(_settings)),
    path("invitation/<str:secret>/", members.accept, name="invitation"),
    path("g/<str:secret>/", sharing.guest, name="guest"),
]
