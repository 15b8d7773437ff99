"""Every document of a meeting of 1,000 notes and 300 tasks, against the slowest library call that each needs.

Run as `python -m tests.bench.export`. The peer of a format is its library doing nothing but its own part on
the same amount of words: python-docx adding the paragraphs and rows, openpyxl the cells, icalendar the entries;
for formats without a library, encoding the words. Prints seconds and ratios of one run.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date, timedelta

import docx
import icalendar
import openpyxl

from companion.exporters.bundle import Bundle, items
from companion.exporters.registry import ROWS, render
from companion.exporters.report import Report
from companion.exporters.settings import Settings
from companion.exporters.verify import words_of
from tests.exporters.meeting import note, note_id, small_document, small_report

NOTES, TASKS = 1_000, 300
POINTS = ("1.1", "1.2", "2.1.1", "2.1.2")


def big_report() -> Report:
    """The small meeting with 1,000 notes, 300 of them tasks of ten units."""
    document = small_document()
    records = {}
    for number in range(NOTES):
        kind = "action" if number < TASKS else ("comment", "decision", "added", "changed")[number % 4]
        fields = note(kind, POINTS[number % 4], f"第{number}条：加快推进重点项目建设，按月报送进展情况")
        if kind == "action":
            due = {"raw": "9月底前", "due": date(2026, 9, 1) + timedelta(days=number % 60)}
            fields |= {"lead_unit": f"第{number % 10}局", "supporting_units": ["发改局"], "due": due}
        records[note_id(number + 1)] = fields
    document.tables["notes"] = records
    return small_report("zh", document)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes: the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def word_peer(data: bytes) -> Callable[[], object]:
    """python-docx alone, writing as many paragraphs and rows with the same words."""
    source = docx.Document(io.BytesIO(data))
    texts = [[run.text for run in paragraph.runs] for paragraph in source.paragraphs]
    rows = ["".join(node.text or "" for node in cell.iter() if str(node.tag).endswith("}t"))
            for cell in source.element.body.iter() if str(cell.tag).endswith("}tc")]  # fmt: skip

    def write() -> None:
        document = docx.Document()
        for runs in texts:
            paragraph = document.add_paragraph()
            for run in runs:
                paragraph.add_run(run).font.name = "Times New Roman"
        for text in rows:
            document.add_paragraph().add_run(text).font.name = "Times New Roman"
        document.save(io.BytesIO())

    return write


def sheet_peer(data: bytes) -> Callable[[], object]:
    """openpyxl alone, writing the same cells."""
    tables = [list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets]

    def write() -> None:
        book = openpyxl.Workbook()
        for table in tables:
            sheet = book.create_sheet()
            for row in table:
                sheet.append(row)
        book.save(io.BytesIO())

    return write


def calendar_peer(data: bytes) -> Callable[[], object]:
    """icalendar alone, writing the same components."""
    calendar = icalendar.Calendar.from_ical(data)
    return calendar.to_ical


def text_peer(data: bytes) -> Callable[[], object]:
    """Nothing but encoding the words."""
    words = words_of(data)
    return lambda: words.encode("utf-8")


PEERS = {"docx": word_peer, "xlsx": sheet_peer, "ics": calendar_peer}


def main() -> None:
    """Print one line for each document and one for all of them."""
    start = time.perf_counter()
    report = big_report()
    print(f"report of {NOTES} notes, {TASKS} tasks: {time.perf_counter() - start:.3f} s")
    settings = Settings()
    slowest = 0.0
    for row in ROWS:
        if row.format == "pdf":
            continue
        data = render(row.document, row.format, report, settings)
        mine = seconds(lambda row=row: render(row.document, row.format, report, settings))
        line = f"{row.document + '.' + row.format:24} {mine:7.3f} s {len(data):9} bytes"
        if row.format in PEERS:
            peer = seconds(PEERS[row.format](data))
            slowest = max(slowest, peer)
            line += f"   library alone {peer:7.3f} s   ratio {mine / peer:5.2f}"
        print(line)
    chosen = items(report)
    start = time.perf_counter()
    bundle = Bundle(report, settings)
    for item in chosen:
        bundle.make(item)
    total = time.perf_counter() - start
    print(f"all {len(chosen)} files: {total:.2f} s")
    print(f"slowest library call: {slowest:.2f} s, ratio {total / slowest:.1f}")


if __name__ == "__main__":
    main()
