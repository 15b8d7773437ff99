"""How often a damaged phrase still finds its point: `python -m tests.bench.search_quality [PHRASES]`.

Phrases of 2 to 8 characters are taken from the documents by a seeded choice, damaged, and searched for
in their own document, here, with rapidfuzz's `process.extract`, and with `fzf --filter`. A hit is any
point that has the phrase.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from random import Random

from rapidfuzz import process

from companion.search.entry import Entry
from companion.search.fold import plain
from companion.search.index import Index
from tests.bench.search_corpus import documents
from tests.bench.search_damage import COMMON, DAMAGES, use_pool

SEED = 20260923
Word = tuple[str, str]
TWO = "two, one wrong"
MIN_SIGNS = 200  # documents with fewer Chinese characters are left out


def main() -> None:
    """Print recall at 1 and at 5 for each damage, for the three, and whether the goal is met."""
    phrases = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    chosen = {name: entries for name, entries in documents().items() if _signs(entries) >= MIN_SIGNS}
    use_pool([entry.text for entries in chosen.values() for entry in entries])
    tallies: dict[str, list[list[int]]] = {name: [[0, 0], [0, 0], [0, 0]] for name in DAMAGES}
    counts: dict[str, int] = defaultdict(int)
    ceilings: list[float] = []
    for document, entries in chosen.items():
        index, lines = Index.build(entries), [entry.text for entry in entries]
        for name, (damage, lengths, _, _) in DAMAGES.items():
            chance = Random(f"{SEED} {document} {name}")
            for phrase in _phrases(entries, lengths, phrases, chance):
                query = damage(phrase, chance)
                right = _points_with(phrase, entries)
                counts[name] += 1
                if name == TWO:
                    ceilings.append(_ceiling(query, entries))
                answers = (
                    _ours(index, query),
                    _rapidfuzz(query, lines, entries),
                    _fzf(query, lines, entries),
                )
                for tally, keys in zip(tallies[name], answers, strict=True):
                    tally[0] += bool(right & set(keys[:1]))
                    tally[1] += bool(right & set(keys[:5]))
                if "-v" in sys.argv and not right & set(answers[0][:5]):
                    print(f"  missed: {document} {name} {phrase} as {query}")
    _report(tallies, counts)
    print(f"{TWO}: whatever the ranking, at most {sum(ceilings) / max(1, len(ceilings)):.3f} at 5 can be expected")


def _report(tallies: dict[str, list[list[int]]], counts: dict[str, int]) -> None:
    print(f"{'damage':16}{'queries':>8}  {'here @1 @5':16}{'extract @1 @5':16}{'fzf @1 @5':16}goal")
    for name, rows in tallies.items():
        shares = [[hits / max(1, counts[name]) for hits in row] for row in rows]
        at_1, at_5 = DAMAGES[name][2:]
        met = "met" if shares[0][0] >= at_1 and shares[0][1] >= at_5 else "MISSED"
        cells = "".join(f"{one:.3f} {five:.3f}     " for one, five in shares)
        print(f"{name:16}{counts[name]:8}  {cells}{at_1:.2f} {at_5:.2f} {met}")


def _signs(entries: tuple[Entry, ...]) -> int:
    return sum(len(run) for entry in entries for run in COMMON.findall(entry.text))


def _phrases(entries: tuple[Entry, ...], lengths: range, number: int, chance: Random) -> list[str]:
    """Stretches of a text without a sign in them, every stretch as likely as any other."""
    runs = [run for entry in entries if entry.kind in {"body", "heading"} for run in COMMON.findall(entry.text)]
    found: list[str] = []
    for _ in range(number * 50):
        length = chance.choice(lengths)
        run = chance.choices(runs, [max(0, len(run) - length + 1) for run in runs])[0]
        if len(run) >= length:
            start = chance.randrange(len(run) - length + 1)
            found.append(run[start : start + length])
        if len(found) == number:
            break
    return found


def _ceiling(query: str, entries: tuple[Entry, ...]) -> float:
    """What any five points can be expected to have of the words that a query with one wrong character may mean.

    Every stretch of a document is as likely to have been meant as any other, and so is every wrong character; so
    a word is as likely as it is frequent among those that share a character with the query. Five points are right
    for all words in them: no five have more than those chosen greedily have, with the five largest gains left.
    """
    counts: Counter[Word] = Counter()
    words: dict[object, set[Word]] = defaultdict(set)
    for entry in (entry for entry in entries if entry.kind in {"body", "heading"}):
        pairs = [pair for run in COMMON.findall(entry.text) for pair in pairwise(run)]
        shared = [pair for pair in pairs if (pair[0] == query[0]) != (pair[1] == query[1])]
        counts.update(shared)
        words[entry.key].update(shared)
    had, bound = set[Word](), 1.0
    for _ in range(6):
        gains = {key: sum(counts[word] for word in found - had) for key, found in words.items()}
        kept = sum(counts[word] for word in had)
        bound = min(bound, (kept + sum(sorted(gains.values())[-5:])) / max(1, counts.total()))
        had |= words[max(gains, key=lambda key: gains[key])]
    return bound


def _points_with(phrase: str, entries: tuple[Entry, ...]) -> set[object]:
    return {entry.key for entry in entries if phrase in entry.text or plain(phrase) in plain(entry.text)}


def _ours(index: Index, query: str) -> list[object]:
    return [hit.entry.key for hit in index.search(query, limit=5).hits]


def _rapidfuzz(query: str, lines: list[str], entries: tuple[Entry, ...]) -> list[object]:
    return [entries[place].key for _, _, place in process.extract(query, lines, limit=5)]


def _fzf(query: str, lines: list[str], entries: tuple[Entry, ...]) -> list[object]:
    if not shutil.which("fzf"):
        return []
    numbered = "\n".join(f"{number}\t{line}" for number, line in enumerate(lines))
    done = subprocess.run(
        ["fzf", "--filter", query, "--delimiter", "\t", "--nth", "2.."],
        input=numbered,
        capture_output=True,
        text=True,
    )
    return [entries[int(row.partition("\t")[0])].key for row in done.stdout.splitlines()[:5]]


if __name__ == "__main__":
    main()
