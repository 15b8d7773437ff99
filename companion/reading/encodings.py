"""Bytes to text: byte order marks first, then UTF-8 by its own grammar, then evidence over the whole file.

GB18030, Big5 and UTF-16 without a mark all accept each other's bytes often enough that a successful decode
proves nothing; what proves something is how many of the characters that come out are ones people write.
"""

from __future__ import annotations

import codecs
import re

from companion.errors import EmptyFileError, NotTextError, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be", "big5hkscs")
_ANSI_SHARE = 0.8  # a Western eight-bit text is mostly ASCII; below this, damaged Chinese is likelier
_DAMAGE_SHARE = 0.002  # bad bytes that a long UTF-8 file may hold before it is taken for something else
_CONTROL_SHARE = 0.01  # control characters that a text may hold; listings and terminal logs stay below it
_SCORE_FLOOR = 0.2  # text by its bytes alone: below this share of usual characters it is noise

# The characters that office prose is made of, simplified and traditional, and its punctuation.
_USUAL = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四"
    "日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九"
    "区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己"
    "美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记"
    "需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何"
    "除消构府称太准精值号率族维划选标写存候毛亲快效院查江型眼王按格养易置派层片始却专状育厂京识适属包火住调满县局照参细引听该铁价严"
    "各位同志们讲话领导落实抓好推进加强坚持深化服务项目投资企业乡村镇振兴环境安全稳定责任督促检查考核贯彻会议精神"
    "這為個國時來們於對會發動過說產種後學經進著電裡現實兩體製機當應開還從業義間樣與關點內數線條沒結問無係軍題黨員總設長頭資級圖"
    "統給證認區決辦處隊風車務議報類離華確張馬話傳廣記須觀織裝許該價嚴層廠識適屬滿縣參細聽歷構稱準號維劃選標寫親門導見規權觸聯講"
    "，。、；：？！“”‘’（）《》〈〉【】—…·％　「」『』"
)
_USUAL_RUN = re.compile(f"[{re.escape(''.join(sorted(set(_USUAL))))}\\s!-~]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode_text(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of the encoding used; `encoding` overrides all evidence.

    Raises EmptyFileError where there is nothing but blanks, NotTextError with line and column (from 1) where
    the bytes are no text, UsageError for an encoding that does not exist.
    """
    text, used = _decode_as(data, name, encoding) if encoding else _decode_by_evidence(data, name)
    if not text.strip("\ufeff \t\r\n\v\f\u3000\x00"):
        raise EmptyFileError(path=name)
    _refuse_noise(text, name)
    return text.removeprefix("\ufeff"), used


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        used = codecs.lookup(encoding).name
        return data.decode(used), used
    except LookupError:
        raise UsageError(reason=encoding) from None
    except UnicodeError as error:
        raise _no_text(data, name, getattr(error, "start", 0)) from None


def _decode_by_evidence(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, encoding)
    if b"\0" in data:
        return _decode_with_nul(data, name)
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        first_bad = error.start
    return _best_guess(data) or _repaired(data) or _western(data) or _fail(data, name, first_bad)


def _decode_with_nul(data: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without a mark: no other text has zero bytes; their side proves nothing, U+4E00 has one."""
    return _best_guess(data, ("utf-16-le", "utf-16-be")) or _fail(data, name, data.index(0))


def _best_guess(data: bytes, encodings: tuple[str, ...] = _GUESSES) -> tuple[str, str] | None:
    best: tuple[float, str, str] | None = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = usual_share(text)
        if share >= _SCORE_FLOOR and (best is None or share > best[0]):
            best = (share, text, encoding)
    return (best[1], "big5" if best[2] == "big5hkscs" else best[2]) if best else None


def _repaired(data: bytes) -> tuple[str, str] | None:
    """A UTF-8 or GB18030 file with a few bad bytes (most often a tail that was cut off), those as U+FFFD."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        bad = text.count("\ufffd")
        if bad <= max(1, len(text) * _DAMAGE_SHARE) and usual_share(text) >= _SCORE_FLOOR:
            return text, encoding
    return None


def _western(data: bytes) -> tuple[str, str] | None:
    if sum(data.count(byte) for byte in range(0x20, 0x7F)) < _ANSI_SHARE * len(data):
        return None
    return data.decode("cp1252", "replace"), "cp1252"


def usual_share(text: str) -> float:
    """The share of a text's characters that prose is usually made of, from 0 to 1."""
    return sum(len(run) for run in _USUAL_RUN.findall(text)) / max(1, len(text))


def _refuse_noise(text: str, name: str) -> None:
    controls = _CONTROL.findall(text)
    if "\0" in text or len(controls) > _CONTROL_SHARE * len(text):
        first = _CONTROL.search(text)
        before = text[: first.start()] if first else ""
        raise NotTextError(path=name, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


def _fail(data: bytes, name: str, start: int) -> tuple[str, str]:
    raise _no_text(data, name, start)


def _no_text(data: bytes, name: str, start: int) -> NotTextError:
    before = data[:start].decode("utf-8", "replace")
    return NotTextError(path=name, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
