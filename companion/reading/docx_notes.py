"""The footnotes and endnotes of a Word file, which are kept in parts of their own."""

from __future__ import annotations

from collections.abc import Sequence

from companion.reading.docx_names import ENDNOTE, FOOTNOTE, ID, LINE_END, PARAGRAPH, word
from companion.reading.docx_package import DocxPackage
from companion.reading.docx_styles import Styles
from companion.reading.docx_text import ParagraphText

_PARTS = {FOOTNOTE: ("footnotes", word("footnote")), ENDNOTE: ("endnotes", word("endnote"))}


def footnotes(package: DocxPackage, styles: Styles, referred: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The words of the notes that are referred to, each by its kind and id; "" for one that is not there."""
    texts = {kind: _texts(package, styles, *_PARTS[kind]) for kind in sorted({kind for kind, _note in referred})}
    return tuple(texts[kind].get(note, "") for kind, note in referred)


def _texts(package: DocxPackage, styles: Styles, role: str, tag: str) -> dict[str, str]:
    part = package.side_part(role)
    notes = () if part is None else part.iterfind(tag)
    reader = ParagraphText(styles, package.parts.name, may_hide=True)
    return {
        note.get(ID, ""): " ".join(reader.read(line, 0).replace(LINE_END, " ").strip() for line in note.iter(PARAGRAPH))
        for note in notes
    }
