"""Plain paragraphs taken out of Word's markup in one pass, so that elements are built for the rest alone.

In what offices write nearly every paragraph is properties and runs of words. One regular expression finds them;
a mark stands in the remaining markup for each stretch of them. It is only tried on markup of the usual spelling
(prefix `w`, UTF-8, no comments or CDATA), and whatever it cannot prove to be sound is left to the XML parser:
the outcome is the same. What is proved: the pattern fixes the tags, their nesting and the attributes; characters
and references are looked through; looks and properties are parsed, each different one once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from companion.reading.bounded_xml import MAX_TAGS, XmlRefusedError, parse_xml, prove_xml
from companion.reading.docx_names import LINE_END, TRANSITIONAL, spaced, word
from companion.reading.docx_trim import trim

PLAIN = word("companionPlainParagraphs")  # no name of the standard
_MARK_NAME = b"companionPlainParagraphs"
_FROM, _TO = word("from"), word("to")
_MARK = b'<w:companionPlainParagraphs w:from="%d" w:to="%d"/>'

_DECLARATION = rb"(?:<\?xml(?:(?!encoding)[^<>])*(?:encoding=[\"'](?i:utf-8)[\"'][^<>?]*)?\?>)?\s*"
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?" + _DECLARATION + rb"(<w:(\w+) [^<>]*[^<>/]>)")
_NAMESPACE = f'xmlns:w="{TRANSITIONAL}"'.encode()
_IDS_NAMESPACE = b'xmlns:w14="'
_UNUSUAL = re.compile(rb"<[!?]|xmlns:w[=\s]|" + re.escape(TRANSITIONAL.encode()))


def _ids(*names: str) -> str:
    """The ids that Word gives an element, in its order, each at most once."""
    return "".join(f'(?: {name}="[0-9A-Fa-f]*+")?+' for name in names)


_IDS_OF_PARAGRAPH = _ids("w14:paraId", "w14:textId", "w:rsidR", "w:rsidRPr", "w:rsidRDefault", "w:rsidP", "w:rsidTr")
_LOOKS = "(?:<w:rPr>(?:<(?!w:(?:vanish|specVanish|rStyle|del|ins|move|rPr|p[\\s/>]))[^<>/]++/>)*+</w:rPr>)?+"
_WORDS = '<w:t(?: xml:space="preserve")?+(?: ?/>|>[^<]*+</w:t>)'
_SIGNS = r'<w:(?:tab|br(?: w:type="\w++")?+) ?/>'
# the signs are tried last: a group tried in vain, where another branch then matches, forgets what it held
_RUN = f"<w:r{_ids('w:rsidR', 'w:rsidRPr')}>{_LOOKS}(?:{_WORDS}|<w:lastRenderedPageBreak ?/>|({_SIGNS}))*+</w:r>"
_BESIDE = (
    r'<w:(?:proofErr w:type="\w++"|bookmarkStart w:id="\d++" w:name="[A-Za-z0-9_.]*+"|bookmarkEnd w:id="\d++") ?/>'
)
_PROPERTIES = "(?:<(?!/?w:p[ />P])[^<>]++>)*+"
_PARAGRAPH = re.compile(
    f"<w:p{_IDS_OF_PARAGRAPH}(?: ?/>|>"
    f"(?:<w:pPr(?: ?/>|>({_PROPERTIES})</w:pPr>))?+((?:{_RUN}|{_BESIDE})*+)</w:p>)".encode()
)
_SIGN = re.compile(rb"<w:(tab|br)\b[^<>]*+>")
_PRINTED = {b"tab": b"<>\t<>", b"br": f"<>{LINE_END}<>".encode()}
_TEXTS = re.compile(rb">([^<]++)")
_LINE_ENDS = re.compile("\r\n?|\n")
_NO_CHARACTERS = bytes(set(range(0x20)) - set(b"\t\n\r"))  # XML 1.0 §2.2
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
    if head is None or _NAMESPACE not in head[1] or len(_UNUSUAL.findall(head[1])) != 2:
        return None
    if (_IDS_NAMESPACE not in head[1] and b" w14:" in markup) or _MARK_NAME in markup:
        return None
    if markup.count(b"<w:p") > MAX_TAGS or len(markup.translate(None, _NO_CHARACTERS)) != len(markup):
        return None
    gaps, properties, runs = _split(markup)
    rest = _marked(gaps)
    if _UNUSUAL.search(rest, head.end()):
        return None
    try:
        texts = _texts(runs)
        parsed = _parsed(head, set(properties), _looks(runs))
        prove_xml(rest)
    except (UnicodeDecodeError, XmlRefusedError):
        return None
    if not _is_text(texts):
        return None
    words = (_REFERENCE.sub(_referred, texts) if "&" in texts else texts).split("\0")[1:]
    words = list(map(spaced, words)) if "\t" in texts else words
    return PlainParagraphs(trim(rest), properties, words, parsed, LINE_END in texts)


def _is_text(texts: str) -> bool:
    """Tell whether texts may stand between tags as they are (XML 1.0 §2.2, §2.4, §4.1)."""
    if "\ufffe" in texts or "\uffff" in texts or ("]" in texts and "]]>" in texts):
        return False
    return "&" not in texts or texts.count("&") == len(_REFERENCE.findall(texts))


def _split(markup: bytes) -> tuple[list[bytes], list[bytes], bytes]:
    """What stands around the plain paragraphs, their properties, and their runs with a null before each paragraph
    (for no character of XML is a null).
    """
    parts: list[bytes | None] = _PARAGRAPH.split(markup)
    gaps, properties, runs, signs = ([part or b"" for part in parts[turn::4]] for turn in range(4))
    together = b"\0".join((b">", *runs))
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
    """The texts in the markup of runs, and the nulls before paragraphs."""
    texts = b"".join(_TEXTS.findall(markup)).decode()
    return _LINE_ENDS.sub(" ", texts) if "\r" in texts or "\n" in texts else texts


def _referred(reference: re.Match[str]) -> str:
    return _NAMED[reference[1]]


def _looks(markup: bytes) -> set[bytes]:
    """The different looks of runs."""
    return {behind.partition(b"</w:rPr>")[0] for behind in markup.split(b"<w:rPr>")[1:]}


def _parsed(head: re.Match[bytes], properties: set[bytes], looks: set[bytes]) -> dict[bytes, Element]:
    """The properties as elements. Raises XmlRefusedError where those or the looks are not sound."""
    each = sorted(properties)
    markup = b"".join(b"<w:pPr>%b</w:pPr>" % one for one in (*each, *sorted(looks)))
    root = parse_xml(b"%b%b</w:%b>" % (head[1], markup, head[2]))
    return dict(zip(each, root, strict=False))
