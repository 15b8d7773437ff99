"""Syllables that were meant by letters with one slip in them: a letter wrong, missing, extra, or two swapped.

Found as spell checkers do that keep no list of all errors: two strings are at most one slip apart only if they
share what is left of them when at most one letter of each is taken out.
"""

from __future__ import annotations

from functools import cache, lru_cache

from companion.search.readings import syllables


@lru_cache(maxsize=4096)
def meant(letters: str) -> frozenset[str]:
    """The syllables that letters become by one letter changed, added, taken out, or two swapped.

    >>> sorted(meant("fnag"))
    ['fang']
    """
    return frozenset(
        syllable
        for less in _shortened(letters)
        for syllable in _by_shortened().get(less, ())
        if syllable != letters and _is_one_slip(letters, syllable)
    )


@cache
def _by_shortened() -> dict[str, list[str]]:
    """Every syllable by itself and by what is left of it when a letter is taken out."""
    found: dict[str, list[str]] = {}
    for syllable in syllables():
        if len(syllable) > 1:
            for less in _shortened(syllable):
                found.setdefault(less, []).append(syllable)
    return found


def _shortened(letters: str) -> set[str]:
    return {letters, *(letters[:place] + letters[place + 1 :] for place in range(len(letters)))}


def _is_one_slip(letters: str, syllable: str) -> bool:
    """Tell whether two different strings are one slip apart."""
    if len(letters) != len(syllable):
        shorter, longer = sorted((letters, syllable), key=len)
        return shorter in _shortened(longer)
    apart = [place for place, (one, other) in enumerate(zip(letters, syllable, strict=True)) if one != other]
    if len(apart) == 1:
        return True
    first, last = apart[0], apart[-1]
    return len(apart) == 2 == last - first + 1 and letters[first] + letters[last] == syllable[last] + syllable[first]
