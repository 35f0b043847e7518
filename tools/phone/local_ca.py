"""A small certificate authority of this machine's own, so that a phone in the same room gets HTTPS that it can trust.

Its key stays in one file of the instance folder, readable by its owner only; a phone that trusts it once does so at every
later start. What the authority can vouch for is limited in its own certificate: addresses in numbers, and names that exist
in a home network only. So its key, were it stolen, could not be used to stand in for any website with a name.
"""

import datetime
import ipaddress
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = datetime.timedelta(days=3650)
SERVER_LIFETIME = datetime.timedelta(days=397)  # phones refuse a server's certificate that is good for longer
A_DAY = datetime.timedelta(days=1)  # the phone's clock may be slow
HOME_NAMES = ("local", "localhost", "lan", "home.arpa")
MAX_NAME_LENGTH = 64  # characters, by X.520


@dataclass(frozen=True)
class Authority:
    """key: its private key. certificate: what a phone comes to trust."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def der(self):
        """The certificate as a phone takes it: DER, bytes."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def fingerprint(self):
        """SHA-256 of the certificate as phones show it: "AB CD …"."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(" ").upper()

    def issue(self, addresses):
        """A server's certificate for `addresses` (IP addresses and names), as (PEM with its chain, PEM of its key)."""
        key = ec.generate_private_key(ec.SECP256R1())
        identifier = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        certificate = (
            _certificate(_named("Stillpoint"), self.certificate.subject, key, SERVER_LIFETIME)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName([_general_name(one) for one in addresses]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return _pem(certificate) + _pem(self.certificate), _private_pem(key)


def authority(folder):
    """The Authority kept in `folder`/authority.pem, made at the first asking.

    Raises RuntimeError when the file is there and holds none, or one that is over.
    """
    path = Path(folder) / "authority.pem"
    if not path.exists():
        made = _make()
        write_private(path, _private_pem(made.key) + _pem(made.certificate))
    try:
        content = path.read_bytes()
        found = Authority(serialization.load_pem_private_key(content, None), x509.load_pem_x509_certificate(content))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise RuntimeError(f"{path} holds no usable authority; remove it and start again to make another") from None
    if found.certificate.not_valid_after_utc < datetime.datetime.now(datetime.UTC) + SERVER_LIFETIME:
        raise RuntimeError(f"The authority in {path} is soon over; remove it, start again, and let the phones trust the new one")
    return found


def write_private(path, content):
    """Write bytes to a file that its owner alone can read: whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _make():
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named(f"Stillpoint on {socket.gethostname()}"[:MAX_NAME_LENGTH])
    names = x509.NameConstraints([x509.DNSName(one) for one in HOME_NAMES], None)
    certificate = (
        _certificate(name, name, key, LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(names, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate)


def _certificate(subject, issuer, key, lifetime):
    now = datetime.datetime.now(datetime.UTC)
    return x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), now - A_DAY, now + lifetime - A_DAY)


def _named(text):
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Stillpoint"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _general_name(address):
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)


def _usage(**granted):
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: granted.get(name, False) for name in names})


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private_pem(key):
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
