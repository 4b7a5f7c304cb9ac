"""An installation for others starts with what it needs, and with nothing less."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.stack.choices import ROOT

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "exchange.settings.production",
    "SECRET_KEY": "x" * 20 + "production-secret-of-enough-length-0123456789",
    "ALLOWED_HOSTS": "reagora.example",
    "PUBLIC_URL": "https://reagora.example",
    "DATABASE_URL": "postgresql://reagora:secret@db.example/reagora",
    "MAIL_HOST": "mail.example",
}


def check(environment: dict[str, str], data_dir: Path) -> subprocess.CompletedProcess[str]:
    """Run Django's deployment checks in a process of their own, with nothing else set."""
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_complete_environment_passes_the_deployment_checks(tmp_path: Path) -> None:
    done = check(COMPLETE, tmp_path)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n"), done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL", "MAIL_HOST"])
def test_missing_value_is_named(name: str, tmp_path: Path) -> None:
    done = check({key: value for key, value in COMPLETE.items() if key != name}, tmp_path)
    assert done.returncode == 1
    assert f"Set the environment variable {name}." in done.stderr


def test_demo_links_are_refused(tmp_path: Path) -> None:
    done = check({**COMPLETE, "DEMO": "1"}, tmp_path)
    assert done.returncode == 1
    assert "production refuses it" in done.stderr
