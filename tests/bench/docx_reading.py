"""Reading a Word file of 5,000 paragraphs, against python-docx on the same file, as ratios.

    python -m tests.bench.docx_reading

The reader gives words, automatic numbers and heading levels. Its peer gives, for each of
`document.paragraphs`, the words and the style's name (without which there are no headings); the words alone
are shown as well. The two take turns; the ratio is the median over the pairs.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

import docx as peer

from companion.reading.docx_reader import read_docx

PARAGRAPHS = 5_000
WANTED = 10.0


def written_file() -> bytes:
    """A speech of 5,000 paragraphs as python-docx writes it: headings, numbered items, two runs each."""
    document = peer.Document()
    for turn in range(PARAGRAPHS):
        if turn % 50 == 0:
            document.add_heading(f"第{turn // 50 + 1}部分 工作要求", 1 + turn // 50 % 3)
            continue
        paragraph = document.add_paragraph(style="List Number" if turn % 10 == 0 else None)
        paragraph.add_run(f"第{turn}项工作要抓紧抓实，").bold = True
        paragraph.add_run("明确责任单位和完成时限，按月调度、按季通报，确保全年任务圆满完成。" * 2)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Print the ratios; 1 where the like-for-like one falls short."""
    data = written_file()
    words = [paragraph.text for paragraph in peer.Document(io.BytesIO(data)).paragraphs]
    own = read_docx(data, "x.docx").lines
    assert len(own) == len(words) and all(
        mine.endswith(theirs) for mine, theirs in zip(own, words, strict=True)
    )
    styled, plain, times = [], [], []
    for _turn in range(5):
        mine = seconds(lambda: read_docx(data, "x.docx"))
        times.append(mine)
        plain.append(seconds(lambda: [p.text for p in peer.Document(io.BytesIO(data)).paragraphs]) / mine)
        mine = seconds(lambda: read_docx(data, "x.docx"))
        styled.append(
            seconds(lambda: [(p.text, p.style.name) for p in peer.Document(io.BytesIO(data)).paragraphs])
            / mine
        )
    print(f"{PARAGRAPHS} paragraphs, {len(data) >> 10} KB: {statistics.median(times) * 1000:.0f} ms")
    print(
        f"python-docx, words and styles: {statistics.median(styled):.1f} times as long (wanted: {WANTED:.0f})"
    )
    print(f"python-docx, words alone:      {statistics.median(plain):.1f} times as long")
    return 0 if statistics.median(styled) >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
