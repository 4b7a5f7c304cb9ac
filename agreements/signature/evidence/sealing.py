"""Seal a manifest, and say whether such a seal holds: CMS, detached, with an RFC 3161 timestamp and revocation lists.

What is needed to judge the certificates travels in the seal, so that nothing is fetched by who checks it.
Source: RFC 5652, sections 5 and 10.2.1; RFC 5940 for OCSP responses.
"""

import asyncio
from collections.abc import Iterable, Sequence

from asn1crypto.cms import ContentInfo, OtherRevocationInfoFormat, RevocationInfoChoice, SignedData, SignerInfo
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko_certvalidator import ValidationContext

from agreements.signature.certificates import SealIdentity
from agreements.signature.errors import SealFailed, TimestampUnavailable
from agreements.signature.pades import DIGEST
from agreements.signature.verification import UNREADABLE, SealProblem, signature_problems, stated_time

CRL, OTHER, OCSP_RESPONSE = "crl", "other", "ocsp_response"
# Of a signed-data that states revocation in other forms than lists.
VERSION_WITH_OTHER = "v5"


def seal_manifest(manifest: bytes, *, identity: SealIdentity, timestamper: TimeStamper) -> bytes:
    """Return the seal of a manifest, checked as whoever gets it will.

    Raises:
        TimestampUnavailable: no timestamp authority gives the time.
        SealFailed: the key, its certificate or their revocation lists do not make a sound seal.
    """
    try:
        sealed = asyncio.run(
            identity.signer.async_sign_general_data(manifest, digest_algorithm=DIGEST, timestamper=timestamper)
        )
        context = identity.validation_context()
        asyncio.run(async_validate_detached_cms(manifest, sealed["content"], context))
    except OSError as error:
        raise TimestampUnavailable("The timestamp authority gave no timestamp.") from error
    except UNREADABLE as error:
        raise SealFailed("The key's or the timestamp authority's certificate is not valid for a seal.") from error
    _enter(sealed["content"], context.crls, context.ocsps)
    content: bytes = sealed.dump(force=True)
    if problems := problems_of(manifest, content, identity.trust_roots):
        raise SealFailed("The manifest's seal would not hold. " + " ".join(problem.sentence for problem in problems))
    return content


def _enter(signed: SignedData, lists: Iterable[CertificateList], responses: Iterable[OCSPResponse]) -> None:
    """Add what was known of revocations to a seal; it is signed by its own authorities, not by the seal."""
    stated = [RevocationInfoChoice(CRL, revoked) for revoked in lists]
    for response in responses:
        other = OtherRevocationInfoFormat({"other_rev_info_format": OCSP_RESPONSE, "other_rev_info": response})
        stated.append(RevocationInfoChoice(OTHER, other))
        signed["version"] = VERSION_WITH_OTHER
    signed["crls"] = stated


def problems_of(manifest: bytes, seal: bytes, roots: Sequence[Certificate]) -> tuple[SealProblem, ...]:
    """Return what is wrong with the seal of a manifest; nothing when it holds. Nothing is fetched."""
    try:
        signed = ContentInfo.load(seal, strict=True)["content"]
        (signer_info,) = signed["signer_infos"]
        status = asyncio.run(async_validate_detached_cms(manifest, signed, _context(signed, signer_info, roots)))
    except UNREADABLE:
        return (SealProblem.UNREADABLE,)
    return tuple(signature_problems(status, is_intact=status.intact))


def _context(signed: SignedData, signer_info: SignerInfo, roots: Sequence[Certificate]) -> ValidationContext:
    stated = list(signed["crls"] or ())
    return ValidationContext(
        trust_roots=list(roots),
        crls=[one.chosen for one in stated if one.name == CRL],
        ocsps=[one.chosen["other_rev_info"].parsed for one in stated if one.name == OTHER],
        moment=stated_time(signer_info),
        allow_fetching=False,
        revocation_mode="require",
    )
