"""XML from strangers: no document type, no entities of its own, a bounded number of tags.

ECMA-376-2 (OPC) §8.1.4 and ODF 1.3-2 both do without document types, so a file that has one is hostile or
broken.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

MAX_DEPTH = 200  # Word nests tables some 60 deep at most
MAX_TAGS = 500_000  # 5,000 paragraphs of a real file have 50,000 once trimmed
_MAX_ATTRIBUTES = 500_000
_MAX_NAMESPACES = 20_000  # an office declares some again for every picture
_PROLOG_STEP = 4096


class XmlRefusedError(ValueError):
    """The bytes are no XML that may be read: `too_large` tells whether size alone is the reason."""

    def __init__(self, *, too_large: bool = False) -> None:
        self.too_large = too_large
        super().__init__()


class _RootReached(Exception):  # noqa: N818 - no failure: it ends the look at the prolog
    pass


def parse_xml(data: bytes, *, max_tags: int = MAX_TAGS) -> Element:
    """The root element of an XML file. Raises XmlRefusedError for anything malformed, hostile or beyond
    `max_tags`.
    """
    if data.count(b"<") > max_tags or data.count(b"=") > _MAX_ATTRIBUTES + data.count(b"<"):
        raise XmlRefusedError(too_large=True)
    if data.count(b"xmlns:") > _MAX_NAMESPACES:
        raise XmlRefusedError(too_large=True)
    try:
        _refuse_document_type(data)
        return ElementTree.fromstring(data)  # noqa: S314 - see the import
    except (ElementTree.ParseError, expat.ExpatError, LookupError, ValueError) as error:
        raise XmlRefusedError from error


def prove_xml(data: bytes) -> None:
    """Let the parser pass over bytes without a document type. Raises XmlRefusedError where they are no XML."""
    try:
        expat.ParserCreate(namespace_separator="}").Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise XmlRefusedError from error


def _refuse_document_type(data: bytes) -> None:
    """Parse up to the root element; a document type can only stand before it."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _reach_root
    try:
        for start in range(0, len(data), _PROLOG_STEP):
            parser.Parse(data[start : start + _PROLOG_STEP], False)
    except _RootReached:
        return


def _refuse(*_declaration: object) -> None:
    raise XmlRefusedError


def _reach_root(*_element: object) -> None:
    raise _RootReached
