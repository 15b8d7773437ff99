"""What in an English passage speaks for its being a task: who is to act, by when, and an order to do it."""

from __future__ import annotations

import re
from datetime import date

from companion.capture.deadline_english import read_english
from companion.capture.mentions import NOBODY, DueKind, DueWords, Owner, OwnerKind
from companion.capture.periods import Clock
from companion.capture.signals import Signals
from companion.model.workdays import Workdays

_SOME_DAY = Clock(date(2001, 1, 1), Workdays())  # only whether words name a time matters, not which
_MOST_WORDS = 6
_SUBJECT = re.compile(
    r"(?:^|[:;,] |\b(?:and|then) )"
    r"(?P<owner>(?:[Tt]he )?[A-Z*][\w'&*-]*(?: (?:of|and|for|the|&|[A-Z*][\w'&*-]*)){0,6})"
    r"(?P<order> (?:must|shall|should|will|is to|are to|needs? to|has to|have to|to)) (?P<verb>[a-z]+)"
)
_COLLECTIVE = re.compile(r"(?:We|You|They|Everyone|Everybody|All|Each of us)$")
_NOBODY = re.compile(r"(?:It|This|That|There|These|Those|What|Which|He|She|I|Please|Welcome|Thanks|How|Ways?)\b")
_ORDER = re.compile(
    r"\b(?:must|shall|should|ha(?:s|ve) to|needs? to|(?:is|are) to)\b"
    r"|^(?:[Pp]lease|[Ee]nsure|[Mm]ake sure)\b|, please\b"
)
_DELIVERABLE = re.compile(
    r"\b(?:submit|report|send|circulate|prepare|draft|publish|complete|finish|deliver|review|approve|present"
    r"|organi[sz]e|hold|convene|set up|install|update|check|audit|hire|recruit|sign|open|launch|list|provide|draw up"
    r"|write|plan|fix|repair|test|train|inspect|agree|arrange|appoint|contact|collect|replace|file"
    r"|pay|confirm|share|post)\w*\b",
    re.IGNORECASE,
)
_ATTITUDE = re.compile(
    r"\b(?:remember|believe|understand|value|respect|support|proud|spirit|attitude|confidence)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(r"\b(?:may|might|could|perhaps|if possible|if needed|consider)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:was|were|has been|have been|had|did|last (?:year|month|week|quarter)|ago)\b")
_DUE = re.compile(r"\b(?:by|before|no later than|not later than|until|within|due|on|at the end of|in)\b ")
_RECURRING = re.compile(
    r"\b(?:every|each) (?:day|week|month|quarter|year|[A-Z][a-z]+day)\b"
    r"|\b(?:weekly|monthly|quarterly)\b"
)


def read_english_signals(text: str) -> Signals | None:
    """What speaks for a passage; None when it tells nobody to do anything, or reports."""
    owner = find_english_owner(text)
    order = _ORDER.search(text)
    subject = _subject(text)
    if _REPORT.search(text) or not (order or subject):
        return None
    return Signals(
        start=subject.start("owner") if subject else 0,
        owner=owner,
        due=find_english_due(text),
        ordered=True,
        deliverable=bool(_DELIVERABLE.search(text)),
        handed_in=bool(_DELIVERABLE.search(text)),
        target=False,
        attitude=bool(_ATTITUDE.search(text)),
        hedged=bool(_HEDGE.search(text)),
    )


def find_english_owner(text: str) -> Owner:
    """Who must, shall, will or is to do something; NOBODY when it is not said."""
    found = _subject(text)
    if found is None:
        return NOBODY
    name = re.sub("^[Tt]he ", "", found["owner"])
    return Owner(OwnerKind.COLLECTIVE if _COLLECTIVE.match(name) else OwnerKind.UNIT, (name,))


def _subject(text: str) -> re.Match[str] | None:
    """Who is to act; after a bare `to` only what can be shown to be done counts (`Estates to report`)."""
    for found in _SUBJECT.finditer(text):
        bare = found["order"] == " to"
        if not _NOBODY.match(found["owner"]) and (not bare or _DELIVERABLE.match(found["verb"])):
            return found
    return None


def find_english_due(text: str) -> DueWords | None:
    """The longest words after by, before, within and their like that name a time."""
    for found in _DUE.finditer(text):
        words = list(re.finditer(r"[^\s;:()]+", text[found.start() :]))[: _MOST_WORDS + 1]
        for last in reversed(words[1:]):
            phrase = text[found.start() : found.start() + last.end()].rstrip(".,")
            period = read_english(phrase, _SOME_DAY)
            if period is not None and period.last is not None:
                return DueWords(DueKind.FIRM, phrase, found.start())
    often = _RECURRING.search(text)
    return DueWords(DueKind.RECURRING, often[0], often.start()) if often else None
