"""The certificate authority of this machine's own, and what it can vouch for."""

import datetime
import ssl

import pytest
from cryptography import x509

from tools.phone import local_ca


@pytest.fixture
def made(tmp_path):
    return local_ca.authority(tmp_path / "phone")


def test_it_is_made_once_and_readable_by_its_owner_only(tmp_path, made):
    assert local_ca.authority(tmp_path / "phone").der == made.der
    [file] = (tmp_path / "phone").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_file_that_holds_no_authority_is_told_with_a_way_out(tmp_path, made):
    path = tmp_path / "phone" / "authority.pem"
    path.write_text("nothing")
    with pytest.raises(RuntimeError, match="remove it and start again"):
        local_ca.authority(path.parent)


def test_one_that_is_soon_over_is_told(tmp_path, made, monkeypatch):
    monkeypatch.setattr(local_ca, "SERVER_LIFETIME", datetime.timedelta(days=4000))
    with pytest.raises(RuntimeError, match="soon over"):
        local_ca.authority(tmp_path / "phone")


def test_phones_take_the_certificate_of_the_server(made):
    certificate = x509.load_pem_x509_certificate(made.issue(["192.168.1.5", "::1", "study.local"])[0])
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["192.168.1.5", "::1"]
    assert names.get_values_for_type(x509.DNSName) == ["study.local"]
    lifetime = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert lifetime <= datetime.timedelta(days=398)


def test_it_cannot_vouch_for_a_website_with_a_name(tmp_path, made):
    trusting = ssl.create_default_context(cadata=made.der)
    for name, believed in (("study.local", True), ("stillpoint.example", False)):
        chain, key = made.issue([name])
        file = tmp_path / f"{name}.pem"
        file.write_bytes(key + chain)
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        serving.load_cert_chain(file)
        assert shake_hands(trusting, serving, name) is believed


def shake_hands(trusting, serving, name):
    """Whether a client believes a server, over lines in memory."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(to_client, to_server, server_hostname=name)
    server = serving.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLCertVerificationError:
                return False
    return True
