"""A certificate made on the spot, for one address and a few days; its key is nowhere kept."""

from __future__ import annotations

import datetime as dt
import secrets
import ssl
import tempfile
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

__all__ = ["DAYS", "Secured", "secure"]

DAYS = 7
"""How long a certificate holds; one is made each time that the door for the phone is opened."""


class Secured(msgspec.Struct, frozen=True):
    """What a door answers with, and the fingerprint (SHA-256) by which a person recognises it."""

    context: ssl.SSLContext
    fingerprint: str


def secure(address: str) -> Secured:
    """Make a key and a certificate for an IP address.

    Notes
    -----
    Python's TLS takes a key only from a file. It is written with a password that only this function knows, into a
    folder of its own that only its owner can enter, in memory where there is such a place, and removed at once.
    """
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - costs start-up time
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(address, key)
    password = secrets.token_bytes(32).hex().encode()
    sealed = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(password)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    in_memory = Path("/dev/shm")  # noqa: S108 - a folder of ours is made in it
    with tempfile.TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None) as folder:
        file = Path(folder) / "door.pem"
        file.touch(0o600)
        file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + sealed)
        context.load_cert_chain(file, password=password)
    return Secured(context, certificate.fingerprint(hashes.SHA256()).hex(":").upper())


def _certificate(address: str, key: EllipticCurvePrivateKey) -> Certificate:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID  # noqa: PLC0415

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))  # the phone's clock may be behind
        .not_valid_after(now + dt.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
