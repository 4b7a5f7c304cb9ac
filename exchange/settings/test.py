"""The test suite: quick hashes, mail in memory, tasks in the calling process."""

import atexit
import shutil
import tempfile
from pathlib import Path

from exchange.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-tests-and-therefore-public-0123456789"  # noqa: S105 - it protects nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PUBLIC_URL = "http://localhost:8000"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# What a rolled-back test wrote would stay in the index; its own tests build one.
SEARCH_INDEX_DIR = None
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

# What tests write goes with the process.
_written = Path(tempfile.mkdtemp(prefix="reagora-test-files-"))
atexit.register(shutil.rmtree, _written, ignore_errors=True)
SEAL_AUTHORITY_DIR = _written / "seal"
STATIC_ROOT = _written / "static"
STATIC_ROOT.mkdir()
