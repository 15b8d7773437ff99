"""Which texts hold which pairs of sounds: one bit a text, in Python integers, so that a query is a few and-s.

Rows: every pair of neighbouring sounds (hashed into PAIR_ROWS), every pair of initials, every sound. A
character with several readings sets the rows of all of them, so that the rows of any reading find it.
The rows can only say where a query may be; `Pattern` says whether it is there.

Texts are taken in blocks: inside one, each distinct clause collects its texts in a small integer, each
distinct pair of characters those of its clauses, and each row those of its pairs; so what is frequent is
looked up once.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from companion.search.bits import add_one
from companion.search.readings import initials, near_of
from companion.search.token import Token, TokenKind

BLOCK = 2048  # texts; larger blocks make longer integers to add one bit to, smaller ones more of them to put away
FEW = 60  # texts; more are sifted a second time, by the initials of the pairs, which are not hashed
KEPT = 300  # answers kept for the next key: 4 MB for 100,000 texts
SLICE = 500  # clauses or pairs between two yields: some milliseconds
PAIR_ROWS = 2048  # 25 MB for 100,000 texts; a text of 60 characters is then in 3 % of the rows
EDGE = "."  # the initial of whatever is not heard: a pair of EDGE and x says that x begins a clause
_ALL = Token(TokenKind.SIGN, "")  # in the key of an answer, says that it is one for the whole sequence
_ALPHABET = EDGE + "abcdefghijklmnopqrstuvwxyz"
_INITIAL_ROWS = PAIR_ROWS + len(_ALPHABET) ** 2
_EDGE_SIGN = "\n"
_CLAUSE = re.compile(r"\w+")
_MISTAKEN = {"n": "nl", "l": "nl", "f": "fh", "h": "fh"}


@cache
def _pair_row(first: str, second: str) -> int:
    code = 0
    for letter in f"{first} {second}":
        code = (code * 131 + ord(letter)) & 0xFFFFFFFF
    return (code * 2654435761 & 0xFFFFFFFF) >> 21


@cache
def _initial_row(first: str, second: str) -> int:
    return PAIR_ROWS + _ALPHABET.index(first) * len(_ALPHABET) + _ALPHABET.index(second)


def _known_initials(sign: str) -> frozenset[str] | set[str]:
    return {letter for letter in initials(sign) if letter in _ALPHABET} if sign.isalnum() else {EDGE}


class Grams:
    """The rows of a list of folded texts, taken in block by block; what is in can be asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = 0
        self._texts = texts
        self._finished = False
        self._rows: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._sound_rows: dict[str, int] = {}
        self._rows_of_pair: dict[str, tuple[int, ...]] = {}
        self._bits: dict[int, int] = {}
        self._asked: dict[tuple[Token, ...], int] = {}

    def add_block(self, start: int) -> Iterator[None]:
        """Take in the texts from `start` to the end of its block, in slices of some milliseconds."""
        clauses: defaultdict[str, int] = defaultdict(int)
        for place, text in enumerate(self._texts[start : start + BLOCK]):
            for clause in _CLAUSE.findall(text):
                clauses[clause] |= 1 << place
            if place % SLICE == SLICE - 1:
                yield
        yield
        pairs: defaultdict[str, int] = defaultdict(int)
        for place, (clause, bits) in enumerate(clauses.items()):
            edged = f"{_EDGE_SIGN}{clause}{_EDGE_SIGN}"
            for pair in map(operator.add, edged, edged[1:]):
                pairs[pair] |= bits
            if place % SLICE == 0:
                yield
        rows: defaultdict[int, int] = defaultdict(int)
        known = self._rows_of_pair
        for place, (pair, bits) in enumerate(pairs.items()):
            for row in known.get(pair) or self._learn(pair):
                rows[row] |= bits
            if place % SLICE == 0:
                yield
        for place, (row, bits) in enumerate(rows.items()):
            self._put(row, bits, start // 8)
            if place % SLICE == SLICE - 1:
                yield
        self.size = min(start + BLOCK, len(self._texts))

    def finish(self) -> None:
        """Say that no more texts will come."""
        self._finished = True
        self._rows_of_pair.clear()

    def _put(self, row: int, bits: int, offset: int) -> None:
        """Write the bits of a block at their place in a row."""
        kept = self._rows[row]
        kept.extend(bytes(offset - len(kept)))
        kept.extend(bits.to_bytes((bits.bit_length() + 7) // 8, "little"))

    def _learn(self, pair: str) -> tuple[int, ...]:
        first, second = pair[0], pair[1]
        sounds = near_of(first)
        rows = {self._sound_row(sound) for sound in sounds}
        rows |= {_pair_row(one, other) for one in sounds for other in near_of(second)}
        rows |= {
            _initial_row(one, other)
            for one in _known_initials(first)
            for other in _known_initials(second)
            if one != other or one != EDGE
        }
        self._rows_of_pair[pair] = tuple(rows)
        return self._rows_of_pair[pair]

    def _sound_row(self, sound: str) -> int:
        return self._sound_rows.setdefault(sound, _INITIAL_ROWS + len(self._sound_rows))

    def _row(self, row: int) -> int:
        bits = self._bits.get(row)
        if bits is None and self._finished:
            bits = self._bits[row] = int.from_bytes(self._rows.pop(row, b""), "little")
        return int.from_bytes(self._rows.get(row, b""), "little") if bits is None else bits

    def with_token(self, token: Token) -> int:
        """The texts that may hold a token, as bits."""
        return self._keep((token,), lambda: self._of_token(token))

    def with_pair(self, first: Token, second: Token) -> int:
        """The texts that may hold two tokens side by side, as bits."""
        return self._keep((first, second), lambda: self._of_pair(first, second))

    def _of_token(self, token: Token) -> int:
        classes = token.near_classes()
        if not classes:
            letter = token.text[0]
            return self._any(_initial_row(letter, other) for other in _ALPHABET if letter in _ALPHABET)
        return self._any(self._sound_rows[sound] for sound in classes if sound in self._sound_rows)

    def _of_pair(self, first: Token, second: Token) -> int:
        ones, others = first.near_classes(), second.near_classes()
        if ones and others:
            return self._any(_pair_row(one, other) for one in ones for other in others)
        return self._of_initials(first.initials(), second.initials())

    def _of_initials(self, ones: Iterable[str], others: Collection[str]) -> int:
        if not all(letter in _ALPHABET for letter in (*ones, *others)):
            return (1 << self.size) - 1
        return self._any(_initial_row(one, other) for one in ones for other in others)

    def _keep(self, tokens: tuple[Token, ...], work_out: Callable[[], int]) -> int:
        """The bits of tokens asked for again, in one query or by the next key."""
        bits = self._asked.get(tokens)
        if bits is None:
            bits = work_out()
            if self._finished:
                if len(self._asked) >= KEPT:
                    self._asked.clear()
                self._asked[tokens] = bits
        return bits

    def with_start(self, token: Token) -> int:
        """The texts in which a clause may begin with a token, as bits."""
        return self._any(_initial_row(EDGE, letter) for letter in token.initials() if letter in _ALPHABET)

    def with_all(self, tokens: tuple[Token, ...]) -> int:
        """The texts that may hold all tokens, one after another, as bits."""
        return self._keep((_ALL, *tokens), lambda: self._of_all(tokens))

    def _of_all(self, tokens: Sequence[Token]) -> int:
        """The same; where one more was typed behind tokens asked for before, only what that one adds is worked out."""
        before = self._asked.get((_ALL, *tokens[:-1]))
        bits, tokens = ((1 << self.size) - 1, tokens) if before is None else (before, tokens[-2:])
        pairs = [pair for pair in pairwise(tokens) if is_heard(pair[0]) and is_heard(pair[1])]
        paired = {token for pair in pairs for token in pair}
        for token in tokens:
            if token not in paired and is_heard(token):
                bits &= self.with_token(token)
        for first, second in pairs:
            bits &= self.with_pair(first, second)
            if not bits:
                return 0
        for first, second in pairs:
            if bits.bit_count() <= FEW:
                break
            bits &= self._of_initials(_mistaken(first.initials()), _mistaken(second.initials()))
        return bits

    def votes(self, tokens: Sequence[Token]) -> list[int]:
        """How many of the tokens and of their pairs each text holds, as a binary number over the planes
        returned.
        """
        planes: list[int] = []
        for token in set(tokens):
            if token.near_classes():
                add_one(planes, self.with_token(token))
        for first, second in set(pairwise(tokens)):
            if is_heard(first) and is_heard(second):
                add_one(planes, self.with_pair(first, second))
        return planes

    def _any(self, rows: Iterable[int]) -> int:
        bits = 0
        for row in rows:
            bits |= self._row(row)
        return bits


def _mistaken(initials: Iterable[str]) -> set[str]:
    """The initials with those that are easily mistaken for them."""
    return {letter for initial in initials for letter in _MISTAKEN.get(initial, initial)}


def is_heard(token: Token) -> bool:
    """Tell whether a token is one that the rows know of: a letter, a digit, a character, not a mere sign."""
    return token.text[0].isalnum()
