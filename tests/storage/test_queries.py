"""The queries asked before, as they are kept between two runs."""

from companion.storage import queries
from companion.storage.folders import state_folder


def test_queries_come_back_newest_first(tmp_path, monkeypatch):
    """What was saved is read again; asking the same once more moves it to the head."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = []
    for query in ("信访", "项目", " 信访 ", "   "):
        kept = queries.with_query(kept, query)
    queries.save_queries(kept)

    assert queries.recent_queries() == ["信访", "项目"]


def test_a_spoilt_list_is_an_empty_one(tmp_path, monkeypatch):
    """A list that cannot be read, or holds something else, is no reason to stop."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = state_folder() / "queries.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    for spoilt in (b"queries = [", b"queries = 3", b"\xff"):
        path.write_bytes(spoilt)
        assert queries.recent_queries() == []


def test_the_list_stays_short():
    """The oldest make room, and a pasted page is not kept."""
    kept = []
    for number in range(queries.KEPT + 5):
        kept = queries.with_query(kept, f"q{number}")

    assert len(kept) == queries.KEPT
    assert queries.with_query(kept, "长" * (queries.LONGEST + 1)) == kept
