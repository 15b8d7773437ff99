"""The footnotes and endnotes of a Word file, which are kept in parts of their own."""

from __future__ import annotations

from companion.reading.docx_names import ENDNOTE, FOOTNOTE, ID, LINE_END, PARAGRAPH, word
from companion.reading.docx_package import DocxPackage
from companion.reading.docx_styles import Styles
from companion.reading.docx_text import ParagraphText
from companion.reading.docx_walk import DocxWalk
from companion.reading.draft import Footnote

_PARTS = {FOOTNOTE: ("footnotes", word("footnote")), ENDNOTE: ("endnotes", word("endnote"))}


def footnotes(package: DocxPackage, walk: DocxWalk) -> tuple[Footnote, ...]:
    """The notes that the text of a walk refers to, in its order; one that is not there, or was there before, has no
    words.
    """
    referred = walk.text.findings.notes
    texts = {kind: _texts(package, walk.styles, *_PARTS[kind]) for kind in sorted({kind for kind, *_note in referred})}
    return tuple(Footnote.at(texts[kind].pop(note, ""), before) for kind, note, before in referred)


def _texts(package: DocxPackage, styles: Styles, role: str, tag: str) -> dict[str, str]:
    part = package.side_part(role)
    notes = () if part is None else part.iterfind(tag)
    reader = ParagraphText(styles, package.parts.name, may_hide=True)
    return {
        note.get(ID, ""): " ".join(reader.read(line, 0).replace(LINE_END, " ").strip() for line in note.iter(PARAGRAPH))
        for note in notes
    }
