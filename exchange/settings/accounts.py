"""django-allauth, headless: password, code by e-mail, TOTP, passkeys, ORCID and OpenID Connect."""

from typing import Any
from urllib.parse import urlsplit

from exchange.settings.environment import env

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# In a demo, links sign anybody in as its people; production refuses the setting.
DEMO = env.boolean("DEMO", default=False)
# Closed, an account can be had by an organisation's invitation only.
SIGN_UP_OPEN = env.boolean("SIGN_UP_OPEN", default=True)

# Limits count by the client's address; behind proxies it is in a header that clients could forge themselves.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0)

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
# Paths of the page; allauth puts them behind the host of the request into its mails.
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/account/verify-email/{key}",
    "account_reset_password": "/account/password/reset",
    "account_reset_password_from_key": "/account/password/reset/{key}",
    "account_signup": "/account/sign-up",
    "socialaccount_login_error": "/account/provider/failed",
}
LOGIN_URL = "/sign-in"

ACCOUNT_ADAPTER = "exchange.parties.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True

MFA_ADAPTER = "exchange.parties.sign_in.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Reagora"


def orcid_provider() -> dict[str, Any]:
    """Return ORCID's configuration, without an app until ORCID_CLIENT_ID is set."""
    client_id = env.text("ORCID_CLIENT_ID", "")
    apps = [{"client_id": client_id, "secret": env.text("ORCID_CLIENT_SECRET")}] if client_id else []
    return {"BASE_DOMAIN": env.text("ORCID_DOMAIN", "orcid.org"), "APPS": apps}


def oidc_provider() -> dict[str, Any]:
    """Return one generic OpenID Connect app, or none until OIDC_SERVER_URL is set."""
    server = env.url("OIDC_SERVER_URL", "", schemes=("https", "http"))
    if server is None:
        return {"APPS": []}
    app = {
        "provider_id": env.text("OIDC_PROVIDER_ID", "institution"),
        "name": env.text("OIDC_NAME", "Your institution"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server.geturl()},
    }
    return {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}


def sign_in_servers(providers: dict[str, dict[str, Any]]) -> list[str]:
    """Return the origins to which the browser is sent to sign in elsewhere, of the providers that are switched on."""
    servers = [urlsplit(app["settings"]["server_url"]) for app in providers["openid_connect"]["APPS"]]
    orcid = providers["orcid"]
    return [
        *(f"https://{orcid['BASE_DOMAIN']}" for _ in orcid["APPS"]),
        *(f"{server.scheme}://{server.netloc}" for server in servers),
    ]


SOCIALACCOUNT_ADAPTER = "exchange.parties.sign_in.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"orcid": orcid_provider(), "openid_connect": oidc_provider()}
SIGN_IN_SERVERS = sign_in_servers(SOCIALACCOUNT_PROVIDERS)
# An address told by a provider is not proof enough to enter somebody's existing account.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
