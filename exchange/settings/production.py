"""An installation for others: every secret and address comes from the environment, and over TLS only."""

from django.core.exceptions import ImproperlyConfigured

from exchange.settings.base import *
from exchange.settings.environment import env

if DEMO:
    raise ImproperlyConfigured("DEMO hands out links that sign anybody in; production refuses it.")
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
PUBLIC_URL = env.text("PUBLIC_URL")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# The embedded server is for one machine; whoever runs this for others names a server.
env.text("DATABASE_URL")
env.text("MAIL_HOST")
# Strangers may not make up work for the server; whoever writes a program has an API token.
GRAPHQL_PERSISTED_ONLY = env.boolean("GRAPHQL_PERSISTED_ONLY", default=True)

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.boolean("SSL_REDIRECT", default=True)
# The probe of a load balancer comes over plain HTTP and from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# To be on the browsers' own list is a promise for a whole domain, which its owner makes.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if env.boolean("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
