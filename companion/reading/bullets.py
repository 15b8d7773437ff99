"""The signs that list items begin with, where they have no number."""

from __future__ import annotations

import re

from companion.reading.blocks import Block

_PASTED_BULLETS = "".join(map(chr, range(0xF020, 0xF100)))  # the symbols of Word, whatever their typeface
_STRONG_BULLETS = f"-*+−•●■◆◇▪▫➢➤►▶✓✔‣⁃◦❖☐☑☒❑❏✦♦∙⚫▸▹◾◽❍➔➜✅{_PASTED_BULLETS}"
_WEAK_BULLETS = "·※★☆→▲△○◎□⇒»"
_LETTER_BULLETS = "lnuoØü§"  # the same where their typeface was lost
_WEAK_SIGNS = frozenset(f"{_WEAK_BULLETS}—–{_LETTER_BULLETS}")
_BULLET_SIGNS = _WEAK_SIGNS.union(f"[{_STRONG_BULLETS}")
_BULLET = re.compile(
    rf"(?:-{{1,3}}|[*+−]|\[[ xX]\])[ \t\u3000]+(?=\S)|[—–]{{1,3}}[ \t\u3000]*(?=[^—–\s])"
    rf"|([{_STRONG_BULLETS[4:]}{_WEAK_BULLETS}])(?!\1)[ \t\u3000]*(?=\S)"
    rf"|[{_LETTER_BULLETS}](?:[\t\u3000]|  )[ \t\u3000]*(?=\S)"
)


def has_bullet(text: str) -> bool:
    """Tell whether a text begins with the sign of a list item."""
    return bool(_BULLET.match(text))


def take_bullet(block: Block) -> None:
    """Move the sign of a list item from the text of a block to its `bullet`."""
    match = _BULLET.match(block.text) if block.text[0] in _BULLET_SIGNS else None
    if not match or not any(sign.isalnum() for sign in block.text):
        return
    take_sign(block, match.end())
    block.weak_bullet = block.bullet[0] in _WEAK_SIGNS


def take_sign(block: Block, end: int) -> None:
    """Move all that is in front of an offset from the text of a block to its `bullet`."""
    block.bullet = block.text[:end].strip()
    offset, line, column = block.pieces[0]
    block.text = block.text[end:]
    block.pieces = ((offset, line, column + end), *block.pieces[1:])
