"""Damaged Word files by the thousand: archives and their markup changed at random, from a seed."""

import copy
import io
import random
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.reading_formats.docx_builder import (
    definition,
    docx,
    instance,
    level,
    paragraph,
    run,
    start_override,
    style,
    table,
)

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "docx"
_VALUES = ("0", "-1", "9", "x", "", "32768", "4294967296", "一", "1", "2", "bullet", "9" * 30)
_WORDS = (
    b"<w:p/>",
    b"<w:tbl>",
    b"</w:p>",
    b"<w:del>",
    b'w:val="-1"',
    b'w:val=""',
    b'w:val="99999999999"',
    b"<!--",
    b"&x;",
    b"\0",
)
_MAX_PART = 80_000  # larger parts are left away, for the sake of the count
_NUMBERS = (b"0", b"-1", b"9", b"32768", b"4294967296", b"x", b"", b"\xff", "一".encode())


def seeds(*, with_corpus: bool = True) -> list[bytes]:
    """Sound files to begin with: one that uses every feature of the reader, and the practice files."""
    found = [rich_file(), docx(paragraph("一、总体要求"))]
    if with_corpus:
        found += [path.read_bytes() for path in sorted(CORPUS.glob("*.docx"))]
    return found


def rich_file() -> bytes:
    """A Word file with lists, styles, a table, a text box, revisions, fields, notes and controls."""
    levels = (
        level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%1.%2", extra="<w:isLgl/>")
        + level(2, "bullet", "o")
    )
    numbering = definition(0, levels) + instance(1, 0) + instance(2, 0, start_override(0, 4))
    styles = style(
        "1", "heading 1", properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>'
    )
    styles += style("2", "标题 2", based_on="1") + style("t", "toc 1")
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    body = (
        paragraph("总体要求", style="1")
        + paragraph(run("工作") + f"<w:ins>{run('增')}</w:ins><w:del>{run('删')}</w:del>" + box, num=(1, 1))
        + paragraph("目录", style="t")
        + paragraph("前", mark="<w:del/>")
        + paragraph(
            run("后", "<w:vanish/>") + '<w:r><w:footnoteReference w:id="1"/><w:br/></w:r>', num=(2, 0)
        )
        + table(
            [
                [paragraph("09:00"), paragraph("开幕")],
                [paragraph("10:00"), paragraph("报告") + paragraph("交流")],
            ]
        )
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控', num=(1, 2))}</w:sdtContent></w:sdt>"
    )
    notes = f'<w:footnote w:id="1">{paragraph("注")}</w:footnote>'
    return docx(body, numbering=numbering, styles=styles, footnotes=notes)


def mutations(count: int, files: list[bytes], seed: int) -> Iterator[bytes]:
    """That many damaged files; the same seed gives the same ones."""
    chance = random.Random(seed)
    opened = [_parts(file) for file in files]
    for turn in range(count):
        file, parts = chance.choice(list(zip(files, opened, strict=True)))
        if turn % 8 == 0 or not parts:
            yield _damaged_archive(file, chance)
        else:
            yield _packed(_damaged_parts(parts, chance))


def _parts(file: bytes) -> dict[str, bytes]:
    """The markup parts of a package; other parts say nothing to the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            small = [entry.filename for entry in packed.infolist() if entry.file_size <= _MAX_PART]
            return {name: packed.read(name) for name in small if _counts(name)}
    except zipfile.BadZipFile:
        return {}


def _counts(name: str) -> bool:
    return name.endswith((".rels", "notes.xml", "numbering.xml", "styles.xml")) or name in (
        "word/document.xml",
        "word/blah_blah.xml",
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _damaged_archive(file: bytes, chance: random.Random) -> bytes:
    data = bytearray(file[:80_000] if chance.random() < 0.2 else file)
    for _time in range(chance.randint(1, 12)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.randrange(len(data) + 1)]) if chance.random() < 0.1 else bytes(data)


def _damaged_parts(parts: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    damaged = dict(parts)
    for _time in range(chance.randint(1, 3)):
        name = chance.choice(list(damaged))
        whole = chance.random() < 0.6
        damaged[name] = (
            _reshaped(damaged[name], chance) if whole else chance.choice(_DAMAGES)(damaged[name], chance)
        )
    if chance.random() < 0.05:
        damaged.pop(chance.choice(list(damaged)))
    return damaged


def _reshaped(markup: bytes, chance: random.Random) -> bytes:
    """The markup with elements dropped, doubled, moved or renamed and values changed, still well-formed."""
    try:
        root = ElementTree.fromstring(markup)
    except (ElementTree.ParseError, LookupError, ValueError):
        return markup
    for _time in range(chance.randint(1, 4)):
        elements = list(root.iter())
        chosen, other = chance.choice(elements), chance.choice(elements)
        deed = chance.randrange(5)
        if deed == 0 and len(chosen):
            chosen.remove(chance.choice(list(chosen)))
        elif deed == 1 and len(chosen):
            chosen.append(copy.deepcopy(chance.choice(list(chosen))))
        elif deed == 2:
            chosen.append(
                copy.deepcopy(other) if len(list(other.iter())) < 60 else ElementTree.Element(other.tag)
            )
        elif deed == 3:
            chosen.tag = other.tag
        elif chosen.attrib:
            chosen.set(chance.choice(list(chosen.attrib)), chance.choice(_VALUES))
    return ElementTree.tostring(root)


def _tags(markup: bytes, chance: random.Random) -> tuple[int, int]:
    """The stretch from one tag's beginning to a later one's, so that what is cut or copied is often whole."""
    start = markup.find(b"<", chance.randrange(len(markup) + 1))
    end = markup.find(b"<", min(len(markup), start + chance.choice((2, 30, 400))))
    return max(start, 0), end if end > start >= 0 else len(markup)


def _drop(markup: bytes, chance: random.Random) -> bytes:
    start, end = _tags(markup, chance)
    return markup[:start] + markup[end:]


def _copy(markup: bytes, chance: random.Random) -> bytes:
    start, end = _tags(markup, chance)
    place = _tags(markup, chance)[0]
    return markup[:place] + markup[start:end] * chance.choice((1, 1, 1, 40)) + markup[place:]


def _insert(markup: bytes, chance: random.Random) -> bytes:
    place = _tags(markup, chance)[0]
    return markup[:place] + chance.choice(_WORDS) + markup[place:]


def _renumber(markup: bytes, chance: random.Random) -> bytes:
    start = markup.find(b'="', chance.randrange(len(markup) + 1))
    end = markup.find(b'"', start + 2)
    return markup if start < 0 or end < 0 else markup[: start + 2] + chance.choice(_NUMBERS) + markup[end:]


def _rename(markup: bytes, chance: random.Random) -> bytes:
    names = (
        b"p",
        b"r",
        b"t",
        b"tbl",
        b"tr",
        b"tc",
        b"pPr",
        b"numPr",
        b"lvl",
        b"style",
        b"num",
        b"sdt",
        b"br",
        b"txbxContent",
    )
    old, new = chance.sample(names, 2)
    return markup.replace(b"w:" + old + b">", b"w:" + new + b">").replace(
        b"w:" + old + b" ", b"w:" + new + b" "
    )


def _flip(markup: bytes, chance: random.Random) -> bytes:
    data = bytearray(markup)
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _drop,
    _copy,
    _insert,
    _renumber,
    _renumber,
    _rename,
    _flip,
)
