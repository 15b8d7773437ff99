"""Anchors in a re-issued speech: `python -m tests.bench.reissue [SEEDS]`. How many stand on the right sentence again.

Each speech has a note at every node and a fill at every blank; its re-issue has sentences inserted, deleted,
reordered and reworded by a share of their characters, paragraphs moved, masks filled.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from companion.errors import CompanionError
from companion.model.document import HEAD, Change, Document
from companion.model.speech import Speech
from companion.reading.reader import read_speech
from companion.reading.rebase import Rebase, plan_rebase
from companion.session import records
from tests.bench.save import verdict
from tests.reading.reissues import Reissue, reissue
from tests.reading.speeches_made import made_speeches

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
GOALS = {0.0: 0.99, 0.1: 0.98, 0.3: 0.93}


def speeches() -> Iterator[Speech]:
    """The sample, speeches made up here, and whatever lies in the practice folders."""
    paths = [
        ROOT / "content" / "speech.zh.txt",
        SHARED / "speech" / "speech.txt",
        *(SHARED / "corpus" / "text").glob("*"),
    ]
    for name, text in made_speeches():
        yield read_speech(text.encode(), name)
    for path in sorted(path for path in paths if path.exists() and path.suffix != ".json"):
        try:
            yield read_speech(path.read_bytes(), str(path))
        except CompanionError as error:
            print(f"passed over: {error}")


def noted(speech: Speech) -> Document:
    """Minutes with a note at every point and a fill at every blank."""
    document = Document("d")
    document.apply(Change("speech", HEAD, {"name": "old", "sha256": speech.sha256}))
    for point in speech.outline.points:
        fields = {"text": point.id, **records.anchor_at(speech, point).to_fields()}
        document.apply(Change("notes", f"n{point.id}", fields))
    for blank in speech.outline.blanks:
        anchor = records.blank_anchor(speech, blank).to_fields()
        document.apply(Change("fills", f"f{blank.n:05}", {"n": blank.n, "value": "7", **anchor}))
    return document


def right_notes(plan: Rebase, new: Reissue) -> tuple[int, int]:
    """How many notes whose sentence is still there stand in it, and how many there are of those."""
    right = total = 0
    for move in plan.moves:
        old, now = move.resolution.old, move.resolution.new
        sentence = new.sentence_of(old.line, old.column)
        if move.table == "notes" and sentence is not None and old.quote:
            total += 1
            right += not now.orphaned and new.is_in(sentence, now.line, now.column)
    return right, total


def right_fills(plan: Rebase, new: Reissue, speech: Speech) -> tuple[int, int]:
    """The same of fills, by the number of the blank; the mask that was filled since has none."""
    at = {(blank.line, blank.column): blank.n for blank in speech.outline.blanks}
    right = total = 0
    for change, move in ((c, m) for c in plan.changes if c.table == "fills" for m in plan.moves if m.id == c.id):
        old = move.resolution.old
        place = new.place_of(old.line, old.column)
        if place is not None:
            total += 1
            right += change.fields["n"] == at.get(place, 0)
    return right, total


def main(seeds: int = 3) -> int:
    """Measure every speech at each share and print rates and verdicts."""
    totals = {share: [0, 0, 0, 0, 0] for share in GOALS}
    began = time.perf_counter()
    for speech in speeches():
        row = [f"{Path(speech.name).name[:30]:30} {len(speech.outline.points):5} points"]
        document = noted(speech)
        for share in GOALS:
            sums = [0, 0, 0, 0, 0]
            for seed in range(seeds):
                new = reissue(speech.lines, share, random.Random(seed))
                again = read_speech("\n".join(new.lines).encode(), speech.name)
                plan = plan_rebase(document, again, "new")
                missing = len(document.records("notes")) + len(document.records("fills")) - len(plan.moves)
                found = (*right_notes(plan, new), *right_fills(plan, new, again), missing)
                sums = [one + other for one, other in zip(sums, found, strict=True)]
            totals[share] = [one + other for one, other in zip(totals[share], sums, strict=True)]
            row.append(f"{share:4.0%}: notes {rate(sums[0], sums[1])} fills {rate(sums[2], sums[3])}")
        print("  ".join(row), flush=True)
    print(f"{time.perf_counter() - began:.0f} s")
    for share, goal in GOALS.items():
        notes, all_notes, fills, all_fills, missing = totals[share]
        verdict(
            f"{share:.0%} reworded: of {all_notes} notes not on the right sentence",
            1 - notes / all_notes,
            1 - goal,
        )
        verdict(
            f"{share:.0%} reworded: of {all_fills} fills not at the right blank", 1 - fills / all_fills, 1 - goal
        )
        verdict(f"{share:.0%} reworded: records dropped", missing, 0)
    return 0


def rate(right: int, total: int) -> str:
    """A rate with three places, or a dash for nothing."""
    return f"{right / total:.3f}" if total else "  –  "


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
