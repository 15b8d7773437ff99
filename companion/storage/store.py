"""An open minutes file: its document, and every change put on this machine's disk before it counts as made.

What was noted is in the journal when `commit` returns; a helper process brings it into the file, and `poll`
hears from it. Nothing here waits for the folder of the minutes once they are open.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from companion.catalogue import say
from companion.errors import CompanionError, SaveError
from companion.model.clock import SIGNS, Clock, new_writer
from companion.model.document import HEAD, Change, Document, Fields
from companion.model.ids import new_id
from companion.model.json_values import storable
from companion.model.marks import Delta
from companion.model.minutes import SPEECH, Anchor
from companion.storage.device import device_name
from companion.storage.entries import Entry, encode_entry, pack, unpack, unpack_document
from companion.storage.folders import meeting_folder, refuge_folder
from companion.storage.journal import Journal, free_writer
from companion.storage.leftovers import Leftovers
from companion.storage.link import PublisherLink
from companion.storage.loading import Loaded, load_minutes
from companion.storage.rollback import restore_snapshot, snapshot_of
from companion.storage.save_state import Draft, SaveState
from companion.storage.siblings import Other

LEAVE_WITHIN = 3.0  # seconds that closing may take
ANSWER_WITHIN = 5.0  # seconds without a word from the helper after which the folder is said not to answer
WORD_WITHIN = 0.5  # seconds to wait for one word of the helper
RESTART_AFTER = 2.0  # seconds before a helper that ended is started again


class MinutesStore:
    """One minutes file, open for changes."""

    def __init__(self, path: Path, loaded: Loaded) -> None:
        self.path = path
        self.state = SaveState()
        self.damage = loaded.damage
        self.recovery_file = ""
        self.others: dict[Path, Other] = {}
        self.editing = ""
        self.folded: list[Path] = []
        self.document = loaded.document or Document(new_id())
        self.draft: Draft | None = None
        self.recovered: list[Change] = []
        self._is_fresh = loaded.document is None
        self._sha = hashlib.sha256(loaded.data).hexdigest() if loaded.data else ""
        self._folders = [meeting_folder(path), refuge_folder(path)]
        self._first: list[Delta] = list(loaded.handmade)
        self._leftovers = Leftovers(self._folders)
        self._journal: Journal | None = None
        self._clock = Clock(new_writer())
        self._clock.observe(self.document.latest())
        self._link: PublisherLink | None = None
        self._link_started = -RESTART_AFTER
        self._number = 0
        self._author = ""  # who takes the notes, for others to see
        self._drafting = False
        self._heard_at = time.monotonic()
        self._watched: PublisherLink | None = None
        self._news: list[Change] = []

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        speech_name: str = "",
        speech_sha256: str = "",
        author: str = "",
        tolerant: bool = False,
    ) -> MinutesStore:
        """Open the minutes at `path`, or begin new ones for the speech; nothing is written before a change.

        Notes that an earlier run could not bring into the file are in the document and in `recovered`, the
        line that was being typed in `draft`. With `tolerant`, a file that cannot be read is no error: it is
        left as it is, `damage` says what it is, and notes go on beside it.

        Raises BrokenMinutesError, NewerFormatError, TooLargeError, IsFolderError or UnreadableFileError.
        """
        loaded = load_minutes(path, meeting_folder(path), Clock(new_writer()))
        if loaded.damage is not None and not tolerant:
            raise loaded.damage
        store = cls(path, loaded)
        store._author = author
        store._replay()
        if not store.document.record(SPEECH) and (speech_name or speech_sha256):
            store.document.apply(Change(SPEECH, HEAD, {"name": speech_name, "sha256": speech_sha256}))
        if store._is_fresh and author:
            store.document.extra.setdefault("author", author)
        return store

    def commit(self, changes: Sequence[Change]) -> list[Change]:
        """Make changes and save them on this machine; returns the changes that undo them.

        Raises SaveError when they are not on the disk; the document is then as it was before.
        """
        clean = [Change(one.table, one.id, _storable_fields(one.fields)) for one in changes]
        before = snapshot_of(self.document, clean)
        undo: list[Change] = []
        try:
            journal = self._begun()
            deltas = list(self._first)
            for change in clean:
                undo.append(self.document.undo_of(change))
                delta = self.document.delta(change, self._clock.next())
                self.document.join_delta(delta)
                deltas.append(delta)
            self._write(journal, deltas)
            self._first = []
        except BaseException as error:
            restore_snapshot(self.document, before)
            if isinstance(error, SaveError):
                self.state = replace(self.state, failure=error.brief())
            raise
        self._ensure_link()
        return undo[::-1]

    def save_draft(self, text: str, anchor: Anchor | None = None) -> None:
        """Keep the line that is being typed; the empty text says that there is none any more.

        Raises SaveError when it is not on the disk.
        """
        if not text and not self._drafting and self.draft is None:
            return
        fields = {name: value for name, value in (anchor or Anchor("")).to_fields().items() if value}
        body = {"text": storable(text), "anchor": storable(fields), "at": datetime.now().astimezone()}
        try:
            self._begun().append("draft", body)
        except SaveError as error:
            self.state = replace(self.state, failure=error.brief())
            raise
        self.draft, self._drafting = None, bool(text)
        self.state = replace(self.state, failure="")

    def poll(self) -> list[Change]:
        """Hear from the helper, start it if need be; returns what others changed in this document.

        To be called about twice a second while the minutes are on a screen. Never waits for the file.
        """
        with contextlib.suppress(SaveError):
            self._begun()
            self._read_late()
            self._ensure_link()
        if self._link is not None and self._watched is not self._link:
            self._link.nudge("watch")
            self._watched = self._link
        self._hear()
        if self.state.pending and not self.state.delay and time.monotonic() - self._heard_at > ANSWER_WITHIN:
            self.state = replace(self.state, delay=say("storage.no_answer"))
        news, self._news = self._news, []
        return news

    def flush(self, timeout: float = LEAVE_WITHIN) -> bool:
        """Wait until all is in the file, at most so many seconds; tells whether it is."""
        until = time.monotonic() + timeout
        self._bring_in()
        while self.state.pending and (left := until - time.monotonic()) > 0:
            self._hear(min(left, WORD_WITHIN))
            if self.state.delay:
                break
        return not self.state.pending

    def let_go(self) -> None:
        """Leave minutes that were only looked at: nothing is written, what an earlier run left is left to the next."""
        self._leftovers.let_go()

    def close(self) -> bool:
        """Leave the minutes within three seconds; tells whether all is in the file.

        What is not stays in the journal, and comes in at the next start.
        """
        until = time.monotonic() + LEAVE_WITHIN
        self._bring_in()
        if self._link is not None:
            self._link.nudge("quit")
            while self.state.pending and self._link.is_alive and (left := until - time.monotonic()) > 0:
                self._hear(min(left, WORD_WITHIN))
            self._hear()
            self._link.end(max(until - time.monotonic(), 0))
            self._link = None
        if self._journal is not None:
            if not (self.state.pending or self._drafting or self.draft):
                self._journal.discard()
            self._journal.release()
            self._journal = None
        self._leftovers.let_go()
        return not self.state.pending

    @property
    def helper_pid(self) -> int | None:
        """The process id of the helper, if it runs."""
        return self._link.pid if self._link is not None and self._link.is_alive else None

    def _bring_in(self) -> None:
        """See to it that what is to go into the file is on its way."""
        if self._first or self.recovered:
            with contextlib.suppress(SaveError):
                self._begun()
        if self._journal is not None and self.state.pending:
            self._ensure_link()
        self._hear()

    def _replay(self) -> None:
        """Take in what journals hold that is not in the file; those of runs that ended are taken over."""
        for entry, is_left_behind in self._leftovers.entries():
            self._take_entry(entry, is_left_behind)
        self._tell_unread()

    def _take_entry(self, entry: Entry, is_left_behind: bool) -> None:
        if entry.kind == "open" and self._is_fresh:
            self.document.id, self._is_fresh = entry.body["id"], entry.body["fresh"]
            self.document.extra = {**entry.body["extra"], **self.document.extra}
        elif entry.kind == "change":
            self._take_again([unpack(packed) for packed in entry.body["d"]], is_left_behind)
        elif entry.kind == "draft" and is_left_behind:
            self.draft = Draft.from_entry(entry.body) if entry.body["text"] else None

    def _tell_unread(self) -> None:
        reason = self._leftovers.reason
        self.state = replace(self.state, unread=say("storage.unread", reason=reason) if reason else "")

    def _read_late(self) -> None:
        """Try again what could not be read. Raises SaveError."""
        if not self._leftovers.is_unread:
            return
        assert self._journal is not None
        known, draft = len(self.recovered), self.draft
        for entry in self._leftovers.late_entries():
            self._take_entry(entry, True)
        self._tell_unread()
        self._news += self.recovered[known:]
        if self.draft is not draft:  # the bar holds another line by now: this one waits for the next start
            self.draft = draft
            self._leftovers.keep()
        if self._first:
            self._write(self._journal, self._first)
            self._first = []
        self._leftovers.remove_spent()

    def _take_again(self, deltas: Sequence[Delta], is_left_behind: bool) -> None:
        for delta in deltas:
            self._clock.observe(delta.marks.latest())
            change = self.document.join_delta(delta)
            if change is not None and is_left_behind:
                self.recovered.append(change)
                self._first.append(delta)

    def _begun(self) -> Journal:
        """The journal, begun if need be with all that earlier runs left. Raises SaveError."""
        if self._journal is not None:
            return self._journal
        number, lock = free_writer(self._folders)
        journal = Journal(self._folders, number, lock)
        writer = device_name() + SIGNS[number] if number < len(SIGNS) else new_writer(8)
        clock = Clock(writer)
        clock.observe(self.document.latest())
        self._clock = clock
        try:
            self._open_journal(journal)
        except SaveError as error:
            journal.release()
            self.state = replace(self.state, failure=error.brief())
            raise
        self._journal = journal
        self._leftovers.remove_spent()
        return journal

    def _open_journal(self, journal: Journal) -> None:
        document = self.document
        head = {"id": document.id, "extra": document.extra, "fresh": self._is_fresh}
        journal.begin(encode_entry("open", {**head, "path": str(self.path)}))
        has_news = bool(self._first)
        speech = document.record(SPEECH)
        if speech and not document.marks_of(SPEECH).latest():
            self._first.append(document.delta(Change(SPEECH, HEAD, speech), self._clock.next()))
            document.join_delta(self._first[-1])
        if self.draft is not None:
            journal.append("draft", self.draft.to_entry())
        if has_news:  # what names the speech alone waits for the first change: looking makes no file
            self._write(journal, self._first)
            self._first = []

    def _write(self, journal: Journal, deltas: Sequence[Delta]) -> None:
        if not self.state.pending:
            self._heard_at = time.monotonic()
        body = {"n": self._number + 1, "d": [pack(delta) for delta in deltas]}
        journal.append("change", body)
        self._number += 1
        self.state = replace(self.state, saved_at=datetime.now().astimezone(), failure="", pending=True)

    def _ensure_link(self) -> None:
        """Have a helper that knows there is more to do."""
        assert self._journal is not None
        if self._link is None or not self._link.is_alive:
            if time.monotonic() - self._link_started < RESTART_AFTER:
                return
            self._link_started = time.monotonic()
            self._start_link(self._journal.number)
        elif self.state.pending:
            self._link.nudge()

    def _start_link(self, number: int) -> None:
        task = {
            "path": str(self.path.absolute()),
            "folders": [str(folder) for folder in self._folders],
            "number": number,
            "writer": self._clock.writer,
            "sha": self._sha,
            "speech": str(self.document.record(SPEECH).get("name", "")),
            "author": self._author,
        }
        try:
            self._link = PublisherLink(task)
        except OSError as error:
            self._link = None
            self.state = replace(self.state, delay=SaveError(path=self.path, reason=error.strerror or error).brief())

    def _hear(self, wait: float = 0.0) -> None:
        for kind, body in self._link.hear(wait) if self._link is not None else ():
            self._heard_at = time.monotonic()
            self._hearers[kind](self, body)

    def _hear_failing(self, body: dict[str, Any]) -> None:
        error = CompanionError.named(body["name"], **body["values"])
        self.state = replace(self.state, delay=error.brief())
        self.recovery_file = body["recovery"]

    def _hear_changes(self, body: list[dict[str, Any]]) -> None:
        for packed in body:
            delta = unpack(packed)
            self._clock.observe(delta.marks.latest())
            change = self.document.join_delta(delta)
            if change is not None:
                self._news.append(change)

    def _hear_other(self, body: dict[str, Any]) -> None:
        path = Path(body["path"])
        self.others = {**self.others, path: Other(path, body["author"], unpack_document(body["d"]))}

    def _hear_editing(self, body: str) -> None:
        self.editing = body

    def _hear_folded(self, body: dict[str, str]) -> None:
        self.folded.append(Path(body["aside"]))

    def _note_published(self, body: dict[str, Any]) -> None:
        self.document.id, self.damage = body["id"], None
        pending = body["n"] < self._number
        self.state = replace(self.state, published_at=datetime.now().astimezone(), pending=pending, delay="")

    _hearers: ClassVar[dict[str, Callable[[MinutesStore, Any], None]]] = {
        "published": _note_published,
        "failing": _hear_failing,
        "changes": _hear_changes,
        "other": _hear_other,
        "editing": _hear_editing,
        "folded": _hear_folded,
    }


def _storable_fields(fields: Fields) -> dict[str, Any]:
    return {name: None if value is None else storable(value) for name, value in fields.items()}
