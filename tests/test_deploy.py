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


def test_all_of_them_speak_of_one_port_and_one_name():
    assert "--port 8000" in unit()["Service"]["ExecStart"]
    assert "ListenStream=127.0.0.1:8000" in (DEPLOY / "stillpoint.socket").read_text()
    for name in ("nginx.conf", "Caddyfile"):
        text = (DEPLOY / name).read_text()
        assert "127.0.0.1:8000" in text and "stillpoint.example" in text


def test_all_that_the_image_is_made_of_is_there_and_nobody_runs_it_as_root():
    text = (DEPLOY / "Containerfile").read_text()
    copied = [source for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.M) for source in line.split()[:-1]]
    named = [*copied, *re.findall(r"-r (\S+\.lock)", text)]
    assert len(named) >= 10 and [one for one in named if not (ROOT / one).exists()] == []
    assert re.search(r"^USER [1-9]\d*$", text, re.M)
    assert all(f"COPY {room} " in text for room in ("webapp", "templates", "static", "migrations", "requirements"))


def test_the_compose_file_builds_that_image_names_its_proxy_and_keeps_what_has_to_be_kept():
    text = (DEPLOY / "compose.yaml").read_text()
    assert "dockerfile: deploy/Containerfile" in text and "127.0.0.1:8000:8000" in text
    assert re.search(r"PROXY_ADDRESSES: (\S+)", text)[1] == re.search(r"gateway: (\S+)", text)[1]
    kept = re.search(r"ENV INSTANCE_PATH=(\S+)", (DEPLOY / "Containerfile").read_text())[1]
    assert f"instance:{kept}" in text and "database:/var/lib/postgresql" in text
    assert "log_error_verbosity=terse" in text


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
    shutil.copy(DEPLOY / "stillpoint.socket", tmp_path)
    checked = subprocess.run(["systemd-analyze", "verify", copy, tmp_path / "stillpoint.socket"], capture_output=True, text=True)
    assert "stillpoint." not in checked.stderr, checked.stderr
    told = subprocess.run(["systemd-analyze", "security", "--offline=true", copy], capture_output=True, text=True).stdout
    assert float(re.search(r"Overall exposure level for .*: ([\d.]+)", told)[1]) <= 2.5
