"""A passkey in software: an ES256 key that registers and signs as a browser's authenticator would."""

import hashlib
import json
import secrets
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class SoftPasskey:
    """One credential.

    Args:
        origin: what the browser believes to be at.
    """

    def __init__(self, origin: str = "http://testserver") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(32)
        self._origin = origin
        self._count = 0
        self._user_handle = b""

    def register(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options of navigator.credentials.create()."""
        public = options["publicKey"]
        self._user_handle = websafe_decode(public["user"]["id"])
        public_key = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(b"\0" * 16, self._id, public_key)
        flags = PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(_digest(public["rp"]["id"]), flags, self._count, credential)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client_data("webauthn.create", public["challenge"])),
                "attestationObject": websafe_encode(bytes(attestation)),
            }
        )

    def sign(self, options: dict[str, Any], *, flags: AuthenticatorData.FLAG = PRESENT_AND_VERIFIED) -> dict[str, Any]:
        """Answer the options of navigator.credentials.get()."""
        public = options["publicKey"]
        self._count += 1
        data = _digest(public["rpId"]) + struct.pack(">BI", flags, self._count)
        client_data = self._client_data("webauthn.get", public["challenge"])
        signature = self._key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self._user_handle),
            }
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self._origin}).encode()

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        key_id = websafe_encode(self._id)
        return {
            "id": key_id,
            "rawId": key_id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": response,
        }


def _digest(rp_id: str) -> bytes:
    return hashlib.sha256(rp_id.encode()).digest()
