"""Words and signs written twice by a slip of the hand: 实现实现, 的的, ，，, the the.

Reduplication that the language knows is left alone: 好好, 天天, 一件一件, 研究研究, 为了了解.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.remarks import at_words

_HAN = r"[\u4e00-\u9fff]"
_DOUBLED = re.compile(
    rf"(?P<word>{_HAN}{{2,8}}?)(?P=word)"
    r"|(?<![目有打])的的(?![确士哥])"
    r"|(?<![现正存实所潜内外自好])在在|(?<![祥温平缓谐共饱总亲柔随调说议求])和和(?![谐平美气睦解])"
    r"|(?<![参给赋授])与与(?!会)|(?<![一两])把把(?![关脉握舵])"
    r"|(?<![为除])了了(?![解结却然断之])"
    r"|(?<![，。；：、])(?P<sign>[，；：、。])(?P=sign)(?!(?P=sign))"
    r"|\b(?P<latin>the|a|an|of|to|and|in|is|for|on|with|by|at|or|be|as|it|are|we|this)[ \t]+(?P=latin)\b",
    re.IGNORECASE,
)
_REDUPLICATED = re.compile(
    "研究|讨论|商量|考虑|了解|学习|休息|打听|琢磨|思考|总结|检查|观察|体会|锻炼|教育|帮助|交流|沟通|反思|合计|参考"
    "|照顾|收拾|介绍|宣传|活动|比较|分析|准备|调查|联系|打扫|整理|比划|掂量|盘算|体验|感受|熟悉|放松|庆祝|表示|意思"
    "|督促|关心|提醒|指导|指点|议论|评论|探讨|梳理|核实|改进|动员|走访|看望|表扬|批评|发动|暖和|高兴|热闹|凉快"
    "|非常|很多|许多|特别|十分|永远|好多|真的|慢慢|多少|某某|哪里|什么|怎么|谢谢|大家|加油|不断|罢了|算了|好了|对了"
)
_MOST_WORDS = 200  # doubled words that are looked up in the text
_PAIR = 2  # signs of a word that may be two halves
_MEASURED = "一两几逐每某分很太真"


def check_doubled(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every word, sign or particle that stands twice in a row for no reason."""
    chains: dict[str, bool] = {}
    for line, text in enumerate(speech.lines, 1):
        for found in _DOUBLED.finditer(text):
            word = found["word"] or found["sign"] or found["latin"] or found.group()[0]
            if found["word"] and is_reduplication(word):
                continue
            if found["word"] and word not in chains and len(chains) < _MOST_WORDS:
                chains[word] = _is_chain(speech, word)
            if not chains.get(word):
                yield at_words(RemarkKind.DOUBLED, line, found.start(), found.group(), once=word)


def _is_chain(speech: Speech, word: str) -> bool:
    """Tell 构建|共建|共治 and 深化|文化|文艺 from a word written twice: the words across the seam are in the text."""
    if "共" in word:
        return True
    if len(word) != _PAIR:
        return False
    across, twice = word[1] + word[0], word * 2
    is_used_once = any(word in text.replace(twice, "") for text in speech.lines)
    return not is_used_once and any(across in text.replace(twice, "") for text in speech.lines)


def is_reduplication(word: str) -> bool:
    """Tell whether saying the word twice is good Chinese: 一件, 研究, 非常, and 哈哈 (one sign repeated)."""
    return bool(_REDUPLICATED.fullmatch(word)) or word[0] in _MEASURED or len(set(word)) == 1
