"""会议记录, the record: head, every point in order with its notes, lists, what is open, signatures."""

from __future__ import annotations

from itertools import groupby

from companion.exporters import audience
from companion.exporters.documents.parts import (
    Desk,
    corrections,
    line_of,
    matter_name,
    matter_place,
    open_matters,
    remark,
    span_of_time,
)
from companion.exporters.documents.tables import differences_table, figures_table, task_table
from companion.exporters.entries import Entry
from companion.exporters.legible import legible, one_line
from companion.exporters.matters import MatterKind, OpenMatter
from companion.exporters.paper import Block, Facts, Heading, Mark, PageTotal, Paper, Paragraph, Run, words
from companion.model.minutes import Note
from companion.model.outline import PointKind

_UNHEADED = frozenset({PointKind.SALUTATION, PointKind.OPENING, PointKind.PARAGRAPH, PointKind.CLOSING})


def compose(desk: Desk) -> Paper:
    """The record of the meeting: with the words of the speech when it is detailed, without when a summary."""
    blocks: list[Block] = [
        Facts(head_rows(desk)),
        *_proceedings(desk),
        *_decisions(desk),
        *_tasks(desk),
        *_questions(desk),
        *_differences(desk),
        *_orphans(desk),
        *_open(desk),
        *corrections(desk),
        *_end(desk),
    ]
    key = "private.title" if desk.document == audience.PRIVATE else "record.title"
    return desk.paper(desk.words(key, title=desk.report.meeting), blocks)


def head_rows(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The lines of the head (domain §2.2), empty ones too: an empty line asks to be filled."""
    head, say = desk.report.head, desk.words
    rows = [
        ("title", desk.report.meeting),
        ("time", span_of_time(desk)),
        ("venue", head.venue),
        ("chair", head.chair),
        ("present", say.listed(head.present)),
        ("attending", say.listed(head.attending)),
        ("absent", say.listed(tuple(_absent(desk, name, reason) for name, reason in head.absent))),
        ("recorder", head.recorder),
        *([("previous_minutes", head.previous_minutes)] if head.previous_minutes else []),
        ("speech", say("record.speech_file", name=desk.report.speech_name, sha=desk.report.speech_sha256[:16])),
    ]
    return tuple((say("labelled", label=say(f"head.{name}"), value=""), one_line(value)) for name, value in rows)


def _absent(desk: Desk, name: str, reason: str) -> str:
    return desk.words("absent_with_reason", name=name, reason=reason) if reason else name


def _proceedings(desk: Desk) -> list[Block]:
    blocks: list[Block] = [Heading(1, words(desk.words("record.proceedings")))]
    for entry in desk.report.entries:
        blocks += _entry(desk, entry)
    return blocks


def _entry(desk: Desk, entry: Entry) -> list[Block]:
    is_detailed = desk.settings.grade != "summary"
    if entry.point.kind is PointKind.TITLE or not (is_detailed or entry.notes or entry.heading):
        return [remark(note, desk, entry) for note in entry.notes]
    blocks: list[Block] = []
    is_frame = entry.point.kind in _UNHEADED
    heading = "" if is_frame else one_line(entry.heading) or ("" if is_detailed else one_line(entry.point.heading))
    if heading:
        state = _state(desk, entry)
        blocks.append(Heading(min(entry.point.depth + 1, 5), (Run(heading), *state)))
    body = line_of(entry.body, desk.words)
    if is_frame:
        body = (Run(one_line(entry.heading)), *body)
    if is_detailed and any(run.text.strip() for run in body):
        state = () if heading else _state(desk, entry)
        blocks.append(Paragraph((*body, *state)))
    return blocks + [remark(note, desk, entry) for note in entry.notes]


def _state(desk: Desk, entry: Entry) -> tuple[Run, ...]:
    tick = entry.tick
    if tick is None:
        return ()
    key = "tick.skipped" if entry.is_skipped else "tick.spoken"
    return (Run(desk.words(key, time=desk.words.clock(tick.at)).rstrip(), Mark.QUIET),)


def _decisions(desk: Desk) -> list[Block]:
    return _notes(desk, "record.decisions", desk.report.decisions)


def _questions(desk: Desk) -> list[Block]:
    return _notes(desk, "record.questions", desk.report.questions)


def _orphans(desk: Desk) -> list[Block]:
    notes = desk.report.orphans
    if not notes:
        return []
    return [Heading(1, words(desk.words("record.orphans"))), *(remark(note, desk) for note in notes)]


def _notes(desk: Desk, title_key: str, notes: tuple[Note, ...]) -> list[Block]:
    if not notes:
        return []
    numbered = [_numbered(desk, number, note) for number, note in enumerate(notes, 1)]
    return [Heading(1, words(desk.words(title_key))), *numbered]


def _numbered(desk: Desk, number: int, note: Note) -> Paragraph:
    point = desk.report.outline.by_id.get(note.anchor.point)
    where = one_line(point.heading) if point else ""
    source = (Run(desk.words("source_mark", where=where), Mark.QUIET),) if where else ()
    return Paragraph(
        (
            Run(f"{number}．" if desk.words.language == "zh" else f"{number}. "),
            Run(legible(note.text)),
            *source,
        )
    )


def _tasks(desk: Desk) -> list[Block]:
    if not desk.report.ledger:
        return []
    return [Heading(1, words(desk.words("record.tasks"))), task_table(desk)]


def _differences(desk: Desk) -> list[Block]:
    if not desk.report.deviations:
        return []
    return [Heading(1, words(desk.words("record.differences"))), differences_table(desk)]


def _open(desk: Desk) -> list[Block]:
    blocks: list[Block] = []
    filled = [figure for figure in desk.report.figures if figure.fill is not None]
    if filled:
        blocks += [Heading(1, words(desk.words("record.figures"))), figures_table(desk, filled_only=True)]
    matters = open_matters(desk)
    if matters:
        blocks.append(Heading(1, words(desk.words("record.open"))))
        blocks += [_matters(desk, kind, [one for one in matters if one.kind is kind]) for kind in _kinds(matters)]
    return blocks


def _kinds(matters: tuple[OpenMatter, ...]) -> tuple[MatterKind, ...]:
    return tuple(dict.fromkeys(matter.kind for matter in matters))


def _matters(desk: Desk, kind: MatterKind, matters: list[OpenMatter]) -> Paragraph:
    """All matters of a kind in one paragraph: a meeting can have a hundred of them."""
    by_place = groupby(matters, key=lambda matter: matter_place(desk, matter))
    listed = desk.words("semicolon").join(
        desk.words("comma").join(matter_name(desk, matter) for matter in group) + place for place, group in by_place
    )
    label = desk.words(f"count.{kind}", count=len(matters))
    return Paragraph(words(desk.words("labelled", label=label, value=listed)))


def _end(desk: Desk) -> list[Block]:
    head, say = desk.report.head, desk.words
    end = say("record.adjourned", time=one_line(head.ended_at)).strip()
    return [
        Paragraph(words(end)),
        Paragraph(words(say("record.sign_chair", name=one_line(head.chair)))),
        Paragraph(words(say("record.sign_recorder", name=one_line(head.recorder)))),
        PageTotal(say("record.pages")),
    ]
