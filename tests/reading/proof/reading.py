"""How the tests of proof-reading get at remarks: a made-up text in, remarks out."""

from companion.model.remark import Remark, RemarkKind
from companion.reading.proofreading import proofread
from companion.reading.reader import read_speech


def remarks(text: str, *kinds: RemarkKind) -> list[Remark]:
    """The remarks of some kinds (all but blanks without any) on a text."""
    found = proofread(read_speech(text.encode(), "speech.txt"))
    wanted = kinds or tuple(kind for kind in RemarkKind if kind is not RemarkKind.BLANKS)
    return [remark for remark in found if remark.kind in wanted]


def words(text: str, *kinds: RemarkKind) -> list[str]:
    """The words of those remarks."""
    return [remark.words for remark in remarks(text, *kinds)]


def clean(body: str) -> list[str]:
    """All remarks but blanks on a sentence that stands in an ordinary speech."""
    return words(f"在工作会议上的讲话\n\n同志们：\n今天开个短会。\n一、情况\n{body}\n二、要求\n大家抓紧。\n散会。")
