"""How the tests of mending get at outlines: a made-up speech, mends by name, an outline as short rows."""

from companion.model.mend import Mend, MendProblem, Operation
from companion.model.outline import Outline
from companion.model.speech import Speech
from companion.reading.mending import apply_mends, plan_mend
from companion.reading.reader import read_speech

TEXT = """在防汛会上的讲话

同志们：
这几天雨很大，大家辛苦了。
一、汛情
（一）水位上涨。城东水位到了*米。
（二）灾情加重。一是道路中断*条。二是房屋进水*户。各镇要在*月底前报清楚。
目前形势还算平稳。
二、任务
（一）查险
要把堤防查一遍。
（二）转移。先转移老人，再转移物资。
三、要求
大家都要到岗。
散会。
"""


def read(text: str = TEXT) -> Speech:
    """A speech of these words."""
    return read_speech(text.encode(), "speech.txt")


def mend(speech: Speech, *steps: tuple[str, ...], **places: object) -> tuple[Outline, list[Mend]]:
    """The outline after planning and applying mends one after the other: (operation, point[, under])."""
    mends: list[Mend] = []
    outline = speech.outline
    for operation, point, *under in steps:
        at = places.get("at")
        plan = plan_mend(
            speech,
            outline,
            Operation(operation),
            point,
            at=at if isinstance(at, tuple) else None,
            under=under[0] if under else None,
            id=f"m{len(mends)}",
        )
        assert isinstance(plan, Mend), plan
        mends.append(plan)
        outline, orphans = apply_mends(speech, mends)
        assert not orphans
    return outline, mends


def problem(speech: Speech, operation: str, point: str, **places: object) -> str:
    """The name of the problem that a mend runs into."""
    plan = plan_mend(speech, speech.outline, Operation(operation), point, **places)  # type: ignore[arg-type]
    assert isinstance(plan, MendProblem)
    return plan.key.removeprefix("mend.problem.")


def place_of(speech: Speech, words: str) -> tuple[int, int]:
    """The line and column where some words begin."""
    line = next(number for number, text in enumerate(speech.lines, 1) if words in text)
    return line, speech.lines[line - 1].index(words) + 1


def rows(outline: Outline) -> list[str]:
    """The outline as `id kind heading`, one row for each point."""
    return [f"{point.id} {point.kind.value} {point.heading}" for point in outline.points]
