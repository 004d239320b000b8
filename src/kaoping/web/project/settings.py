"""Settings of the platform, all from the environment.

KAOPING_DATABASE   a path of a SQLite file, or postgresql://user:password@host:port/name (or ?host=/socket/folder)
KAOPING_FILES      folder of uploaded files
KAOPING_SECRET_KEY needed unless KAOPING_DEMO is set
KAOPING_HOSTS      host names served, separated by commas
KAOPING_DEMO       1: the demo (演示): fictional data, a frozen day, entry without password
"""

from __future__ import annotations

import os
import urllib.parse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

DEMO = os.environ.get("KAOPING_DEMO") == "1"
DEBUG = False
TESTING = os.environ.get("KAOPING_TESTING") == "1"
SECRET_KEY = os.environ.get("KAOPING_SECRET_KEY", "demo-only" if DEMO or TESTING else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("请设置环境变量 KAOPING_SECRET_KEY（会话签名密钥，50 位以上随机字符）")
ALLOWED_HOSTS = os.environ.get("KAOPING_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

FROZEN_DAY = date(2026, 1, 12) if DEMO else None
"""The day that the demo lives on; None: the calendar's."""

VAR = Path(os.environ.get("KAOPING_VAR", "var")).resolve()
FILES = Path(os.environ.get("KAOPING_FILES", str(VAR / "files")))
FILE_SIZE_LIMIT = 50 * 1024 * 1024
"""Bytes of one uploaded file."""
REQUEST_SIZE_LIMIT = 200 * 1024 * 1024
"""Bytes of one request with all its files; more is refused before it is read."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

INSTALLED_APPS = [
    "kaoping.web.core",
    "kaoping.web.people",
    "kaoping.web.years",
    "kaoping.web.records",
    "kaoping.web.results",
    "kaoping.web.project",
    *(["kaoping.web.demo"] if DEMO or TESTING else []),
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kaoping.web.core.middleware.ContentPolicy",
    "kaoping.web.core.middleware.RequestSize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kaoping.web.people.middleware.IdleLogout",
    "kaoping.web.people.middleware.Guard",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kaoping.web.project.urls"
WSGI_APPLICATION = "kaoping.web.project.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kaoping.web.people.context.page",
            ],
        },
    }
]
FORM_RENDERER = "kaoping.web.core.renderers.FormRenderer"


def _database(told: str) -> dict[str, Any]:
    """Read KAOPING_DATABASE. Connections are kept: opening one for each request costs a factor of eight."""
    if not told.startswith("postgresql:"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": told,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA cache_size=-20000; PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urllib.parse.urlsplit(told)
    host = urllib.parse.parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": host,
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(os.environ.get("KAOPING_DATABASE", str(VAR / "kaoping.sqlite3")))}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
"""Hours that a login stays locked after five failures (等保三级 身份鉴别)."""
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "kaoping.web.people.views.locked_out"
AXES_USERNAME_FORM_FIELD = "username"
SILENCED_SYSTEM_CHECKS = ["axes.W002"]

IDLE_MINUTES = 30
"""Minutes without a request after which a session ends."""
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (
    DEMO or TESTING or os.environ.get("KAOPING_PLAIN_HTTP") == "1"
)
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kaoping.web.people.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("kaoping", Path(__file__).parent.parent / "static" / "kaoping")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
