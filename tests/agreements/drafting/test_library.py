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
    (FormId.LETTER, 1): "e00d8589e8bda809a932ec58a4e9ef0cf8544bed55158f56df81743276a9fcee",
    (FormId.OPEN_LETTER, 1): "c56d57ba76142e43489dbdd0ff9fd223788835f8c65daeeac4415fab8067e2cf",
    (FormId.UBMTA_LETTER, 1): "a527b254783014476b8f12b07a011bb0c60115d6e632420ecfb13cb81d687e9f",
    (FormId.MATERIAL_TRANSFER, 1): "a992e5f7f09493087555f3e1ac281a7ea42a162e5d813beddce79b91c52003f5",
    (FormId.HUMAN_MATERIAL, 1): "d8edbb711563fe80385af7d228b5f040bb36f4607a3cb98c199370e725b1aab6",
    (FormId.MATERIAL_AND_DATA, 1): "09da9de582c0a00e2728d732e49529878ed00ebec98a6597d12adadc0531620e",
    (FormId.SOUTH_AFRICAN, 1): "f332c610b4f46516cabf853b2d97c31121002ff4bcc78a0f8809e7c13f26987c",
    (FormId.DATA_USE, 1): "d3e2997fd60e409a5cb531ed14d7e2b07d14ca18986965c60a485551d1c5ee6f",
    (FormId.EQUIPMENT_USE, 1): "baf875b919d7e466cc1c2cd905d06172609fb6dcb482ab3a5937cb9d3f3c0b73",
    (FormId.COLLABORATION, 1): "1d1bc5e29904cfa0e0529ba7a6e2e05c721ee63220b8fe11abd32eebac5ef09b",
    (FormId.LICENCE, 1): "68e336246b5fa4eb476933e858bb1fc920d6c13a7962a5e38595e6e2d6fdf8a7",
    (FormId.CONFIDENTIALITY, 1): "bb62d41bd7dda7d2586d01f64f4a5a1c52c5c08866f27270decfe29c29c62800",
    (FormId.DEPOSIT, 1): "839586c4d2e63176f970abb3e70dc7068c7b1a040545f108f16925d5f0c03e6b",
    (FormId.SCHEDULE, 1): "9b03b9408c8f37f8d818fbea1c83a9162862709921c46d08db572fcd4bc56496",
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


def test_all_but_the_letter_take_overlays() -> None:
    without = [form_id for form_id in FormId if Inclusion("overlays") not in form_in_force(form_id, on=DAY).parts]
    assert without == [FormId.LETTER]


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
