"""What typed letters may mean: `xiangmujs` is xiang + mu + j + s. Every likely way, the likeliest first."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter

from companion.search.readings import prefixes, syllables
from companion.search.token import Token, TokenKind

MAX_SPELLINGS = 12  # more ways to read one word never held a better one in the trials, and each costs a pass
SYLLABLE_COST = 10
INITIAL_COST = 12  # a whole syllable explains more letters: xiang before x + i…, but xmjs stays four initials
DOUBLE_INITIAL_COST = 11  # zh, ch, sh: one initial rather than z + h
TAIL_COST = 10  # the last syllable may still be in the typing: xiangm, xiangji
WHOLE_TAIL_COST = 15  # even where it is one as it stands: xian may become xiang, but need not
RUN = re.compile(r"[a-z]+|[^a-z']")
Way = tuple[int, tuple[Token, ...]]  # its cost, and the tokens in order
_RARE = {"m", "n", "ng", "hm", "hng"}  # interjections: as typed letters they are initials
_DOUBLE = ("zh", "ch", "sh")


@lru_cache(maxsize=256)
def spellings(text: str) -> tuple[tuple[Token, ...], ...]:
    """The ways to read a folded query as characters, syllables and initials; none when it has no letters.

    >>> [[token.text for token in way] for way in spellings("项mujs")][0]
    ['项', 'mu', 'j', 's']
    """
    runs = RUN.findall(text.replace("ü", "v"))
    if not any(run[0].isascii() and run.isalpha() for run in runs):
        return ()
    ways: list[Way] = [(0, ())]
    for place, run in enumerate(runs):
        found = split(run, last=place == len(runs) - 1) if is_letters(run) else [(0, written(run))]
        ways = cheapest([(cost + more, (*way, *tokens)) for cost, way in ways for more, tokens in found])
    return tuple(way for _, way in ways)


def written(text: str) -> tuple[Token, ...]:
    """A folded query character by character."""
    return tuple(Token(TokenKind.SIGN, sign) for sign in text)


def is_letters(run: str) -> bool:
    """Tell whether a run of a query is one of letters that pinyin is written with."""
    return "a" <= run[0] <= "z"


def cheapest(ways: list[Way], number: int = MAX_SPELLINGS) -> list[Way]:
    """The cheapest of some ways, the cheapest first."""
    return sorted(ways, key=itemgetter(0))[:number]


def split(letters: str, *, last: bool) -> list[Way]:
    """The cheapest ways through a run of letters, kept at every place between them; `last` if no more follows."""
    best: list[list[Way]] = [[(0, ())], *([] for _ in letters)]
    for start in range(len(letters)):
        best[start] = cheapest(best[start])
        for cost, way in best[start]:
            for step, token in steps(letters, start, last):
                best[start + len(token.text)].append((cost + step, (*way, token)))
    return cheapest(best[-1])


def steps(letters: str, start: int, last: bool) -> list[tuple[int, Token]]:
    """The tokens that may begin at a place of a run of letters, and what each costs."""
    found = []
    for end in range(start + 1, min(start + 6, len(letters)) + 1):
        piece = letters[start:end]
        if piece in syllables() and piece not in _RARE:
            found.append((SYLLABLE_COST, Token(TokenKind.SYLLABLE, piece)))
        if len(piece) == 1 and piece in prefixes():
            found.append((INITIAL_COST, Token(TokenKind.PREFIX, piece)))
        elif piece in _DOUBLE:
            found.append((DOUBLE_INITIAL_COST, Token(TokenKind.PREFIX, piece)))
        elif last and end == len(letters) and piece in prefixes():
            cost = WHOLE_TAIL_COST if piece in syllables() else TAIL_COST
            found.append((cost, Token(TokenKind.PREFIX, piece)))
    return found
