"""R2: the real program in a real terminal, struck by KILL, TERM, HUP or a closed window at a random
moment."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from pathlib import Path

from companion.storage.store import MinutesStore
from tests.faults.report import Report
from tests.terminal import Terminal

SPEECH = """关于河道治理的讲话

同志们：
一、情况
（一）河道治理有序推进。共治理河道*公里。
二、要求
（一）抓紧进度。
我就讲到这里。
"""
WAYS = ("KILL", "TERM", "HUP", "close")


def struck(trials: int, seed: int = 1) -> Report:
    """What the screen counted is there at the next start; of the half-typed line at most a second is
    missing."""
    report, rng = Report("R2 program in a terminal"), random.Random(seed)
    for number in range(trials):
        way = WAYS[number % len(WAYS)]
        with tempfile.TemporaryDirectory(prefix="faults-") as name:
            speech = Path(name) / "speech.txt"
            speech.write_text(SPEECH, encoding="utf-8")
            os.environ.update(XDG_STATE_HOME=f"{name}/state", HOME=name, XDG_CONFIG_HOME=f"{name}/config")
            count = _meeting(report, speech, way, rng)
            store = MinutesStore.open(speech.with_name("speech.minutes.toml"), tolerant=True)
            found = sorted(fields["text"] for fields in store.document.records("notes").values())
            if count > len(found):
                report.lost.append(f"{way}: {count} shown, {found} there")
            if store.draft is None or not store.draft.text.startswith("half a"):
                report.wrong.append(f"{way}: draft {store.draft}")
            store.close()
        report.tried += 1
    report.control, report.caught = "a program killed before the first note leaves none", _nothing_from_nothing()
    return report


def _meeting(report: Report, speech: Path, way: str, rng: random.Random) -> int:
    with Terminal("--lang", "en", speech) as terminal:
        terminal.wait_for("→")
        notes = rng.randint(1, 3)
        for number in range(notes):
            terminal.type(f"note {number}\r")
        terminal.wait_for(f"{notes} note")
        report.acknowledged += notes
        terminal.type("half a line")
        terminal.wait_for("half a line")
        terminal.read(1.2)
        terminal.type(" and more")
        time.sleep(rng.random() * 0.2)
        if way == "close":
            os.close(terminal.slave)
            os.close(terminal.master)
            terminal.master = terminal.slave = -1
        else:
            terminal.kill(getattr(signal, f"SIG{way}"))
        began = time.monotonic()
        while terminal.process.poll() is None and time.monotonic() - began < 5:
            time.sleep(0.02)
        if terminal.process.poll() is None or time.monotonic() - began > 3.5:
            report.wrong.append(f"{way}: not gone after {time.monotonic() - began:.1f} s")
    return notes


def _nothing_from_nothing() -> bool:
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        store = MinutesStore.open(Path(name) / "speech.minutes.toml")
        return store.draft is None and not store.document.records("notes")
