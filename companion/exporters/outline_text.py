"""An outline as plain text for the terminal: points indented by depth, then the blanks."""

from __future__ import annotations

from companion.catalogue import say
from companion.model.outline import Blank, Outline, Point
from companion.model.speech import Speech

_INDENT = "  "
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


def render_outline_text(speech: Speech) -> str:
    """The outline and blanks of a speech as lines of text; its control characters come out as U+FFFD."""
    outline = speech.outline
    remarks = [say(key, **values) for key, values in speech.remarks]
    rows = [_summary(speech), *remarks, "", *(_row(point, outline) for point in outline.points)]
    if outline.blanks:
        rows += ["", say("reading.blanks", count=len(outline.blanks)), *map(_blank_row, outline.blanks)]
    return "\n".join(row.translate(_CONTROLS) for row in rows)


def _summary(speech: Speech) -> str:
    outline = speech.outline
    return say(
        "reading.summary",
        name=speech.name,
        encoding=speech.encoding,
        lines=len(speech.lines),
        points=len(outline.points),
        blanks=len(outline.blanks),
    )


def _row(point: Point, outline: Outline) -> str:
    blanks = len(outline.blanks_by_point.get(point.id, ()))
    count = f"  {say('reading.blanks_here', count=blanks)}" if blanks else ""
    return f"{_INDENT * point.depth}{point.id}  {point.heading}{count}"


def _blank_row(blank: Blank) -> str:
    kind = say(f"reading.kind.{blank.kind.value}")
    words = blank.label or f"{blank.before}*{blank.after}"
    unit = f" ({blank.unit})" if blank.unit else ""
    return f"{_INDENT}{blank.n}  {blank.line}:{blank.column}  {blank.point}  {kind}  {words}{unit}"
