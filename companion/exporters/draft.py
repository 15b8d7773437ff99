"""The draft of the minutes, sentence by sentence, under the headings of the speech they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.exporters.audience import MINUTES, view
from companion.exporters.edits import OVERVIEW, Edit, head_source, note_source
from companion.exporters.legible import legible, one_line
from companion.exporters.report import Report
from companion.exporters.settings import Settings
from companion.exporters.wording import sentence_of
from companion.exporters.words import Words
from companion.model.minutes import Note
from companion.model.outline import Point, PointKind

_NOON, _EVENING = "12:00", "18:00"


@dataclass(frozen=True)
class DraftSentence:
    """One sentence: `text` as drafted, `edited` as rewritten by someone, stale when its source changed since.

    `id` is that of the note it comes from (or "overview"); `section` and `group` are points of the speech.
    """

    id: str
    section: str
    group: str
    text: str
    edited: str
    source_hash: str
    is_stale: bool
    note: Note | None = None

    @property
    def words(self) -> str:
        """The sentence as it goes into the minutes."""
        return self.edited or self.text


def draft_sentences(report: Report, settings: Settings) -> tuple[DraftSentence, ...]:
    """The sentences of the minutes in their order, the opening one first; only what may be in them."""
    seen = view(report, MINUTES)
    words = Words(report.language, settings.words)
    edits = {one.id: one for one in report.edits}
    return tuple(_sentences(seen, words, settings, edits))


def _sentences(seen: Report, words: Words, settings: Settings, edits: dict[str, Edit]) -> Iterator[DraftSentence]:
    source = head_source(seen.head)
    yield _sentence(OVERVIEW, "", "", overview(seen, words), source, edits.get(OVERVIEW), None)
    for note in seen.notes:
        section, group = _place(seen, note)
        text = sentence_of(note, words, settings)
        yield _sentence(note.id, section, group, text, note_source(note), edits.get(note.id), note)


def _sentence(
    id: str, section: str, group: str, text: str, source: str, edit: Edit | None, note: Note | None
) -> DraftSentence:
    edited = legible(edit.text).strip() if edit else ""
    stale = edit is not None and edit.source_hash != source
    return DraftSentence(id, section, group, text, edited, source, stale, note)


def _place(seen: Report, note: Note) -> tuple[str, str]:
    """The outermost point of the speech that a note is under, and the one below that."""
    point = seen.outline.by_id.get(note.anchor.point)
    if point is None or note.anchor.orphaned:
        return "", ""
    chain: list[Point] = [*reversed(list(seen.outline.ancestors(point))), point]
    if chain[0].depth < 1:
        return "", ""
    return chain[0].id, chain[1].id if len(chain) > 1 else ""


def has_heading(point: Point) -> bool:
    """Whether a point has a heading to be repeated: of a paragraph there is only the beginning of its sentence."""
    is_sentence = point.kind in (PointKind.PARAGRAPH, PointKind.OPENING)
    return not is_sentence and bool(point.title) and "…" not in point.title


def overview(seen: Report, words: Words) -> str:
    """When, where, under whom the meeting was held; what the head does not say is left out."""
    head = seen.head
    venue = words("minutes.at_venue", venue=one_line(head.venue)) if head.venue else ""
    key = "minutes.overview" if head.chair else "minutes.overview_no_chair"
    half = _half_of_day(head.started_at, words) if head.date else ""
    day = words.day(head.date)
    text = words(
        key,
        day=day,
        on_day=words("minutes.on_day", day=day) if day else "",
        half=half,
        chair=one_line(head.chair),
        venue=venue,
        title=one_line(seen.meeting),
    )
    if words.language != "zh" and head.recorder:
        text += " " + words("minutes.acting_secretary", name=one_line(head.recorder))
    return text.lstrip("，, ").replace("  ", " ")


def _half_of_day(clock: str, words: Words) -> str:
    hour = clock.strip().zfill(5)
    if ":" not in hour:
        return ""
    name = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    return words(f"minutes.{name}")
