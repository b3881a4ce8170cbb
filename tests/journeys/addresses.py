"""Which pages the journey looks at: every name of the URL table stands here, or a test says which one does not."""

COMPANY = {
    "cockpit:home": "",
    "cockpit:trend": "tiles/trend/",
    "cockpit:metric": "metrics/net_sales/",
    "imports:list": "import/",
    "imports:mappings": "import/mappings/",
    "imports:import": "import/1/",
    "imports:rejects": "import/1/rejects/",
    "sync:list": "connections/",
    "sync:payouts": "connections/payouts/",
    "sync:choose": "connections/add/",
    "sync:add": "connections/add/woocommerce/",
    "jobs:list": "jobs/",
    "calendar:year": "calendar/",
    "calendar:add": "calendar/add/",
    "channels:list": "channels/",
    "channels:add": "channels/add/?source=club",
    "costs:list": "costs/",
    "costs:add": "costs/add/?example=card",
    "choices:page": "figures/",
    "companies:settings": "settings/company/",
    "companies:members": "settings/members/",
    "companies:tokens": "settings/tokens/",
    "companies:sharing": "settings/sharing/",
    "companies:audit:trail": "settings/audit/",
    "companies:leave": "settings/leave/",
}
"""Below the address of a company."""

OWN = {
    "shell:home": "/",
    "companies:add": "/companies/add/",
    "accounts:profile": "/accounts/profile/",
    "account_email": "/accounts/email/",
    "account_change_password": "/accounts/password/change/",
    "account_logout": "/accounts/logout/",
    "mfa_index": "/accounts/2fa/",
    "mfa_list_webauthn": "/accounts/2fa/webauthn/",
}
"""Of the person, whatever the company."""

PUBLIC = {
    "account_login": "/accounts/login/",
    "account_signup": "/accounts/signup/",
    "account_reset_password": "/accounts/password/reset/",
    "account_reset_password_done": "/accounts/password/reset/done/",
}

MADE = {
    "sync:connection",
    "sync:edit",
    "sync:reconcile",
    "imports:file",
    "imports:job",
    "jobs:job",
    "calendar:edit",
    "channels:edit",
    "costs:edit",
    "companies:invitation",
    "companies:guest",
    "guest_cockpit:home",
}
"""Their addresses come from what the journey makes on its way: a file, an event, a link."""

NO_PAGE = {
    "shell:preferences": "answers by leading back",
    "companies:home": "leads to the first tab",
    "companies:audit:export": "a file",
    "companies:change_role": "a button",
    "companies:remove_member": "a button",
    "companies:revoke_invitation": "a button",
    "companies:revoke_token": "a button",
    "companies:revoke_link": "a button",
    "sync:try": "a button",
    "sync:read": "a button",
    "sync:replay": "a button",
    "sync:pause": "a button",
    "sync:remove": "a button",
    "sync:compare": "a button",
    "sync:settle": "a button",
    "sync:reconcile_export": "a file",
    "sync:payouts_export": "a file",
    "imports:upload": "a button",
    "imports:mapping": "a part of the page of a file",
    "imports:export": "a button",
    "imports:yaml": "a button",
    "imports:remove": "a button",
    "imports:cancel": "a button",
    "imports:retry": "a button",
    "imports:delete_mapping": "a button",
    "imports:restore_mapping": "a button",
    "imports:mapping_yaml": "a file",
    "imports:rejects_export": "a file",
    "calendar:export": "a file",
    "calendar:delete": "a button",
    "calendar:restore": "a button",
    "channels:export": "a file",
    "channels:apply": "a button",
    "channels:end": "a button",
    "channels:move": "a button",
    "channels:delete": "a button",
    "channels:restore": "a button",
    "costs:export": "a file",
    "costs:end": "a button",
    "costs:delete": "a button",
    "costs:restore": "a button",
    "jobs:cancel": "a button",
    "jobs:retry": "a button",
    "cockpit:breakdown_export": "a file",
    "cockpit:indicators_export": "a file",
    "cockpit:acquisition_export": "a file",
    "cockpit:indicators": "a part of the cockpit",
    "cockpit:acquisition": "a part of the cockpit",
    "cockpit:cards": "a part of the cockpit",
    "cockpit:breakdown": "a part of the cockpit",
    "cockpit:products": "a part of the cockpit",
    "cockpit:customers": "a part of the cockpit",
    "cockpit:given_away": "a part of the cockpit",
}

OTHERS = ("guest_cockpit:", "account_", "mfa_")
"""Parts of the guests' cockpit, and second halves of a sign-in that need a key or a letter."""

SETUP = "companies:setup"
"""Shut as soon as somebody has an account."""
