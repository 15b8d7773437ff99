"""The language of the minutes: one sentence out of one note, in the third person (domain §2.5).

会议指出, 强调, 要求, 决定 stand only where the note-taker marked them: by the kind of the note (a decision,
a stressed passage) or by a tag. Words between quotation marks are left as they are.
"""

from __future__ import annotations

import re

from companion.exporters.legible import one_line
from companion.exporters.settings import Settings
from companion.exporters.words import Words
from companion.model.due import Due
from companion.model.minutes import Note, NoteKind
from companion.model.readers import verb_of

_QUOTED = re.compile(r"(“[^”]*”|「[^」]*」|《[^》]*》|\"[^\"]*\")")
_KEEPS_SELF = "自忘大小敌你唯无"
_KEEPS_OURS = "国省市县区州盟旗镇乡村街院校局委办厅部党军方处站所司行厂企矿社团队"
_OUR_PLACE = re.compile(rf"我们?(?=[{_KEEPS_OURS}])")
_OPINION = re.compile(r"我们?(?:个人)?(?:认为|觉得|感到|感觉|希望|相信|想|看)[，,]?")
_LEADING_SELF = re.compile(r"(^|[，。；：！？、])(?:我们|我)(?=[^的])")
_SELF = re.compile(rf"(?<![{_KEEPS_SELF}])我们?")
_EVERYBODY = re.compile(r"请?大家(?=[要也都再多把抓不必务应须])|请大家")
_THAT = re.compile(r"^that\s+", re.IGNORECASE)  # with which the verb ends already
_ENDS = "。！？；，、,.;!? "
_VERB_FRONT = {"原则同意": "agreed_in_principle", "同意": "agreed", "决定": "decided", "明确": "settled"}
_NO_DAY = re.compile(r"^(?:尽快|抓紧|立即|近期|及时|随时|马上|第一时间)")
_EVERY = re.compile(r"^(?:每|逐[日周月季年]|长期|持续|常态)")  # such a deadline has no day, and lacks none
_I = re.compile(r"\b(I|we|We|me|us)\b")
_OUR = re.compile(r"\b(our|Our|my|My)\b")


def sentence_of(note: Note, words: Words, settings: Settings) -> str:
    """The sentence of the minutes that a note makes, with its full stop."""
    told = turned(one_line(note.text or note.anchor.quote), words.language, settings.body)
    if note.kind is NoteKind.ACTION:
        return _task(note, told, words)
    return _said(note, told, words)


def turned(text: str, language: str, body: str = "") -> str:
    """The words in the third person; `body` is what 我们 stands for where it cannot just fall away."""
    parts = _QUOTED.split(text)
    turn = _turned_chinese if language == "zh" else _turned_english
    return "".join(part if place % 2 else turn(part, body) for place, part in enumerate(parts))


def _turned_chinese(text: str, body: str) -> str:
    kept = _OUR_PLACE.sub("\x00", text)
    kept = _OPINION.sub("", kept)
    kept = _EVERYBODY.sub("各级各部门", kept)
    kept = _LEADING_SELF.sub(r"\1", kept)
    kept = _SELF.sub(body or "会议", kept)
    return kept.replace("\x00", "我")


def _turned_english(text: str, body: str) -> str:
    name = body or "the meeting"
    return _OUR.sub(f"{name}'s", _I.sub(name, text))


def _said(note: Note, told: str, words: Words) -> str:
    verb, rest, is_joined = _verb_and_rest(note, told, words.language)
    if not verb:
        return stopped(rest, words.language)
    key = "minutes.verb_joined" if is_joined else "minutes.verb_said"
    said = words(f"verb.{verb}")
    rest = _THAT.sub("", rest) if said.endswith(" that") else rest
    return stopped(words(key, verb=said, text=rest), words.language)


def _verb_and_rest(note: Note, told: str, language: str) -> tuple[str, str, bool]:
    """The verb that the note-taker marked, the words after it, and whether they follow without a comma."""
    verb = verb_of(note.tags)
    if note.kind is NoteKind.STRESSED:
        return verb or "stressed", told, False
    if note.kind is not NoteKind.DECISION:
        return verb, told, False
    bare = told.removeprefix("会议") if language == "zh" else told
    front = next((one for one in _VERB_FRONT if bare.startswith(one)), "")
    rest = bare.removeprefix(front)
    if front:
        return verb or _VERB_FRONT[front], rest.lstrip("，,：: "), rest[:1] not in tuple("，,：:")
    return verb or "decided", bare, False


def _task(note: Note, told: str, words: Words) -> str:
    verb = verb_of(note.tags)
    said = words("minutes.verb_said", verb=words(f"verb.{verb}"), text=told.rstrip(_ENDS)) if verb else told
    comma = "，" if words.language == "zh" else ", "
    parts = [said.rstrip(_ENDS), *_by_whom(note, words), by_when(note.due, words)]
    return stopped(comma.join(part for part in parts if part), words.language)


def _by_whom(note: Note, words: Words) -> list[str]:
    lead = one_line(note.lead_unit)
    others = words.listed(tuple(one_line(unit) for unit in note.supporting_units))
    if lead and others:
        return [words("minutes.led_by", unit=lead), words("minutes.supported_by", units=others)]
    return [words("minutes.handled_by", unit=lead)] if lead else []


def by_when(due: Due | None, words: Words) -> str:
    """于Z前完成: the day where it is known, otherwise the words as they fell, marked as tentative."""
    if due is None:
        return ""
    if due.due is not None and not due.masked:
        return words("minutes.due_by", day=words.day(due.due))
    raw = one_line(due.raw)
    if not raw:
        return ""
    if words.language == "zh" and _EVERY.match(raw):
        return words("minutes.due_every", raw=raw)
    key = "due_soon" if _NO_DAY.match(raw) or words.language == "en" else "due_words"
    return words(f"minutes.{key}", raw=raw) + words("minutes.tentative")


def stopped(text: str, language: str) -> str:
    """The words with exactly one full stop at their end; ！ and ？ stay."""
    bare = text.rstrip()
    if bare.endswith(("！", "？", "!", "?", "”", "）")) and not bare.endswith(("”", "）")):
        return bare
    return bare.rstrip("。；，、,.; ") + ("。" if language == "zh" else ".")
