"""The settings, in one file. Each is read through a helper that refuses nonsense at start."""

import os
from pathlib import Path

from django.utils.csp import CSP

from comptoir.web import environment

# Regressions here are of a thousand rows by forty: a second thread of the algebra only waits, at twenty times the
# processor time. Read by numpy and scipy when they are first imported, which is after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

HOME = environment.home()
DEBUG = environment.flag("COMPTOIR_DEBUG", default=False)
SECRET_KEY = environment.secret("COMPTOIR_SECRET_KEY", HOME / "secret_key")
ALLOWED_HOSTS = environment.words("COMPTOIR_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.words("COMPTOIR_TRUSTED_ORIGINS", default=[])
_HTTPS = environment.flag("COMPTOIR_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "comptoir.core.accounts",
    "comptoir.core.companies",
    "comptoir.core.audit",
    "comptoir.core.jobs",
    "comptoir.core.calendar",
    "comptoir.core.charts",
    "comptoir.core.tables",
    "comptoir.core.ledger",
    "comptoir.core.consent",
    "comptoir.core.mail",
    "comptoir.connectors.files",
    "comptoir.connectors.connections",
    "comptoir.measure.warehouse",
    "comptoir.measure.ingest",
    "comptoir.measure.sync",
    "comptoir.measure.channels",
    "comptoir.measure.costs",
    "comptoir.measure.choices",
    "comptoir.measure.doubles",
    "comptoir.measure.metrics",
    "comptoir.measure.takeout",
    "comptoir.decide.drivers",
    "comptoir.decide.findings",
    "comptoir.decide.evenings",
    "comptoir.decide.anomalies",
    "comptoir.decide.review",
    "comptoir.decide.customers",
    "comptoir.decide.journeys",
    "comptoir.decide.losses",
    "comptoir.decide.forecasts",
    "comptoir.decide.targets",
    "comptoir.decide.advertising",
    "comptoir.decide.pricing",
    "comptoir.decide.budget",
    "comptoir.decide.reorder",
    "comptoir.decide.merchandising",
    "comptoir.decide.segments",
    "comptoir.check.branding",
    "comptoir.check.reports",
    "comptoir.check.sharing",
    "comptoir.check.notifications",
    "comptoir.check.sending",
    "comptoir.check.hooks",
    "comptoir.web",
    "comptoir.web.home",
    "comptoir.web.copies",
    "comptoir.web.cockpit",
    "comptoir.api",
    # After ours: our templates come before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comptoir.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "comptoir.web.middleware.errors",
]

ROOT_URLCONF = "comptoir.web.urls"
WSGI_APPLICATION = "comptoir.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": environment.database("DATABASE_URL", HOME / "comptoir.sqlite3")}
CACHES = {
    # For all processes: attempts to sign in are counted here, and must not be pushed out by anything else.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Forecasts and tables of customers, worked out once for each state of the facts: in the process alone, for what
    # the database kept of them would be pickled, and some are large.
    "worked_out": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "worked_out",
        "OPTIONS": {"MAX_ENTRIES": 64},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core_accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
OPEN_SIGNUP = environment.flag("COMPTOIR_OPEN_SIGNUP", default=False)
"""Whether anybody may make an account. Otherwise people come by invitation, the first by the setup page."""
ACCOUNT_ADAPTER = "comptoir.core.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "comptoir.core.accounts.forms.LoginForm",
    "signup": "comptoir.core.accounts.forms.SignupForm",
    "reset_password": "comptoir.core.accounts.forms.ResetPasswordForm",
    "change_password": "comptoir.core.accounts.forms.ChangePasswordForm",
}
MFA_FORMS = {"add_webauthn": "comptoir.core.accounts.passkeys.AddPasskeyForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Strangers who sign up prove their address, which also hides whether it had an account; invited people hold
# a link that only they were given.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if OPEN_SIGNUP else "none"
ACCOUNT_PREVENT_ENUMERATION = "strict" if OPEN_SIGNUP else True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Comptoir · "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _HTTPS else "http"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "10/m/ip",
    "reset_password": "10/m/ip,3/m/key",
    "reset_password_from_key": "10/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    # The password of a shared report, as that of a person.
    "shared_report": "20/m/ip,5/5m/key",
    # Its files: each is drawn anew, for a second of the machine.
    "shared_download": "10/m/ip,60/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("COMPTOIR_PROXIES", default=0)
"""Reverse proxies in front: the limits count the address that the outermost trusted one saw."""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = not OPEN_SIGNUP
MFA_TOTP_ISSUER = "Comptoir"
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys without HTTPS on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS

MAIL_URL = environment.text("COMPTOIR_MAIL_URL", default="")
"""smtp://user:password@host:587, smtps://… or anymail://provider; without one, letters are printed, links shown to be
copied."""
MAIL_PROVIDER = environment.mail_provider("COMPTOIR_MAIL_URL")
MAILERS = {"default": environment.mailer("COMPTOIR_MAIL_URL")}
ANYMAIL = {"REQUESTS_TIMEOUT": 20, **environment.prefixed("ANYMAIL_")}
MAILS_KEPT_DAYS = environment.number("COMPTOIR_MAILS_KEPT_DAYS", default=365)
PUBLIC_ADDRESS = environment.address("COMPTOIR_ADDRESS")
"""https://comptoir.example.com: where links of mails lead. Without it mails hold none."""
DEFAULT_FROM_EMAIL = environment.text("COMPTOIR_MAIL_FROM", default="Comptoir <comptoir@localhost>")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
FORMAT_MODULE_PATH = "comptoir.web.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
ASSETS = HOME / "assets"
"""Third-party JavaScript taken out of installed wheels by `comptoir.web.assets`."""
ASSETS.mkdir(exist_ok=True)
STATICFILES_DIRS = [ASSETS]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

WAREHOUSE = HOME / "warehouse"
UPLOADS = HOME / "uploads"
HOLIDAYS = HOME / "holidays"
TAKEOUTS = HOME / "takeouts"
WATCHED = environment.text("COMPTOIR_WATCHED", default=str(HOME / "watched"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
UPLOADS_KEPT_DAYS = environment.number("COMPTOIR_UPLOADS_KEPT_DAYS", default=30)
MAX_UPLOAD_BYTES = environment.number("COMPTOIR_MAX_UPLOAD_BYTES", default=512 * 2**20)
MAX_UNPACKED_BYTES = environment.number("COMPTOIR_MAX_UNPACKED_BYTES", default=4 * 2**30)
# Requests to shops and tools, see connectors/http.
ALLOW_PRIVATE_ADDRESSES = environment.flag("COMPTOIR_ALLOW_PRIVATE_ADDRESSES", default=False)
MAX_ANSWER_BYTES = environment.number("COMPTOIR_MAX_ANSWER_BYTES", default=64 * 2**20)
# What shops answered is kept that long, so that a fault of ours can be mended without asking them again.
ANSWERS_KEPT_DAYS = environment.number("COMPTOIR_ANSWERS_KEPT_DAYS", default=30)
MAX_KEPT_ANSWERS = environment.number("COMPTOIR_MAX_KEPT_ANSWERS", default=256 * 2**20)
BOT_RANGES = environment.text("COMPTOIR_BOT_RANGES", default=str(HOME / "bot-ranges"))
DUCKDB_MEMORY = environment.text("COMPTOIR_DUCKDB_MEMORY", default="2GB")
# Threads of one question to the facts; 0 as many as there are cores.
DUCKDB_THREADS = environment.number("COMPTOIR_DUCKDB_THREADS", default=0)

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# Cookies of localhost are shared by all its ports: names of our own; with HTTPS bound to this very host.
SESSION_COOKIE_NAME = "__Host-comptoir_session" if _HTTPS else "comptoir_session"
CSRF_COOKIE_NAME = "__Host-comptoir_csrf" if _HTTPS else "comptoir_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = environment.number("COMPTOIR_SESSION_DAYS", default=14) * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": environment.text("COMPTOIR_LOG_LEVEL", default="WARNING")},
}
