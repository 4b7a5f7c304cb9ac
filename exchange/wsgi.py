"""The WSGI application that granian serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange.settings.production")
application = get_wsgi_application()
# The first request finds all imported, and no collection of garbage looks at that again.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
