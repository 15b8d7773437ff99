"""The one place that writes: whole or not at all, and with respect for what was there."""

import os
import subprocess
import sys

import pytest

from companion.errors import SaveError
from companion.storage.files import Appender, move_aside, sweep_temporaries, write_atomically


def test_a_new_file_is_for_its_owner_alone(tmp_path):
    """Minutes may hold what no other account should read."""
    write_atomically(tmp_path / "new", b"x")

    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_mode_and_group_of_a_file_are_kept(tmp_path):
    """A file that a group shares stays writable for the group."""
    path = tmp_path / "shared"
    path.write_bytes(b"old")
    path.chmod(0o664)
    groups = [group for group in os.getgroups() if group != path.stat().st_gid] or [path.stat().st_gid]
    os.chown(path, -1, groups[0])

    write_atomically(path, b"new")

    assert path.stat().st_mode & 0o777 == 0o664
    assert path.stat().st_gid == groups[0]


def test_a_link_stays_a_link(tmp_path):
    """The file that a link leads to is written, the link is not replaced."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    write_atomically(tmp_path / "link", b"new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_read_only_file_is_respected(tmp_path):
    """Marked read-only means read-only, even for an account that may do anything."""
    path = tmp_path / "closed"
    path.write_bytes(b"old")
    path.chmod(0o444)

    with pytest.raises(SaveError):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob(".closed*")) == []


def test_nothing_is_left_behind_when_a_folder_is_missing(tmp_path):
    """A write that cannot begin leaves no trace."""
    with pytest.raises(SaveError):
        write_atomically(tmp_path / "gone" / "file", b"x")

    assert not (tmp_path / "gone").exists()


def test_copies_of_dead_processes_are_swept_away_and_no_others(tmp_path):
    """Unfinished copies go when their process is gone; those of the living and of other files stay."""
    write_atomically(tmp_path / "a.toml", b"x")
    program = (
        "import sys; from pathlib import Path; from companion.storage import files;"
        "print(files._temporary_prefix(Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.toml")], capture_output=True, text=True, check=True
    )
    dead = tmp_path / f"{done.stdout.strip()}x.tmp"
    alive = tmp_path / dead.name.replace(dead.name.split("-")[-2], str(os.getpid()))
    dead.write_bytes(b"")
    alive.write_bytes(b"")

    sweep_temporaries(tmp_path / "a.toml")

    assert not dead.exists()
    assert alive.exists()


def test_an_appender_takes_nothing_after_a_failure(tmp_path, monkeypatch):
    """After a failed fsync the same descriptor is never used again, and the bytes do not count."""
    file = Appender(tmp_path / "log")
    file.append(b"one\n")
    calls = []

    def broken(handle):
        calls.append(handle)
        raise OSError(5, "input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", broken)
        with pytest.raises(OSError):
            file.append(b"two\n")

    assert not file.is_open
    assert (tmp_path / "log").read_bytes() == b"one\n"
    with pytest.raises(OSError):
        file.append(b"three\n")
    assert len(calls) == 1


def test_moving_aside_never_replaces(tmp_path):
    """Two copies of one name are both kept."""
    for text in ("one", "two"):
        (tmp_path / "copy.toml").write_text(text)
        move_aside(tmp_path / "copy.toml", tmp_path / ".aside")

    assert sorted(path.read_text() for path in (tmp_path / ".aside").iterdir()) == ["one", "two"]
