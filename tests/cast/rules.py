"""The rules that do not stand beside a view: what is open to everybody, and what asks only to be signed in.

A route below `/c/<company>/` declares its rule by `company_view`, one below `/g/<secret>/<item>/` by
`guest_view`. Everything else stands here by name, with the reason, or the tests fail.
"""

from comptoir.core.companies.api import Permission

PUBLIC = {
    "account_login": "one signs in here",
    "account_signup": "closed unless the installation opens it",
    "account_inactive": "says that an account is shut",
    "account_reset_password": "sends a letter, tells nothing",
    "account_reset_password_done": "says that a letter may have left",
    "account_reset_password_from_key": "opened by the key of the letter",
    "account_reset_password_from_key_done": "says that the password is set",
    "account_confirm_email": "opened by the key of the letter",
    "account_email_verification_sent": "says that a letter has left",
    "account_confirm_login_code": "second half of a sign-in, shut: codes by letter are not used",
    "mfa_authenticate": "second half of a sign-in",
    "mfa_login_webauthn": "one signs in here with a passkey",
    "shell:preferences": "language and theme, kept in a cookie",
}

BEARERS = {
    "companies:setup": "opened by the key that the machine tells, until somebody has an account",
    "companies:invitation": "opened by the secret of an invitation",
    "companies:guest": "opened by the secret of a guest link",
    "notifications_stop:stop": "opened by the signed link of a mail",
    "sending_stop:stop": "opened by the signed link of a mail",
    "mail_events:take": "of the provider that sends mail, guarded by its secret",
}
"""Nobody signs in, and yet not everybody passes. Each has tests of its own beside the rooms."""

SIGNED_IN = {
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "accounts:profile",
    "shell:home",
    "home:total",
    "home:export",
    "companies:add",
}
"""Of the person alone: no company is touched."""

STRICTER_VERBS = {
    "jobs:cancel": Permission.IMPORT_DATA,
    "jobs:retry": Permission.IMPORT_DATA,
    "imports:cancel": Permission.IMPORT_DATA,
    "mail:again": Permission.SHARE,
}
"""Pages whose verb asks for more than the view does: the right that the job itself needs."""

PUBLIC_API = {"/metrics": "the definitions, no figure of anybody", "/companies": "filters by who asks"}
"""Operations that belong to no company. They still ask who asks."""
