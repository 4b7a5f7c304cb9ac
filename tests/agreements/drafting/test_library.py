"""The forms as data: versions, digests, wrapping."""

from datetime import date
from pathlib import Path

import pytest

from agreements.drafting import library
from agreements.drafting.filling import variables_of
from agreements.drafting.library import Clause, Inclusion, canonical_json, form_in_force, unwrap
from agreements.drafting.rules import FormId, Overlay
from catalog.consent.rules import conditions as consent_conditions
from tests.factories.deals import DAY

# A changed text is a new version with a later date, never an edit: these digests stand in signed agreements.
DIGESTS = {
    (FormId.LETTER, 1): "93d0f37d6a2863cfcdc0416cd11c124a5f3785e4b20af80d8fc6e6ccf21eb611",
    (FormId.HUMAN_MATERIAL, 1): "12a078c773c7778752dfa90862f69246f2bef39507856862a79b94d1d96bd466",
}


@pytest.mark.parametrize("form_id", FormId)
def test_published_text_of_a_form_never_changes(form_id: FormId) -> None:
    form = form_in_force(form_id, on=DAY)
    assert DIGESTS[form_id, form.version] == form.digest


@pytest.mark.parametrize("form_id", FormId)
def test_form_has_unique_clauses_and_a_place_for_conditions(form_id: FormId) -> None:
    form = form_in_force(form_id, on=DAY)
    clauses = [part.id for part in form.parts if isinstance(part, Clause)]
    assert len(set(clauses)) == len(clauses)
    assert next(part.what for part in form.parts if isinstance(part, Inclusion)) == "conditions"
    assert clauses[-1] == "signing"
    assert form.cites


def test_only_the_human_form_takes_overlays() -> None:
    takes = {form_id: Inclusion("overlays") in form_in_force(form_id, on=DAY).parts for form_id in FormId}
    assert takes == {FormId.LETTER: False, FormId.HUMAN_MATERIAL: True}


def test_every_overlay_has_a_clause() -> None:
    assert set(form_in_force(FormId.HUMAN_MATERIAL, on=DAY).additions.overlays) == set(Overlay)


def test_every_condition_of_the_consent_match_has_a_clause() -> None:
    codes = {
        kind.code
        for kind in vars(consent_conditions).values()
        if str(getattr(kind, "code", "")).startswith(("pre:", "post:"))
    }
    assert set(form_in_force(FormId.LETTER, on=DAY).additions.conditions) == codes
    assert len(codes) == 6


def test_condition_clause_uses_the_value_it_declares() -> None:
    for condition in form_in_force(FormId.LETTER, on=DAY).additions.conditions.values():
        assert set(variables_of(condition.clause)) == {"items", condition.value} - {None}


def test_form_is_not_in_force_before_its_first_day() -> None:
    with pytest.raises(LookupError, match="No version of letter-agreement is in force on 2025-12-31"):
        form_in_force(FormId.LETTER, on=date(2025, 12, 31))


def test_later_version_takes_over_on_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("letter-agreement-1.toml", "additions-1.toml"):
        (tmp_path / name).write_text((library.FORMS_DIR / name).read_text())
    later = (tmp_path / "letter-agreement-1.toml").read_text()
    later = later.replace("version = 1", "version = 2").replace("2026-01-01", "2026-07-01").replace("thirty", "sixty")
    (tmp_path / "letter-agreement-2.toml").write_text(later)
    monkeypatch.setattr(library, "FORMS_DIR", tmp_path)
    library._versions.cache_clear()
    try:
        before, after = (form_in_force(FormId.LETTER, on=day) for day in (date(2026, 6, 30), date(2026, 7, 1)))
    finally:
        library._versions.cache_clear()
    assert (before.version, after.version) == (1, 2)
    assert before.digest != after.digest


def test_unwrap_joins_lines_and_keeps_paragraphs_and_items() -> None:
    assert unwrap("\none\ntwo\n\nthree:\n- a\nb\n- c\n\nlast\n") == "one two\n\nthree:\n- a b\n- c\n\nlast"


def test_canonical_json_sorts_keys_and_keeps_letters() -> None:
    assert canonical_json({"b": date(2026, 1, 2), "a": "é"}) == '{"a":"é","b":"2026-01-02"}'.encode()
