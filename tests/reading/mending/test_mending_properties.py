"""What holds for any sequence of mends on any outline."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.model.mend import Mend, Operation
from companion.model.outline import Outline, PointKind
from companion.model.speech import Speech
from companion.reading.mend.assembly import assemble
from companion.reading.mend.rows import Rows
from companion.reading.mending import apply_mends, plan_mend
from tests.reading.mending.mended import read

LINES = st.sampled_from(
    [
        *(
            "一、汛情",
            "二、任务",
            "三、要求",
            "（一）查堤。要快。",
            "（二）备料",
            "（三）转移。一是人。二是物。都要快。",
        ),
        *(
            "1. 分片",
            "2. 包干。到人。",
            "目前形势平稳。",
            "坚持快字当头，加强值守。",
            "坚持严字当头，加强督查。",
        ),
        *(
            "重点是：一要查*处。二是备料*万元。三要练兵。",
            "工业方面，停产*家。农业方面，受灾*亩。",
            "",
            "同志们：",
            "散会。",
        ),
        *("第一，抓早。", "第二，抓小。", "①查。②改。", "Plan (a) first", "　　缩进的一段。"),
    ]
)
TEXTS = st.lists(LINES, min_size=1, max_size=14).map(lambda lines: "讲话\n\n" + "\n".join([*lines, "完。"]))
STEPS = st.lists(
    st.tuples(st.sampled_from(Operation), st.integers(0, 40), st.integers(0, 40), st.integers(1, 30)),
    max_size=8,
)


def sound(text: str) -> Speech:
    """A speech whose outline is a tree in the order of the text, whatever the reader made of odd texts."""
    speech = read(text)
    return replace(speech, outline=assemble(Rows.of(speech, speech.outline)))


def mends_of(speech: Speech, steps: list[tuple[Operation, int, int, int]]) -> tuple[Outline, list[Mend]]:
    """The mends of these steps that can be planned, one on top of the other, and the outline after all."""
    outline, mends = speech.outline, list[Mend]()
    for operation, which, other, column in steps:
        point = outline.points[which % len(outline.points)]
        under = outline.points[other % len(outline.points)].id
        at = (point.span.line, column) if column % 2 else None
        plan = plan_mend(speech, outline, operation, point.id, at=at, under=under, id=str(len(mends)))
        if isinstance(plan, Mend):
            mends.append(plan)
            outline, orphans = apply_mends(speech, mends)
            assert orphans == ()
    return outline, mends


def covered(speech: Speech, outline: Outline) -> set[tuple[int, int]]:
    """Every place with a sign that is not blank in the span of some point."""
    places = set()
    for point in outline.points:
        span = point.span
        for line in range(span.line, span.end_line + 1):
            first = span.column if line == span.line else 1
            last = span.end_column if line == span.end_line else len(speech.lines[line - 1])
            text = speech.lines[line - 1]
            places |= {(line, column) for column in range(first, last + 1) if text[column - 1].strip()}
    return places


@settings(max_examples=150, deadline=None)
@given(TEXTS, STEPS)
def test_any_mends_leave_a_sound_outline(text, steps):
    """Ids are unique, spans nest, children name their parents, points stand in the order of the text."""
    speech = sound(text)
    outline, _ = mends_of(speech, steps)

    assert len(outline.by_id) == len(outline.points)
    starts = [(point.span.line, point.span.column) for point in outline.points]
    assert starts == sorted(starts)
    for point in outline.points:
        assert (point.span.line, point.span.column) <= (point.span.end_line, point.span.end_column)
        for child in (outline.by_id[id] for id in point.children):
            assert child.parent == point.id
            assert child.id.startswith(f"{point.id}.")
            assert child.depth > point.depth
            assert point.span.contains(child.span.line, child.span.column)
            assert point.span.contains(child.span.end_line, child.span.end_column)
    tops = [point for point in outline.points if point.parent is None]
    for before, after in pairwise(tops):
        assert not before.span.contains(after.span.line, after.span.column)


@settings(max_examples=100, deadline=None)
@given(TEXTS, STEPS)
def test_no_text_is_lost(text, steps):
    """Every sign that the reader had put into some point is still in some point."""
    speech = sound(text)
    outline, _ = mends_of(speech, steps)

    assert covered(speech, speech.outline) <= covered(speech, outline)


def own_signs(speech: Speech, outline: Outline) -> list[tuple[int, int]]:
    """The places of all signs that are not blank in the points' own texts, point by point."""
    places = []
    for point in outline.points:
        span = replace(speech, outline=outline).own_span(point)
        for line in range(span.line, span.end_line + 1):
            text = speech.lines[line - 1]
            first = span.column if line == span.line else 1
            last = span.end_column if line == span.end_line else len(text)
            places += [(line, column) for column in range(first, last + 1) if text[column - 1 : column].strip()]
    return places


@settings(max_examples=100, deadline=None)
@given(TEXTS, STEPS)
def test_every_sign_is_some_point_s_own_exactly_once(text, steps):
    """Read point by point, the mended outline says what the speech says: each sign once, in its order."""
    speech = sound(text)
    outline, _ = mends_of(speech, steps)
    signs = own_signs(speech, outline)

    assert signs == sorted(set(signs))
    assert set(own_signs(speech, speech.outline)) <= set(signs)


@settings(max_examples=100, deadline=None)
@given(TEXTS, STEPS)
def test_reopening_gives_the_same_outline(text, steps):
    """The mends as written to the minutes, done on the speech as read anew, give the very outline of before."""
    speech = sound(text)
    outline, mends = mends_of(speech, steps)
    kept = [Mend.from_fields(mend.id, mend.to_fields()) for mend in mends]

    again, orphans = apply_mends(sound(text), [mend for mend in kept if mend is not None])

    assert len(kept) == len(mends)
    assert (again, orphans) == (outline, ())


@settings(max_examples=100, deadline=None)
@given(TEXTS, STEPS)
def test_blanks_stay_and_lie_in_their_points(text, steps):
    """No blank is lost or moved; each belongs to the innermost point around it."""
    speech = sound(text)
    outline, _ = mends_of(speech, steps)

    assert [(b.n, b.line, b.column) for b in outline.blanks] == [(b.n, b.line, b.column) for b in speech.outline.blanks]
    for blank in outline.blanks:
        around = [p.id for p in outline.points if p.span.contains(blank.line, blank.column)]
        assert not around or blank.point == around[-1]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 40))
def test_demoting_then_promoting_is_nothing(text, which):
    """For any point that can be demoted, promoting it again restores the outline."""
    speech = sound(text)
    point = speech.outline.points[which % len(speech.outline.points)]
    plan = plan_mend(speech, speech.outline, Operation.DEMOTE, point.id, id="1")
    if not isinstance(plan, Mend):
        return
    lower, _ = apply_mends(speech, [plan])
    place = speech.outline.position[point.id]
    back = plan_mend(speech, lower, Operation.PROMOTE, lower.points[place].id, id="2")

    assert isinstance(back, Mend)
    assert apply_mends(speech, [plan, back]) == (speech.outline, ())


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_turning_points_round_and_back_is_nothing(text):
    """Paragraph to point to paragraph, and point to paragraph to point, restore the outline."""
    speech = sound(text)
    for place, point in enumerate(speech.outline.points):
        if point.depth == 0:
            continue
        is_paragraph = point.kind is PointKind.PARAGRAPH
        there, back = (Operation.TO_POINT, Operation.TO_PARAGRAPH)[:: 1 if is_paragraph else -1]
        first = plan_mend(speech, speech.outline, there, point.id, id="1")
        assert isinstance(first, Mend)
        turned, _ = apply_mends(speech, [first])
        second = plan_mend(speech, turned, back, turned.points[place].id, id="2")
        assert isinstance(second, Mend)

        assert apply_mends(speech, [first, second])[0] == speech.outline


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_rows_give_back_the_outline_they_were_made_of(text):
    """Taking an outline apart and putting it together changes nothing."""
    speech = sound(text)

    assert assemble(Rows.of(speech, speech.outline)) == speech.outline
