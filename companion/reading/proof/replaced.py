"""Words that a global replacement has spoilt: 县场 where 市场 must have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.remarks import at_words
from companion.reading.proof.replaced_words import REPLACEMENTS, Replacement, Slip

_Found = tuple[int, int, str]  # line from 1, index from 0, the wrong word


def check_replaced(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every spoilt word of a replacement that the text gives enough evidence of."""
    found = _spoilt_words(speech)
    for replacement in REPLACEMENTS:
        sure = [place for slip in replacement.sure for place in found.get(slip.wrong, ())]
        likely = [place for slip in replacement.likely for place in found.get(slip.wrong, ())]
        if sure or len({wrong for _, _, wrong in likely}) > 1:
            rights = {slip.wrong: slip.right for slip in (*replacement.sure, *replacement.likely)}
            for line, index, wrong in (*sure, *likely):
                word = next((word for word in rights if len(word) < len(wrong) and wrong.startswith(word)), wrong)
                yield _remark(replacement, line, index, word, rights[word])


def _remark(replacement: Replacement, line: int, index: int, wrong: str, right: str) -> Remark:
    return at_words(RemarkKind.REPLACED, line, index, wrong, right=right, old=replacement.old, new=replacement.new)


def _spoilt_words(speech: Speech) -> dict[str, list[_Found]]:
    """Every place of every spoilt word of the table that no neighbour excuses."""
    pattern, slips = _table()
    found: dict[str, list[_Found]] = {}
    for line, text in enumerate(speech.lines, 1):
        for match in pattern.finditer(text):
            word, start = match["word"], match.start()
            end = start + len(word)
            if not _is_excused(slips[word], text[start - 1 : start] if start else "", text[end : end + 1]):
                found.setdefault(word, []).append((line, start, word))
    return found


def _is_excused(slip: Slip, before: str, after: str) -> bool:
    return bool(before and before in slip.before) or bool(after and after in slip.after)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, Slip]]:
    """One pattern for all spoilt words (overlaps included), and their rows."""
    slips = {slip.wrong: slip for row in REPLACEMENTS for slip in (*row.sure, *row.likely)}
    words = sorted(map(re.escape, slips), key=len, reverse=True)
    return re.compile(f"(?=(?P<word>{'|'.join(words)}))"), slips
