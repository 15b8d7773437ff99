"""Each test has a state folder of its own, and English sentences."""

import pytest

from companion.catalogue import choose_language


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    """Nothing outside the test's folder is read or written."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    choose_language("en")
    return tmp_path
