"""The words around a masked figure: its clause, the noun behind its unit, and what of them is no name."""

from __future__ import annotations

import re

_DAY = "(?:[0-9０-９]{1,4}(?:[-—至到][0-9]{1,2})?|[一二三四五六七八九十]{1,3})"
_UNTIL = "(?:以前|之前|前|以后|之后|后|以来|起|内)?"
_NO_STOPS = re.compile("[^，。；：、（）“”！？,;:]*")
_SENTENCE_END = re.compile("[。！？]")
MASKS = re.compile("[*＊×○_xX]+")
_ADVERB = re.compile(
    "^(?:其中|至|截至|初步|预计|预期|目前|现在|上半年|下半年|今年|去年|全年|本年|当年|[一二三四1-4]季度|我们|我国|我省|我市|我县"
    f"|(?:{_DAY}|每|当|上|本|次)?(?:年底|年末|年初|年内|月底|月初|月末|月内|月份|月[上中下]旬|月(?!均|度|供)){_UNTIL}"
    f"|{_DAY}日{_UNTIL}|(?:这|那)(?:几|些)年|近年来?|{_DAY}年来|截止"
    "|我区|我镇|全国|全省|全市|全县|全区|全镇|全乡|力争|确保|争取|实现|完成(?!投资)|计划|开展|共计|共|总共|累计(?!完成)|已经|已(?!完成)"
    "|要|将|把|对(?!外|口)|挑选|达到|分别|同时|并(?!购|网)|也|又|再|还|到(?!位|岗|港|账)|从|自(?!来|主|筹|有|然)|的)"
)
_CHARGES = re.compile("[要应须得责必划]")
_OFFICE = re.compile(
    "^[^的]{1,12}?(?:局|办|委|部|厅|院|公司|集团|中心|政府|单位|部门|镇|乡|街道|站|所|科|处|各[级地村校厂])"
    "(?:要|应当?|必?须|得|负责|务必|计划)"
)
_VERB = re.compile(
    "(?:累计|合计|共计|总计|共|约|近|达到|达|高达|为|是|超过|超|突破|不低于|不少于|至少|完成(?!投资)|全部|每"
    "|(?:还|仅|只|尚|拥|共|已)?有|仅|只|才|占"
    "|(?<=...)惠及|(?:扩大|提高|提升|增加|增长|上升|下降|降低|减少|压减|压缩|缩短|控制|稳定|保持|维持|恢复|扩|增|降|升|减|压|缩)(?:到|至|在|为))$"
)
_HEAD_VERB = re.compile(
    "(?:中?有|等|含|包括|建设|新建|新增|引进|签约|建成|培育|实施|举办|开展|完成|新开工|开工|竣工|投产|拥有|投资|建立|创建)$"
)
_CLAUSES = re.compile("[，；：,;:]")
_CHARGED = re.compile("^[^的]{2,12}?(?:负责|牵头|承担)")
_SAYS = re.compile("全部|都|均|已|在|由|要|能够|可以|(?<!即)将|是|应当|正在")
_AFTER_HEAD = re.compile(
    "(?=[，。；：、（）“”！？,;:*累增同完实投已正进建竣等的逐发签全均都必须分需])(?:[，。；：、（）“”！？,;:*]|累计|增长|同比|完成|实现|投资|已|正在|进展|建设加快|建成|竣工|等(?!级)|的(?!士)|逐[个一项户]|发放|签订|签署|全部|均|都|必?须|进行|分[门类期批]|需要)"
)
_STATED = re.compile(  # 村没有通水
    "(?P<what>[^的]{1,4}?)(?P<state>(?:尚|仍|还)?(?:没有|未|处在|处于|位于)[^的]{1,10})$"
)
HEAD = 20  # characters of a noun behind a unit
TAIL = 4  # characters that the verb at the end of a clause has at most
LONGEST = 80  # characters of a clause that are looked at
REACH = 400  # characters in front of a mask in which its list may have started
_MORE = ("多", "余", " ")
_ABOUT = ("以上", "以下", "左右", "以内")


def new_sentence(text: str, end: int, mask: int) -> bool:
    """Tell whether a sentence ends between the figure that ended at an offset and the mask."""
    return _SENTENCE_END.search(text, end, mask) is not None


def near_clause(text: str, start: int, mask: int) -> str:
    """The clause from its start to the mask, as far as it is looked at, without other masks."""
    return MASKS.sub("", text[max(start, mask - LONGEST) : mask]).strip()


def clause_start(text: str, previous_end: int, mask: int) -> tuple[int, bool]:
    """Where the clause of a mask starts, and whether it runs on from the figure before it."""
    near = text[max(previous_end, mask - REACH) : mask]
    words = _NO_STOPS.match(near[::-1])
    start = mask - words.end() if words else mask
    return start, start == previous_end and previous_end > 0


def unit_end(text: str, end: int, unit: str) -> int:
    """Where the unit behind a mask that ends at an offset ends itself, with 多 and 以上 around it."""
    end += text[end : end + 1] in _MORE
    if unit and text.startswith(unit, end):
        end += len(unit)
    return end + 2 * (text[end : end + 2] in _ABOUT)


def right_head(text: str, end: int) -> str:
    """The noun behind a unit: `*家规模以上企业`, `*亿元的…项目`; empty where the clause ends there."""
    start = end + 1 if text.startswith("的", end) else end
    stop = _AFTER_HEAD.search(text, start, start + HEAD + 4)
    head = text[start : stop.start() if stop else start + HEAD + 1]
    head = head.rstrip("和与及") if stop and stop[0] == "*" else head
    stated = _STATED.match(head)
    head = f"{stated['state']}的{stated['what']}" if stated else head
    return head if 2 <= len(head) <= HEAD else ""


def ends_with_verb(clause: str) -> bool:
    """Tell whether a clause ends with a verb that brings in the noun behind the figure."""
    return _HEAD_VERB.search(clause, max(0, len(clause) - TAIL)) is not None


def listed(before: str) -> str:
    """The words that a list of names shares: 列入统筹的 in `列入统筹的甲、乙、丙等*个`."""
    sentence = _SENTENCE_END.split(before)[-1]
    shared = sentence.split("、")[0]
    return strip(shared[: shared.rindex("的") + 1]) if "的" in shared else ""


def strip(clause: str) -> str:
    """The clause without what says when, where and how surely, in front, and without its verb, behind."""
    words = clause.strip()
    while match := _ADVERB.match(words) or (_CHARGES.search(words) and _OFFICE.match(words)):
        words = words[match.end() :]
    while match := _VERB.search(words, max(0, len(words) - TAIL)):
        words = words[: match.start()]
    return words


def earlier_subject(before: str, has_topic: bool) -> str:
    """What the clause before is about, where a clause has only a verb: 取水许可全部在网上办理，办结*宗.

    A topic that the sentence has gives way only to what a unit was put in charge of.
    """
    clauses = _CLAUSES.split(_SENTENCE_END.split(before[-LONGEST:])[-1])[:-1]
    charged = _CHARGED.match(clauses[-1]) if clauses else None
    if not clauses or (has_topic and not charged):
        return ""
    words = _SAYS.split(strip(clauses[-1][charged.end() if charged else 0 :]))[0]
    return words if 2 <= len(words) <= HEAD and not MASKS.search(words) else ""
