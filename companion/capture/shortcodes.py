"""Short codes of the user's own table, made into the words they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

_INSIDE = r"[A-Za-z0-9_@./\\-]"


def expand_shortcodes(text: str, codes: Mapping[str, str]) -> str:
    """The text with each code made into its words, once; a code inside a Latin word or address stays.

    A code with Chinese in it must stand between spaces. What a code brings in is not expanded again.
    """
    if not codes:
        return text
    ordered = sorted(codes, key=len, reverse=True)
    latin = "|".join(re.escape(code) for code in ordered if code.isascii())
    chinese = "|".join(re.escape(code) for code in ordered if not code.isascii())
    patterns = [rf"(?<!{_INSIDE})(?:{latin})(?!{_INSIDE})"] if latin else []
    patterns += [rf"(?<!\S)(?:{chinese})(?!\S)"] if chinese else []
    return re.sub("|".join(patterns), lambda found: codes[found[0]], text)
