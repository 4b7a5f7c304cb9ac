"""The project: its settings, the rooms of the deal, and the API."""

from exchange.celery import app as celery_app

__all__ = ["celery_app"]
