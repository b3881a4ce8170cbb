"""Debian's own mail server takes what leaves, and delivers it once."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from comptoir.core.jobs.tests.killing import worker
from comptoir.core.mail.tests.server import free_port
from comptoir.core.mail.tests.test_killed import MODULE, states, under_way

POSTFIX = Path("/usr/sbin/postfix")
DUE = 20
SETTINGS = """compatibility_level = 3.6
queue_directory = {home}/spool
data_directory = {home}/data
maillog_file = {home}/log
maillog_file_prefixes = {home}
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mail.example.com
mydestination =
alias_maps =
alias_database =
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = example.com
virtual_mailbox_base = {home}/kept
virtual_mailbox_maps = static:box
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 1
"""


@pytest.fixture
def server() -> Iterator[tuple[int, Path]]:
    """A Postfix with settings and a queue of its own, which keeps all mail of example.com in one file."""
    # Not below the folder of pytest, which other users of the machine may not enter.
    home = Path(tempfile.mkdtemp(prefix="comptoir-postfix-"))
    home.chmod(0o755)
    for name in ("etc", "spool", "data", "kept"):
        (home / name).mkdir()
    shutil.chown(home / "data", "postfix")
    shutil.chown(home / "kept", 65534)
    port = free_port()
    (home / "etc/main.cf").write_text(SETTINGS.format(home=home))
    lines = Path("/usr/share/postfix/master.cf.dist").read_text().splitlines()
    services = [line for line in lines if not line.startswith("smtp      inet")]
    (home / "etc/master.cf").write_text("\n".join([f"127.0.0.1:{port} inet n - n - - smtpd", *services, ""]))
    command = [POSTFIX, "-c", home / "etc"]
    subprocess.run([*command, "start"], check=True, capture_output=True)
    try:
        yield port, home / "kept/box"
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.skipif(not POSTFIX.exists(), reason="Postfix is not installed: tools/install-postfix")
@pytest.mark.skipif(os.geteuid() != 0, reason="Postfix starts as root only")
def test_postfix_delivers_each_mail_once(
    server: tuple[int, Path], tmp_path: Path, socket_enabled: None
) -> None:
    port, box = server
    environment = {
        **os.environ,
        "COMPTOIR_HOME": str(tmp_path),
        "DATABASE_URL": "",
        "COMPTOIR_MAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    subprocess.run([sys.executable, "-m", MODULE, "fill", str(DUE)], env=environment, check=True)
    with worker(MODULE, environment):
        until = time.monotonic() + 60
        while under_way(tmp_path):
            assert time.monotonic() < until, Counter(states(tmp_path).values())
            time.sleep(0.1)
    assert Counter(states(tmp_path).values()) == {"sent": DUE}

    until = time.monotonic() + 30
    while time.monotonic() < until and _delivered(box).total() < DUE:
        time.sleep(0.2)
    assert _delivered(box) == Counter(states(tmp_path).keys())


def _delivered(box: Path) -> Counter[str]:
    """Message-ID -> how often it lies in the mailbox."""
    text = box.read_text() if box.exists() else ""
    found = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("Message-ID:")]
    return Counter(found)
