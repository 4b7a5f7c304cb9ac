"""The evidence bundle: all that proves an agreement, in one file that anybody checks without this system."""

from agreements.signature.evidence.bundle import Evidence, chained, manifest_of, pack
from agreements.signature.evidence.checking import Checked, EvidenceFinding, EvidenceProblem, check_bundle
from agreements.signature.evidence.sealing import seal_manifest

__all__ = [
    "Checked",
    "Evidence",
    "EvidenceFinding",
    "EvidenceProblem",
    "chained",
    "check_bundle",
    "manifest_of",
    "pack",
    "seal_manifest",
]
