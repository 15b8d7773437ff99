"""A Word package (.docx, .docm, .dotx, .dotm, strict or transitional): its main part and the parts beside it.

The main part is found through the package's relationships (ECMA-376-2 §6.5, ECMA-376-1 §11.3.10), not by its
usual name.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from companion.errors import NoDocumentError
from companion.reading.docx_names import STRICT, TRANSITIONAL
from companion.reading.docx_plain import PlainParagraphs, take_plain
from companion.reading.zip_parts import MAX_PART, ZipParts

_MAX_SIDE_PART = 12 << 20
_MAX_SIDE_TAGS = 400_000
_MAX_RELATIONSHIPS = 20_000
_USUAL_MAIN = "word/document.xml"
_STYLE, _STYLE_END = b"<w:style ", b"</w:style>"
_LATENT = re.compile(rb"<w:latentStyles[^<>]*>(?:<w:lsdException [^<>]*/>)*</w:latentStyles>")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


@dataclass(frozen=True)
class MainPart:
    """The main part of a Word file; in place of its `plain` paragraphs `root` has marks (`docx_plain.PLAIN`).

    `may_hide` tells whether hidden text is possible in what `root` has.
    """

    root: Element
    plain: PlainParagraphs | None
    may_hide: bool


class DocxPackage:
    """The parts of a Word file by their roles; parts that are not there are None."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of the file `name`. Raises NoDocumentError for a zip that holds no Word document."""
        self.parts = ZipParts(data, name)
        self.main = self._find_main()
        self.relations = self._relations_of(self.main)

    def document(self, *, whole: bool) -> MainPart:
        """The main part, its plain paragraphs taken out where its spelling is usual and it is not wanted whole."""
        data = _transitional(self.parts.read(self.main, MAX_PART))
        plain = None if whole else take_plain(data)
        rest = data if plain is None else plain.rest
        return MainPart(self.parts.parse(rest, self.main), plain, may_hide=b"anish" in rest)

    def styles(self) -> Element | None:
        """The styles part without table styles."""
        found = self._side("styles")
        if found is None:
            return None
        target, data = found
        return self.parts.parse(_without_table_styles(data), target, _MAX_SIDE_TAGS)

    def side_part(self, role: str) -> Element | None:
        """The part that the document relates to as `role` (numbering, footnotes, endnotes)."""
        found = self._side(role)
        return None if found is None else self.parts.parse(found[1], found[0], _MAX_SIDE_TAGS)

    def _side(self, role: str) -> tuple[str, bytes] | None:
        """The name and the markup of a side part."""
        target = self.target_of_role(role)
        if target is None or not self.parts.has(target):
            return None
        return target, _transitional(self.parts.read(target, _MAX_SIDE_PART))

    def target_of_role(self, role: str) -> str | None:
        """The name of the first part that the document relates to as `role`."""
        return next((target for kind, target in self.relations.values() if kind == role), None)

    def _find_main(self) -> str:
        for kind, target in self._relations_of("").values():
            if kind == "officeDocument" and self.parts.has(target):
                if target.lower().startswith(("xl/", "ppt/", "visio/")):
                    break
                return target
        if self.parts.has(_USUAL_MAIN):
            return _USUAL_MAIN
        raise NoDocumentError(path=self.parts.name)

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part (of the package itself for ""): id → (role, target part)."""
        folder, _, file = part.rpartition("/")
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.parts.has(relations):
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.parts.xml(relations, _MAX_SIDE_PART, _MAX_RELATIONSHIPS):
            if relation.get("TargetMode") != "External":
                role = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (role, _resolve(folder, relation.get("Target", "")))
        return found


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")


def _without_table_styles(markup: bytes) -> bytes:
    """The markup of the styles less those of tables, which no paragraph has, and less their list of defaults."""
    head, *styles = markup.split(_STYLE)
    return _STYLE.join((_LATENT.sub(b"", head), *(style for style in styles if not _is_of_table(style))))


def _is_of_table(style: bytes) -> bool:
    return style.startswith(b'w:type="table"') and style.endswith(_STYLE_END) and style.count(_STYLE_END) == 1


def _transitional(data: bytes) -> bytes:
    """The markup in UTF-8 with the strict namespace (ECMA-376-1 Annex A) replaced by the transitional one."""
    if data[:2] in _UTF16_MARKS:
        text = data.decode("utf-16" if data[0] > 0x7F else "utf-16-le" if data[1] == 0 else "utf-16-be", "replace")
        data = (text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text).encode("utf-8", "replace")
    return data.replace(STRICT.encode(), TRANSITIONAL.encode()) if STRICT.encode() in data[:20_000] else data
