"""Reading a Word file of 5,000 paragraphs, against python-docx on the same file, as ratios.

    python -m tests.bench.docx_reading

The reader gives words, automatic numbers and heading levels. Its peer gives the words of each of
`document.paragraphs`, and in a second row the style's name too (without which there are no headings). The floor
is the least that a reader with an XML parser must do: unpack the main part and let the parser pass over it with
no handler. All take turns, in seconds of the processor: in each turn the shorter of two runs counts, and each
figure is the median over the turns.
"""

import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from xml.parsers import expat

import docx as peer

from companion.reading.docx_reader import read_docx
from tests.reading_formats.docx_builder import docx, paragraph

PARAGRAPHS = 5_000
WANTED = 10.0
_WORDS = "明确责任单位和完成时限，按月调度、按季通报，确保全年任务圆满完成。"


def written_by_peer() -> bytes:
    """A speech of 5,000 paragraphs as python-docx writes it: headings, numbered items, two runs each."""
    document = peer.Document()
    for turn in range(PARAGRAPHS):
        if turn % 50 == 0:
            document.add_heading(f"第{turn // 50 + 1}部分 工作要求", 1 + turn // 50 % 3)
            continue
        item = document.add_paragraph(style="List Number" if turn % 10 == 0 else None)
        item.add_run(f"第{turn}项工作要抓紧抓实，").bold = True
        item.add_run(_WORDS * 2)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written_by_word() -> bytes:
    """The like as Word writes it: fonts on every run, a sentence in pieces, revision ids, a table now and then."""
    looks = '<w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr>'
    spacing = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    body = []
    for turn in range(PARAGRAPHS):
        pieces = (f"第{turn}项工作要抓紧抓实，", *_WORDS.partition("，"))
        runs = [f'<w:r w:rsidR="00{turn % 97:06X}">{looks}<w:t>{piece}</w:t></w:r>' for piece in pieces]
        words = '<w:proofErr w:type="gramStart"/>'.join(runs)
        made = paragraph(words, extra=spacing).replace("<w:p>", f'<w:p w:rsidR="00{turn % 89:06X}">', 1)
        body.append(f"<w:tbl><w:tr><w:tc>{made}</w:tc></w:tr></w:tbl>" if turn % 100 == 99 else made)
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return docx("".join(body), parts={"[Content_Types].xml": _types(types)})


def _types(main: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{main}"/></Types>'
    )


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work keeps the processor busy, the shorter of two times."""
    times = []
    for _time in range(2):
        gc.collect()
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def works(data: bytes) -> dict[str, Callable[[], object]]:
    """What is timed, each under its name; the first is the reader itself."""
    return {
        "the reader": lambda: read_docx(data, "x.docx"),
        "the floor": lambda: expat.ParserCreate().Parse(_main_part(data), True),
        "element by element": lambda: read_docx(data, "x.docx", element_by_element=True),
        "python-docx, words": lambda: [each.text for each in peer.Document(io.BytesIO(data)).paragraphs],
        "python-docx, words and styles": lambda: [
            (each.text, each.style.name) for each in peer.Document(io.BytesIO(data)).paragraphs
        ],
    }


def _main_part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read("word/document.xml")


def compare(name: str, data: bytes, turns: int = 7) -> float:
    """Print a table for a file; how many times as long as the reader its peer takes for the words alone."""
    timed = works(data) if name == "python-docx" else dict(list(works(data).items())[:-1])
    runs = [{what: seconds(work) for what, work in timed.items()} for _turn in range(turns)]
    print(f"{PARAGRAPHS} paragraphs written by {name}, {len(_main_part(data)) >> 10} KB of markup")
    for what in timed:
        times = statistics.median(run[what] for run in runs)
        ratio = statistics.median(run[what] / run["the reader"] for run in runs)
        print(f"  {what:30} {times * 1000:8.1f} ms {ratio:8.2f} times the reader")
    return statistics.median(run["python-docx, words"] / run["the reader"] for run in runs)


def main() -> int:
    """Print the ratios; 1 where the reader falls short of what is wanted against the words alone."""
    data = written_by_peer()
    words = [each.text for each in peer.Document(io.BytesIO(data)).paragraphs]
    own = read_docx(data, "x.docx").lines
    assert len(own) == len(words) and all(mine.endswith(theirs) for mine, theirs in zip(own, words, strict=True))
    ratios = [compare("python-docx", data), compare("Word", written_by_word())]
    print(f"words alone: {ratios[0]:.1f} and {ratios[1]:.1f} times as long as the reader (wanted: {WANTED:.0f})")
    return 0 if min(ratios) >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
