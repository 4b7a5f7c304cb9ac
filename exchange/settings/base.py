"""What every installation shares; the vendors' files say the rest."""

from exchange.settings.accounts import *
from exchange.settings.api import *
from exchange.settings.broker import *
from exchange.settings.database import *
from exchange.settings.deals import *
from exchange.settings.documents import *
from exchange.settings.logging import *
from exchange.settings.mail import *
from exchange.settings.places import *
from exchange.settings.search import *
from exchange.settings.security import *

ROOMS = [
    "exchange.kernel",
    "exchange.parties",
    "catalog.vocabulary",
    "catalog.consent",
    "catalog.listings",
    "catalog.kinds",
    "catalog.stock",
    "catalog.quality",
    "catalog.search",
    "catalog.interchange",
    "catalog.files",
    "agreements.compliance",
    "agreements.drafting",
    "agreements.signature",
    "exchange.requests",
    "exchange.shipping",
    "exchange.notify",
    "exchange.api",
    "exchange.demo",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "pgtrigger",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.orcid",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "django_filters",
    "graphene_django",
]

MIDDLEWARE = [
    "exchange.api.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "exchange.urls"
WSGI_APPLICATION = "exchange.wsgi.application"
ASGI_APPLICATION = "exchange.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
# Files that people send are rows; nothing is stored in folders but what the build makes.
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}}

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
