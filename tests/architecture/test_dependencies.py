"""Every dependency says why it is there, is pinned, and is locked by hash without an address."""

import re
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import ROOT, python_files

PYPROJECT = (ROOT / "pyproject.toml").read_text()
LOCK = (ROOT / "requirements.lock").read_text()
FIXED_FOR_ROOMS_TO_COME = ["stripe"]
PIN = re.compile(r'^  "(?P<name>[a-z0-9-]+)(?:\[[a-z,-]+\])?==(?P<version>[^"]+)",\s*# (?P<why>[A-Z].+\.)$')


def dependencies() -> list[str]:
    document = tomllib.loads(PYPROJECT)
    groups = document["dependency-groups"].values()
    return [*document["project"]["dependencies"], *(name for group in groups for name in group)]


def pins() -> dict[str, str]:
    return {match["name"]: match["version"] for line in PYPROJECT.splitlines() if (match := PIN.match(line))}


def locked() -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, flags=re.MULTILINE))


def test_every_dependency_is_pinned_and_says_why() -> None:
    assert len(pins()) == len(dependencies())


def modules_of(distribution: str) -> list[str]:
    """Return the top-level modules that a package installs."""
    return [
        module
        for module, distributions in packages_distributions().items()
        if distribution in {name.lower().replace("_", "-") for name in distributions}
    ]


def test_every_dependency_of_the_running_system_is_used() -> None:
    names = [re.split(r"[\[=]", dependency)[0] for dependency in tomllib.loads(PYPROJECT)["project"]["dependencies"]]
    sources = "\n".join(path.read_text() for path in python_files() if path.relative_to(ROOT).parts[0] != "tests")
    unused = [name for name in names if not any(re.search(rf"\b{module}\b", sources) for module in modules_of(name))]
    assert sorted(unused) == FIXED_FOR_ROOMS_TO_COME


def test_every_pin_is_locked() -> None:
    assert {name: version for name, version in pins().items() if locked().get(name) != version} == {}


def test_every_locked_package_has_a_hash() -> None:
    packages = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert len(packages) >= len(locked())


@pytest.mark.parametrize("name", ["requirements.lock", "frontend/package-lock.json"])
def test_lock_file_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert re.findall(r"file:[^\"]+", text) == []
    # npm copies the addresses where one may support a package's authors; they fetch nothing.
    assert re.findall(r'"resolved":.*', text) == []
    assert "--index-url" not in text
    assert "--find-links" not in text
