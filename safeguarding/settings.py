"""One settings module. Everything that differs between machines comes from the environment (see docs/settings.md).

MODE is `production` unless the environment says `demo` or `test`; only those two may run on the embedded default
(SQLite and Celery's filesystem broker) and with a generated secret.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from safeguarding import env

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.text("MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"MODE must be production, demo or test, not {MODE!r}.")
EMBEDDED_ALLOWED = MODE != "production"
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text(
    "SECRET_KEY",
    "not-a-secret-for-demonstrations-and-tests-only" if EMBEDDED_ALLOWED else None,
    advice="Set it to 50 random characters; `openssl rand -base64 48` makes some.",
)
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver" if EMBEDDED_ALLOWED else "")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "rest_framework",
    "drf_spectacular",
    "partnerships.directory",
    "partnerships.actions",
    "partnerships.returns",
    "partnerships.contributions",
    "partnerships.evidence",
    "partnerships.governance",
    "partnerships.assessments",
    "partnerships.training",
    "partnerships.assurance",
    "reviews.cases",
    "reviews.audits",
    "reports.studio",
    "reports.publishing",
    "demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnerships.directory.middleware.RequestContextMiddleware",
    "partnerships.directory.session_rules.IdleTimeoutMiddleware",
    "safeguarding.unsent.SignedOutMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "partnerships.directory.session_rules.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "safeguarding.urls"
WSGI_APPLICATION = "safeguarding.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "safeguarding.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "safeguarding.navigation.navigation",
            ],
        },
    },
    {  # widgets and e-mails of third-party apps
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = env.text(
    "DATABASE_URL",
    f"sqlite:///{VAR_DIR}/portal.sqlite3" if EMBEDDED_ALLOWED else None,
    advice="Production runs on PostgreSQL: postgres://user:password@host:5432/name.",
)
if not (EMBEDDED_ALLOWED or DATABASE_URL.startswith("postgres")):
    raise ImproperlyConfigured("Production runs on PostgreSQL, not SQLite: set DATABASE_URL to postgres://...")
DATABASES = {"default": env.database(DATABASE_URL)}
if MODE == "test" and DATABASE_URL.startswith("sqlite"):
    # On disk, not in memory: tests start real worker processes, which open the same database.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
if MODE == "test":  # the real one is slow on purpose; every test that signs somebody in would wait for it
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "partnerships.directory.passwords.GuessableValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with an invitation, which proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "partnerships.directory.adapter.InvitationOnlyAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "file_check": "20/m/ip",
    "email_change": "5/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
_ACCOUNT_FORMS = "partnerships.directory.account_forms"
ACCOUNT_FORMS = {
    "login": f"{_ACCOUNT_FORMS}.SignInForm",
    "reset_password": f"{_ACCOUNT_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_ACCOUNT_FORMS}.NewPasswordFromKeyForm",
    "change_password": f"{_ACCOUNT_FORMS}.ChangePasswordForm",
    "set_password": f"{_ACCOUNT_FORMS}.SetPasswordForm",
    "reauthenticate": f"{_ACCOUNT_FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{_ACCOUNT_FORMS}.AuthenticateForm",
    "reauthenticate": f"{_ACCOUNT_FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{_ACCOUNT_FORMS}.ActivateAppForm",
    "deactivate_totp": f"{_ACCOUNT_FORMS}.DeactivateAppForm",
    "generate_recovery_codes": f"{_ACCOUNT_FORMS}.RecoveryCodesForm",
    "add_webauthn": f"{_ACCOUNT_FORMS}.AddPasskeyForm",
    "edit_webauthn": f"{_ACCOUNT_FORMS}.RenamePasskeyForm",
    "authenticate_webauthn": f"{_ACCOUNT_FORMS}.AuthenticatePasskeyForm",
    "login_webauthn": f"{_ACCOUNT_FORMS}.SignInPasskeyForm",
    "reauthenticate_webauthn": f"{_ACCOUNT_FORMS}.ReauthenticatePasskeyForm",
}
MFA_ADAPTER = "partnerships.directory.adapter.PlainMFAAdapter"
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
USERSESSIONS_ADAPTER = "partnerships.directory.adapter.RecordedSessionsAdapter"
INVITATION_DAYS = 2
INVITATIONS_PER_HOUR = 60
INVITATION_TRIES_PER_MINUTE = 30
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=MODE == "production")
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = env.number("SESSION_SECONDS", 8 * 60 * 60)
SESSION_IDLE_SECONDS = env.number("SESSION_IDLE_SECONDS", 60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safeguarding.errors.csrf_failure"


# Safety --------------------------------------------------------------------------------------------------------
SECURE_COOKIES = MODE == "production" and not env.flag("INSECURE_HTTP")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_BYTES = 10 * 1024 * 1024

# Files, static files, cache ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "files"
FILES_BUCKET = env.text("FILES_BUCKET", "")
STORAGES = {
    "default": (
        {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": FILES_BUCKET}}
        if FILES_BUCKET
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        # Web and worker are separate processes, so even the embedded default needs a cache they share.
        else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
    )
}

# The queue -----------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.text(
    "CELERY_BROKER_URL",
    "filesystem://" if EMBEDDED_ALLOWED else None,
    advice="Production runs on Redis: redis://host:6379/0.",
)
if not EMBEDDED_ALLOWED and CELERY_BROKER_URL.startswith("filesystem"):
    raise ImproperlyConfigured("Production runs on Redis, not in files: set CELERY_BROKER_URL to redis://host:6379/0.")
BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = (
    {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.2,  # seconds; one person waits for one worker
    }
    if CELERY_BROKER_URL == "filesystem://"
    else {"visibility_timeout": 1800, "socket_connect_timeout": 3, "socket_timeout": 10}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_PUBLISH_RETRY = False  # a person is waiting: say at once that the queue is down; the sweep sends it later
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "publishing.build_sweep": {
        "task": "publishing.build_sweep",
        "schedule": env.number("BUILD_SWEEP_SECONDS", 10),
        "options": {"expires": 60},
    },
    "cases.access_end_for_leavers": {
        "task": "cases.access_end_for_leavers",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
    "cases.reminders_send": {
        "task": "cases.reminders_send",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
    "returns.notices_send": {
        "task": "returns.notices_send",  # what the mail server or the queue did not take
        "schedule": 10 * 60,
        "options": {"expires": 10 * 60},
    },
    "assurance.links_check": {
        "task": "assurance.links_check",  # asks only what was not asked for six days
        "schedule": 24 * 60 * 60,
        "options": {"expires": 60 * 60},
    },
}

# Report builds: a worker that has given no sign of life for this long is dead and its build is taken back.
BUILD_STALE_SECONDS = env.number("BUILD_STALE_SECONDS", 60)
BUILD_MAX_ATTEMPTS = 3

# The module that answers for the figures of all rooms (docs/adr/0060).
FACT_BOOK = "reports.studio.providers"
# What says which counts are small in a partnership; rooms below the one that knows ask through this.
DISCLOSURE_POLICY = "reports.publishing.disclosing.policy_of"

# Words and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# E-mail --------------------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "" if EMBEDDED_ALLOWED else None, advice="The host of the mail server.")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10  # seconds: a person is waiting
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@localhost")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["partnerships.directory.authz.deny.DenyByDefault"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 100,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Safeguarding partnership portal",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.text("LOG_LEVEL", "INFO" if MODE != "test" else "WARNING"),
    },
    # These tell their progress step by step; the stages of a build are the progress people ask for.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "pikepdf", "fontTools")},
}
