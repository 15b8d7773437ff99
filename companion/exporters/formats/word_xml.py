"""Runs, paragraphs and tables of WordprocessingML as text, in the order of the schema (ISO/IEC 29500-1 §17.3).

A document is written in one piece and parsed once: a library that puts in element after element takes five times
as long. Lengths are in points unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from companion.exporters.legible import legible

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_PIECES = re.compile("[^\n\t]+|[\n\t]")
_SIDES = ("top", "left", "bottom", "right")
CELL_MARGIN = 3.0  # points at either side of a cell: a narrow column still holds two characters


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; what is not set is that of the paragraph's style. `colour` is RRGGBB, `font` East Asian."""

    latin: str = ""
    font: str = ""
    size: float = 0.0
    bold: bool | None = None
    strike: bool = False
    colour: str = ""
    highlight: str = ""
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above or below a paragraph; `side` is "top" or "bottom", `colour` RRGGBB."""

    side: str
    points: float
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph stands; what is not set is that of its style, `line` is exact, indents are in characters.

    `cell` is the width of a character. `fill` (RRGGBB) colours it, `margins` are indents of a coloured bar.
    """

    style: str = ""
    align: str = ""
    line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    cell: float = 0.0
    is_off_grid: bool = False
    starts_page: bool = False
    keeps_next: bool = False
    rule: Rule | None = None
    tab: float = 0.0
    fill: str = ""
    margins: tuple[float, float] | None = None


PLAIN, BODY = Look(), Form()


def run(text: str, look: Look = PLAIN) -> str:
    """Some words in one look; newlines are line breaks."""
    pieces = _PIECES.findall(legible(text))
    words = "".join(_BREAKS.get(one) or f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in pieces)
    return f"<w:r>{_look(look)}{words}</w:r>"


def tab() -> str:
    """A jump to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def page_total() -> str:
    """The number of pages, as a field: room for it is kept until a program counts them."""
    return f'<w:fldSimple w:instr=" NUMPAGES ">{run("　")}</w:fldSimple>'


def paragraph(runs: str, form: Form = BODY, *, section: str = "") -> str:
    """A paragraph of runs; with `section` (its properties) the section ends with it."""
    return f"<w:p>{_form(form, section)}{runs}</w:p>"


def table(widths: Sequence[float], rows: Sequence[str], *, is_ruled: bool = True) -> str:
    """Rows under columns of these widths, with lines around all cells; unruled, words reach from edge to edge."""
    twips = [round(width * 20) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    edges = "".join(edge(side, 0.5) for side in (*_SIDES, "insideH", "insideV")) if is_ruled else ""
    margin = round(CELL_MARGIN * 20) if is_ruled else 0
    margins = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def edge(side: str, points: float) -> str:
    """A black line at one side of a cell or a table."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="000000"/>'


def row(cells: Sequence[str], *, is_head: bool = False) -> str:
    """A row of cells; a head is repeated on every page, no row is cut in two."""
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def cell(width: float, content: str, edges: str = "") -> str:
    """A cell with its paragraphs; `edges` are lines of its own."""
    own = f"<w:tcBorders>{edges}</w:tcBorders>" if edges else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * 20)}" w:type="dxa"/>{own}</w:tcPr>{content}</w:tc>'


@lru_cache(maxsize=256)
def _look(look: Look) -> str:
    parts = []
    if look.font:
        latin, east = quoteattr(look.latin), quoteattr(look.font)
        parts.append(f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east}/>")
    if look.bold is not None:
        parts.append("<w:b/>" if look.bold else '<w:b w:val="0"/>')
    parts += ["<w:strike/>"] if look.strike else []
    parts += [f'<w:color w:val="{look.colour}"/>'] if look.colour else []
    parts += [f'<w:sz w:val="{round(look.size * 2)}"/>'] if look.size else []
    parts += [f'<w:highlight w:val="{look.highlight}"/>'] if look.highlight else []
    parts += ['<w:u w:val="single"/>'] if look.underline else []
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


@lru_cache(maxsize=1024)
def _form(form: Form, section: str = "") -> str:
    parts = [f"<w:pStyle w:val={quoteattr(form.style)}/>"] if form.style else []
    parts += ["<w:keepNext/>"] if form.keeps_next else []
    parts += ["<w:pageBreakBefore/>"] if form.starts_page else []
    parts += [_rule(form.rule)] if form.rule else []
    parts += [f'<w:shd w:val="clear" w:color="auto" w:fill="{form.fill}"/>'] if form.fill else []
    parts += [f'<w:tabs><w:tab w:val="right" w:pos="{round(form.tab * 20)}"/></w:tabs>'] if form.tab else []
    parts += ['<w:snapToGrid w:val="0"/>'] if form.is_off_grid else []
    parts += [_spacing(form), _indent(form)]
    parts += [f'<w:jc w:val="{form.align}"/>'] if form.align else []
    inside = "".join(parts) + section
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def _rule(rule: Rule) -> str:
    size = round(rule.points * 8)
    return f'<w:pBdr><w:{rule.side} w:val="single" w:sz="{size}" w:space="4" w:color="{rule.colour}"/></w:pBdr>'


def _spacing(form: Form) -> str:
    values = f' w:before="{round(form.before * 20)}"' if form.before else ""
    values += f' w:after="{round(form.after * 20)}"' if form.after else ""
    values += f' w:line="{round(form.line * 20)}" w:lineRule="exact"' if form.line else ""
    return f"<w:spacing{values}/>" if values else ""


def _indent(form: Form) -> str:
    """Indents in characters, with their width in points for programs that know no characters."""
    if form.margins:
        left, right = form.margins
        return f'<w:ind w:left="{round(left * 20)}" w:right="{round(right * 20)}"/>'
    first = "firstLine" if form.first > 0 else "hanging"
    named = (("left", form.left), ("right", form.right), (first, abs(form.first)))
    known = [(name, round(size * 100), round(size * form.cell * 20)) for name, size in named if size]
    values = "".join(f' w:{name}Chars="{chars}" w:{name}="{twips}"' for name, chars, twips in known)
    return f"<w:ind{values}/>" if values else ""
