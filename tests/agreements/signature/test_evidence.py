"""The bundle that proves an agreement: made once, checked with nothing but the file."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from asn1crypto import pem
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import override_settings

from agreements.drafting import operations as drafting
from agreements.drafting.library import canonical_json
from agreements.drafting.models import Agreement
from agreements.signature import operations
from agreements.signature.authority import AuthorityFiles
from agreements.signature.certificates import SealIdentity, demo_identity, demo_timestamper, trust_roots
from agreements.signature.errors import TimestampUnavailable
from agreements.signature.evidence import EvidenceProblem, bundle, check_bundle, seal_manifest
from agreements.signature.evidence.sealing import problems_of
from agreements.signature.models import EvidenceBundle
from exchange.kernel import clock
from exchange.kernel.errors import WrongState
from exchange.kernel.models import AuditEvent
from tests import needs
from tests.exchange.racing import killed_before_commit, together
from tests.factories.requests import House, house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undelivered")]
BYTES_FLIPPED = 40
EVERY = 5
MADE: list[bytes] = []


@pytest.fixture
def home() -> House:
    return house()


@pytest.fixture
def agreement(home: House) -> Agreement:
    """Return an agreement with its real document, signed and sealed by both."""
    request = home.approved()
    drafted = drafting.render(agreement=home.agreement_of(request.parts.get()), now=clock.now())
    return operations.seal(agreement=home.sign(home.review(drafted)), now=clock.now())


@pytest.fixture
def content(request: pytest.FixtureRequest) -> bytes:
    """Return a bundle, made once for all tests: to check it no rows are needed."""
    if not MADE:
        MADE.append(bytes(gather(request.getfixturevalue("agreement")).content))
    return MADE[0]


def gather(agreement: Agreement) -> EvidenceBundle:
    return operations.gather_evidence(agreement=agreement, now=clock.now())


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def wrong_in(members: dict[str, bytes]) -> list[tuple[str, EvidenceProblem]]:
    return [(finding.member, finding.problem) for finding in check_bundle(bundle.pack(members)).findings]


def resealed(members: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with a manifest and a seal of the exchange's own over what they are now."""
    identity, timestamper = demo_identity(_demo()), demo_timestamper(_demo())
    manifest = json.loads(members[bundle.MANIFEST])
    digests = {name: hashlib.sha256(members[name]).hexdigest() for name in manifest["files"]}
    made = canonical_json({**manifest, "files": digests})
    seal = seal_manifest(made, identity=identity, timestamper=timestamper)
    return {**members, bundle.MANIFEST: made, bundle.SEAL: seal}


def _demo() -> AuthorityFiles:
    return AuthorityFiles(Path(settings.SEAL_AUTHORITY_DIR))


def test_bundle_tells_all_of_the_agreement(home: House, agreement: Agreement) -> None:
    content = bytes(gather(agreement).content)
    members = members_of(content)

    assert sorted(members) == [
        "README.txt", "agreement.pdf", "authority.json", "certificates/roots.pem", "events.json", "manifest.json",
        "manifest.p7s", "texts/1.json",
    ]  # fmt: skip
    assert members["agreement.pdf"] == bytes(agreement.documents.get(sequence=2).content)
    assert json.loads(members["texts/1.json"])["number"] == agreement.number
    authority = json.loads(members["authority.json"])
    assert [one["person"] for one in authority["signatures"]] == [str(home.biobank.signatory), str(home.signatory)]
    assert {one["text_sha256"] for one in authority["signatures"]} == {agreement.text_sha256}
    commands = [event["command"] for event in json.loads(members["events.json"])]
    assert commands[0] == "drafting.draft"
    assert commands[-1] == "signature.execute"
    assert commands.count("signature.sign") == 2

    checked = check_bundle(content, roots=trust_roots(now=clock.now()))
    assert checked.findings == ()
    assert checked.number == agreement.number
    assert [seal.is_sound for seal in checked.seals] == [True, True]


def test_gathered_once_whoever_asks_and_however_often(agreement: Agreement) -> None:
    together(*[lambda: gather(agreement)] * 3)

    assert EvidenceBundle.objects.count() == 1
    assert AuditEvent.objects.filter(command="signature.gather_evidence").count() == 1


def test_process_killed_before_commit_leaves_nothing_half_done(agreement: Agreement) -> None:
    killed_before_commit(
        """
        from agreements.drafting.models import Agreement
        from agreements.signature import operations
        operations.gather_evidence(agreement=Agreement.objects.get(pk=key), now=now)
        """,
        key=agreement.pk,
    )

    assert EvidenceBundle.objects.count() == 0
    assert check_bundle(bytes(gather(agreement).content)).is_sound


def test_what_is_not_executed_has_no_evidence(home: House) -> None:
    agreement = home.agreement_of(home.approved().parts.get())

    with pytest.raises(WrongState):
        gather(agreement)
    with pytest.raises(DatabaseError, match="G4"), transaction.atomic():
        EvidenceBundle.objects.create(agreement=agreement, content=b"", sha256="")


def test_evidence_is_never_altered(agreement: Agreement) -> None:
    gathered = gather(agreement)

    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceBundle.objects.filter(pk=gathered.pk).update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        gathered.delete()


def test_without_a_timestamp_nothing_is_gathered(agreement: Agreement) -> None:
    with override_settings(TIMESTAMP_URL="http://127.0.0.1:9/"), pytest.raises(TimestampUnavailable):
        gather(agreement)

    assert EvidenceBundle.objects.count() == 0


def test_every_changed_byte_is_found_and_its_file_named(content: bytes) -> None:
    for member, original in members_of(content).items():
        start = content.index(original)
        step = max(1, len(original) // BYTES_FLIPPED)
        for place in range(start, start + len(original), step):
            changed = bytearray(content)
            changed[place] ^= 1
            found = check_bundle(bytes(changed)).findings
            assert found, (member, place - start)
            assert any(member in finding.member for finding in found), (member, place - start, found)


def test_every_changed_byte_between_the_files_is_found(content: bytes) -> None:
    inside: set[int] = set()
    for original in members_of(content).values():
        start = content.index(original)
        inside.update(range(start, start + len(original)))
    for place in sorted(set(range(len(content))) - inside)[::EVERY]:
        changed = bytearray(content)
        changed[place] ^= 1
        assert not check_bundle(bytes(changed)).is_sound, place
    assert not check_bundle(content + b" ").is_sound
    assert not check_bundle(content[:-1]).is_sound


def test_files_taken_away_and_added_are_named(content: bytes) -> None:
    members = members_of(content)
    for name in ("README.txt", "agreement.pdf", "events.json", "authority.json", "texts/1.json"):
        assert wrong_in({key: value for key, value in members.items() if key != name}) == [
            (name, EvidenceProblem.MISSING)
        ]
    for name in ("manifest.json", "manifest.p7s", "certificates/roots.pem"):
        assert wrong_in({key: value for key, value in members.items() if key != name}) == [
            (name, EvidenceProblem.NOT_A_BUNDLE)
        ]
    assert wrong_in({**members, "note.txt": b"also agreed"}) == [("note.txt", EvidenceProblem.ADDED)]


def test_contradictions_under_a_good_seal_are_named(content: bytes) -> None:
    members = members_of(content)
    events = json.loads(members["events.json"])
    without_one = canonical_json([*events[:1], *events[2:]])
    text = json.loads(members["texts/1.json"])
    authority = json.loads(members["authority.json"])
    one_signature = canonical_json({**authority, "signatures": authority["signatures"][:1]})

    for name, changed, wrong in (
        ("events.json", without_one, ("events.json", EvidenceProblem.GAP)),
        ("texts/1.json", canonical_json({**text, "title": "Other"}), ("texts/1.json", EvidenceProblem.OTHER_TEXT)),
        ("authority.json", one_signature, ("agreement.pdf", EvidenceProblem.OTHER_SIGNATURES)),
    ):
        assert wrong_in(resealed({**members, name: changed})) == [wrong]


def test_seal_of_a_stranger_leads_to_no_trusted_root(content: bytes, stranger: AuthorityFiles) -> None:
    members = members_of(content)
    root = pem.armor("CERTIFICATE", demo_identity(stranger).trust_roots[0].dump())
    forged = {**members, "certificates/roots.pem": root}
    manifest = json.loads(members["manifest.json"])
    manifest["files"]["certificates/roots.pem"] = hashlib.sha256(root).hexdigest()
    made = canonical_json(manifest)
    seal = seal_manifest(made, identity=demo_identity(stranger), timestamper=demo_timestamper(stranger))
    packed = bundle.pack({**forged, "manifest.json": made, "manifest.p7s": seal})

    checked = check_bundle(packed, roots=trust_roots(now=clock.now()))
    assert [finding.problem for finding in checked.findings] == [EvidenceProblem.SEAL]
    assert {finding.member for finding in check_bundle(packed).findings} == {"agreement.pdf"}


@pytest.mark.parametrize(
    "broken",
    [b"", b"%PDF-1.7 no zip", bundle.pack({}), bundle.pack({"manifest.json": b"[]", "manifest.p7s": b"", "a": b""})],
)
def test_other_files_are_no_bundles(broken: bytes) -> None:
    (finding,) = check_bundle(broken).findings
    assert finding.problem is EvidenceProblem.NOT_A_BUNDLE


def test_seal_of_a_manifest_is_of_its_bytes_and_its_roots(identity: SealIdentity, stranger: AuthorityFiles) -> None:
    seal = seal_manifest(b"{}", identity=demo_identity(stranger), timestamper=demo_timestamper(stranger))
    assert problems_of(b"{}", seal, demo_identity(stranger).trust_roots) == ()
    assert problems_of(b"{} ", seal, demo_identity(stranger).trust_roots) != ()
    assert problems_of(b"{}", seal, identity.trust_roots) != ()


def test_command_says_sound_and_names_what_was_changed(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, roots = tmp_path / "evidence.zip", tmp_path / "roots.pem"
    file.write_bytes(content)
    roots.write_bytes(members_of(content)["certificates/roots.pem"])

    call_command("verify_bundle", str(file), roots=roots)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"SOUND agreement {check_bundle(content).number}"
    assert [line.split(" ")[0] for line in said[1:]] == ["Sealed", "Sealed", "Root"]

    file.write_bytes(content.replace(b'"command":"signature.sign"', b'"command":"signature.sigh"', 1))
    with pytest.raises(CommandError) as failure:
        call_command("verify_bundle", str(file))
    assert failure.value.returncode == 1
    assert capsys.readouterr().out == "WRONG events.json: It has been changed since the bundle was sealed.\n"


def test_command_needs_no_database(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "evidence.zip"
    file.write_bytes(content)
    environment = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none", "DATA_DIR": str(tmp_path), "PATH": ""}
    command = [sys.executable, "manage.py", "verify_bundle", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split("\n")[0][:5]) == (0, "SOUND"), done.stderr


def test_other_peoples_tools_accept_what_is_in_it(content: bytes, tmp_path: Path) -> None:
    if needs.QPDF is None or needs.PDFSIG is None:
        pytest.skip(needs.how_to_get("qpdf poppler-utils"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    checks = [
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "manifest.p7s", "-content", "manifest.json",
         "-CAfile", "certificates/roots.pem", "-purpose", "any", "-out", "/dev/null"],
        [needs.QPDF, "--check", "agreement.pdf"],
        [needs.PDFSIG, "agreement.pdf"],
    ]  # fmt: skip
    for command in checks:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
