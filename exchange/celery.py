"""The Celery application; its settings are the CELERY_* names of ``django.conf.settings``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange.settings.production")

app = Celery("reagora")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
