"""What a bundle holds and how it is packed: the same evidence gives the same bytes. Plain Python.

Nothing in it is compressed, for what a compressor makes differs from machine to machine; what is in it mostly is so
already.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from agreements.drafting.library import canonical_json

FORMAT = "reagora-evidence-1"
README, MANIFEST, SEAL = "README.txt", "manifest.json", "manifest.p7s"
PDF, EVENTS, AUTHORITY, ROOTS = "agreement.pdf", "events.json", "authority.json", "certificates/roots.pem"
TEXTS = "texts/"
NO_EVENT = "0" * 64
# The earliest moment that a zip can name.
NEVER = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644 << 16
UNIX = 3

HOW_TO_CHECK = """\
Evidence of agreement {number}

What is here
  agreement.pdf            the agreement with every seal, each with the time of a timestamp authority
  texts/1.json, 2.json, …  the whole text of each version, clause by clause; the last is the one that was signed
  events.json              who did what and when; each event carries the SHA-256 of the event before it
  authority.json           who signed and approved for whom, by what authority on record, over which text
  certificates/roots.pem   the root certificates that the seals and timestamps lead to
  manifest.json            the SHA-256 of each file above
  manifest.p7s             the seal of manifest.json with its timestamp (CMS, detached)

How to check it with Reagora's own command, which needs neither its database nor a network
  python manage.py verify_bundle FILE
  It prints the fingerprint of the root. Compare it with the one that the exchange publishes, or give the root that you
  were handed on another way:  --roots FILE.pem

How to check it with other people's tools
  sha256sum FILE                      for each file, beside what manifest.json says
  openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json \\
      -CAfile certificates/roots.pem -purpose any -out /dev/null
  pdfsig agreement.pdf                both seals valid
  The SHA-256 of the last file of texts/ is the text_sha256 of each signature in authority.json.
  The SHA-256 of an event's JSON without its member "sha256", with sorted keys and no spaces, is that member.

What kind of signature it is
  {level}
"""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known of an executed agreement.

    Args:
        pdf: with every seal.
        texts: the canonical JSON of each version of the text, in order.
        events: what was recorded of it, in order, as plain values.
        authority: approvals and signatures with the authority each rested on, as plain values.
        roots: that the seals and timestamps lead to.
        level: what kind of signature it carries.
    """

    number: str
    pdf: bytes
    texts: tuple[bytes, ...]
    events: tuple[Mapping[str, Any], ...]
    authority: Mapping[str, Any]
    roots: tuple[Certificate, ...]
    level: str

    def members(self) -> dict[str, bytes]:
        """Return the files that the manifest lists, by name."""
        return {
            README: HOW_TO_CHECK.format(number=self.number, level=self.level).encode(),
            PDF: self.pdf,
            **{f"{TEXTS}{place}.json": text for place, text in enumerate(self.texts, start=1)},
            EVENTS: canonical_json(chained(self.events)),
            AUTHORITY: canonical_json(self.authority),
            ROOTS: b"".join(pem.armor("CERTIFICATE", root.dump()) for root in self.roots),
        }


def chained(events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the events, each with the digest of the one before and its own."""
    links: list[dict[str, Any]] = []
    for event in events:
        link = {**event, "previous": links[-1]["sha256"] if links else NO_EVENT}
        links.append({**link, "sha256": digest_of(link)})
    return links


def digest_of(link: Mapping[str, Any]) -> str:
    """Return the digest of an event, of all of it but the digest itself."""
    return hashlib.sha256(canonical_json({name: value for name, value in link.items() if name != "sha256"})).hexdigest()


def manifest_of(evidence: Evidence) -> bytes:
    """Return the manifest: the digest of every file."""
    files = {name: hashlib.sha256(content).hexdigest() for name, content in evidence.members().items()}
    return canonical_json({"format": FORMAT, "agreement": evidence.number, "files": files})


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the files as one zip, in the order of their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, NEVER)
            entry.external_attr, entry.create_system = FILE_MODE, UNIX
            archive.writestr(entry, members[name])
    return packed.getvalue()
