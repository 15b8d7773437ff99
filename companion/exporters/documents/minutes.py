"""会议纪要, the minutes: opening, matters agreed under the speech's headings, who was there, the foot.

In English the order is that of Robert's Rules: the approval of the previous minutes, what was done, one
paragraph a subject, action items, the hour of adjournment, the secretary's signature.
"""

from __future__ import annotations

import re
from itertools import groupby

from companion.exporters.documents.parts import Desk, corrections
from companion.exporters.documents.tables import task_table
from companion.exporters.draft import DraftSentence, draft_sentences, has_heading
from companion.exporters.legible import one_line
from companion.exporters.paper import (
    Block,
    Heading,
    Imprint,
    Mark,
    Masthead,
    Paper,
    Paragraph,
    Roll,
    Run,
    words,
)
from companion.exporters.states import State
from companion.model.minutes import text
from companion.model.numerals import chinese_numeral

_ENDS = "。．.：:；;，, "
_DONE = re.compile(r"(?:not|read|[a-z]+ed)\b", re.IGNORECASE)  # approved as read; read and approved; not taken up


def compose(desk: Desk) -> Paper:
    """The minutes in the form of their language."""
    return _chinese(desk) if desk.words.language == "zh" else _english(desk)


def _chinese(desk: Desk) -> Paper:
    opening, *sentences = draft_sentences(desk.report, desk.settings)
    body = _sections(desk, sentences) or [Paragraph(words(desk.words("minutes.nothing")))]
    blocks: list[Block] = [Paragraph(words(opening.words)), *body, *corrections(desk), *_attendance(desk)]
    return desk.paper(_title(desk), blocks, masthead=_masthead(desk), imprint=_imprint(desk))


def _title(desk: Desk) -> str:
    name = desk.report.meeting
    is_meeting = name.endswith(("会议", "会")) or desk.words.language != "zh"
    return name + desk.words("minutes.suffix" if is_meeting else "minutes.meeting_suffix")


def _masthead(desk: Desk) -> Masthead:
    say, extra = desk.words, desk.report.head.extra
    number = text(extra, "doc_no") or text(extra, "issue_no") or desk.settings.doc_number
    approved = desk.report.standing.step(State.APPROVED)
    day = approved.on if approved and approved.on else desk.report.made.date()
    mark = desk.settings.masthead or _title(desk)
    return Masthead(
        one_line(mark),
        say("minutes.number", number=one_line(number)) if number else "",
        one_line(desk.settings.office),
        say.day(day),
    )


def _imprint(desk: Desk) -> Imprint | None:
    say, settings = desk.words, desk.settings
    issued = desk.report.standing.step(State.ISSUED)
    if not settings.office and not settings.cc and not issued:
        return None
    day = issued.on if issued and issued.on else desk.report.made.date()
    cc = say("minutes.cc", cc=one_line(settings.cc).rstrip(_ENDS)) if settings.cc else ""
    return Imprint(cc, one_line(settings.office), say("minutes.issued", day=say.day(day)))


def _sections(desk: Desk, sentences: list[DraftSentence]) -> list[Block]:
    blocks: list[Block] = []
    placed = [one for one in sentences if one.section]
    number = 0
    for section, group in groupby(placed, key=lambda one: one.section):
        number += 1
        blocks.append(Heading(1, words(_numbered(desk, section, f"{chinese_numeral(number)}、"))))
        blocks += _groups(desk, list(group))
    rest = [one for one in sentences if not one.section]
    if rest:
        marker = f"{chinese_numeral(number + 1)}、"
        blocks.append(Heading(1, words(marker + desk.words("minutes.other"))))
        blocks.append(_paragraph(rest))
    return blocks


def _numbered(desk: Desk, point: str, marker: str) -> str:
    return f"{marker}{one_line(desk.report.outline.by_id[point].title)}"


def _groups(desk: Desk, sentences: list[DraftSentence]) -> list[Block]:
    """Sentences of the section itself, then a run-in heading for each point below it that has any."""
    blocks: list[Block] = []
    direct = [one for one in sentences if not one.group]
    if direct:
        blocks.append(_paragraph(direct))
    below = [one for one in sentences if one.group]
    number = 0
    for point, group in groupby(below, key=lambda one: one.group):
        heading = ""
        if has_heading(desk.report.outline.by_id[point]):
            number += 1
            heading = _numbered(desk, point, f"（{chinese_numeral(number)}）").rstrip(_ENDS) + "。"
        blocks.append(_paragraph(list(group), heading))
    return blocks


def _paragraph(sentences: list[DraftSentence], heading: str = "") -> Paragraph:
    gap = "" if heading or not sentences or not sentences[0].words[:1].isascii() else " "
    front = (Run(heading, Mark.STRONG),) if heading else ()
    return Paragraph((*front, Run(gap.join(one.words for one in sentences))))


def _attendance(desk: Desk) -> list[Block]:
    head = desk.report.head
    groups = (
        ("present", head.present),
        ("absent", tuple(name for name, _ in head.absent)),
        ("attending", head.attending),
    )
    gap: list[Block] = [Paragraph((), indent=False)]
    rolls: list[Block] = [
        Roll(desk.words(f"minutes.{name}"), _names(desk, people)) for name, people in groups if people
    ]
    return gap + rolls if rolls else []


def _names(desk: Desk, people: tuple[str, ...]) -> tuple[str, ...]:
    """Chinese names stand apart by their width, English ones by commas."""
    names = tuple(map(one_line, people))
    return names if desk.words.language == "zh" else (desk.words.listed(names),)


def _english(desk: Desk) -> Paper:
    opening, *sentences = draft_sentences(desk.report, desk.settings)
    tasks = {row.note.id for row in desk.report.ledger}
    done = [one for one in sentences if one.id not in tasks]
    blocks: list[Block] = [Paragraph(words(opening.words), indent=False), *_previous(desk), *_attendance(desk)]
    for section, group in groupby(done, key=lambda one: one.section):
        heading = desk.report.outline.by_id[section].title if section else desk.words("minutes.other")
        blocks += [Heading(1, words(one_line(heading))), _paragraph(list(group))]
    if not done:
        blocks.append(Paragraph(words(desk.words("minutes.nothing"))))
    if tasks:
        blocks += [Heading(1, words(desk.words("record.tasks"))), task_table(desk)]
    return desk.paper(_title(desk), [*blocks, *corrections(desk), *_english_end(desk)])


def _previous(desk: Desk) -> list[Block]:
    """What became of the previous minutes: as a sentence where the words are what was done with them."""
    said, say = one_line(desk.report.head.previous_minutes).rstrip(_ENDS), desk.words
    if not said:
        return []
    if _DONE.match(said):
        line = say("minutes.previous", words=said[0].lower() + said[1:])
    else:
        line = say("labelled", label=say("head.previous_minutes"), value=said)
    return [Paragraph(words(line), indent=False)]


def _english_end(desk: Desk) -> list[Block]:
    head, say = desk.report.head, desk.words
    approved = desk.report.standing.step(State.APPROVED)
    name, day = (approved.name, say.day(approved.on)) if approved else ("", "")
    end = say("minutes.adjourned", time=one_line(head.ended_at)) if head.ended_at else ""
    lines = [end, say("minutes.secretary", name=one_line(head.recorder))]
    lines.append(say("minutes.approved", name=one_line(name), day=day))
    return [Paragraph(words(line), indent=False) for line in lines if line]
