"""A paper as CommonMark with tables (GFM), readable as it stands; the users' own signs stay literal."""

from __future__ import annotations

import re

from companion.exporters.formats.cells import shown
from companion.exporters.formats.strokes import plot_lines
from companion.exporters.legible import legible
from companion.exporters.paper import (
    Block,
    Facts,
    Heading,
    Mark,
    NewPage,
    PageTotal,
    Paper,
    Paragraph,
    Plot,
    Remark,
    Roll,
    Run,
    Table,
    Words,
)

_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$]")
_LINE_START = re.compile(r"^([ \t]*)(#{1,6}|[-+=:]|\d{1,9}(?=[.)]))")
_AROUND = {Mark.STRONG: "**", Mark.FILLED: "**", Mark.DROPPED: "~~", Mark.QUIET: "*"}
_BREAK = "\\\n"
_PLOT_WIDTH = 80  # cells
_EDGE_BREAKS = re.compile(r"^(?:\s*\\\n)+|(?:\\\n\s*)+$")


def render(paper: Paper) -> bytes:
    """The paper as UTF-8 with `\\n` line ends; blocks have one empty line between them."""
    parts = [*map(_strong, paper.marking), f"# {escape(paper.title)}", *_masthead(paper)]
    if paper.face:
        parts.append("\n>\n".join(f"> {escape(line)}" for line in paper.face))
    parts += [block for block in map(_block, paper.blocks) if block]
    if paper.imprint:
        imprint = paper.imprint
        parts += [
            "---",
            *(escape(part) for part in (imprint.cc, f"{imprint.office} {imprint.day}") if part.strip()),
        ]
    parts += ["---", escape(paper.seal)]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """Text with every sign that Markdown would act on escaped; several lines become one with spaces."""
    flat = " ".join(legible(text).split("\n")).strip()
    safe = _ANYWHERE.sub(lambda found: "\\" + found[0], flat)
    return _LINE_START.sub(_escape_start, safe)


def escape_lines(text: str) -> str:
    """Text with signs escaped and its line ends kept as hard breaks."""
    lines = [escape(line) for line in legible(text).strip("\n").split("\n")]
    return _BREAK.join(line or "\u00a0" for line in lines)


def _escape_start(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign}\\" if sign[0].isdecimal() else f"{found[1]}\\{sign}"


def _strong(text: str) -> str:
    return f"**{escape(text)}**"


def _masthead(paper: Paper) -> list[str]:
    head = paper.masthead
    if head is None:
        return []
    lines = [head.number, " ".join(part for part in (head.office, head.day) if part)]
    return [escape(line) for line in lines if line]


def _block(block: Block) -> str:
    match block:
        case Heading():
            return "#" * min(block.level + 1, 6) + " " + _runs(block.words).replace(_BREAK, " ")
        case Paragraph():
            return _runs(block.words)
        case Remark():
            return _remark(block)
        case Facts():
            return "\n".join(f"- {_inline(label)}{_inline(value)}".rstrip() for label, value in block.rows)
        case Roll():
            label = block.label.rstrip("：: ")
            names = "　".join(block.names)
            return f"{_strong(label)}{block.label[len(label) :]}{_inline(names).strip()}".rstrip()
        case Table():
            return _table(block)
        case Plot():
            return "\n".join(("```text", *plot_lines(block, _PLOT_WIDTH), "```"))
        case PageTotal() | NewPage():
            return ""


def _remark(remark: Remark) -> str:
    lines = [f"**{escape(remark.label)}** {_runs(remark.words)}"]
    if remark.details:
        lines.append("*" + escape(remark.details) + "*")
    quoted = _BREAK.join(lines)
    return "\n".join(f"> {line}" for line in quoted.split("\n"))


def _runs(words: Words) -> str:
    """Runs in a row, empty lines at either end taken off; the first word opens no block."""
    text = _EDGE_BREAKS.sub("", "".join(map(_run, words))).strip()
    is_bare = bool(words) and words[0].mark in (Mark.PLAIN, Mark.OPEN)
    return _LINE_START.sub(_escape_start, text) if is_bare else text


def _run(run: Run) -> str:
    text = _inline(run.text)
    sign = _AROUND.get(run.mark, "")
    bare = text.strip()
    if not sign or not bare:
        return text
    if run.mark is Mark.FILLED:
        return f"{sign}{text}{sign}" if bare[0].isalnum() and bare[-1].isalnum() else text
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{start or ' '}{sign}{bare}{sign}{end or ' '}"


def _inline(text: str) -> str:
    lines = [_ANYWHERE.sub(lambda found: "\\" + found[0], line) for line in legible(text).split("\n")]
    first, *rest = lines
    return _BREAK.join((first, *(_LINE_START.sub(_escape_start, line.strip()) or "\u00a0" for line in rest)))


def _table(table: Table) -> str:
    head = "| " + " | ".join(escape(column.head) for column in table.columns) + " |"
    rule = "|" + "|".join(" --- " for _ in table.columns) + "|"
    rows = ["| " + " | ".join(_cell(shown(cell)) for cell in row) + " |" for row in table.rows]
    return "\n".join((head, rule, *rows))


def _cell(text: str) -> str:
    lines = [_ANYWHERE.sub(lambda found: "\\" + found[0], line) for line in text.strip().split("\n")]
    return "<br>".join(lines)
