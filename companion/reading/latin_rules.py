"""The rows of the table of enumerators whose labels begin with a Latin letter."""

from __future__ import annotations

import re
from itertools import product

from companion.reading.label_signs import CARDINALS, DIGITS, GAP, LATIN_ORDINALS
from companion.reading.marker_rule import Rule, rule

LETTERS = "[A-Za-zＡ-Ｚ]|[A-Z]{2}|[a-z]{2}"
_WORD = (
    "ARTICLE|Article|SECTION|Section|CHAPTER|Chapter|PART|Part|APPENDIX|Appendix|ITEM|Item|STEP|Step"
    "|TOPIC|Topic"
    "|SESSION|Session|Day|Week|Round|Question"
    "|MOTION|Motion|AGENDA ITEM|Agenda Item|Agenda item|PHASE|Phase|RULE|Rule|ANNEX|Annex"
    "|Sec|SEC|Art|ART|§|SCHEDULE|Schedule|EXHIBIT|Exhibit|Resolution|RESOLUTION|Goal|Objective|Recommendation|Proposal"
)
_ANY_WORD = (
    "(?!(?i:Table|Fig|Page|Version|Line|Note|Photo))(?P<word>[A-Z](?:[a-z]{2,14}|[A-Z]{2,14}|[a-z]{1,4}-[a-z]{2,14}))"
)
_TWO_WORDS = "[A-Z][a-z]{2,14} [A-Z][a-z]{2,14}"  # Standing Order 1:
_CARDINAL = f"(?i:{'|'.join(CARDINALS)})"  # Part One, PART TWO
LATIN_WORDS = (  # Section 3., Rule 1.02, Part One
    rule(
        "word-latin",
        rf"(?P<word>{_WORD})\.? (?:No\.? ?|#)?(?P<n>[IVXLC]+|{DIGITS}{{1,3}}|[A-Z])(?:(?<=[0-9])[A-Z])?(?![A-Za-z])"
        rf"(?:[—–-]|[.:：)](?![A-Z0-9])|(?={GAP}|$))",
        weak=True,
    ),
    rule(
        "word-latin",
        rf"{_ANY_WORD} (?P<n>{DIGITS}{{1,2}}|[A-H]|{_CARDINAL})(?:[.:：)](?![A-Z0-9])|(?= [—–-] |$))",
        weak=True,
    ),
    rule("word-latin", rf"(?P<word>{_WORD}) (?P<n>{_CARDINAL})(?:[—–]|(?={GAP}+[A-Z“\"]))", weak=True),
    rule("word-latin", rf"(?P<word>{_TWO_WORDS}) (?P<n>{DIGITS}{{1,2}})[.:](?={GAP})", weak=True),
    rule("word-latin", rf"{_ANY_WORD} #(?P<n>{DIGITS}{{1,2}})(?:[.:](?={GAP})|(?= [—–-] ))", weak=True),
    rule("word-latin", f"(?P<word>Day|Week|Session) (?P<n>{DIGITS}{{1,2}}),(?={GAP}+[A-Z])", weak=True),
    rule(  # Rule 1.02, Resolution 2026-01, Resolution A-1
        "word-part",
        rf"(?P<word>{_WORD})\.? (?:No\.? ?|#)?(?:(?:20)?{DIGITS}{{1,2}}[.-]|[A-Z]-)(?P<n>{DIGITS}{{1,3}})"
        rf"(?:[.:：)](?![A-Z0-9])|(?={GAP}|$))",
        weak=True,
    ),
    rule("word-latin", f"(?P<word>N[oO])\\.? ?(?P<n>{DIGITS}{{1,2}})(?:[.:：、]|(?={GAP}))", weak=True),
)
_SIGNS = (  # A., iv), REQ-1:
    rule(
        "decimal",
        rf"(?P<n>(?:[A-H]|[IVX]{{1,5}}(?:\.[A-Z])?)(?:\.{DIGITS}{{1,2}}){{1,5}}|[IVX]{{1,5}}\.[A-Z])[.:)]?(?={GAP}|[\u4e00-\u9fff]|$)",
        weak=True,
    ),
    rule("question", f"[QＱ](?P<n>{DIGITS}{{1,2}})[.．:：、](?!{DIGITS})", weak=True),
    rule("code", f"(?!A[0-9]+:|Q)[A-Z](?P<n>{DIGITS}{{1,2}})[.．:](?={GAP})", weak=True),
    rule("code", f"(?P<word>[A-Z]{{1,6}})-(?P<n>{DIGITS}{{1,3}})(?:[.:](?={GAP})|(?={GAP}))", weak=True),
    rule("code", f"(?P<word>[A-Z]{{2,6}})(?P<n>{DIGITS}{{1,3}})[.:](?={GAP})", weak=True),
    rule("roman-dot", "(?P<n>[IVXLC]{1,6}|[ivxlc]{1,6})[.．、](?=[ \t\u3000\u4e00-\u9fff]|$)", weak=True),
    rule("roman-half-paren", "(?P<n>[IVX]{1,5}|[ivx]{1,5})[.．]?[)）]", weak=True),
    rule("letter-dot", f"(?P<n>{LETTERS})[.．、](?=[ \t\u3000\u4e00-\u9fff]|$)", weak=True),
    rule("letter-half-paren", f"(?P<n>{LETTERS})[.．]?[)）]", weak=True),
    rule("roman-dash", f"(?P<n>[IVXLC]{{1,6}}){GAP}+[-–—]{GAP}+", weak=True),
    rule("letter-dash", f"(?P<n>[A-Z]){GAP}+[-–—]{GAP}+", weak=True),
    rule("letter-colon", f"(?P<n>[A-Z])[:：](?={GAP})", weak=True),
)
_ORDINALS = (
    rule(
        "sequence-latin",
        "(?P<n>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Finally|Lastly)(?:ly)?(?: of all| and foremost)?,",
        weak=True,
    ),
    rule("ordinal-latin", f"(?P<n>(?i:{'|'.join(LATIN_ORDINALS)}))[.:](?={GAP})", weak=True),
)
_MAY_BE_WORD = re.compile(
    rf"[A-Z][A-Za-z-]*+\.? ?(?:[A-Z][A-Za-z]+ |[Ii]tem )?"
    rf"(?:N[oO]|[#0-9０-９]|[A-Z]-{DIGITS}|[IVXLC]+\b|[A-Z]\b|{_CARDINAL}\b)"
)
_MAY_BE_SIGN = re.compile(f"[A-Za-zＡ-Ｚ]{{1,6}}+(?:[.．、:：)）0-9０-９]|{GAP}*[-–—])")
_MAY_BE_ORDINAL = re.compile("[A-Z][A-Za-z]{4,10}+(?:-[a-z]+)?(?:[.:,]| of all| and fo)")
_GROUPS = (LATIN_WORDS, _SIGNS, _ORDINALS)
_CHOICES = {
    kinds: tuple(row for rows, is_it in zip(_GROUPS, kinds, strict=True) if is_it for row in rows)
    for kinds in product((False, True), repeat=3)
}


def latin_rules(text: str) -> tuple[Rule, ...]:
    """The rules that a text which begins with a Latin letter calls for."""
    is_word, is_sign = _MAY_BE_WORD.match(text) is not None, _MAY_BE_SIGN.match(text) is not None
    return _CHOICES[is_word, is_sign, _MAY_BE_ORDINAL.match(text) is not None]
