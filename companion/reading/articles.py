"""第一条 and 第一章 in the midst of a paragraph: rules that were pasted as one line."""

from __future__ import annotations

import re

from companion.reading.label_signs import BLANKS, CN, DIGITS, GAP

_STOPS = "。；：！？"
_REFERRED = "[的是第，,。、；）)]|规定|規定|所[列称稱述规規指]|中[的，]|明确|明確|[讲講]|[和與与及或至到]第"
ARTICLE = (  # 第一章 only where 第一条 is right below it: contents name no articles
    f"第(?<![^{BLANKS}{_STOPS}]第)(?P<n>{CN}|{DIGITS}{{1,3}})(?P<word>[编編篇章节節条條])"
    f"(?:(?<=[条條])(?:[：:]|(?!{GAP}*(?:{_REFERRED})))"
    f"|(?<![条條])(?={GAP}+[^。；]{{1,40}}?{GAP}第{CN}[节節条條]{GAP}))"
)
_SET_OFF = re.compile(f".?[{_STOPS}]|[{_STOPS}]{GAP}|{GAP}{{2}}|.?\u3000|")


def is_set_off(match: re.Match[str]) -> bool:
    """Tell whether an article begins behind a stop or wide blanks, or where the text does."""
    return _SET_OFF.fullmatch(match.string[max(0, match.start() - 2) : match.start()]) is not None


def only_refers(match: re.Match[str]) -> bool:
    """Tell 依照 第三条办理 from an article that is not set off but has a blank or a colon behind it."""
    has_end = match.end() > match.end("label") or match["label"][-1] in "：:"
    return not has_end and not is_set_off(match)
