"""Records of patients are told by what their columns are called, in whatever file they come."""

import json
from pathlib import Path

import pytest

from catalog.interchange.errors import PatientRecordsError
from catalog.interchange.reading.patients import refuse_patients
from catalog.interchange.reading.source import open_source
from tests.factories.files import archive, workbook

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
PATIENT = {"resourceType": "Patient", "name": [{"family": "Lovelace"}]}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("sample_id,patient name", "names of people"),
        ("SAMPLE_ID\tPATIENT_NAME", "names of people"),
        ("id;firstName;LastName", "names of people"),
        ("Vorname;Nachname;Geburtsdatum", "names of people and birth dates"),
        ("sample,DOB", "birth dates"),
        ("donor_birth_date,x", "birth dates"),
        ("dateOfBirth,x", "birth dates"),
        ("sample_id,address", "addresses"),
        ("donor,phone", "telephone numbers or e-mail addresses"),
        ("x,patient_phone", "telephone numbers or e-mail addresses"),
        ("x,patient e-mail", "telephone numbers or e-mail addresses"),
        ("id,national_id", "national or hospital identifiers of people"),
        ("id,NHS Number", "national or hospital identifiers of people"),
        ("Export of 3 March\n\n#comment\nid,MRN", "national or hospital identifiers of people"),
    ],
)
def test_columns_that_tell_who_somebody_is_are_refused(header: str, found: str) -> None:
    rows = [line.split(",") for line in header.split("\n")]
    for content in (f"{header}\n1,Ada\n".encode(), archive({"a.csv": header.encode("utf-16")})):
        with pytest.raises(PatientRecordsError, match=f"The file holds {found}[. ]") as refusal:
            refuse_patients(open_source(content))
        assert "Ada" not in str(refusal.value)
    if "," in header:
        with pytest.raises(PatientRecordsError, match=found):
            refuse_patients(open_source(workbook([["x"]], rows)))


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(PATIENT),
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": PATIENT}]}),
        json.dumps([{"key": 1, "who": [{"birthDate": "1961-04-03"}]}]),
        f"{json.dumps(PATIENT)}\n{json.dumps(PATIENT)}\n",
        json.dumps(PATIENT)[:-5],
        '<Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>',
        '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>',
        "MSH|^~\\&|A|B\nPID|1||1^^^X||DOE^JANE\n",
    ],
)
def test_health_records_are_refused(content: str) -> None:
    with pytest.raises(PatientRecordsError):
        refuse_patients(open_source(content.encode()))


@pytest.mark.parametrize(
    "content",
    [
        "name,address,phone,email\nAire Cell Bank,1 Mill Lane,1,x@example.org\n",
        "SAMPLE_ID\tPATIENT_ID\tSEX\tAGE\nS1\tP1\tF\t50\n",
        "key,title,contact_email,person_in_charge\n",
        json.dumps({"collection": "C1", "contact": {"firstName": "A", "phone": "1"}, "sex": ["F"]}),
        json.dumps([{"resourceType": "Specimen", "subject": {"reference": "Patient/1"}}]),
    ],
)
def test_what_is_no_patients_is_not_refused(content: str) -> None:
    refuse_patients(open_source(content.encode()))


def test_no_file_of_the_field_is_taken_for_patients() -> None:
    if not DATA.exists():
        pytest.skip("shared/data is not beside this checkout")
    files = [path for path in DATA.rglob("*") if path.is_file()]

    for path in files:
        refuse_patients(open_source(path.read_bytes()))

    assert len(files) > 80
