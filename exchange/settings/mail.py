"""Outgoing mail: a server named by MAIL_HOST, else files under DATA_DIR."""

from exchange.settings.environment import env
from exchange.settings.places import DATA_DIR

DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Reagora <no-reply@reagora.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = env.text("MAIL_HOST", "")
EMAIL_PORT = env.integer("MAIL_PORT", 587, minimum=1)
EMAIL_HOST_USER = env.text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
