"""Make the demo's certificate authority, sealing key and timestamp authority, or renew what is about to expire."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from agreements.signature.authority import ensure_authority
from exchange.kernel import clock


class Command(BaseCommand):
    """`python manage.py create_demo_certificates`."""

    help = "Make the demo's certificates for seals and timestamps; run again, it renews only what is about to expire."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SEAL_KEY_P12:
            self.stdout.write("SEAL_KEY_P12 is set, so the demo's certificates are not needed.")
            return
        directory = Path(settings.SEAL_AUTHORITY_DIR)
        written = ensure_authority(directory, now=clock.now())
        for file in written:
            self.stdout.write(f"Wrote {file.name}")
        if not written:
            self.stdout.write("The demo's certificates are in order.")
        self.stdout.write(f"Verify seals with {directory / 'authority.pem'}")
