"""R9, R10, R11: the real program in a real terminal that stalls, closes, sends rubbish, or is told to end."""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
SECRET, HALF = "note-words-4711", "half a line"
HERE, ENTER = "\x0c", "\r"
GONE_WITHIN = 2.0
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
        with _desk() as speech:
            report.wrong += [f"{way}: {one}" for one in _end(way, speech)]
            report.lost += [f"{way}: {one}" for one in _missing(speech)]
    with _desk() as speech:
        plain = [*_end("TERM", speech, fault="plain"), *_missing(speech)]
    with _desk() as speech:
        talking = _end("handler", speech, fault="plain")
    report.caught = any("restored" in one for one in plain) and any("words" in one for one in talking)
    report.control = f"without it: {plain[:2]}; {talking[:2]}"
    return report


def stalled(seconds: float) -> Report:
    """R9: a terminal that reads nothing: notes go on being saved, and TERM is obeyed within a second."""
    report = Report("R9 a terminal that stalls")
    with _desk() as speech:
        count, took = _stall(speech, seconds, "none")
        report.tried, report.acknowledged = 1, count
        found, _ = _kept(speech)
        report.lost = [f"note {number}" for number in range(count) if f"note {number}" not in found]
        report.figures = f"gone {took:.2f} s after TERM"
        if took > 1:
            report.wrong.append(report.figures)
    with _desk() as speech:
        count, took = _stall(speech, min(seconds, 3), "plain")
        found, _ = _kept(speech)
        missing = [number for number in range(count) if f"note {number}" not in found]
    report.control = f"a screen that waits for its terminal did not save {len(missing)} of {count}"
    report.caught = bool(missing)
    return report


def rubbish(blobs: int) -> Report:
    """R11: whatever comes from the terminal, the program stays, answers within a second, and stays small."""
    report, rng = Report("R11 rubbish from the terminal"), random.Random(11)
    with _desk() as speech, Terminal("--lang", "en", speech) as terminal:
        terminal.wait_for("→")
        slowest = 0.0
        for number in range(blobs):
            blob = ABSURD[number] if number < len(ABSURD) else _blob(rng)
            terminal.type(blob)
            terminal.read(0.3)
            began = time.monotonic()
            terminal.type(b"\x1b[201~")
            if not _answers(terminal, number):
                report.wrong.append(f"no answer after {blob[:40]!r}, exit {terminal.process.poll()}")
                break
            slowest = max(slowest, time.monotonic() - began)
            report.tried += 1
        size = _megabytes(terminal.process.pid)
        if size > 300:
            report.wrong.append(f"{size} MB")
        report.figures = f"slowest answer {slowest:.2f} s, {size} MB"
    with _desk() as speech, Terminal("plain", speech, command=MISBEHAVING) as terminal:
        terminal.wait_for("→")
        terminal.type(b"\xff\xfe")
        ended = _is_gone(terminal, 5)
    report.control, report.caught = f"plain Textual at one such byte: {'ended' if ended else 'stayed'}", ended
    return report


ABSURD = (
    b"\xff\xfe\x80\xc3",
    b"\x1b[" + b"9" * 5_000 + b"m",
    b"\x1b[48;20000;20000;1;1t",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[" + b"1;" * 20_000,
    b"A",
    b"\x1b[<99999999;99999999;99999999M",
    b"\x1b[1114112;5u\x1b[99999999999999999999u",
    b"\x1b]52;c;" + b"A" * 3_000 + b"\x07",
    b"\x1bP" + b"q" * 3_000 + b"\x1b\\",
    b"\x1b[?2048;1$y\x1b[?2026;2$y",
    b"\x1b[999999999;999999999R",
    b"\xed\xa0\x80\xf4\x90\x80\x80",
    b"\x00" * 300,
    b"\x1b[200~" + b"\xff" * 2_000 + b"\x1b[201~\x1b",
)
_SAFE_SIGNS = bytes(sign for sign in range(0x20, 0x100) if sign != 0x7F)


def _blob(rng: random.Random) -> bytes:
    """Random bytes, with half of them after an ESC; no control keys, which would only do what they are for."""
    parts = []
    for _ in range(rng.randint(1, 12)):
        lead = rng.choice((b"", b"\x1b[", b"\x1b[48;", b"\x1b[<", b"\x1b]8;;", b"\x1b[?"))
        parts.append(lead + bytes(rng.choice(_SAFE_SIGNS) for _ in range(rng.randint(1, 60))))
    return b"".join(parts)


def _answers(terminal: Terminal, number: int) -> bool:
    """Whether a size that it is given now is drawn within seconds."""
    word = f"word{number}"
    terminal.type(b"\x1b[200~" + word.encode() + b"\x1b[201~")
    until = time.monotonic() + 8
    while time.monotonic() < until:
        terminal.read(0.02)
        if word in terminal.text:
            terminal.type(b"\x15")
            terminal.read(0.1)
            return True
        if terminal.process.poll() is not None:
            return False
    return False


def _end(way: str, speech: Path, fault: str | None = None) -> list[str]:
    """End a program in one way; returns what was not as it ought to be."""
    fault = fault or (way if way in ("handler", "thread") else "none")
    before = (lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) if way == "nohup" else None
    with Terminal(fault, "--lang", "en", speech, command=MISBEHAVING, before=before) as terminal:
        terminal.wait_for("→")
        terminal.type(SECRET + ENTER)
        terminal.wait_for("1 note")
        terminal.type(HALF)
        terminal.wait_for(HALF)
        began = time.monotonic()
        _strike(terminal, way)
        gone = _is_gone(terminal, 4)
        took = time.monotonic() - began
        wrong = [] if gone and took <= GONE_WITHIN else [f"not gone within {took:.1f} s"]
        if gone and terminal.process.returncode != CODES[way]:
            wrong.append(f"exit code {terminal.process.returncode}")
        if terminal.slave >= 0:
            wrong += _not_restored(terminal)
    if not _helper_is_gone(speech):
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


def _stall(speech: Path, seconds: float, fault: str) -> tuple[int, float]:
    """Type notes while nothing is read; returns how many, and how long TERM took."""
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
        time.sleep(0.5)
        began = time.monotonic()
        terminal.kill(signal.SIGTERM)
        _is_gone(terminal, 5, read=False)
        return count, time.monotonic() - began


def _is_gone(terminal: Terminal, seconds: float, *, read: bool = True) -> bool:
    until = time.monotonic() + seconds
    while terminal.process.poll() is None and time.monotonic() < until:
        if read and terminal.slave >= 0:
            terminal.read(0.02)
        else:
            time.sleep(0.02)
    return terminal.process.poll() is not None


def _helper_is_gone(speech: Path) -> bool:
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


def _megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024 if "VmHWM:" in status else 0


def _missing(speech: Path) -> list[str]:
    texts, draft = _kept(speech)
    missing = [] if SECRET in texts else ["the note"]
    return missing if draft == HALF else [*missing, f"draft {draft!r}"]


def _kept(speech: Path) -> tuple[set[str], str]:
    """The notes and the half-typed line that the next start would show."""
    store = MinutesStore.open(speech.with_name("speech.minutes.toml"), tolerant=True)
    texts = {str(fields["text"]) for fields in store.document.records("notes").values()}
    draft = store.draft.text if store.draft else ""
    store.close()
    return texts, draft


@contextmanager
def _desk() -> Iterator[Path]:
    """A speech in a folder of its own, with its own state."""
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as name:
        os.environ.update(XDG_STATE_HOME=f"{name}/state", HOME=name, XDG_CONFIG_HOME=f"{name}/config")
        speech = Path(name) / "speech.txt"
        speech.write_text(SPEECH, encoding="utf-8")
        yield speech
