"""Cookies, cross-site request forgery, content security policy, transport."""

from csp.constants import NONCE, NONE, SELF

from exchange.settings.accounts import SIGN_IN_SERVERS

SESSION_COOKIE_NAME = "reagora_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "reagora_csrf"
# The page reads this cookie and sends it back as a header.
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [SELF],
        # A form of ours is answered by sending the browser on to the service that signs people in.
        "form-action": [SELF, *SIGN_IN_SERVERS],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Uploads and documents are checked by what they are; these only bound what reaches memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
