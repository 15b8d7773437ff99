"""R9, R10: the real program in a real terminal that stalls, closes, or tells it to end."""

from __future__ import annotations

import signal
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from companion.storage.folders import meeting_folder
from companion.storage.journal import entries_of, journals
from tests.faults.desk import desk, kept
from tests.faults.report import Report
from tests.terminal import Terminal

SECRET, HALF = "note-words-4711", "half a line"
HERE, ENTER = "\x0c", "\r"
GONE_WITHIN = 2.0  # seconds
SAVED_WITHIN = 10.0  # seconds from the last key that a busy machine may take
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[<u")
CODES = {
    "TERM": 143,
    "HUP": 129,
    "INT": 130,
    "QUIT": 131,
    "close": 129,
    "nohup": 129,
    "handler": 70,
    "thread": 70,
}
MISBEHAVING = [sys.executable, "-m", "tests.faults.misbehaving"]


def struck(trials: int) -> Report:
    """R10: however the program ends, all is saved, the terminal is as it was, and nobody is left."""
    report = Report("R10 the end of the program")
    for number in range(trials):
        way = list(CODES)[number % len(CODES)]
        report.tried += 1
        report.acknowledged += 1
        with desk() as speech:
            report.wrong += [f"{way}: {one}" for one in _end(way, speech)]
            report.lost += [f"{way}: {one}" for one in _missing(speech)]
    with desk() as speech:
        plain = [*_end("TERM", speech, fault="plain"), *_missing(speech)]
    with desk() as speech:
        talking = _end("handler", speech, fault="plain")
    report.caught = any("restored" in one for one in plain) and any("words" in one for one in talking)
    report.control = f"without it: {plain[:2]}; {talking[:2]}"
    return report


def stalled(seconds: float) -> Report:
    """R9: a terminal that reads nothing: notes go on being saved, and TERM is obeyed within a second."""
    report = Report("R9 a terminal that stalls")
    with desk() as speech:
        count, saved, took = _stall(speech, seconds, "none")
        report.tried, report.acknowledged = count, saved
        found, _ = kept(speech)
        report.lost = [f"note {number}" for number in range(count) if f"note {number}" not in found]
        report.figures = f"gone {took:.2f} s after TERM"
        if saved < count:
            report.wrong.append(f"only {saved} of {count} were saved while it stalled")
        if took > 1:
            report.wrong.append(report.figures)
    with desk() as speech:
        count, saved, took = _stall(speech, 3, "plain", 1.0)
    report.control = f"a screen that waits for its terminal did not save {count - saved} of {count}"
    report.caught = saved < count
    return report


def _end(way: str, speech: Path, fault: str | None = None) -> list[str]:
    """End a program in one way; returns what was not as it ought to be."""
    fault = fault or (way if way in ("handler", "thread") else "none")
    before = (lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) if way == "nohup" else None
    with Terminal(fault, "--lang", "en", speech, command=MISBEHAVING, before=before) as terminal:
        terminal.wait_for("→")
        terminal.type(SECRET + ENTER)
        terminal.wait_for("notes 1")
        terminal.type(HALF)
        terminal.wait_for(HALF)
        began = time.monotonic()
        _strike(terminal, way)
        gone = is_gone(terminal, 4)
        took = time.monotonic() - began
        wrong = [] if gone and took <= GONE_WITHIN else [f"not gone within {took:.1f} s"]
        if gone and terminal.process.returncode != CODES[way]:
            wrong.append(f"exit code {terminal.process.returncode}")
        if terminal.slave >= 0:
            wrong += _not_restored(terminal)
    if not _helperis_gone(speech):
        wrong.append("a helper is left")
    return wrong


def _strike(terminal: Terminal, way: str) -> None:
    if way in ("close", "nohup"):
        terminal.hang_up()
    elif way in ("handler", "thread"):
        terminal.type(HERE)
    else:
        terminal.kill(getattr(signal, f"SIG{way}"))


def _not_restored(terminal: Terminal) -> list[str]:
    terminal.read(0.1)
    wrong = []
    if termios.tcgetattr(terminal.slave)[:4] != terminal.before[:4]:
        wrong.append("line mode not restored")
    started = terminal.output.rfind(b"\x1b[?1049h")
    wrong += [f"not restored: {one!r}" for one in RESTORED if terminal.output.rfind(one) <= started]
    after = terminal.output[terminal.output.rfind(b"\x1b[?1049l") :]
    wrong += ["words of a note in what was printed"] if SECRET.encode() in after else []
    return wrong


def _stall(speech: Path, seconds: float, fault: str, patience: float = SAVED_WITHIN) -> tuple[int, int, float]:
    """Type notes while nothing is read; returns how many, how many were saved meanwhile, and how long TERM took."""
    # A large window: what is not read soon fills whatever lies between the program and its terminal.
    room = {"columns": 220, "rows": 60}
    with Terminal(fault, "--lang", "en", speech, command=MISBEHAVING, **room) as terminal:
        terminal.wait_for("→")
        until, count = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            terminal.type(f"note {count}{ENTER}")
            count += 1
            terminal.type("\x1b[B\x1b[B" + "\x1b[A" * 2)
            time.sleep(0.05)
        until = time.monotonic() + patience
        while (saved := _saved(speech)) < count and time.monotonic() < until:
            time.sleep(0.05)
        began = time.monotonic()
        terminal.kill(signal.SIGTERM)
        is_gone(terminal, 2, read=False)
        return count, saved, time.monotonic() - began


def _saved(speech: Path) -> int:
    """How many notes are on this machine's disk now."""
    path = speech.with_name("speech.minutes.toml")
    entries = entries_of(journals([meeting_folder(path)]))
    deltas = [delta for entry in entries if entry.kind == "change" for delta in entry.body["d"]]
    return len({delta["i"] for delta in deltas if delta["t"] == "notes"})


def is_gone(terminal: Terminal, seconds: float, *, read: bool = True) -> bool:
    """Whether the program ends within so many seconds; its output is read or left."""
    until = time.monotonic() + seconds
    while terminal.process.poll() is None and time.monotonic() < until:
        if read and terminal.slave >= 0:
            terminal.read(0.02)
        else:
            time.sleep(0.02)
    return terminal.process.poll() is not None


def _helperis_gone(speech: Path) -> bool:
    """Whether no process works on this speech's minutes any more, after the last words it may have."""
    until = time.monotonic() + GONE_WITHIN
    while any(str(speech.parent) in line for line in _command_lines()):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _command_lines() -> Iterator[str]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            yield (folder / "cmdline").read_text(errors="replace")
        except OSError:
            continue


def _missing(speech: Path) -> list[str]:
    texts, draft = kept(speech)
    missing = [] if SECRET in texts else ["the note"]
    return missing if draft == HALF else [*missing, f"draft {draft!r}"]
