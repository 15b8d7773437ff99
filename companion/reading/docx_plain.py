"""Plain paragraphs taken out of Word's markup in one pass, so that elements are built for the rest alone.

In what offices write nearly every paragraph is properties and runs of words. `docx_spelling.py` finds them;
a mark stands in the remaining markup for each stretch of them. It is only tried on markup of the usual spelling
(prefix `w`, UTF-8, no comments or CDATA), and whatever it cannot prove to be sound is left to the XML parser:
the outcome is the same. What is proved: the pattern fixes the tags, their nesting and the attributes, but for those
in looks and properties, which are parsed, each different one once; texts are looked through for what they may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from companion.reading.bounded_xml import MAX_TAGS, XmlRefusedError, parse_xml, prove_xml
from companion.reading.docx_names import LINE_END, TRANSITIONAL, spaced, word
from companion.reading.docx_spelling import plain_paragraph
from companion.reading.docx_trim import trim

PLAIN = word("companionPlainParagraphs")  # no name of the standard
_MARK_NAME = b"companionPlainParagraphs"
_FROM, _TO = word("from"), word("to")
_MARK = b'<w:companionPlainParagraphs w:from="%d" w:to="%d"/>'

_DECLARATION = rb"(?:<\?xml(?:(?!encoding)[^<>])*(?:encoding=[\"'](?i:utf-8)[\"'][^<>?]*)?\?>)?\s*"
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?" + _DECLARATION + rb"(<w:(\w+) [^<>]*[^<>/]>)")
_NAMESPACE = f'xmlns:w="{TRANSITIONAL}"'.encode()
_IDS_NAMESPACE = b'xmlns:w14="'
_UNUSUAL = re.compile(rb"<[!?]|xmlns:w[=\s]|" + re.escape(TRANSITIONAL.encode()) + b"|" + _MARK_NAME)
_STRANGE = re.compile(rb"<[!?]|xmlns|<w:p[\s/>]")  # in looks and properties
_LOOKS_OF_RUN = re.compile(rb"<w:rPr>((?:<(?!/)[^<]*+)*+)")
_SIGN = re.compile(rb"<w:(tab|br)\b[^<>]*+>")
_PRINTED = {b"tab": b"<w:t>\t", b"br": f"<w:t>{LINE_END}".encode()}
_TEXTS = re.compile(rb"<w:t[^>]*+>([^<]++)")
_LINE_ENDS = re.compile("\r\n?|\n")
_SEPARATORS = (b"\0", LINE_END.encode())  # put between texts, as they are no characters of XML
_NO_CHARACTERS = bytes(set(range(0x20)) - set(b"\t\n\r\0\v"))  # the others (XML 1.0 §2.2)
_REFERENCE = re.compile("&(amp|lt|gt|quot|apos);")  # others, by number, are left to the parser
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True)
class PlainParagraphs:
    """The plain paragraphs of a document: of each the markup of its properties (empty for none) and its words.

    `rest` is the markup without them; `parsed` has the properties as elements; `has_breaks` tells whether a line
    is broken in any.
    """

    rest: bytes
    properties: Sequence[bytes]
    words: Sequence[str]
    parsed: dict[bytes, Element]
    has_breaks: bool

    def alike(self, mark: Element) -> Iterator[tuple[bytes, range]]:
        """The places of the paragraphs under a mark, those in a row that have the same properties together."""
        for properties, places in groupby(marked(mark), self.properties.__getitem__):
            first, *others = places
            yield properties, range(first, first + 1 + len(others))


def marked(mark: Element) -> range:
    """The places of the paragraphs that a mark (an element `PLAIN` of the rest) stands for."""
    return range(int(mark.get(_FROM, "")), int(mark.get(_TO, "")))


def take_plain(markup: bytes) -> PlainParagraphs | None:
    """Take the plain paragraphs out of a main part; None where its spelling is unusual or it is not sound."""
    head = _HEAD.match(markup)
    if head is None or _NAMESPACE not in head[1] or len(_UNUSUAL.findall(head[1])) != 2 or b"&" in head[1]:
        return None
    if any(separator in markup for separator in _SEPARATORS):
        return None
    if markup.count(b"<") > MAX_TAGS and markup.count(b"<w:p") > MAX_TAGS:
        return None
    gaps, properties, runs = _split(markup, has_ids=_IDS_NAMESPACE in head[1])
    if _UNUSUAL.search(b"".join(gaps), head.end()):
        return None
    rest = _marked(gaps)
    try:
        texts = _texts(runs)
        parsed = _parsed(head, set(properties), set(_LOOKS_OF_RUN.findall(runs)))
        prove_xml(rest)
    except (UnicodeDecodeError, XmlRefusedError):
        return None
    words = (_REFERENCE.sub(_referred, texts) if "&" in texts else texts).split("\0")[1:]
    words = list(map(spaced, words)) if "\t" in texts else words
    return PlainParagraphs(trim(rest), properties, words, parsed, LINE_END in texts)


def _split(markup: bytes, *, has_ids: bool) -> tuple[list[bytes], list[bytes], bytes]:
    """What stands around the plain paragraphs, their properties, and their runs with a null before each paragraph
    (for no character of XML is a null).
    """
    parts: list[bytes | None] = plain_paragraph(has_ids=has_ids).split(markup)
    gaps, properties, runs, signs = ([part or b"" for part in parts[turn::4]] for turn in range(4))
    together = b"<w:t>\0".join((b"", *runs))
    return gaps, properties, _SIGN.sub(lambda sign: _PRINTED[sign[1]], together) if any(signs) else together


def _marked(gaps: Sequence[bytes]) -> bytes:
    """The markup between the paragraphs, with one mark for those that nothing stands between."""
    pieces, start = [gaps[0]], 0
    for place, gap in enumerate(gaps[1:], 1):
        if gap:
            pieces += (_MARK % (start, place), gap)
            start = place
    return b"".join(pieces)


def _texts(markup: bytes) -> str:
    """The texts in the markup of runs, and the nulls before paragraphs. Raises XmlRefusedError where they may not
    stand between tags as they are.
    """
    characters = b"".join(_TEXTS.findall(markup))
    texts = characters.decode()
    if len(characters.translate(None, _NO_CHARACTERS)) != len(characters) or not _is_text(texts):
        raise XmlRefusedError
    return _LINE_ENDS.sub(" ", texts) if "\r" in texts or "\n" in texts else texts


def _is_text(texts: str) -> bool:
    """Tell whether characters and references are sound (XML 1.0 §2.2, §2.4, §4.1)."""
    if "\ufffe" in texts or "\uffff" in texts or ("]" in texts and "]]>" in texts):
        return False
    return "&" not in texts or texts.count("&") == len(_REFERENCE.findall(texts))


def _referred(reference: re.Match[str]) -> str:
    return _NAMED[reference[1]]


def _parsed(head: re.Match[bytes], properties: set[bytes], looks: set[bytes]) -> dict[bytes, Element]:
    """The properties as elements. Raises XmlRefusedError where those or the looks are not sound, or unusual."""
    each = sorted(properties)
    markup = b"".join(b"<w:pPr>%b</w:pPr>" % one for one in (*each, *sorted(looks)))
    if _STRANGE.search(markup) or any(look.count(b"<") != look.count(b">") for look in looks):
        raise XmlRefusedError
    root = parse_xml(b"%b%b</w:%b>" % (head[1], markup, head[2]))
    return dict(zip(each, root, strict=False))
