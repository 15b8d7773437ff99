"""The helper process that puts journals into minutes files, so that a drive that hangs stops no one at work.

Started with one argument, its task as JSON. It reads the journals of one writer as they grow, takes words
on its standard input ("go": there is more, "quit": that was all) and answers on its standard output, a line
of JSON each. It ends when its input does, once everything is in the file or cannot be put there.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from companion.errors import CompanionError
from companion.model.clock import Clock
from companion.model.document import Change, Document
from companion.model.json_values import dump_json, load_json
from companion.storage.entries import Entry, decode_entries, pack, unpack, whole_length
from companion.storage.journal import journals
from companion.storage.publication import Publication

GATHER = 0.15  # seconds: what is noted within this time goes into the file together
RETRY = 0.5  # seconds between attempts while the file cannot be written
LOOK = 1.5  # seconds between looks at what others wrote
LAST_WORDS = 3  # seconds to finish when the program is gone


class JournalReader:
    """The journals of one writer, read as far as they are written."""

    def __init__(self, folders: list[Path], number: int) -> None:
        self._folders = folders
        self._number = number
        self._read: dict[Path, int] = {}

    def entries(self) -> Iterable[Entry]:
        """The entries since the last time."""
        for path in journals(self._folders, self._number):
            start = self._read.get(path, 0)
            try:
                with path.open("rb") as file:
                    file.seek(start)
                    data = file.read()
            except OSError:
                continue
            whole = whole_length(data)
            self._read[path] = start + whole
            yield from decode_entries(data[:whole])


class Publisher:
    """The work of the helper: one file, one writer's journals, what to say about it."""

    def __init__(self, publication: Publication, reader: JournalReader, known_sha: str = "") -> None:
        self.publication = publication
        self.reader = reader
        self.outbox = b""
        self.known_sha = known_sha
        self._taken = 0
        self._published = 0
        self._said: dict[str, Any] = {}

    @property
    def is_behind(self) -> bool:
        """Whether something is known that is not in the file yet."""
        return self._published < self._taken

    def gather(self) -> None:
        """Take in what the journals have more."""
        for entry in self.reader.entries():
            if entry.kind == "open":
                body = entry.body
                self.known_sha = body.get("sha", "")
                self.publication.begin(body["id"], body["extra"], is_fresh=body["fresh"])
            elif entry.kind == "change":
                for packed in entry.body["d"]:
                    self.publication.take(unpack(packed))
                self._taken = max(self._taken, entry.body["n"])

    def publish(self) -> bool:
        """Put all into the file and say so; False when that failed, which is said too."""
        taken = self._taken
        try:
            news = self.publication.publish()
        except CompanionError as error:
            self._say_once(
                "failing", {"name": error.name, "values": _texts(error.values), "recovery": self._recovery()}
            )
            return False
        self._tell(news)
        self._published = taken
        self._said.pop("failing", None)
        self.say("published", {"n": taken, "id": self.publication.document.id})
        return True

    def look(self) -> None:
        """See what others wrote into the file; say it. Failures wait for the next publication."""
        try:
            self._tell(self.publication.look())
        except CompanionError as error:
            self._say_once(
                "failing", {"name": error.name, "values": _texts(error.values), "recovery": self._recovery()}
            )
            self._published = min(self._published, self._taken - 1)

    def keep(self, *, always: bool = False) -> None:
        """Keep versions; when that fails there is one version less."""
        try:
            self.publication.keep(always=always)
        except (CompanionError, OSError):
            return

    def say(self, kind: str, body: Any) -> None:
        """Put a line into the outbox."""
        self.outbox += dump_json({kind: body}).encode("ascii") + b"\n"

    def send(self, handle: int) -> None:
        """Write as much of the outbox as the reader takes now."""
        while self.outbox:
            try:
                self.outbox = self.outbox[os.write(handle, self.outbox[:65536]) :]
            except BlockingIOError:
                return
            except OSError:
                self.outbox = b""

    def _tell(self, news: list[Change]) -> None:
        document = self.publication.document
        if news:
            deltas = _deltas(document, {(change.table, change.id) for change in news})
            self.say("changes", deltas)

    def _say_once(self, kind: str, body: Any) -> None:
        if self._said.get(kind) != body:
            self._said[kind] = body
            self.say(kind, body)

    def _recovery(self) -> str:
        return str(self.publication.recovery or "")


def run(task: dict[str, Any], inbox: int, outbox: int) -> int:
    """Work until the input ends or says "quit"; returns the exit code, 0 when all is in the file."""
    os.set_blocking(outbox, False)
    os.set_blocking(inbox, False)
    clock = Clock(task["writer"] + "p")
    folders = [Path(folder) for folder in task["folders"]]
    publication = Publication.open(Path(task["path"]), folders[0], clock)
    publisher = Publisher(publication, JournalReader(folders, task["number"]))
    publisher.gather()
    wait = 0.0
    while True:
        word = _hear(inbox, wait)
        if word == "go":
            time.sleep(GATHER)
            more = _hear(inbox, 0)
            word = word if more is None else more
        publisher.gather()
        leaving = word in {"quit", ""}
        if publisher.is_behind or leaving:
            done = publisher.publish() if publisher.is_behind else True
            publisher.send(outbox)
            publisher.keep(always=leaving)
        else:
            publisher.look()
            done = True
        publisher.send(outbox)
        if leaving:
            return 0 if done else 1
        wait = LOOK if done else RETRY


def main() -> int:
    """The helper's own process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return run(load_json(sys.argv[1]), sys.stdin.fileno(), sys.stdout.fileno())


def _hear(inbox: int, wait: float) -> str | None:
    """The weightiest word on the input: "quit", "go", the empty text at its end, None when nothing was
    said."""
    ready, _, _ = select.select([inbox], [], [], wait)
    if not ready:
        return None
    try:
        said = os.read(inbox, 65536)
    except BlockingIOError:
        return None
    if not said:
        signal.alarm(LAST_WORDS)
        return ""
    return "quit" if b"quit" in said else "go"


def _deltas(document: Document, keys: set[tuple[str, str]]) -> list[dict[str, Any]]:
    return [pack(delta) for delta in document.deltas() if (delta.table, delta.id) in keys]


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


if __name__ == "__main__":
    sys.exit(main())
