"""Agreements as PDF: fonts, the key that seals, the clock that dates."""

from django.core.exceptions import ImproperlyConfigured

from exchange.settings.environment import env
from exchange.settings.places import BASE_DIR, DATA_DIR

# typst stops at a glyph that no font has, so a folder with fallback fonts can be added.
DOCUMENT_FONT_PATHS = [str(BASE_DIR / "agreements" / "drafting" / "fonts"), *env.words("DOCUMENT_FONT_PATHS", ())]

# Without a key of its own the demo makes a certificate authority under DATA_DIR.
SEAL_KEY_P12 = env.existing_file("SEAL_KEY_P12")
SEAL_KEY_PASSPHRASE = env.text("SEAL_KEY_PASSPHRASE", "")
SEAL_AUTHORITY_DIR = DATA_DIR / "seal"
# RFC 3161 timestamp service; empty means the demo authority dates the seals of the demo's key.
_timestamp_service = env.url("TIMESTAMP_URL", "", schemes=("https", "http"))
TIMESTAMP_URL = _timestamp_service.geturl() if _timestamp_service else ""
# PEM file of the roots by which an operator's own key and timestamp service are verified.
SEAL_TRUST_ROOTS = env.existing_file("SEAL_TRUST_ROOTS")
if (SEAL_KEY_P12 or TIMESTAMP_URL) and not SEAL_TRUST_ROOTS:
    raise ImproperlyConfigured(
        "SEAL_KEY_P12 and TIMESTAMP_URL need SEAL_TRUST_ROOTS, the PEM file of the roots they end in."
    )
