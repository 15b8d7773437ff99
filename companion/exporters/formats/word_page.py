"""The page of an official document in Word: paper, margins, grid, fonts, page numbers (GB/T 9704 §5, §7.5).

Every style names its East-Asian font and none of a theme's, which Word would prefer; elements made by hand
are put in the order of the schema, or Word calls the file damaged.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from companion.exporters.settings import Settings

BLACK = RGBColor(0, 0, 0)
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect")
_AFTER_BORDER = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct"),
    *("w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid"),
    *("w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc"),
    *("w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle"),
    *("w:rPr", "w:sectPr", "w:pPrChange"),
)
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_LANDSCAPE_MARGINS = (25.0, 20.0, 20.0, 20.0)
_DASH_DROP = 7.0  # millimetres from the type area down to the dash of the page number (§7.5)


def new_document(settings: Settings) -> Document:
    """An empty document, or a copy of the user's template with its head and foot."""
    if settings.docx_template_data:
        return docx.Document(io.BytesIO(settings.docx_template_data))
    return docx.Document()


def set_page(document: Document, settings: Settings, *, is_landscape: bool) -> None:
    """Paper, margins and the grid of lines; sideways pages have margins of their own."""
    section = document.sections[-1]
    width, height = Mm(settings.paper_width), Mm(settings.paper_height)
    margins = settings.margin_top, settings.margin_right, settings.margin_bottom, settings.margin_left
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height, margins = height, width, _LANDSCAPE_MARGINS
    section.page_width, section.page_height = width, height
    section.top_margin, section.right_margin = Mm(margins[0]), Mm(margins[1])
    section.bottom_margin, section.left_margin = Mm(margins[2]), Mm(margins[3])
    section.footer_distance = Mm(max(margins[2] - _DASH_DROP, 8.0))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(settings.line_pitch * 20)))


def set_styles(document: Document, settings: Settings) -> dict[str, str]:
    """Normal and the headings in the faces of §7.3.3; pitch and tracking give 22 lines of 28 characters.

    Returns the ids of the styles by name; one that a template does not have is added.
    """
    normal = _style(document, "Normal")
    set_font(normal, settings.body_font, settings.body_size, settings)
    form = normal.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(settings.line_pitch)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    _set_tracking(normal, settings.tracking)
    _set_breaking(normal)
    fonts = (settings.heading_font, settings.subheading_font, settings.body_font, settings.body_font)
    ids: dict[str, str] = {}
    for level, font in enumerate((*fonts, settings.body_font), 1):
        heading = _style(document, f"Heading {level}")
        set_font(heading, font, settings.body_size, settings)
        heading.font.italic = False
        heading.font.color.rgb = BLACK
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(0)
        ids[heading.name] = heading.style_id
    return ids


def _style(document: Document, name: str) -> Any:
    names = {style.name for style in document.styles}
    return document.styles[name] if name in names else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, True)


def set_font(owner: Any, east_asian: str, size: float, settings: Settings) -> None:
    """Give a style or a run its fonts and size, with no theme font left to override them."""
    owner.font.name, owner.font.size, owner.font.bold = settings.latin_font, Pt(size), False
    fonts = owner.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east_asian)
    for name in _THEMES:
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _set_tracking(style: Any, points: float) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(round(points * 20)))
    properties = style.element.get_or_add_rPr()
    properties.insert_element_before(spacing, *_AFTER_SPACING)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)


def _set_breaking(style: Any) -> None:
    """No sign hangs over the edge, no extra room between Chinese and Latin: both break the count of 28."""
    properties = style.element.get_or_add_pPr()
    for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), "0")
        after = _AFTER_BORDER[_AFTER_BORDER.index(f"w:{name}") + 1 :]
        properties.insert_element_before(element, *after)


def set_page_numbers(document: Document, settings: Settings) -> None:
    """`— 1 —` in 4号 type, odd pages right and even pages left, each one character in (§7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[-1]
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, settings)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, settings)


def _page_number(footer: Any, side: WD_ALIGN_PARAGRAPH, settings: Settings) -> None:
    footer.is_linked_to_previous = False
    paragraph: Paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    form = paragraph.paragraph_format
    if side is WD_ALIGN_PARAGRAPH.RIGHT:
        form.right_indent = Pt(14)
    else:
        form.left_indent = Pt(14)
    for part in ("— ", "begin", " PAGE ", "separate", "1", "end", " —"):
        run = paragraph.add_run("" if part in ("begin", "separate", "end", " PAGE ") else part)
        set_font(run, settings.number_font, 14, settings)
        run.font.name = settings.number_font
        if part == " PAGE ":
            _add(run, "w:instrText", part)
        elif not run.text:
            _add(run, "w:fldChar", kind=part)


def _add(run: Any, name: str, text: str = "", kind: str = "") -> None:
    element = OxmlElement(name)
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.set(qn("xml:space"), "preserve")
        element.text = text
    run._r.append(element)


def font_table(data: bytes, fallbacks: Mapping[str, str]) -> bytes:
    """The font table with, for each face that a PC may lack, the one to use instead (w:altName)."""
    entries = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in fallbacks.items()
    )
    return data.replace(b"</w:fonts>", entries.encode("utf-8") + b"</w:fonts>")
