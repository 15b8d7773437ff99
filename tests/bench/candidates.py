"""How many of the labelled tasks of the practice speech are found, and how many found are none.

Run as `python -m tests.bench.candidates`; the peer is the baseline of plain patterns for each sentence.
"""

import json
import re
from pathlib import Path

from companion.capture.candidates import find_candidates
from companion.reading.reader import read_speech
from companion.storage.profile import load_profile

SHARED = Path(__file__).parents[2].parent / "shared" / "speech"
Span = tuple[int, int, int]
MODAL = re.compile("要|必须|务必|力争|争取|抓紧|负责")
OWNER_OR_DUE = re.compile(r"两办|局|委|分管|领导|班子|各级|月|季度|年内|全年|底前")


def baseline(lines: tuple[str, ...]) -> list[Span]:
    """Sentences with a modal word and an owner or a deadline."""
    return [
        (number, found.start() + 1, found.end())
        for number, line in enumerate(lines, 1)
        for found in re.finditer(r"[^。！？]+", line)
        if MODAL.search(found[0]) and OWNER_OR_DUE.search(found[0])
    ]


def is_same(left: Span, right: Span) -> bool:
    """Tell whether two spans share half of the shorter one."""
    shared = min(left[2], right[2]) - max(left[1], right[1]) + 1
    return left[0] == right[0] and shared * 2 >= min(left[2] - left[1], right[2] - right[1]) + 1


def report(name: str, spans: list[Span], sure: list[Span], doubtful: list[Span]) -> None:
    """Print recall of the sure ones, and precision with the doubtful ones counting as neither."""
    hits = sum(any(is_same(task, span) for span in spans) for task in sure)
    right = sum(any(is_same(task, span) for task in sure) for span in spans)
    wrong = sum(not any(is_same(task, span) for task in sure + doubtful) for span in spans)
    extra = sum(any(is_same(task, span) for span in spans) for task in doubtful)
    print(
        f"{name:10} recall {hits}/{len(sure)} = {hits / len(sure):.2f}  "
        f"precision {right}/{right + wrong} = {right / (right + wrong):.2f}  A2 found {extra}/{len(doubtful)}"
    )


def main() -> None:
    """Measure the finder and the baseline on the practice speech."""
    if not SHARED.exists():
        print("the practice speech is not beside the repository")
        return
    speech = read_speech((SHARED / "speech.txt").read_bytes(), "speech.txt")
    actions = json.loads((SHARED / "actions.json").read_text(encoding="utf-8"))["actions"]
    labels = [
        [(a["line"], a["column"], a["end_column"]) for a in actions if a["strength"] == s]
        for s in ("A1", "A2")
    ]
    found = find_candidates(speech, load_profile().roster)
    report("finder", [(c.line, c.column, c.end_column) for c in found], *labels)
    report("baseline", baseline(speech.lines), *labels)


if __name__ == "__main__":
    main()
