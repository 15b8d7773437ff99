"""Parts of a zip package (Word, OpenDocument), each read within bounds whatever the archive claims about
itself.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from companion.catalogue import say
from companion.errors import BrokenDocumentError, EncryptedFileError, TooLargeError
from companion.reading.bounded_xml import MAX_TAGS, XmlRefusedError, parse_xml

MAX_ENTRIES = 4_000  # a Word file with a thousand pictures has some 1,100
MAX_PART = 32 << 20  # 5,000 heavily formatted paragraphs come to some 8 MB
MAX_RATIO = 400  # the flattest real markup packs 1:100; deflate ends at 1:1032
_RATIO_FROM = 4 << 20  # below this size a high ratio does no harm
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ZIP_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class ZipParts:
    """The parts of a package by their names, in any case and with either slash (OPC §6.2.2.3, and careless
    writers).
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package `data` that the user calls `name`; raises BrokenDocumentError or TooLargeError."""
        self.name = name
        if data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
            raise TooLargeError(path=name, reason=say("formats.bound.entries", most=MAX_ENTRIES))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAILURES as error:
            raise BrokenDocumentError(path=name, reason=say("formats.broken.archive")) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for entry in self._archive.infolist():
            self._add(entry)

    def _add(self, entry: zipfile.ZipInfo) -> None:
        key = _part_key(entry.filename)
        if key in self._entries:
            self._twice.add(key)
        self._entries[key] = entry

    def names(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._entries)

    def has(self, part: str) -> bool:
        """Tell whether there is a part of that name."""
        return _part_key(part) in self._entries

    def read(self, part: str, limit: int = MAX_PART) -> bytes:
        """The bytes of a part of at most `limit` bytes; raises BrokenDocumentError, EncryptedFileError,
        TooLargeError.
        """
        key = _part_key(part)
        if key not in self._entries or key in self._twice:
            raise BrokenDocumentError(path=self.name, reason=say("formats.broken.part", part=part[:80]))
        entry = self._entries[key]
        self._refuse_strange(entry, limit)
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(limit + 1)
        except _ZIP_FAILURES as error:
            raise BrokenDocumentError(path=self.name, reason=say("formats.broken.part", part=part[:80])) from error
        if len(data) > limit:
            raise self._too_large(part, limit)
        return data

    def xml(self, part: str, limit: int = MAX_PART, max_tags: int = MAX_TAGS) -> Element:
        """The root element of an XML part; raises as `read` does."""
        return self.parse(self.read(part, limit), part, max_tags)

    def parse(self, data: bytes, part: str, max_tags: int = MAX_TAGS) -> Element:
        """The root element of the bytes of `part`; raises BrokenDocumentError or TooLargeError."""
        with self.judged(part, max_tags):
            return parse_xml(data, max_tags=max_tags)

    @contextmanager
    def judged(self, part: str, max_tags: int = MAX_TAGS) -> Iterator[None]:
        """Let what the XML of `part` is refused for become BrokenDocumentError or TooLargeError."""
        try:
            yield
        except XmlRefusedError as error:
            if error.too_large:
                raise TooLargeError(path=self.name, reason=say("formats.bound.tags", most=max_tags)) from error
            raise BrokenDocumentError(path=self.name, reason=say("formats.broken.markup", part=part[:80])) from error

    def _refuse_strange(self, entry: zipfile.ZipInfo, limit: int) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise EncryptedFileError(path=self.name)
        if entry.compress_type not in _METHODS:
            raise BrokenDocumentError(path=self.name, reason=say("formats.broken.part", part=entry.filename[:80]))
        if entry.file_size > limit:
            raise self._too_large(entry.filename, limit)
        if entry.file_size > max(_RATIO_FROM, MAX_RATIO * entry.compress_size):
            raise TooLargeError(path=self.name, reason=say("formats.bound.ratio", most=MAX_RATIO))

    def _too_large(self, part: str, limit: int) -> TooLargeError:
        return TooLargeError(path=self.name, reason=say("formats.bound.part", part=part[:80], most=limit >> 20))


def _part_key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
