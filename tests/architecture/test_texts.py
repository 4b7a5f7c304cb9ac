"""What no file of the project may say."""

import re

import pytest

from tests.architecture.sources import NOT_OURS, ROOT, name_of, text_files

# Put together here, so that this file passes its own test.
INDEX_HOSTS = ("pypi" + ".org", "python" + "hosted", "npm" + "js", "yarn" + "pkg.com")
MACHINE_PATHS = tuple(f"/{folder}/" for folder in ("work", "root", "home", "tmp"))
POSTPONEMENTS = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")


def places(pattern: str) -> list[str]:
    expression = re.compile(pattern)
    return [
        f"{name_of(path)}:{number}: {match.group()}"
        for path in text_files()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if (match := expression.search(line))
    ]


@pytest.mark.parametrize("host", INDEX_HOSTS)
def test_no_file_names_a_package_index(host: str) -> None:
    assert places(re.escape(host)) == []


@pytest.mark.parametrize("path", MACHINE_PATHS)
def test_no_file_names_a_path_of_one_machine(path: str) -> None:
    # Not as part of a longer path, such as /account/home/.
    assert places(rf"(?<![\w/.}}-]){path}") == []


@pytest.mark.parametrize("word", POSTPONEMENTS)
def test_nothing_is_postponed(word: str) -> None:
    assert places(rf"\b{word}\b") == []


def test_folders_left_out_here_are_ignored_by_git() -> None:
    ignored = {line.strip("/").split("/")[-1] for line in (ROOT / ".gitignore").read_text().splitlines()}
    assert NOT_OURS - {".git"} - ignored == set()
