"""A speech issued anew: sentences inserted, deleted, reordered, reworded, paragraphs moved, masks filled.

Where every character went is known, so that it can be told whether an anchor was found again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Place = tuple[int, int]
Sign = tuple[str, Place | None]  # a character, and where it stood

SENTENCE = re.compile(r"(?:[^。！？!?.]|\.(?!\s|$))+[。！？!?.]*[”’）)]*\s*")
MARKER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]+|第[一二三四五六七八九十\d]+[条章节，、]|[一二三四五六七八九十][要是]"
    r"|[#*+.-]+\s|[①-⑳])"
)
WORD = re.compile(r"[A-Za-z]{2,}|[\s\S]")
MOVED, SWAPPED, DELETED, INSERTED = 0.05, 0.3, 0.05, 0.05
SHORTEST = 9  # characters of a sentence that may be deleted: headings stay


@dataclass
class Reissue:
    """The new lines, where each old character went, and which old sentence each new place is of."""

    lines: list[str] = field(default_factory=list)
    _where: dict[Place, Place] = field(default_factory=dict)
    _spans: dict[Place, tuple[int, int, int]] = field(default_factory=dict)
    _sentence: dict[Place, Place] = field(default_factory=dict)

    def place_of(self, line: int, column: int) -> Place | None:
        """Where a character stands now; None where it is gone."""
        return self._where.get((line, column))

    def sentence_of(self, line: int, column: int) -> Place | None:
        """The old place of the sentence that an old place is in, when the sentence is still there."""
        start = self._sentence.get((line, column))
        return start if start in self._spans else None

    def start_of(self, sentence: Place) -> Place:
        """Where an old sentence begins now."""
        line, column, _ = self._spans[sentence]
        return line, column

    def is_in(self, sentence: Place, line: int, column: int) -> bool:
        """Tell whether a new place is in what became of an old sentence."""
        at, first, last = self._spans[sentence]
        return line == at and first <= column <= last

    def add(self, sentences: Iterable[tuple[Place | None, Sequence[Sign]]]) -> None:
        """Append a line made of sentences, each with where it began; None for a new one."""
        text = ""
        for start, signs in sentences:
            first = len(text) + 1
            for sign, place in signs:
                if place is not None:
                    self._where[place] = (len(self.lines) + 1, len(text) + 1)
                text += sign
            if start is not None:
                self._spans[start] = (len(self.lines) + 1, first, len(text))
        self.lines.append(text)

    def knew(self, start: Place, length: int) -> None:
        """Remember which places an old sentence took."""
        line, column = start
        self._sentence |= {(line, column + step): start for step in range(length)}


def reissue(lines: Sequence[str], share: float, rng: random.Random) -> Reissue:
    """A new issue of a text, its sentences reworded by a share of their characters or words."""
    made = Reissue()
    pool = [sign for line in lines for sign in line if "\u4e00" <= sign <= "\u9fff"] or list("abcdefghij")
    order = list(range(1, len(lines) + 1))
    for place in range(len(order) - 1):
        if rng.random() < MOVED and lines[order[place] - 1].strip() and lines[order[place + 1] - 1].strip():
            order[place], order[place + 1] = order[place + 1], order[place]
    for number in order:
        parts = sentences(number, lines[number - 1])
        for start, words in parts:
            made.knew(start, len(words))
        made.add(_line(parts, share, pool, rng))
        if lines[number - 1].strip() and rng.random() < INSERTED:
            made.add([(None, [(sign, None) for sign in _new(pool, 30, rng)])])
    return made


def sentences(number: int, line: str) -> list[tuple[Place, str]]:
    """The sentences of a line with where they begin; a marker is no sentence of its own."""
    marker = MARKER.match(line)
    cuts = [found.end() for found in SENTENCE.finditer(line, marker.end() if marker else 0)]
    edges = [0, *cuts] if cuts else [0, len(line)]
    parts = zip(edges, [*edges[1:], len(line)], strict=True)
    return [((number, start + 1), line[start:end]) for start, end in parts if line[start:end].strip()]


def _line(
    parts: list[tuple[Place, str]], share: float, pool: list[str], rng: random.Random
) -> list[tuple[Place | None, list[Sign]]]:
    head, rest = parts[:1], parts[1:]
    if len(rest) > 2 and rng.random() < SWAPPED:
        place = rng.randrange(len(rest) - 1)
        rest[place], rest[place + 1] = rest[place + 1], rest[place]
    made: list[tuple[Place | None, list[Sign]]] = [
        (start, reworded(start, words, share, pool, rng)) for start, words in head
    ]
    for start, words in rest:
        if len(words) >= SHORTEST and rng.random() < DELETED:
            continue
        if rng.random() < INSERTED:
            made.append((None, [(sign, None) for sign in _new(pool, 18, rng)]))
        made.append((start, reworded(start, words, share, pool, rng)))
    return made


def reworded(start: Place, words: str, share: float, pool: list[str], rng: random.Random) -> list[Sign]:
    """A sentence with a share of its characters or words replaced, left out or doubled, half its masks filled."""
    marker = MARKER.match(words)
    fixed = marker.end() if marker else 0
    line, column = start
    made: list[Sign] = []
    for found in WORD.finditer(words):
        signs: list[Sign] = [(sign, (line, column + found.start() + at)) for at, sign in enumerate(found[0])]
        is_word = len(found[0]) > 1 or "\u4e00" <= found[0] <= "\u9fff"
        if found.start() >= fixed and found[0] in "*＊×" and rng.random() < 0.5:
            made.append((str(rng.randint(2, 99)), signs[0][1]))
        elif found.start() >= fixed and is_word and rng.random() < share:
            other: list[Sign] = [(sign, None) for sign in _word(found[0], pool, rng)]
            made += rng.choice(([*other[:1]] if len(found[0]) == 1 else other, [], [*signs, *other]))
        else:
            made += signs
    return made


def _word(like: str, pool: list[str], rng: random.Random) -> str:
    if len(like) == 1:
        return rng.choice(pool)
    return "".join(rng.choices("abcdefghijklmnoprstuvw", k=len(like)))


def _new(pool: list[str], length: int, rng: random.Random) -> str:
    return "".join(rng.choices(pool, k=length)) + "。"
