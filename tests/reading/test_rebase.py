"""A re-issued speech: every anchor finds its sentence again, or is listed as one that did not."""

import random
import re
from pathlib import Path

import pytest

from companion.model.document import HEAD, Change, Document
from companion.model.minutes import Anchor, Fill
from companion.reading.anchors import Resolver
from companion.reading.reader import read_speech
from companion.reading.rebase import plan_rebase

ROOT = Path(__file__).parent.parent.parent
SPEECHES = [ROOT / "content" / "speech.zh.txt", ROOT.parent / "shared" / "speech" / "speech.txt"]
SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
MARKER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]+|[一二三四五六七八九十]要|[一二三四五六七八九十]是)"
)


def speech_of(lines):
    """A speech out of lines of text."""
    return read_speech("\n".join(lines).encode(), "speech.txt")


def sentences(lines):
    """Every sentence with its line and column, from 1."""
    return [
        (number, found.start() + 1, found[0])
        for number, line in enumerate(lines, 1)
        for found in SENTENCE.finditer(line)
    ]


def anchors_of(speech):
    """An anchor on every sentence, as a note on it would have: its point, its first sixty characters, its
    path."""
    resolver = Resolver(speech)
    made = []
    for line, column, words in sentences(speech.lines):
        point = resolver._point_at(line, column)
        assert point is not None
        made.append(Anchor(point.id, words[:60], line, column, speech.outline.path(point)))
    return made


def reissue(lines, share, rng):
    """A new issue: sentences reworded by a share of their characters, some new, some gone, some in another
    order, half the masks filled. Returns its lines and, for each old sentence, where it stands now, None
    when it is gone.
    """
    pool = [sign for line in lines for sign in line if "\u4e00" <= sign <= "\u9fff"]
    new_lines, where = [], {}
    for number, line in enumerate(lines, 1):
        parts = [(column, words) for at, column, words in sentences([line]) for at in [number]]
        head, rest = parts[:1], parts[1:]
        if len(rest) > 2 and rng.random() < 0.3:
            place = rng.randrange(len(rest) - 1)
            rest[place], rest[place + 1] = rest[place + 1], rest[place]
        text = ""
        for column, words in [*head, *rest]:
            if (column, words) in rest and len(words) > 8 and rng.random() < 0.05:
                where[number, column] = None
                continue
            if (column, words) in rest and rng.random() < 0.05:
                text += "".join(rng.choices(pool, k=18)) + "。"
            where[number, column] = (len(new_lines) + 1, len(text) + 1)
            text += reworded(words, share, pool, rng)
        new_lines.append(text)
        if line and rng.random() < 0.05:
            new_lines.append("".join(rng.choices(pool, k=30)) + "。")
    return new_lines, where


def reworded(words, share, pool, rng):
    """A sentence with a share of its characters replaced, left out or doubled; its marker stays."""
    marker = MARKER.match(words)
    kept, rest = (marker[0], words[marker.end() :]) if marker else ("", words)
    made = kept
    for sign in rest:
        if sign in "*＊" and rng.random() < 0.5:
            made += str(rng.randint(2, 99))
        elif "\u4e00" <= sign <= "\u9fff" and rng.random() < share:
            made += rng.choice((rng.choice(pool), "", sign + rng.choice(pool)))
        else:
            made += sign
    return made


def hit_rate(path, share, seeds=(1, 2, 3)):
    """The share of anchors on sentences that are still there which were put on the right one; and how many
    fell out."""
    right = total = dropped = 0
    for seed in seeds:
        rng = random.Random(seed)
        old = read_speech(path.read_bytes(), path.name)
        lines, where = reissue(old.lines, share, rng)
        anchors = anchors_of(old)
        found = Resolver(speech_of(lines)).resolve_all(anchors)
        dropped += len(anchors) - len(found)
        for anchor, resolution in zip(anchors, found, strict=True):
            truth = where[anchor.line, anchor.column]
            if truth is not None and len(anchor.quote) >= 4:
                total += 1
                right += (resolution.new.line, resolution.new.column) == truth
    return right / total, dropped


@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.name)
@pytest.mark.parametrize(("share", "goal"), [(0.0, 0.99), (0.1, 0.98), (0.3, 0.93)])
def test_anchors_are_on_the_right_sentence(path, share, goal, capsys):
    """At 10 % of rewording 0.98 of the anchors are right, at 30 % 0.93, and none is dropped."""
    if not path.exists():
        pytest.skip("the reference speech is not here")

    rate, dropped = hit_rate(path, share)
    with capsys.disabled():
        print(f"\n{path.name} reworded by {share:.0%}: {rate:.3f} right", end=" ")

    assert dropped == 0
    assert rate >= goal


OLD = """在全县水利工作会议上的讲话

同志们：
一、上半年的工作
上半年，全县完成水利投资*亿元，增长*％。
（一）河道治理有序推进。共治理河道*公里，还有*处险段没有开工。
二、下半年的工作
（一）抓紧工程进度。各镇要在9月底前报送计划。
（二）防汛值守。汛期方面的事情不能松。
我就讲到这里。
"""
NEW = """在全县水利工作会议上的讲话

同志们：
一、上半年的工作
今年以来，形势总的是好的。
上半年，全县完成水利投资12.5亿元，增长*％。
（一）农村供水。新建水厂*座。
（二）河道治理有序推进。共治理河道*公里，还有*处险段没有开工。
二、下半年的工作
（一）抓紧工程进度。各镇要在8月底前报送计划。
我就讲到这里。
"""


@pytest.fixture
def plan():
    """The minutes of the old issue, planned onto the new one."""
    old, new = speech_of(OLD.splitlines()), speech_of(NEW.splitlines())
    document = Document("d")
    document.apply(Change("speech", HEAD, {"name": "old.txt", "sha256": old.sha256}))
    for id, words in (("n1", "共治理河道"), ("n2", "各镇要在"), ("n3", "汛期方面的事情")):
        line = next(number for number, text in enumerate(old.lines, 1) if words in text)
        column = old.lines[line - 1].index(words) + 1
        point = Resolver(old)._point_at(line, column)
        quote = SENTENCE.match(old.lines[line - 1][column - 1 :])[0]
        anchor = Anchor(point.id, quote, line, column, old.outline.path(point))
        document.apply(Change("notes", id, {"text": id, **anchor.to_fields()}))
    for blank in old.outline.blanks:
        mask = f"{blank.before}*{blank.after}"
        anchor = Anchor(blank.point, mask, blank.line, blank.column)
        document.apply(Change("fills", f"f{blank.n}", {"n": blank.n, "value": str(blank.n), **anchor.to_fields()}))
    return document, new, plan_rebase(document, new, "new.txt")


def test_what_moved_is_moved_what_changed_is_shown_what_is_gone_is_listed(plan):
    """Three notes, three fates."""
    fates = {move.id: move.resolution.fate for move in plan[2].moves}

    assert (fates["n1"], fates["n2"], fates["n3"]) == ("moved", "changed", "orphaned")
    assert [move.id for move in plan[2].with_fate("orphaned")] == ["n3"]


def test_fills_follow_their_blanks(plan):
    """Each fill is on the blank with its surroundings, under that blank's new number; a printed figure has
    none."""
    document, new, rebase = plan
    document.apply_all(rebase.changes)
    by_n = {blank.n: blank for blank in new.outline.blanks}
    fills = {id: Fill.from_fields(id, fields) for id, fields in document.records("fills").items()}

    assert fills["f1"].n == 0
    assert by_n[fills["f2"].n].before.endswith("增长")
    assert by_n[fills["f3"].n].before.endswith("共治理河道")
    assert by_n[fills["f4"].n].after.startswith("处险段")


def test_both_hashes_are_kept_and_an_orphan_keeps_its_words(plan):
    """The minutes belong to the new issue, remember the old one, and drop no note."""
    document, new, rebase = plan
    before = document.record("notes", "n3")["quote"]
    old = document.record("speech")["sha256"]
    document.apply_all(rebase.changes)

    assert document.record("speech") == {"name": "new.txt", "sha256": new.sha256, "earlier_sha256": [old]}
    assert document.record("notes", "n3")["orphaned"] is True
    assert document.record("notes", "n3")["quote"] == before
    assert set(document.records("notes")) == {"n1", "n2", "n3"}


def test_the_same_speech_moves_nothing():
    """Planning onto the very same speech leaves every anchor where it is."""
    speech = speech_of(OLD.splitlines())

    assert {one.fate for one in Resolver(speech).resolve_all(anchors_of(speech))} == {"same"}
