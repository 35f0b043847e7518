"""The files in deploy/ fit each other and the product."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.serving import ROOT
from webapp.person.export import MAX_FILE_BYTES

DEPLOY = ROOT / "deploy"


def unit():
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / "stillpoint.service")
    return parser


def test_all_three_speak_of_one_port_and_one_name():
    assert "--port 8000" in unit()["Service"]["ExecStart"]
    for name in ("nginx.conf", "Caddyfile"):
        text = (DEPLOY / name).read_text()
        assert "127.0.0.1:8000" in text and "stillpoint.example" in text


def test_the_proxy_lets_through_what_the_app_takes_and_says_who_asked():
    text = (DEPLOY / "nginx.conf").read_text()
    assert int(re.search(r"client_max_body_size (\d+)m", text)[1]) * 2**20 > MAX_FILE_BYTES
    for header in ("Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For"):
        assert f"proxy_set_header {header} " in text
    assert "http2 on" not in text, "nginx 1.22 does not know it"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_the_unit_is_one_and_exposes_little(tmp_path):
    text = (DEPLOY / "stillpoint.service").read_text()
    copy = tmp_path / "stillpoint.service"
    copy.write_text(re.sub("ExecStart=.*", "ExecStart=/bin/true", text.replace("/srv/stillpoint", str(Path("/tmp")))))
    checked = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True)
    assert "stillpoint.service" not in checked.stderr, checked.stderr
    told = subprocess.run(["systemd-analyze", "security", "--offline=true", copy], capture_output=True, text=True).stdout
    assert float(re.search(r"Overall exposure level for .*: ([\d.]+)", told)[1]) <= 2.5
