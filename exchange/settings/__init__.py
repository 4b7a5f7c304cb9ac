"""Settings, one file per vendor; code reads them through ``django.conf.settings`` only."""
