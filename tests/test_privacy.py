"""No socket is opened, and what is written is for its owner alone."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).parent.parent
ENTER, F10 = "\r", "\x1b[21~"
NETWORK = re.compile(r"socket\((?!AF_UNIX|AF_LOCAL)|connect\(\d+, \{sa_family=(?!AF_UNIX|AF_LOCAL)")


def traced(log, *arguments):
    """What a run asked of the system's sockets."""
    command = ["strace", "-f", "-qq", "-e", "trace=socket,connect,bind,listen", "-o", str(log), sys.executable]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, *arguments], capture_output=True, check=False, env=environment)
    return log.read_text(encoding="utf-8", errors="replace")


def test_the_suite_itself_is_guarded():
    """A test whose code reaches for the network fails by that."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one, pytest.raises(AssertionError, match="network"):
        one.connect(("127.0.0.1", 9))


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_real_program_opens_no_network_socket(speech_path, tmp_path):
    """Noting, searching and exporting ask the system for no socket but local ones; a control that asks is caught."""
    log = tmp_path / "calls"
    minutes = speech_path.with_name("讲话.minutes.toml")
    runs = (
        ("note", speech_path, "一句", "--at", "1.1"),
        ("search", minutes, "水利"),
        ("export", minutes, "--to", "markdown"),
    )
    for words in runs:
        assert not NETWORK.search(traced(log, "-m", "companion", *map(str, words)))
    assert minutes.exists()

    asking = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    assert NETWORK.search(traced(log, "-c", asking))


def test_the_live_view_has_no_network_socket(speech_path):
    """While the screen is up, neither the program nor its helper holds a network socket."""
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("记一笔" + ENTER)
        terminal.wait_for("已存", "1 条记录")
        held = _sockets_of(terminal.process.pid, str(speech_path.parent))
        terminal.type(F10)
        assert terminal.wait_end() == 0
    assert not held & _network_sockets()


def test_all_that_is_written_is_for_its_owner_alone(speech_path, own_folders):
    """Minutes, journals and versions are 0600, their folders 0700, whatever the mask says."""
    before = os.umask(0)
    try:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "companion", "note", str(speech_path), "一句", "--at", "1.1"]
        subprocess.run(command, check=True, capture_output=True, env=environment)
    finally:
        os.umask(before)

    written = [speech_path.with_name("讲话.minutes.toml"), *own_folders.rglob("*")]
    modes = {path: path.stat().st_mode & 0o777 for path in written if path.is_file()}
    assert modes and set(modes.values()) == {0o600}


def _sockets_of(pid, folder):
    """The numbers of the sockets that a process and the helper at work in a folder hold."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = process.name == str(pid) or folder in (process / "cmdline").read_text(errors="replace")
            found |= {os.readlink(one) for one in (process / "fd").iterdir()} if is_ours else set()
        except OSError:
            continue
    return {name[len("socket:[") : -1] for name in found if name.startswith("socket:[")}


def _network_sockets():
    """The numbers of all network sockets of this machine."""
    numbers = set()
    for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/net") / name
        rows = table.read_text().splitlines()[1:] if table.exists() else []
        numbers |= {row.split()[9] for row in rows}
    return numbers
