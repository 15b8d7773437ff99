"""A paper as one HTML file: no script, no request, prints on A4 as it looks; the timeline is inline SVG."""

from __future__ import annotations

from html import escape as escape_html

from companion.exporters.formats.cells import shown
from companion.exporters.formats.html_style import POINTS_PER_MM, mark_size, style, width
from companion.exporters.formats.svg import draw
from companion.exporters.formats.titles import titled
from companion.exporters.legible import legible
from companion.exporters.paper import (
    Block,
    Facts,
    Heading,
    Imprint,
    Mark,
    Masthead,
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
from companion.exporters.settings import Settings

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_ELEMENTS = {
    Mark.STRONG: ("<strong>", "</strong>"),
    Mark.FILLED: ("<b class=filled>", "</b>"),
    Mark.OPEN: ("<mark>", "</mark>"),
    Mark.ADDED: ("<ins>", "</ins>"),
    Mark.DROPPED: ("<del>", "</del>"),
    Mark.QUIET: ("<small>", "</small>"),
}


def render(paper: Paper, settings: Settings) -> bytes:
    """The paper as UTF-8 HTML5; the policy in it forbids scripts and every request."""
    language = "zh-CN" if paper.language == "zh" else "en"
    body = "\n".join(
        [
            *(f"<p class=marking>{_text(mark)}</p>" for mark in paper.marking),
            *_head(paper, settings),
            *(f"<p class=face>{_text(line)}</p>" for line in paper.face),
            *map(_block, paper.blocks),
            *_imprint(paper.imprint),
            f"<footer>{_text(paper.seal)}</footer>",
        ]
    )
    html = (
        f"<!doctype html>\n<html lang={language}>\n<head>\n<meta charset=utf-8>\n"
        f'<meta http-equiv=Content-Security-Policy content="{_POLICY}">\n'
        '<meta name=viewport content="width=device-width">\n<meta name=referrer content=no-referrer>\n'
        f"<title>{_text(paper.title)}</title>\n<style>{style(paper, settings)}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return html.encode("utf-8")


def _text(text: str) -> str:
    return escape_html(legible(text)).replace("\n", "<br>")


def _title(text: str, size: float, paper: Paper, settings: Settings) -> str:
    """Words in large type, on lines that belong together."""
    most = int(width(paper, settings) * POINTS_PER_MM / size)
    return _text("\n".join(titled(legible(text), max(most, 1))))


def _head(paper: Paper, settings: Settings) -> list[str]:
    head = paper.masthead
    title = f"<h1>{_title(paper.title, settings.title_size, paper, settings)}</h1>"
    if head is None:
        return [title]
    mark = _title(head.mark, mark_size(paper, settings), paper, settings)
    return [*_masthead(head, mark), *([] if head.mark == paper.title else [title])]


def _masthead(head: Masthead, mark: str) -> list[str]:
    number = [f"<p class=number>{_text(head.number)}</p>"] if head.number else []
    under = f"<div class=under><span>{_text(head.office)}</span><span>{_text(head.day)}</span></div>"
    return [f"<div class=mark>{mark}</div>", *number, under]


def _imprint(imprint: Imprint | None) -> list[str]:
    if imprint is None:
        return []
    cc = f"<p>{_text(imprint.cc)}</p>" if imprint.cc else ""
    line = f"<div class=under><span>　{_text(imprint.office)}</span><span>{_text(imprint.day)}　</span></div>"
    return [f"<div class=imprint>{cc}{line}</div>"]


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            return f"<h{level}>{_words(block.words)}</h{level}>"
        case Paragraph():
            name = {"center": " class=center", "right": " class=right"}.get(block.align, "")
            return f"<p{name or ('' if block.indent else ' class=flush')}>{_words(block.words)}</p>"
        case Remark():
            details = f"<br><small>{_text(block.details)}</small>" if block.details else ""
            return f"<p class=remark><b>{_text(block.label)}</b>　{_words(block.words)}{details}</p>"
        case Facts():
            rows = (f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>" for label, value in block.rows)
            return f"<dl>{''.join(rows)}</dl>"
        case Roll():
            return f"<dl class=roll><dt>{_text(block.label)}</dt><dd>{_text('　'.join(block.names))}</dd></dl>"
        case Table():
            return _table(block)
        case Plot():
            return draw(block)
        case PageTotal():
            return ""  # a page of the web is one
        case NewPage():
            return "<div class=new-page></div>"


def _words(words: Words) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    before, after = _ELEMENTS.get(run.mark, ("", ""))
    return f"{before}{_text(run.text)}{after}" if run.text else ""


def _table(table: Table) -> str:
    total = sum(column.width for column in table.columns)
    cols = "".join(f"<col style='width:{column.width * 100 / total:.1f}%'>" for column in table.columns)
    head = "".join(f"<th>{_text(column.head)}</th>" for column in table.columns)
    rows = ("<tr>" + "".join(f"<td>{_text(shown(cell))}</td>" for cell in row) + "</tr>" for row in table.rows)
    return (
        f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead>\n<tbody>{chr(10).join(rows)}</tbody></table>"
    )
