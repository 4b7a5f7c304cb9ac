"""Records of patients, by the names of what a file holds: they have no place here, not even in a log. Plain Python."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from catalog.interchange.errors import PatientRecordsError
from catalog.interchange.reading.names import words
from catalog.interchange.reading.sheets import read_sheets
from catalog.interchange.reading.source import FileKind, Source

# What no catalogue needs of a person, in the spellings of hospitals' exports.
_PERSONAL: Mapping[str, tuple[str, ...]] = {
    "names of people": (
        "patient name", "donor name", "subject name", "participant name", "name of patient", "first name", "last name",
        "firstname", "lastname", "middle name", "surname", "family name", "given name", "given names", "forename",
        "maiden name", "full name", "fullname", "vorname", "nachname", "familienname", "prenom", "prénom",
        "nom du patient", "apellido", "apellidos", "cognome",
    ),
    "birth dates": (
        "birth date", "birthdate", "date of birth", "dob", "birthday", "geburtsdatum", "geburtstag",
        "date de naissance", "fecha de nacimiento", "data di nascita", "geboortedatum",
    ),
    "national or hospital identifiers of people": (
        "national id", "national identifier", "national identity number", "national identification number", "ssn",
        "social security number", "nhs number", "nhs no", "nino", "national insurance number", "passport number",
        "passport no", "medical record number", "mrn", "hospital number", "health insurance number",
        "insurance number", "medicare number", "identity card number", "personnummer", "chi number", "aadhaar",
        "aadhaar number", "codice fiscale", "sozialversicherungsnummer", "driver license number",
    ),
}  # fmt: skip
# Of a lab or an instrument these are harmless; beside a donor or a sample they are a person's.
_CONTACT: Mapping[str, tuple[str, ...]] = {
    "addresses": (
        "address", "home address", "street", "street address", "postal address", "postcode", "postal code", "zip code",
        "adresse", "anschrift", "direccion", "indirizzo",
    ),
    "telephone numbers or e-mail addresses": (
        "phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "mobile phone", "email",
        "e mail", "email address", "telefon", "telefono", "téléphone",
    ),
}  # fmt: skip
_PEOPLE = frozenset({"patient", "patients", "donor", "subject", "participant", "individual", "proband", "person"})
_OF_PEOPLE = _PEOPLE | {"sample", "specimen", "aliquot", "biopsy", "sex", "gender", "age", "diagnosis"}
# Whose name and telephone number a provider publishes.
_PUBLIC = frozenset(
    {
        "contact",
        "contacts",
        "head",
        "investigator",
        "owner",
        "custodian",
        "manager",
        "author",
        "authors",
        "credit",
        "charge",
        "staff",
        "maintainer",
    }
)
_HEALTH_RECORD = re.compile(
    r'"resourceType"\s*:\s*"(?:Patient|Person|RelatedPerson)"'  # FHIR as JSON, in a bundle and line by line too
    r"|<(?:\w+:)?(?:Patient|ClinicalDocument)\b[^>]{0,300}xmlns"  # FHIR and CDA as XML
    r"|\AMSH\|\^~"  # HL7 version 2
)
_HEADER_ROWS = 20
_SIGNS = re.compile(r"[,;\t|]")
REFUSAL = (
    "The file holds {found}. Records of patients are refused whole, and nothing of the file was kept."
    " Replace them by pseudonyms and ages, and send it again."
)


def refuse_patients(source: Source) -> None:
    """Refuse a file that tells who somebody is; what it says of them is not repeated.

    Raises:
        PatientRecordsError: it names the kinds of data alone.
    """
    if _HEALTH_RECORD.search(source.text):
        raise PatientRecordsError(REFUSAL.format(found="a health record of a person"))
    for header in _headers(source):
        if found := _found(header):
            raise PatientRecordsError(REFUSAL.format(found=" and ".join(found)))


def _found(header: Iterable[str]) -> list[str]:
    """Return which kinds of personal data the columns of one table are of."""
    names = {words(name) for name in header}
    is_of_people = any(_OF_PEOPLE.intersection(name) for name in names)
    own = {" ".join(name) for name in names}
    # ``patient_phone`` is a telephone number of a person, whatever stands beside it.
    bare = {" ".join(name[1:]) for name in names if name and name[0] in _PEOPLE}
    found = [title for title, spellings in _PERSONAL.items() if (own | bare).intersection(spellings)]
    contact = own | bare if is_of_people else bare
    return found + [title for title, spellings in _CONTACT.items() if contact.intersection(spellings)]


def _headers(source: Source) -> Iterator[Iterable[str]]:
    """Yield the names of columns, wherever in the first rows they stand, or the keys of objects."""
    if source.kind is FileKind.JSON:
        yield set(_keys(source.objects()))
    elif source.kind is FileKind.XLSX:
        for _, rows in read_sheets(source.content):
            yield from islice(rows, _HEADER_ROWS)
    else:
        for line in islice(_lines(source.text), _HEADER_ROWS):
            yield [cell.strip(" #\"'") for cell in _SIGNS.split(line)]


def _lines(text: str) -> Iterator[str]:
    return (line for line in text[:200_000].split("\n") if line.strip())


def _keys(given: Any) -> Iterator[str]:
    """Yield the keys at every depth, but for those of people whom a provider names itself."""
    waiting = [given]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            yield from one
            waiting += [value for key, value in one.items() if not _PUBLIC.intersection(words(key))]
        elif isinstance(one, list):
            waiting += one
