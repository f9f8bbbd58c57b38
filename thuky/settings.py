"""Django settings. Everything an office may change comes from an environment variable; docs/settings.md lists them all."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from thuky import __version__
from thuky.limits import read_limits
from thuky.queue import huey_options

VERSION = __version__
ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("THUKY_VAR") or ROOT / "var")
INBOX = Path(os.environ.get("THUKY_INBOX") or ROOT / "inbox")
ORIGINALS = VAR / "originals"
TEMPLATES_DOCX = Path(os.environ.get("THUKY_TEMPLATES_DOCX") or ROOT / "templates_docx")
SAMPLES = ROOT / "samples"


def _number(variable: str, default: int) -> int:
    """A whole number from the environment."""
    value = os.environ.get(variable) or default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{variable}={value}: phải là một số nguyên (xem docs/settings.md)") from None


def _secret_key() -> str:
    """The key of this installation: from the environment, else made once and kept in ``var/``, readable by its owner alone."""
    if key := os.environ.get("THUKY_SECRET_KEY"):
        return key
    path = VAR / "secret_key"
    if not path.exists():
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(get_random_secret_key())
        except FileExistsError:
            pass  # web, watcher and worker start together: another one has just made it
    return path.read_text("utf-8").strip()


VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = _secret_key()
DEBUG = os.environ.get("THUKY_DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("THUKY_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("THUKY_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "huey.contrib.djhuey",
    "register",
    "review",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "thuky.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "review.middleware.NotKept",
    "review.middleware.SignInAgain",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "review.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thuky.urls"
WSGI_APPLICATION = "thuky.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "review" / "pages"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "review.environment.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR / 'thuky.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"][
        "OPTIONS"
    ] = {  # synchronous FULL: a row outlives a power cut, for the dropped file is deleted right after it
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "documents"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "review.views.accounts.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = _number("THUKY_SESSION_HOURS", 12) * 3600
if os.environ.get("THUKY_HTTPS", "") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

HUEY = huey_options(os.environ.get("THUKY_QUEUE", ""), DATABASES["default"], VAR / "queue.sqlite3")

# Reading: what one file may cost (ingest.limits.Limits), when a silent reader is given up, how often a document may kill its reader.
READ_LIMITS = read_limits()
READ_ATTEMPTS = _number("THUKY_READ_ATTEMPTS", 3)
EXTRACT_SECONDS = _number("THUKY_EXTRACT_SECONDS", 300)
LEASE_SECONDS = _number("THUKY_LEASE_SECONDS", 60)
DUE_SOON_DAYS = _number("THUKY_DUE_SOON_DAYS", 5)

HOST = os.environ.get("THUKY_HOST", "127.0.0.1")
PORT = _number("THUKY_PORT", 8000)
WORKERS = _number("THUKY_WORKERS", min(2, os.cpu_count() or 1))
SETTLE_SECONDS = _number("THUKY_SETTLE_SECONDS", 2)
INBOX_POLLING = os.environ.get("THUKY_INBOX_POLLING", "") == "1"

LOGGING_CONFIG = None  # thuky.logs sets each process up
LOG_LEVEL = os.environ.get("THUKY_LOG_LEVEL", "INFO").upper()
