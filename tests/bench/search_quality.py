"""How often a damaged phrase still finds its point: `python -m tests.bench.search_quality [PHRASES [SEED…]] [-v]`.

Phrases of 2 to 8 characters are taken from the documents by a seeded choice, damaged, and searched for
in their own document, here, with rapidfuzz's `process.extract`, and with `fzf --filter`. A hit is any
point that has the phrase. A phrase is any stretch without a sign in it; but of two characters, one of
them wrong, it is a word, as jieba parts the text (the extra `bench`; without it that row is left out). For
any two characters side by side, what the best of all rankings can be expected to reach is reckoned
beside what is reached here. `-v` prints what was missed, `-o` leaves the other two programs out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from logging import WARNING
from random import Random

from rapidfuzz import process

from companion.search.entry import Entry
from companion.search.fold import plain
from companion.search.index import Index
from tests.bench.search_corpus import documents
from tests.bench.search_damage import COMMON, DAMAGES, Row, use_pool

SEED = "20260923"
FIVE = 5
Pair = tuple[str, str]
Keys = set[object]
MIN_SIGNS = 200  # documents with fewer Chinese characters are left out


class Tally:
    """What became of the queries of one damage: how many were right at 1 and at 5, for each program."""

    def __init__(self) -> None:
        self.queries = self.programs = 0
        self.right = [[0, 0] for _ in range(3)]
        self.best = 0.0

    def take(self, right: Keys, answers: Sequence[list[object]]) -> bool:
        """Take in the answers of the programs, ours first; tell whether it is right at 5."""
        self.queries += 1
        self.programs = len(answers)
        for row, keys in zip(self.right, answers, strict=False):
            row[0] += bool(right & set(keys[:1]))
            row[1] += bool(right & set(keys[:FIVE]))
        return bool(right & set(answers[0][:FIVE]))

    def shares(self) -> list[list[float]]:
        """The recall at 1 and at 5 of each program."""
        return [[hits / max(1, self.queries) for hits in row] for row in self.right]


def main() -> None:
    """Print recall at 1 and at 5 for each damage, for the three, and whether the goal is met."""
    numbers = [word for word in sys.argv[1:] if word[0] != "-"]
    phrases, seeds = int((*numbers, "30")[0]), numbers[1:] or [SEED]
    chosen = {name: entries for name, entries in documents().items() if _signs(entries) >= MIN_SIGNS}
    use_pool([entry.text for entries in chosen.values() for entry in entries])
    tallies = {name: Tally() for name in DAMAGES}
    for document, entries in chosen.items():
        index, lines = Index.build(entries), [entry.text for entry in entries]
        counts = Counter(pair for pairs in _pairs(entries) for pair in pairs)
        for name, row in DAMAGES.items():
            for seed in seeds:
                chance = Random(f"{seed} {document} {name}")
                for phrase in _phrases(entries, row, phrases, chance):
                    query = row.damage(phrase, chance)
                    answers = [_ours(index, query)]
                    if "-o" not in sys.argv:
                        answers += [_rapidfuzz(query, lines, entries), _fzf(query, lines, entries)]
                    is_right = tallies[name].take(_points_with(phrase, entries), answers)
                    if row.lengths == range(2, 3) and not row.whole:
                        tallies[name].best += _best_of_all(query, entries, counts)
                    if "-v" in sys.argv and not is_right:
                        print(f"  missed: {document} {name} {phrase} as {query}")
    print(f"seeds {' '.join(seeds)}")
    _report(tallies)


def _report(tallies: dict[str, Tally]) -> None:
    print(f"{'damage':18}{'queries':>8}  {'here @1 @5':16}{'extract @1 @5':16}{'fzf @1 @5':16}goal")
    for name, tally in tallies.items():
        if not tally.queries:
            print(f"{name:18}left out: jieba is not installed")
            continue
        at_1, at_5 = DAMAGES[name].at_1, DAMAGES[name].at_5
        own = tally.shares()[0]
        met = "met" if own[0] >= at_1 and own[1] >= at_5 else "MISSED"
        cells = "".join(f"{one:.3f} {five:.3f}     " for one, five in tally.shares()[: tally.programs])
        print(f"{name:18}{tally.queries:8}  {cells}" + (f"{at_1:.2f} {at_5:.2f} {met}" if at_5 else "none"))
    for name, tally in tallies.items():
        if tally.best:
            print(
                f"{name}: the best of all rankings is right in {tally.best / tally.queries:.3f} at 5, if chance is even"
            )


def _signs(entries: tuple[Entry, ...]) -> int:
    return sum(len(run) for entry in entries for run in COMMON.findall(entry.text))


def _runs(entries: tuple[Entry, ...]) -> list[str]:
    return [run for entry in entries if entry.kind in {"body", "heading"} for run in COMMON.findall(entry.text)]


def _phrases(entries: tuple[Entry, ...], row: Row, number: int, chance: Random) -> list[str]:
    """Words, or stretches of a text without a sign in them, each as likely as any other."""
    runs = _runs(entries)
    if row.whole:
        words = [word for run in runs for word in _words(run) if len(word) in row.lengths]
        return chance.choices(words, k=number) if words else []
    found: list[str] = []
    while len(found) < number:
        length = chance.choice(row.lengths)
        run = chance.choices(runs, [max(0, len(run) - length + 1) for run in runs])[0]
        start = chance.randrange(len(run) - length + 1)
        found.append(run[start : start + length])
    return found


@cache
def _words(run: str) -> list[str]:
    """The words of a text as jieba parts it; none without jieba."""
    try:
        import jieba
    except ImportError:
        return []
    jieba.setLogLevel(WARNING)
    return jieba.lcut(run)


def _pairs(entries: tuple[Entry, ...]) -> Iterator[list[Pair]]:
    for run in _runs(entries):
        yield list(pairwise(run))


def _best_of_all(query: str, entries: tuple[Entry, ...], counts: Counter[Pair]) -> float:
    """How likely it is that the best five points have the pair that a query with one wrong character was meant for.

    Every stretch of a document is as likely to have been meant as any other, and so is every wrong character; so a
    pair is as likely as it is frequent among those that share one character with the query.
    """
    meant = {pair: count for pair, count in counts.items() if (pair[0] == query[0]) != (pair[1] == query[1])}
    points: defaultdict[object, set[Pair]] = defaultdict(set)
    for entry in entries:
        points[entry.key].update(pair for pairs in _pairs((entry,)) for pair in pairs if pair in meant)
    return _most(list(filter(None, points.values())), meant, FIVE) / max(1, sum(meant.values()))


def _most(points: list[set[Pair]], worth: Mapping[Pair, int], number: int, least: int = 0) -> int:
    """The most that any `number` of points are worth between them, if that is more than `least`.

    Branch and bound: points are tried in the order of what they add, as long as those that are left can still add
    enough, were their pairs all different.
    """
    gains = sorted(((sum(worth[pair] for pair in pairs), place) for place, pairs in enumerate(points)), reverse=True)
    for rank, (gain, place) in enumerate(gains):
        if sum(most for most, _ in gains[rank : rank + number]) <= least:
            break
        if number > 1:
            rest = [points[other] - points[place] for _, other in gains[rank + 1 :]]
            gain += _most(list(filter(None, rest)), worth, number - 1, least - gain)
        least = max(least, gain)
    return max(least, 0)


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
