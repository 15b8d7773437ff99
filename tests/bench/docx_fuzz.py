"""Damaged Word files against the reader: only failures with a sentence of their own may come out.

    python -m tests.bench.docx_fuzz --count 100000

Each file is read both ways (`read_docx` with and without the short way of plain paragraphs): to differ is a fault
like any other. Prints what came out how often, the slowest file, and that a reader with a planted fault is caught.
"""

import argparse
import io
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable

from companion.errors import CompanionError
from companion.reading.docx_reader import read_docx
from companion.reading.formats import kind_of, read_draft
from companion.reading.page import BudgetError
from tests.bench.docx_mutations import mutations, seeds

_TRUSTED = re.compile(rb'(?:ilvl|numId) [a-z0-9]+:val="([^"]*)"')

Reader = Callable[[bytes, str], object]


def outcomes(reader: Reader, files: Iterable[bytes]) -> tuple[Counter[str], list[str], float]:
    """How often each outcome came, what escaped (at most 20), and the slowest reading in seconds."""
    counts: Counter[str] = Counter()
    escaped: list[str] = []
    slowest = 0.0
    for file in files:
        begun = time.perf_counter()
        try:
            reader(file, "x.docx")
            counts["read"] += 1
        except CompanionError as error:
            counts[type(error).__name__] += 1
            str(error)
        except Exception as error:  # noqa: BLE001 - what escapes is what is looked for
            counts[f"ESCAPED {type(error).__name__}"] += 1
            if len(escaped) < 20:
                escaped.append(f"{type(error).__name__}: {error}")
        slowest = max(slowest, time.perf_counter() - begun)
    return counts, escaped, slowest


def both_ways(data: bytes, name: str) -> object:
    """The reader, and the same once more element by element. Raises AssertionError where the two differ."""
    if kind_of(data, ".docx") == "docx":
        quick, thorough = (_outcome(data, name, element_by_element=slow) for slow in (False, True))
        assert quick == thorough, f"{quick!r:.200} is not {thorough!r:.200}"
    return read_draft(data, name)


def _outcome(data: bytes, name: str, *, element_by_element: bool) -> object:
    try:
        return read_docx(data, name, element_by_element=element_by_element)
    except (CompanionError, BudgetError) as error:
        return type(error)


def faulty_reader(data: bytes, name: str) -> object:
    """The reader with a fault planted: it trusts the numbers that it finds."""
    draft = read_draft(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for number in _TRUSTED.findall(packed.read("word/document.xml")):
            int(number)
    return draft


def main() -> int:
    """Run the fuzzer; 1 where anything escaped or the planted fault did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261123)
    arguments = parser.parse_args()
    files = seeds()
    begun = time.perf_counter()
    counts, escaped, slowest = outcomes(both_ways, mutations(arguments.count, files, arguments.seed))
    spent = time.perf_counter() - begun
    planted, caught, _slowest = outcomes(faulty_reader, mutations(2_000, files[:1], arguments.seed))
    print(
        f"{arguments.count} damaged files from {len(files)} sound ones, seed {arguments.seed}, {spent:.0f} s"
    )
    for outcome, count in counts.most_common():
        print(f"  {count:8}  {outcome}")
    print(f"slowest: {slowest:.2f} s")
    print(f"planted fault: {'caught' if caught else 'MISSED'} ({planted['ESCAPED ValueError']} of 2000)")
    print("\n".join(escaped) or "nothing escaped")
    return 1 if escaped or not caught else 0


if __name__ == "__main__":
    sys.exit(main())
