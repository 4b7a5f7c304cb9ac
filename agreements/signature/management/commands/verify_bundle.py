"""Check an evidence bundle, with nothing but the file."""

import hashlib
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.signature.certificates import read_certificates
from agreements.signature.evidence import Checked, check_bundle


class Command(BaseCommand):
    """Print what is wrong with a bundle, or by whom and when it was sealed."""

    help = (
        "Check an evidence bundle: that nothing in it was changed, that its seals hold, and that its parts agree. It "
        "needs no database and no network. The exit code is 0 if it is sound and 1 if not."
    )
    requires_system_checks: tuple[()] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="the bundle, a zip")
        parser.add_argument(
            "--roots",
            metavar="PEM",
            type=Path,
            help="root certificates to trust; without them those in the bundle, whose fingerprints you then compare",
        )

    def handle(self, *args: Any, file: Path, roots: Path | None, **options: Any) -> None:
        try:
            content = file.read_bytes()
            trusted = read_certificates(roots) if roots else ()
        except OSError as error:
            raise CommandError(f"Cannot read {error.filename}: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{roots} holds no certificates in PEM.") from error
        checked = check_bundle(content, roots=trusted)
        if not checked.is_sound:
            for finding in checked.findings:
                self.stdout.write(f"WRONG {finding}")
            raise CommandError(f"{file} does not prove its agreement.")
        for line in _told(checked):
            self.stdout.write(line)
        if not roots:
            self.stdout.write("Compare the fingerprint with the one that the exchange publishes, or give --roots.")


def _told(checked: Checked) -> Iterator[str]:
    yield f"SOUND agreement {checked.number}"
    for seal in checked.seals:
        sealed_at = seal.sealed_at.isoformat() if seal.sealed_at else ""
        yield f"Sealed {sealed_at} for {seal.signer_name}: {seal.statement}"
    for root in checked.roots:
        yield f"Root {root.subject.human_friendly}, SHA-256 {hashlib.sha256(root.dump()).hexdigest()}"
