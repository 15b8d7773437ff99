"""A paper as one HTML file: no script, no request, prints on A4 as it looks; the timeline is inline SVG."""

from __future__ import annotations

from html import escape as escape_html

from companion.exporters.formats.cells import shown
from companion.exporters.formats.svg import draw
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
_POINTS_PER_MM = 72 / 25.4
_ELEMENTS = {
    Mark.STRONG: ("<strong>", "</strong>"),
    Mark.FILLED: ("<b class=filled>", "</b>"),
    Mark.OPEN: ("<mark>", "</mark>"),
    Mark.ADDED: ("<ins>", "</ins>"),
    Mark.DROPPED: ("<del>", "</del>"),
    Mark.QUIET: ("<small>", "</small>"),
}
_STYLE = """
@page {{ size: A4 {orientation}; margin: {top}mm {right}mm {bottom}mm {left}mm;
  @bottom-center {{ content: "— " counter(page) " —"; font: 14pt "{number_font}", serif }} }}
html {{ color: #000; background: #fff }}
body {{ margin: 0 auto; max-width: {width}mm; padding: 8mm; font: {size}pt/1.75 {body_fonts};
  text-align: justify; overflow-wrap: anywhere }}
@media print {{ body {{ padding: 0; max-width: none }} }}
h1 {{ font: {title_size}pt/1.5 {title_fonts}; text-align: center; margin: 0 0 .6em }}
h2 {{ font: {size}pt/1.75 {heading_fonts} }} h3 {{ font: {size}pt/1.75 {subheading_fonts} }}
h4, h5, h6 {{ font: bold {size}pt/1.75 {body_fonts} }}
h2, h3, h4, h5, h6 {{ margin: .3em 0 0 2em; break-after: avoid }}
p {{ margin: 0; text-indent: 2em }} p.flush {{ text-indent: 0 }}
p.center {{ text-align: center; text-indent: 0 }}
p.right {{ text-align: right; text-indent: 0; padding-right: 4em }}
p.remark {{ text-indent: 0; margin: .2em 0 .2em 2em; padding-left: .6em; border-left: 3px solid #888 }}
p.remark b {{ font-weight: 700 }} small {{ font-size: .8em; color: #444 }}
.mark {{ color: #d00; font: {mark_size}pt/1.4 {title_fonts}; text-align: center }}
.under {{ display: flex; justify-content: space-between; border-bottom: 2pt solid #d00;
  margin-bottom: 1em }}
.number, .face, .marking {{ text-align: center; text-indent: 0 }}
.marking {{ text-align: left; font-weight: 700 }}
.face {{ border: 1px solid #000; padding: .3em; font-size: .85em; margin: 0 0 .8em }}
dl {{ margin: 0 0 .6em; text-align: left; display: grid; grid-template-columns: max-content 1fr; gap: 0 .4em }}
dd {{ margin: 0 }}
dl.roll {{ margin: .6em 0 0 2em }} dt {{ font-family: {heading_fonts} }}
table {{ border-collapse: collapse; width: 100%; font-size: .72em; line-height: 1.4; margin: .4em 0;
  text-align: left }}
th, td {{ border: 1px solid #000; padding: .2em .35em; vertical-align: top; white-space: pre-line }}
thead {{ display: table-header-group }} tr {{ break-inside: avoid }}
mark {{ background: none; color: inherit; border-bottom: 2px dashed #c00 }}
ins {{ text-decoration: underline }} .filled {{ font-weight: 400; border-bottom: 1px solid #000 }}
.new-page {{ break-before: page }} svg {{ width: 100%; height: auto }}
.imprint {{ border-top: 1pt solid #000; border-bottom: 1pt solid #000; margin-top: 1.5em; font-size: .88em }}
.imprint p {{ text-indent: 1em }} .imprint .under {{ border: 0; border-top: .7pt solid #000; margin: 0 }}
footer {{ margin-top: 1em; font-size: .7em; color: #444 }}
"""


def render(paper: Paper, settings: Settings) -> bytes:
    """The paper as UTF-8 HTML5; the policy in it forbids scripts and every request."""
    language = "zh-CN" if paper.language == "zh" else "en"
    body = "\n".join(
        [
            *(f"<p class=marking>{_text(mark)}</p>" for mark in paper.marking),
            *_head(paper),
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
        f"<title>{_text(paper.title)}</title>\n<style>{_style(paper, settings)}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return html.encode("utf-8")


def _text(text: str) -> str:
    return escape_html(legible(text)).replace("\n", "<br>")


def _style(paper: Paper, settings: Settings) -> str:
    wide = paper.is_landscape
    margins = settings.margin_top, settings.margin_right, settings.margin_bottom, settings.margin_left
    top, right, bottom, left = (25.0, 20.0, 20.0, 20.0) if wide else margins
    width = (settings.paper_height if wide else settings.paper_width) - left - right
    return _STYLE.format(
        orientation="landscape" if wide else "portrait",
        top=top,
        right=right,
        bottom=bottom,
        left=left,
        width=width,
        size=settings.body_size,
        title_size=settings.title_size,
        mark_size=_mark_size(paper, settings, width),
        number_font=_font(settings.number_font),
        body_fonts=_fonts(settings, settings.body_font, "FangSong, STFangsong"),
        title_fonts=_fonts(settings, settings.title_font, "STZhongsong, SimSun"),
        heading_fonts=_fonts(settings, settings.heading_font, "SimHei, 'Noto Sans CJK SC', sans-serif"),
        subheading_fonts=_fonts(settings, settings.subheading_font, "KaiTi, STKaiti"),
    )


def _mark_size(paper: Paper, settings: Settings, width: float) -> float:
    """The red mark on one line: smaller type where its words would not fit."""
    signs = len(paper.masthead.mark) if paper.masthead else 1
    room = width * _POINTS_PER_MM / max(signs, 1)
    return round(max(min(settings.mark_size, room), settings.title_size), 1)


def _fonts(settings: Settings, name: str, more: str) -> str:
    fallback = settings.font_fallbacks.get(name, "")
    named = [f'"{_font(one)}"' for one in (settings.latin_font, name, fallback) if one]
    return ", ".join([*named, more, "'Noto Serif CJK SC', serif"])


def _font(name: str) -> str:
    """A font's name as it can stand in a style sheet: no sign that would end it."""
    return "".join(sign for sign in legible(name) if sign.isalnum() or sign in " _-")


def _head(paper: Paper) -> list[str]:
    head = paper.masthead
    if head is None:
        return [f"<h1>{_text(paper.title)}</h1>"]
    return [*_masthead(head), *([] if head.mark == paper.title else [f"<h1>{_text(paper.title)}</h1>"])]


def _masthead(head: Masthead) -> list[str]:
    number = [f"<p class=number>{_text(head.number)}</p>"] if head.number else []
    under = f"<div class=under><span>{_text(head.office)}</span><span>{_text(head.day)}</span></div>"
    return [f"<div class=mark>{_text(head.mark)}</div>", *number, under]


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
            details = f"<br><small>{_text('；'.join(block.details))}</small>" if block.details else ""
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
