"""Text wrapped at the edge of a page or a mail: how wide it is, and its lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from companion.model.joints import BLANK
from companion.reading.blocks import Block, cells, join
from companion.reading.bullets import has_bullet
from companion.reading.label_signs import CN
from companion.reading.markers import Marker, match_marker

_WIDEST_WRAP = 110  # cells; text that is wider is not wrapped by a person or a mail program
_NARROWEST_WRAP = 30
_FULL_SHARE = 0.25  # of the lines of a wrapped text, how many at least run to the edge
_FEWEST_LINES = 6
_FEWEST_CARRIED = 3  # full lines that end in mid-sentence, where most lines are short
_LONG_LINE = 50  # characters of a line that may have been broken at the edge of a page
_LABEL_CUT = re.compile(f"(?:^|[。；：，])[（(](?:{CN}|[0-9]{{1,2}})?$")  # a label that the end of the line cuts
_LABEL_REST = re.compile(f"(?:{CN}|[0-9]{{1,2}})?[）)](?!$)")
_COLUMNS = re.compile("[ \u3000]{8}| [.·]{4,} |[.·…]{10}")  # between the two ends of a running header or of a row
_LONG_CELLS = 60  # cells of a line that is longer than most headings
_REACH = 40  # paragraphs between two members of a list
_SLACK = 5  # cells that a full line may lack beside the word that did not fit
_LONGEST_CUT = 8  # characters at the end of a line that a label cut by it may take
_SENTENCE_END = re.compile("[。！？!?：:；;.…][”’）)\"']?$")
_LONGEST_PART = 40  # characters of a line of a heading that takes two
_GOES_ON = "，,、"
_HEADS = ("hanzi-shi", "hanzi-yao", "hanzi-space")  # weak enumerators that head such lines all the same
_STOP = re.compile("[。！？：；:;](?!$)|[！？：；:;]$")  # all that ends a clause, but 。 at the end
_FIRST_WORD = re.compile("[!-~]+|.[，。、；：！？”’）》]?")


def find_width(lines: Sequence[str]) -> int:
    """The width in cells at which a text was wrapped by hand; 0 when it was not."""
    sample = [line.rstrip(BLANK) for line in lines[:4000]]
    if max(map(len, sample), default=0) > 2 * _WIDEST_WRAP:
        return 0
    widths = sorted(_cells(line) for line in sample if line.strip(BLANK))
    if width := _width_at_cut_label(sample):
        return width
    if len(widths) < _FEWEST_LINES:
        return 0
    width = widths[int(len(widths) * 0.97)]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or widths[-1] > width * 2:
        return 0
    full = [place for place in range(len(sample) - 1) if _is_full(sample[place], sample[place + 1], width)]
    carried = [place for place in full if not _ends_sentence(sample[place])]
    is_mostly_full = len(full) >= max(3, len(widths) * _FULL_SHARE) and len(carried) * 2 >= len(full)
    return width if is_mostly_full or _is_carried_on(sample, carried, width) else _loose_width(sample)


def _width_at_cut_label(lines: Sequence[str]) -> int:
    """The width of the narrowest line that ends inside a label, as nothing but a wrap does; 0 without any."""
    cut = (_cells(line) for line, after in pairwise(lines) if _is_label_cut(line, after.strip(BLANK)))
    return min((width for width in cut if width >= _NARROWEST_WRAP), default=0)


def _loose_width(lines: Sequence[str]) -> int:
    """The width of the narrowest lines of a text that was wrapped unevenly; 0 when it was not.

    Long lines that are followed at once by more words end in mid-sentence there; in a text of whole paragraphs
    they end in a stop.
    """
    pairs = ((line, after.strip(BLANK)) for line, after in pairwise(lines) if _cells(line) >= _LONG_CELLS)
    followed = [line for line, words in pairs if words and not match_marker(words) and not has_bullet(words)]
    broken = sorted(_cells(line) for line in followed if not _ends_sentence(line))
    if len(broken) < _FEWEST_LINES or len(broken) * 3 < len(followed) * 2:
        return 0
    return broken[len(broken) // 10]


def _is_carried_on(lines: Sequence[str], carried: Sequence[int], width: int) -> bool:
    """Tell whether the few full lines among short ones were wrapped: each is carried on by words in mid-sentence."""
    following = [lines[place + 1].strip(BLANK) for place in carried]
    small = sum(words[0].islower() for words in following)
    if small > 1:
        broken = sum(1 for line, after in pairwise(lines) if line and after.strip(BLANK)[:1].islower())
        return small * 5 >= broken * 4
    equal = [words for place, words in zip(carried, following, strict=True) if _cells(lines[place]) > width - _SLACK]
    wide = [words for words in equal if words[0] > "\u2e80" and not match_marker(words) and not has_bullet(words)]
    return len(wide) > _FEWEST_CARRIED and len(wide) * 10 >= len(lines)


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the next line, which opens no point, would not have fitted on this one."""
    words = following.strip(BLANK)
    if not words or not line:
        return False
    if _cells(line) + _first_word(words) <= width - _SLACK:
        return False
    marker = match_marker(words)
    return marker is None or marker.weak


def joined(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    """The blocks with wrapped lines joined to paragraphs; at width 0 only what plainly goes on."""
    run: list[Block] = []
    heads: list[Block] = []
    for block in blocks:
        if run and not _is_set_out(block, heads) and _continues(run, block, width):
            run.append(block)
            continue
        if run:
            yield join(run)
        run = [block]
        heads.append(block)
    if run:
        yield join(run)


def _continues(run: Sequence[Block], block: Block, width: int) -> bool:
    first, last = run[0], run[-1]
    if block.gap or block.level is not None or last.level is not None or block.bullet:
        return False
    if first.bullet and _hangs(first, block):
        return True
    if _COLUMNS.search(last.text) or _COLUMNS.search(block.text):
        return False
    if _is_label_cut(last.text, block.text):
        return True
    if last.text[-1] in _GOES_ON and _is_heading_cut(run, block):
        return True
    if not width:
        return _is_broken_off(last, block)
    if _full_width(run) + _first_word(block.text) <= width - _SLACK:
        return False
    ends = _ends_sentence(last.text)
    if ends and block.indent > last.indent:
        return False
    marker = match_marker(block.text)
    if marker and (ends or _counts_on(first, marker)):
        return False
    return block.indent <= first.indent + 8


def _is_set_out(block: Block, above: Sequence[Block]) -> bool:
    """Tell whether a line stands further out than its paragraph and counts on from one there: IV. below B."""
    if block.indent >= above[-1].indent:
        return False
    beside = (other for other in reversed(above[-_REACH:]) if other.indent <= block.indent)
    last, marker = next(beside, None), match_marker(block.text)
    return last is not None and marker is not None and last.indent == block.indent and _counts_on(last, marker)


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line[-2:]) is not None


def _is_label_cut(line: str, following: str) -> bool:
    """Tell whether the edge of the page went through a label: （ here, 一） on the next line."""
    end = line[-_LONGEST_CUT:]
    return ("（" in end or "(" in end) and bool(_LABEL_CUT.search(line) and _LABEL_REST.match(following))


def _is_heading_cut(run: Sequence[Block], block: Block) -> bool:
    """Tell whether a short line ends the heading that broke off at a comma: 一、完善制度， / 提升水平."""
    first, last = run[0].text, run[-1].text
    if max(len(last), len(block.text)) > _LONGEST_PART or _STOP.search(block.text):
        return False
    marker = None if _STOP.search(last) or match_marker(block.text) else match_marker(first)
    return marker is not None and (not marker.weak or marker.style in _HEADS)


def _is_broken_off(last: Block, block: Block) -> bool:
    """Tell whether a long line breaks off before a small letter, as texts copied from a page do."""
    words = block.text[:2]
    is_small = words[0].islower() and words.isascii() and words.isalpha() and block.indent <= last.indent + 8
    return is_small and len(last.text) >= _LONG_LINE and not _ends_sentence(last.text)


def _hangs(first: Block, block: Block) -> bool:
    """Tell whether a line stands below the words of a bullet and not below the bullet."""
    edge = first.pieces[0][2] - 1
    return abs(block.indent - edge) <= 1 and block.indent > first.indent and not match_marker(block.text)


def _full_width(run: Sequence[Block]) -> int:
    last = run[-1]
    start = last.pieces[-1][2] - 1 if last is run[0] and last.bullet else last.indent
    return start + _cells(last.text)


def _counts_on(first: Block, marker: Marker) -> bool:
    """Tell whether a line opens with the number after the one its paragraph opened with."""
    before = match_marker(first.text)
    return before is not None and before.style == marker.style and before.number + 1 == marker.number


def _cells(text: str) -> int:
    """The width of a text as a Chinese editor wraps it: quotes and dashes, two bytes in GB18030, are wide."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def _first_word(text: str) -> int:
    first = _FIRST_WORD.match(text)
    return cells(first[0]) if first else 1
