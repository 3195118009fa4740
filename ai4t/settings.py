"""All settings, read from top to bottom; the environment decides (see .env.example), a wrong value stops the start."""

from pathlib import Path

from django.conf.locale import LANG_INFO

from ai4t import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where we are -----------------------------------------------------------------------------------------------------

SECRET_KEY = environment.text("SECRET_KEY")
DEBUG = environment.flag("DEBUG", "off")
DEMO = environment.flag("DEMO", "off")
SITE_URL = environment.address("SITE_URL", {"http", "https"}).geturl().rstrip("/")
# Where packages of strangers (H5P, SCORM, HTML5) run; "" where they cannot (docs/packages.md).
CONTENT_URL = environment.content_address("CONTENT_URL", site=SITE_URL)
IS_SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
# How many proxies of ours stand in front; their forwarded addresses are believed, no others.
TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", 0)
TIME_ZONE = "UTC"
USE_TZ = True

# --- What it is made of -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "ai4t",
    "courses",
    "handbook",
    "pilots",
    "ai4t.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "ai4t.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "ai4t.policies.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ai4t.negotiating.GZipMiddleware",
    "ai4t.language_prefix.LanguagePrefixMiddleware",
    "ai4t.public_pages.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ai4t.accounts.staff_door.StaffDoorMiddleware",
    "ai4t.own_time.OwnTimeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "ai4t.urls"
WSGI_APPLICATION = "ai4t.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ai4t.site.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- Where things are kept --------------------------------------------------------------------------------------------

# Two roles from the first boot: the owner changes the schema, the application only its rows.
DATABASE_ROLE = environment.choice("DATABASE_ROLE", "application", {"application", "owner"})
DATABASE_APPLICATION_ROLE = environment.database("DATABASE_URL")["USER"]
DATABASES = {
    "default": {
        **environment.database("DATABASE_OWNER_URL" if DATABASE_ROLE == "owner" else "DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": environment.cache("CACHE_URL")}

CONTENT_ROOT = Path(environment.text("CONTENT_ROOT"))
# A proxy that understands X-Accel-Redirect hands the bytes out; "off" lets Django stream them.
CONTENT_BY_PROXY = environment.flag("CONTENT_BY_PROXY", "off")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": CONTENT_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]

# --- Languages --------------------------------------------------------------------------------------------------------

# Every language the schema has columns for, final from the first migration. Which of them people see is a row in
# the database (Language.opened), so that opening one needs no deployment.
LANG_INFO.setdefault("mt", {"bidi": False, "code": "mt", "name": "Maltese", "name_local": "Malti"})
LANG_INFO.setdefault("lb", {"bidi": False, "code": "lb", "name": "Luxembourgish", "name_local": "Lëtzebuergesch"})
_CODES = "bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv ar he uk sq sr mk bs is nb tr lb ca"
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in _CODES.split()]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "ai4t.formats"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = IS_SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_ENABLE_FALLBACKS = False

# --- People and doors -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "ai4t.User"
AUTHENTICATION_BACKENDS = ["ai4t.accounts.backend.PersonBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "courses:learning"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "ai4t.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 3600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = 3
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 5
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
# Guesses are counted by account ("key"): a school, or a training day of six hundred, is one address ("ip").
ACCOUNT_RATE_LIMITS = {
    "login": "1200/m/ip",
    "login_failed": "1200/m/ip,5/15m/key",
    "request_login_code": "600/m/ip,5/15m/key",
    "signup": "600/m/ip",
    "confirm_email": "1/10s/key,12/h/key",
    "reset_password": "600/m/ip,5/15m/key",
    "reset_password_from_key": "600/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "10/15m/user",
    "manage_email": "10/15m/user",
}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "ai4t.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "AI4T"
# A clock that is half a minute off still works; each code is taken once (ai4t.accounts.one_time_codes).
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "1200/m/ip"}

# Learners stay signed in for 60 days of use; staff for 8 hours, of which at most 30 minutes idle.
SESSION_COOKIE_AGE = 60 * 24 * 3600
STAFF_SESSION_SECONDS = environment.number("STAFF_SESSION_SECONDS", 8 * 3600, least=60)
STAFF_IDLE_SECONDS = environment.number("STAFF_IDLE_SECONDS", 30 * 60, least=60)

# --- Mail and work that happens later -----------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(environment.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL")
REPLY_TO_EMAIL = environment.text("REPLY_TO_EMAIL", DEFAULT_FROM_EMAIL)
BOUNCES_EMAIL = environment.text("BOUNCES_EMAIL", DEFAULT_FROM_EMAIL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILS_PER_MINUTE = environment.number("MAILS_PER_MINUTE", 300, least=1)
LETTER_LEASE_SECONDS = environment.number("LETTER_LEASE_SECONDS", 60, least=1)
# A mail server that stays silent at one step is given up well before the lease of the letter ends.
EMAIL_TIMEOUT = LETTER_LEASE_SECONDS / 4
LETTER_RETENTION_DAYS = environment.number("LETTER_RETENTION_DAYS", 90, least=1)
SWEEP_SECONDS = environment.number("SWEEP_SECONDS", 30, least=1)

_BROKER = environment.broker("BROKER_URL")
CELERY_BROKER_URL = _BROKER["url"]
CELERY_BROKER_TRANSPORT = _BROKER["transport"]
CELERY_BROKER_TRANSPORT_OPTIONS = _BROKER["options"]
# A worker waits for its broker as long as it takes.
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# Who rings the bell does not wait: the row is safe, the sweeper finds it.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = "UTC"
# The timetable is in ai4t/celery.py; beat keeps nothing on disk, because every entry may come twice.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"

# --- Attestations -------------------------------------------------------------------------------------------------

# Signs attestations as badges (RSA, PEM); without it none are offered.
BADGE_KEY_FILE = environment.file("BADGE_KEY_FILE")

# --- Security headers ---------------------------------------------------------------------------------------------

CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
VIDEO_PLAYERS = [
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    *environment.sites("PEERTUBE_SITES", "https://peertube.fr"),
]

# --- Logs ---------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ai4t.logs.JsonFormatter"}},
    "filters": {"one_line": {"()": "ai4t.scanners.OneLineWarning"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {
        "handlers": ["stdout"],
        "level": environment.choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"}),
    },
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # A forged Host, or more than anybody types, is a scanner's and not a fault of ours.
        "django.security.DisallowedHost": {"filters": ["one_line"]},
        "django.security.RequestDataTooBig": {"filters": ["one_line"]},
        "django.security.TooManyFieldsSent": {"filters": ["one_line"]},
        "django.security.TooManyFilesSent": {"filters": ["one_line"]},
        # A line for each task would say less than the verbs say themselves.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}

# --- Whom to name -------------------------------------------------------------------------------------------------

PLATFORM_NAME = "AI4T"
# Who answers for the site, as the legal notice and the privacy page name them; the address may have several lines.
PUBLISHER_NAME = environment.text("PUBLISHER_NAME", "AI4T")
PUBLISHER_ADDRESS = environment.text("PUBLISHER_ADDRESS", "").replace("\\n", "\n")
