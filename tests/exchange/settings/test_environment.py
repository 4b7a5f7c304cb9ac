"""Reading the environment: typed, once, and clear about what is wrong."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from exchange.settings.environment import Environment


def test_text_is_stripped_and_empty_means_unset() -> None:
    env = Environment({"A": "  x ", "B": "  "})
    assert env.text("A") == "x"
    assert env.text("B", "default") == "default"


def test_required_text_is_asked_for_by_name() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^Set the environment variable SECRET_KEY\.$"):
        Environment({}).text("SECRET_KEY")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("TRUE", True), ("yes", True), ("on", True), ("0", False), ("False", False), ("off", False)],
)
def test_boolean_words(value: str, *, expected: bool) -> None:
    assert Environment({"A": value}).boolean("A") is expected


def test_boolean_refuses_other_words() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DEBUG must be true or false, not 'maybe'\.$"):
        Environment({"DEBUG": "maybe"}).boolean("DEBUG", default=False)


def test_integer_is_bounded() -> None:
    env = Environment({"A": "3", "B": "three", "C": "-1"})
    assert env.integer("A") == 3
    assert env.integer("D", 7) == 7
    with pytest.raises(ImproperlyConfigured, match=r"^B must be a whole number, not 'three'\.$"):
        env.integer("B")
    with pytest.raises(ImproperlyConfigured, match=r"^C must be at least 0, not -1\.$"):
        env.integer("C")


def test_words_drop_empty_parts() -> None:
    assert Environment({"A": "one, two,,"}).words("A") == ["one", "two"]
    assert Environment({}).words("A", ()) == []


def test_path_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Environment({"A": "data"}).path("A") == tmp_path / "data"


def test_existing_file_must_exist(tmp_path: Path) -> None:
    file = tmp_path / "key.p12"
    assert Environment({}).existing_file("KEY") is None
    with pytest.raises(ImproperlyConfigured, match=r"^KEY names .*key\.p12', which is not a readable file\.$"):
        Environment({"KEY": str(file)}).existing_file("KEY")
    file.touch()
    assert Environment({"KEY": str(file)}).existing_file("KEY") == file


def test_url_has_one_of_the_schemes() -> None:
    parts = Environment({"A": "https://host.example:81/x"}).url("A", schemes=("https",))
    assert parts is not None
    assert (parts.hostname, parts.port, parts.path) == ("host.example", 81, "/x")
    assert Environment({}).url("A", "", schemes=("https",)) is None
    with pytest.raises(ImproperlyConfigured, match=r"^A must start with one of https://, http://\.$"):
        Environment({"A": "ftp://host.example"}).url("A", schemes=("https", "http"))
    with pytest.raises(ImproperlyConfigured, match=r"^A is not an address: "):
        Environment({"A": "https://host.example:port"}).url("A", schemes=("https",))
