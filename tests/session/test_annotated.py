"""The original Word files of many writers, handed back with a comment at each point, as LibreOffice opens them."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.exporters.formats import office
from companion.exporters.report import build_report
from companion.exporters.settings import Settings
from companion.model.document import Document
from companion.model.minutes import Minutes
from companion.model.speech import Speech
from companion.reading.reader import read_speech
from companion.session.package import annotated
from tests.exporters.meeting import NOW, note, note_id

SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "docx"
OFFICE, TEXT = ("{urn:oasis:names:tc:opendocument:xmlns:" + name + ":1.0}" for name in ("office", "text"))
# notes at the foot, and a text box: no part of the body, and Word has no comments there
ELSEWHERE = {"mammoth_footnotes": 3, "zh_fixture_comments_revisions": 3, "mammoth_text-box": 1}
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the practice files are not here")


def handed_back(path: Path) -> tuple[Speech, bytes, set[str]]:
    """The speech of a file, the file with a comment at every point, and the ids of those without a place."""
    speech = read_speech(path.read_bytes(), path.name)
    fields = {note_id(n): note("comment", point.id, f"n{n}") for n, point in enumerate(speech.outline.points)}
    report = build_report(speech, Minutes.of(Document("x", {"notes": fields})), now=NOW)
    done = annotated(path, report, Settings())
    return speech, done.data, {one.id for one in done.unplaced}


def readable() -> list[Path]:
    """The practice files that hold a speech."""
    found = []
    for path in sorted(SHARED.glob("*.docx")):
        try:
            read_speech(path.read_bytes(), path.name)
        except CompanionError:
            continue
        found.append(path)
    return found


def test_every_point_of_the_body_has_its_place():
    """In no file a comment goes astray, those on what is not in the body apart."""
    files = readable()
    lost = {path.stem: len(handed_back(path)[2]) for path in files}

    assert len(files) >= 12
    assert {name: count for name, count in lost.items() if count} == ELSEWHERE


class Reader:
    """The words of an OpenDocument file without its notes, and the words under each comment by the comment's own."""

    def __init__(self, path: Path) -> None:
        self.words = ""
        self.under: dict[str, str] = {}
        self._open: dict[str | None, str] = {}
        body = ET.parse(path).getroot().find(f"{OFFICE}body")
        assert body is not None
        self._read(body)

    def _read(self, element: ET.Element) -> None:
        if element.tag == f"{OFFICE}annotation":
            words = "".join("".join(part.itertext()) for part in element.iter(f"{TEXT}p"))
            self._open[element.get(f"{OFFICE}name")] = words
            self.under[words] = ""
        elif element.tag == f"{OFFICE}annotation-end":
            self._open.pop(element.get(f"{OFFICE}name"), None)
        elif element.tag != f"{TEXT}note":
            self._take(element.text)
            for child in element:
                self._read(child)
                self._take(child.tail)

    def _take(self, text: str | None) -> None:
        words = "".join((text or "").split())
        self.words += words
        for one in self._open.values():
            self.under[one] += words


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not on the PATH")
def test_libreoffice_finds_each_comment_on_words_of_its_point(tmp_path):
    """Files that LibreOffice can open have the words they had, and a comment at each point on the point's words."""
    made = {path.stem: (path, *handed_back(path)) for path in readable()}
    for name, (path, _, data, _) in made.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
        (tmp_path / f"{name}.before.docx").write_bytes(path.read_bytes())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office.office_program()), profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300)
    opened = [name for name in made if (tmp_path / f"{name}.before.fodt").is_file()]

    assert len(opened) >= 11
    for name in opened:
        _, speech, _, lost = made[name]
        before, after = Reader(tmp_path / f"{name}.before.fodt"), Reader(tmp_path / f"{name}.fodt")
        assert after.words == before.words, name
        for n, point in enumerate(speech.outline.points):
            under, own = after.under[f"【批注 10:31】n{n}"], "".join(speech.text(point.span).split())
            assert note_id(n) in lost or (under and (under[:8] in own or own in under)), (name, n)
