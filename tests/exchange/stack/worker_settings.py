"""The settings of a real worker that also knows the slow task."""

from exchange.settings.dev import *

CELERY_IMPORTS = ("tests.exchange.stack.slow_tasks",)
