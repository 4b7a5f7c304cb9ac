"""A machine of one's own: development and the demo. Nothing has to be set."""

import contextlib
import os
import secrets

from exchange.settings.base import *
from exchange.settings.environment import env
from exchange.settings.places import DATA_DIR


def kept_secret() -> str:
    """Return the secret of this DATA_DIR, made on first use so that sessions outlive a restart."""
    file = DATA_DIR / "secret-key"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # Linked into place when complete, so that of two processes starting at once both read the same secret.
    draft = file.with_name(f"secret-key.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(draft)
    draft.unlink()
    return file.read_text()


DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "") or kept_secret()
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
PUBLIC_URL = env.text("PUBLIC_URL", f"http://localhost:{env.integer('PORT', 8000, minimum=1)}")
# Passkeys need a secure origin; browsers take localhost for one, this lets the server agree.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
