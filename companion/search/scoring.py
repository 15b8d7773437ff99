"""What a find is worth. Every number has its reason; what counts is which is larger.

A find is first of a tier (how it matches), then has bonuses (where it stands). The tiers lie further
apart than all bonuses together, so that no place in the text lifts a guess above what was typed; what is taken off
for an unlikely reading may put a find behind the next tier.
"""

from __future__ import annotations

EXACT = 1000.0  # the words as typed, but for width, case, traditional forms and numerals
SOUND = 800.0  # the same sounds: homophones, pinyin, initials
NEAR = 600.0  # sounds easily mistaken: the typist heard it, but not well
SLIPPED = 520.0  # a slip among typed letters: all sounds are there, which is more than FUZZY can say
FUZZY = 500.0  # one character wrong, missing, extra or swapped
PER_ERROR = 60.0  # each error after the first
# A character typed that is not there. All characters there, but one between or two in each other's place, is
# seldom chance; all but one there often is, and must not be lifted above it by standing in a heading.
PER_STRANGER = 80.0
GAPPED = 250.0  # all characters in order with others between them
PER_GAP = 1.5  # a character between; a whole clause between still leaves it above ONE_OF_TWO
MAX_GAP = 40  # more than that between is no match but chance
ONE_OF_TWO = 100.0  # half of a query of two: the weakest guess there is
PER_PLACE = 0.01  # keeps an order that was decided otherwise

HEADING = 50.0  # headings before body: more than a whole word in a body, less than half a tier
WORD_START = 12.0  # at a beginning: words are remembered by how they begin
WORD_END = 6.0  # and a whole word is worth more than a beginning alone
RARE_READING = 55.0  # taken off where a reading is not the main one: even in a heading, 和 is he before huo
AS_WRITTEN = 70.0  # if all characters were as typed: before a homophone at the beginning of a heading
UNSPELLED = 120.0  # taken off in the share of sounds that another reading has whole: paichu before pai-c-hu anywhere
TELLING = 20.0  # if a text had all words that two sounds may mean: more than a boundary, less than a heading
CLOSE = 3.0  # several words near one another; less than any boundary, more than the order of the text
SECTION = 1.0  # the current section first among equals, and no more than that

TERMS_NEAR = 12  # characters between several words that still count as close


def errors_allowed(length: int) -> int:
    """How many errors a query of so many characters may have: below 3 none, then one, from 7 two, from
    11 three.

    One in three characters is a guess that can still be told from chance; one in two is not.
    """
    return 0 if length < 3 else 1 if length < 7 else 2 if length < 11 else 3
