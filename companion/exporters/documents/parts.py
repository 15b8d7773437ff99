"""What several documents have in common: the face, the seal, the head's lines, a note in its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from companion.exporters import audience
from companion.exporters.entries import Entry
from companion.exporters.fragments import Fragment
from companion.exporters.legible import legible, one_line
from companion.exporters.matters import MatterKind, OpenMatter
from companion.exporters.paper import Block, Heading, Imprint, Mark, Masthead, Paper, Paragraph, Remark, Run
from companion.exporters.paper import Words as Line
from companion.exporters.paper import words as plain_words
from companion.exporters.report import Report
from companion.exporters.seal import Seal, seal_of
from companion.exporters.settings import Settings
from companion.exporters.words import Words
from companion.model.due import Due
from companion.model.minutes import Note, Visibility, text

_QUOTED = 30  # characters of a quote that are enough to find it in the text above
_MARKS = {"": Mark.PLAIN, "open": Mark.OPEN, "filled": Mark.FILLED, "to_verify": Mark.FILLED}
_BLANKS = {MatterKind.BLANK_OPEN, MatterKind.BLANK_TO_VERIFY}
_TASKS = {
    MatterKind.NO_LEAD,
    MatterKind.NO_DUE,
    MatterKind.NO_DELIVERABLE,
    MatterKind.TENTATIVE_DATE,
    MatterKind.NOTE_TO_VERIFY,
}
_FACES: dict[str, set[MatterKind]] = {
    audience.SPEECH: {*_BLANKS, MatterKind.UNTICKED, MatterKind.ORPHAN, MatterKind.CONFLICT},
    audience.DIFFERENCES: {MatterKind.UNTICKED, MatterKind.ORPHAN, MatterKind.NOTE_TO_VERIFY},
    audience.LEDGER: _TASKS | {MatterKind.ORPHAN, MatterKind.CONFLICT},
    audience.NOTICE: _TASKS,
    audience.TIMELINE: {MatterKind.UNTICKED},
    audience.FIGURES: _BLANKS,
}


@dataclass(frozen=True)
class Desk:
    """What composing a document takes: the report as its readers may see it, the words, the settings.

    `unit` is the one that a notice is for; without one it is for all of them.
    """

    report: Report
    words: Words
    settings: Settings
    document: str
    unit: str = ""

    @cached_property
    def seal(self) -> Seal:
        """The seal that the document carries."""
        return seal_of(self.report, self.document, self.unit)

    def paper(
        self,
        title: str,
        blocks: list[Block],
        *,
        masthead: Masthead | None = None,
        imprint: Imprint | None = None,
        is_landscape: bool = False,
    ) -> Paper:
        """The document of these blocks, with the face and the seal that every one has."""
        return Paper(
            name=self.document,
            language=self.report.language,
            title=one_line(title),
            blocks=tuple(blocks),
            face=face(self),
            seal=seal_line(self),
            masthead=masthead,
            imprint=imprint,
            marking=marking(self),
            is_landscape=is_landscape,
            made=self.report.made,
        )


def open_matters(desk: Desk) -> tuple[OpenMatter, ...]:
    """What is open and concerns the readers of this document."""
    kinds = _FACES.get(desk.document)
    return tuple(
        matter for matter in desk.report.open if matter.is_blocking and (kinds is None or matter.kind in kinds)
    )


def face(desk: Desk) -> tuple[str, ...]:
    """What the document says on its face: draft or not, and how much is open, by kind."""
    counts = Counter(matter.kind for matter in open_matters(desk))
    lines = []
    if counts:
        listed = (desk.words(f"count.{kind}", count=count) for kind, count in counts.items())
        lines.append(desk.words("face.open", total=sum(counts.values()), list=desk.words("comma").join(listed)))
    if desk.document == audience.MINUTES and not desk.report.is_clean:
        lines.insert(0, desk.words("face.draft"))
    waived = sum(matter.is_waived for matter in desk.report.open)
    if waived and desk.document in (audience.MINUTES, audience.RECORD, audience.PRIVATE):
        lines.append(desk.words("face.waived", count=waived))
    if desk.report.note_takers and desk.document in (audience.RECORD, audience.PRIVATE):
        names = desk.words("comma").join(map(one_line, desk.report.note_takers))
        lines.append(desk.words("face.note_takers", names=names))
    return tuple(lines)


def seal_line(desk: Desk) -> str:
    """State, version, hash and the time of making, in one line."""
    seal, made = desk.seal, desk.report.made
    return desk.words(
        "seal",
        state=desk.words(f"state.{seal.state}"),
        version=seal.version,
        code=seal.code,
        day=desk.words.day(made.date()),
        time=desk.words.clock(made),
    )


def marking(desk: Desk) -> tuple[str, ...]:
    """What stands at the top left: classification, and the office's own handling mark where it is set."""
    head = desk.report.head
    marks = [text(head.extra, "copy_no"), head.classification, desk.settings.internal]
    if desk.document == audience.PRIVATE:
        marks.append(desk.words("face.private"))
    return tuple(one_line(mark) for mark in marks if mark.strip())


def line_of(pieces: tuple[Fragment, ...], words: Words) -> Line:
    """Pieces of the speech as words of a block; a figure not heard for certain says so."""
    runs: list[Run] = []
    for piece in pieces:
        if piece.text:
            runs.append(Run(legible(piece.text), _MARKS[piece.state]))
        if piece.state == "to_verify":
            runs.append(Run(words("figure.to_verify_mark")))
    return tuple(runs)


def remark(note: Note, desk: Desk, entry: Entry | None = None) -> Remark:
    """A note as it stands at its point, if it has one: what its place and the head say already is left out."""
    words = desk.words
    has_quote, is_recorders = entry is None or entry.has_own_quote(note), note.author == desk.report.head.recorder
    more = words("semicolon").join(details(note, words, with_quote=has_quote, with_author=not is_recorders))
    return Remark(remark_label(note, words), (Run(legible(note.text) or words("empty_note")),), more)


def remark_label(note: Note, words: Words) -> str:
    """Kind, speaker and time of a note: `加讲 10:31`."""
    parts = (words(f"kind.{note.kind}"), one_line(note.speaker), words.clock(note.created))
    return " ".join(part for part in parts if part)


def details(note: Note, words: Words, *, with_quote: bool = True, with_author: bool = True) -> tuple[str, ...]:
    """What else is known of a note: units, deadline, quote, tags, who wrote it, what is uncertain."""
    found = [
        ("lead_unit", one_line(note.lead_unit)),
        ("supporting_units", words.listed(tuple(map(one_line, note.supporting_units)))),
        ("due", due_words(note.due, words)),
        ("deliverable", one_line(note.deliverable)),
        ("quote", _shortened(one_line(note.anchor.quote)) if with_quote else ""),
        ("tags", " ".join(f"#{one_line(tag)}" for tag in note.tags)),
        ("author", one_line(note.author) if with_author else ""),
    ]
    labelled = [words("labelled", label=words(f"detail.{name}"), value=value) for name, value in found if value]
    flags = [words("detail.to_verify")] if note.to_verify else []
    if note.visibility is Visibility.PRIVATE:
        flags.append(words("detail.private"))
    return (*labelled, *flags)


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"


def due_words(due: Due | None, words: Words) -> str:
    """A deadline with the words it came from: `9月底前（2026年9月30日 周三）`."""
    if due is None:
        return ""
    if due.due is None:
        return words("due.unresolved", raw=one_line(due.raw)) if due.raw else ""
    day = f"{words.day(due.due)} {words.weekday(due.due)}"
    return words("due.resolved", raw=one_line(due.raw), day=day) if due.raw else day


def span_of_time(desk: Desk) -> str:
    """When the meeting was held: the day, from and to."""
    head = desk.report.head
    hours = "–".join(one_line(part) for part in (head.started_at, head.ended_at) if part)
    return " ".join(part for part in (desk.words.day(head.date), hours) if part)


def matter_name(desk: Desk, matter: OpenMatter) -> str:
    """What an open matter is about, in few words."""
    values = {name: one_line(value) for name, value in matter.values.items()}
    if matter.kind is MatterKind.HEAD_MISSING:
        return desk.words(f"head.{matter.ref}")
    return " ".join(values[key] for key in ("point", "name", "text", "value") if values.get(key))


def matter_place(desk: Desk, matter: OpenMatter) -> str:
    """The heading of the point that an open matter is at, as it stands after its name; nothing where that says it."""
    point = desk.report.outline.by_id.get(matter.point)
    where = one_line(point.heading) if point and "point" not in matter.values else ""
    return desk.words("source_mark", where=where) if where else ""


def corrections(desk: Desk) -> list[Block]:
    """What was corrected after approval, by whom and when; nothing when nothing was."""
    if not desk.report.corrections:
        return []
    lines = []
    for at, name, words in desk.report.corrections:
        day = desk.words.day(at.date()) if at else ""
        lines.append(desk.words("correction", day=day, name=one_line(name), text=one_line(words)).strip())
    return [Heading(1, plain_words(desk.words("corrections"))), *(Paragraph(plain_words(line)) for line in lines)]
