"""Word's markup without what says nothing about the words, so that far fewer elements are built.

Word splits a sentence into a dozen runs (revision ids, proofing, fonts). Looks go, and runs that then stand
side by side become one: a real file comes down to a quarter of its tags. Only empty-element tags and whole
elements are cut, so that well-formedness is neither made nor mended; markup with comments, CDATA or an
unusual prefix is left as it is.
"""

from __future__ import annotations

import re

from companion.reading.docx_names import TRANSITIONAL

_DECLARATION = f'xmlns:w="{TRANSITIONAL}"'.encode()
_HEAD = 20_000
_LOOKS_OF_RUN = re.compile(rb"<w:rPr>(?:<w:(?!vanish|specVanish|rStyle|del|ins|move|rPr)[^<>]*/>)*</w:rPr>")
_REVISION_IDS = re.compile(rb' w(?::rsid[A-Za-z]*|14:(?:para|text)Id)="[^"<>]*"')
_LOOKS_OF_PARAGRAPH = re.compile(
    rb"<w:(?:spacing|ind|jc|snapToGrid|adjustRightInd|widowControl|keepNext|keepLines|textAlignment|autoSpaceDE|"
    rb"autoSpaceDN|kinsoku|wordWrap|overflowPunct|topLinePunct|contextualSpacing|proofErr|lastRenderedPageBreak|"
    rb"bookmarkStart|bookmarkEnd)(?: [^<>]*)?/>"
)
_BETWEEN_RUNS = re.compile(rb'</w:t></w:r><w:r><w:t(?: xml:space="preserve")?>')


def trim(markup: bytes) -> bytes:
    """The markup with the same words, numbers, styles and revisions and fewer tags."""
    if b"<!" in markup or _DECLARATION not in markup[:_HEAD] or markup.count(b"xmlns:w=") != 1:
        return markup
    markup = _LOOKS_OF_RUN.sub(b"", markup)
    if b"rsid" in markup or b"w14:paraId" in markup:
        markup = _REVISION_IDS.sub(b"", markup)
    markup = _LOOKS_OF_PARAGRAPH.sub(b"", markup).replace(b"<w:pPr></w:pPr>", b"")
    return _BETWEEN_RUNS.sub(b"", markup)
