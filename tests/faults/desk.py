"""A desk for one trial: a short speech in a folder of its own, with the state and home of nobody else."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.storage.store import MinutesStore

SPEECH = """关于河道治理的讲话

同志们：
一、情况
（一）河道治理有序推进。共治理河道*公里。
二、要求
（一）抓紧进度。
我就讲到这里。
"""


@contextmanager
def desk() -> Iterator[Path]:
    """The speech on a desk; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as name:
        os.environ.update(XDG_STATE_HOME=f"{name}/state", HOME=name, XDG_CONFIG_HOME=f"{name}/config")
        speech = Path(name) / "speech.txt"
        speech.write_text(SPEECH, encoding="utf-8")
        yield speech


def kept(speech: Path) -> tuple[set[str], str]:
    """The notes and the half-typed line that the next start would show."""
    store = MinutesStore.open(speech.with_name("speech.minutes.toml"), tolerant=True)
    texts = {str(fields["text"]) for fields in store.document.records("notes").values()}
    draft = store.draft.text if store.draft else ""
    store.close()
    return texts, draft


def slowness() -> float:
    """How much longer than alone this process takes now, that a busy machine may not fail a row."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
