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
from companion.storage.entries import Entry, decode_entries, pack, pack_document, unpack, whole_length
from companion.storage.files import sweep_temporaries
from companion.storage.journal import journals
from companion.storage.presence import Presence
from companion.storage.publication import Publication
from companion.storage.siblings import Neighbourhood, put_aside

GATHER = 0.15  # seconds: what is noted within this time goes into the file together
RETRY = 0.5  # seconds between attempts while the file cannot be written
LOOK = 1.5  # seconds between looks at what others wrote
LEAVING = {"quit", "gone"}
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

    def __init__(self, publication: Publication, reader: JournalReader, speech: str = "", author: str = "") -> None:
        self.publication = publication
        self.reader = reader
        self.outbox = b""
        self.neighbourhood = Neighbourhood(publication.path, speech)
        self.presence = Presence(publication.path, author)
        self.is_watching = False
        self.wait = 0.0
        self._taken = 0
        self._published = 0
        self._said: dict[str, Any] = {}

    @property
    def is_behind(self) -> bool:
        """Whether something is known that is not in the file yet."""
        return self._published < self._taken

    def turn(self, *, is_last: bool) -> None:
        """Do what there is to do now, and say how long to wait for the next word."""
        self.gather()
        done = True
        if self.is_behind:
            done = self.publish()
        elif not is_last:
            self.look()
        if self.is_watching and not is_last:
            self.look_around()
        self.wait = LOOK if done else RETRY

    def gather(self) -> None:
        """Take in what the journals have more."""
        for entry in self.reader.entries():
            if entry.kind == "open":
                body = entry.body
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

    def look_around(self) -> None:
        """See what other note-takers wrote, who else has the file open, and fold in what sync clients
        left."""
        self._say_once("editing", self.presence.renew(put_up=self._taken > 0))
        own = self.publication.document
        for found in self.neighbourhood.others(own):
            self.say("other", {"path": str(found.path), "author": found.author, "d": pack_document(found.document)})
        if self.publication.damage is None and self.publication.last is not None:
            for path, document in self.neighbourhood.copies(own):
                self._fold(path, document)

    def _fold(self, path: Path, document: Document) -> None:
        """Merge a conflict copy, put the file on the disk, and only then the copy aside."""
        self._tell(self.publication.fold_in(document))
        try:
            self._tell(self.publication.publish())
            aside = put_aside(path)
        except CompanionError:
            return
        self.say("folded", {"path": str(path), "aside": str(aside)})

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
    publication.known_sha = task["sha"]
    reader = JournalReader(folders, task["number"])
    publisher = Publisher(publication, reader, task.get("speech", ""), task.get("author", ""))
    sweep_temporaries(publication.path.resolve())
    words: set[str] = set()
    while not words & LEAVING:
        words = _hear(inbox, publisher.wait)
        if words == {"go"}:
            time.sleep(GATHER)
            words |= _hear(inbox, 0)
        publisher.is_watching |= "watch" in words
        publisher.turn(is_last=bool(words & LEAVING))
        publisher.send(outbox)
        publisher.keep(always=bool(words & LEAVING))
    publisher.presence.leave()
    publisher.send(outbox)
    return int(publisher.is_behind)


def main() -> int:
    """The helper's own process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return run(load_json(sys.argv[1]), sys.stdin.fileno(), sys.stdout.fileno())


def _hear(inbox: int, wait: float) -> set[str]:
    """The words on the input, waiting so many seconds for one: "go", "watch", "quit", and "gone" at its
    end."""
    ready, _, _ = select.select([inbox], [], [], wait)
    if not ready:
        return set()
    try:
        said = os.read(inbox, 65536)
    except BlockingIOError:
        return set()
    if not said:
        signal.alarm(LAST_WORDS)
        return {"gone"}
    return set(said.decode("ascii", "ignore").split())


def _deltas(document: Document, keys: set[tuple[str, str]]) -> list[dict[str, Any]]:
    return [pack(delta) for delta in document.deltas() if (delta.table, delta.id) in keys]


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


if __name__ == "__main__":
    sys.exit(main())
