"""版记, the foot of an official document: on its last page, which is an even one, at the bottom (GB/T 9704 §7.4).

It stands in a box that is laid on the page at the bottom of the type area and pushes no text away; an empty line with
as much space before it keeps the room for it. How many pages the text takes is reckoned by the lines of the page, as
far as that can be known before a program sets it: where it is wrong, 版记 is still at the foot of the last page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from companion.exporters.formats.cells import shown
from companion.exporters.formats.columns import wrap
from companion.exporters.formats.word_body import MARK_DROP, POINTS_PER_MM, TABLE_PITCH, mark_size
from companion.exporters.formats.word_xml import Form, Look, cell, edge, paragraph, row, run, tab, table
from companion.exporters.legible import legible
from companion.exporters.paper import Block, Facts, Heading, Imprint, Paper, Paragraph, Remark, Roll, Table, plain
from companion.exporters.settings import Settings

_SIZE, _PITCH = 14.0, 26.0  # points: 4号 type, and the distance of its lines
_THICK, _THIN = 1.0, 0.75  # points: 0.35 mm for the first and the last rule, 0.25 mm between (§7.4.1)
_LEAST = 1.0  # points: a line that is there for what hangs on it
_EMU = 12_700  # in a point
_LABEL = 3  # characters of 抄送：, under which no later line begins
_RED_RULE = 6.25  # points that the red line adds to the line above it
_ROOM = 6.0  # points of the box beyond its lines: rules, and what a program adds
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def imprint_paragraph(imprint: Imprint, settings: Settings, width: float) -> str:
    """The line that keeps the room, with the box on the page; `width` is that of the type area, in points."""
    height = _height(_copies(imprint, width))
    form = Form(line=_LEAST, before=height - _LEAST, is_off_grid=True)
    return paragraph(f"<w:r>{_box(_table(imprint, settings, width), width, height)}</w:r>", form)


def needs_new_page(paper: Paper, settings: Settings) -> bool:
    """Whether the text ends on an odd page, or on an even one without room, so that 版记 takes the next even one."""
    width = settings.characters_per_line * (settings.body_size + settings.tracking)
    height = settings.lines_per_page * settings.line_pitch
    pages, used = 1, 0.0
    for line in _heights(paper, settings):
        if used + line > height + 0.5:
            pages, used = pages + 1, 0.0
        used += line
    room = _height(_copies(paper.imprint, width)) if paper.imprint else 0.0
    return pages % 2 == 1 or used + room > height


def _copies(imprint: Imprint, width: float) -> int:
    """How many lines the copies take."""
    cells = int(width / _SIZE) * 2 - 4
    return len(wrap(legible(imprint.cc), cells, hang=_LABEL * 2)) if imprint.cc else 0


def _height(copies: int) -> float:
    return (copies + 1) * _PITCH + _ROOM


def _heights(paper: Paper, settings: Settings) -> Iterator[float]:
    """The height of each line of the paper, in points."""
    pitch = settings.line_pitch
    yield from (pitch for _ in paper.marking)
    if paper.masthead:
        drop = max(MARK_DROP * POINTS_PER_MM - pitch * len(paper.marking), 0)
        yield drop + mark_size(paper.masthead, settings) * 1.6
        yield from [pitch, pitch] if paper.masthead.number else [pitch]
        yield pitch + _RED_RULE
    if paper.masthead is None or paper.masthead.mark != paper.title:
        yield settings.title_size * 1.5 + pitch / 2
    width = settings.characters_per_line * 2
    for line in paper.face:
        yield from (TABLE_PITCH for _ in wrap(line, round(width * settings.body_size / 12)))
    for block in paper.blocks:
        yield from (pitch for _ in range(_lines(block, width)))
    yield TABLE_PITCH  # the seal


def _lines(block: Block, width: int) -> int:
    """How many lines of the body a block takes."""
    match block:
        case Heading():
            return len(wrap(plain(block.words), width, first=4))
        case Paragraph():
            return len(wrap(plain(block.words), width, first=4 if block.indent else 0))
        case Remark():
            return len(wrap(block.label + plain(block.words) + block.details, width - 8))
        case Roll():
            return len(wrap("　".join(block.names), width - 10))
        case Facts():
            return sum(len(wrap(label + value, width)) for label, value in block.rows)
        case Table():
            return sum(max(len(wrap(shown(one), 10)) for one in cells) for cells in block.rows) // 2 + 1
        case _:
            return 0


def _table(imprint: Imprint, settings: Settings, width: float) -> str:
    """Copies, and under a thinner rule office and day; later lines of the copies hang under their first name."""
    look = Look(settings.latin_font, settings.body_font, _SIZE, bold=False)
    form = Form(line=_PITCH, is_off_grid=True, cell=_SIZE, left=1, right=1)
    hanging = replace(form, left=1 + _LABEL, first=-_LABEL)
    copies = cell(width, paragraph(run(imprint.cc, look), hanging), edge("top", _THICK))
    ends = run(imprint.office, look) + tab() + run(imprint.day, look)
    rules = edge("top", _THIN if imprint.cc else _THICK) + edge("bottom", _THICK)
    issued = cell(width, paragraph(ends, replace(form, tab=width - _SIZE)), rules)
    return table([width], [row([one]) for one in ((copies, issued) if imprint.cc else (issued,))], is_ruled=False)


def _box(content: str, width: float, height: float) -> str:
    """A box without lines at the left and the bottom of the type area, over the text (wp:anchor, §20.4.2.3)."""
    extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    last = paragraph("", Form(line=_LEAST, is_off_grid=True))
    shape = (
        f'<wps:wsp xmlns:wps="{_SHAPE}"><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}{last}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    )
    place = "".join(
        f'<wp:position{axis} relativeFrom="margin"><wp:align>{side}</wp:align></wp:position{axis}>'
        for axis, side in (("H", "left"), ("V", "bottom"))
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
        f'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place}<wp:extent {extent}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="imprint"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_SHAPE}">{shape}'
        "</a:graphicData></a:graphic></wp:anchor>"
    )
    drawing = f'<w:drawing xmlns:wp="{_DRAWING}/wordprocessingDrawing">{anchor}</w:drawing>'
    choice = f'<mc:Choice xmlns:wps="{_SHAPE}" Requires="wps">{drawing}</mc:Choice>'
    return f'<mc:AlternateContent xmlns:mc="{_COMPATIBLE}">{choice}</mc:AlternateContent>'
