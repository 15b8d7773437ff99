"""How a page of HTML looks on the screen and on A4: faces and sizes of GB/T 9704 with something to fall back on."""

from __future__ import annotations

from math import floor

from companion.exporters.legible import legible
from companion.exporters.paper import Paper
from companion.exporters.settings import Settings

POINTS_PER_MM = 72 / 25.4
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
.new-page {{ break-before: page }} svg {{ display: block; width: 100%; height: auto; break-inside: avoid }}
.imprint {{ border-top: 1pt solid #000; border-bottom: 1pt solid #000; margin-top: 1.5em; font-size: .88em }}
.imprint p {{ text-indent: 1em }} .imprint .under {{ border: 0; border-top: .7pt solid #000; margin: 0 }}
footer {{ margin-top: 1em; font-size: .7em; color: #444 }}
"""


def style(paper: Paper, settings: Settings) -> str:
    """The style sheet: the page as it prints, the faces, sizes and lines of each kind of block."""
    wide = paper.is_landscape
    top, right, bottom, left = _margins(paper, settings)
    return _STYLE.format(
        orientation="landscape" if wide else "portrait",
        top=top,
        right=right,
        bottom=bottom,
        left=left,
        width=width(paper, settings),
        size=settings.body_size,
        title_size=settings.title_size,
        mark_size=mark_size(paper, settings),
        number_font=_font(settings.number_font),
        body_fonts=_fonts(settings, settings.body_font, "FangSong, STFangsong"),
        title_fonts=_fonts(settings, settings.title_font, "STZhongsong, SimSun"),
        heading_fonts=_fonts(settings, settings.heading_font, "SimHei, 'Noto Sans CJK SC', sans-serif"),
        subheading_fonts=_fonts(settings, settings.subheading_font, "KaiTi, STKaiti"),
    )


def _margins(paper: Paper, settings: Settings) -> tuple[float, float, float, float]:
    upright = settings.margin_top, settings.margin_right, settings.margin_bottom, settings.margin_left
    return (25.0, 20.0, 20.0, 20.0) if paper.is_landscape else upright


def width(paper: Paper, settings: Settings) -> float:
    """Millimetres between the margins."""
    _, right, _, left = _margins(paper, settings)
    return (settings.paper_height if paper.is_landscape else settings.paper_width) - left - right


def mark_size(paper: Paper, settings: Settings) -> float:
    """The red mark on one line: smaller type where its words would not fit."""
    signs = len(paper.masthead.mark) if paper.masthead else 1
    room = width(paper, settings) * POINTS_PER_MM / max(signs, 1)
    return floor(max(min(settings.mark_size, room), settings.title_size) * 10) / 10


def _fonts(settings: Settings, name: str, more: str) -> str:
    fallback = settings.font_fallbacks.get(name, "")
    named = [f'"{_font(one)}"' for one in (settings.latin_font, name, fallback) if one]
    return ", ".join([*named, more, "'Noto Serif CJK SC', serif"])


def _font(name: str) -> str:
    """A font's name as it can stand in a style sheet: no sign that would end it."""
    return "".join(sign for sign in legible(name) if sign.isalnum() or sign in " _-")
