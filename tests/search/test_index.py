"""The index as a screen uses it: built in slices, searched meanwhile, with a speech and its minutes in it."""

from companion.model.document import HEAD, Change, Document
from companion.model.minutes import FILLS, NOTES, TICKS, Minutes
from companion.model.outline import Outline, Point, PointKind, Span
from companion.model.speech import Speech
from companion.reading.reader import read_speech
from companion.search.complete import complete
from companion.search.entries import entries_of
from companion.search.entry import Entry
from companion.search.index import Index

SPEECH = """仓库会议上的讲话

同志们：
今天我们开个会，讲两点意见。
一、清点仓库
（一）翻修库房。上半年翻修库房*间，投资*万元。
（二）管好钥匙。一是专人保管钥匙。二是每周检查一次门锁。
二、抓好防火
各单位要装好烟雾报警器。
谢谢大家。
"""


def meeting():
    """The speech above and minutes with a task, a tick and a fill."""
    speech = read_speech(SPEECH.encode(), "cangku.txt")
    document = Document("m")
    point = next(point for point in speech.outline.points if point.title == "翻修库房")
    blank = speech.outline.blanks[0]
    document.apply(
        Change(
            NOTES,
            "n1",
            {"kind": "action", "text": "排出工期", "point": point.id, "lead_unit": "后勤科", "tags": ["急"]},
        )
    )
    document.apply(Change(TICKS, "t1", {"point": point.id, "state": "spoken"}))
    document.apply(Change(FILLS, "f1", {"n": blank.n, "value": "46", "point": point.id}))
    assert HEAD not in document.tables
    return speech, Minutes.of(document), point


def test_every_character_stands_where_its_entry_says():
    """Lines and columns of headings and body are those of the speech, wrapped lines too."""
    speech, _, _ = meeting()

    for entry in entries_of(speech):
        if entry.kind in {"heading", "body"}:
            places = [entry.place(offset) for offset in range(len(entry.text))]
            assert "".join(speech.lines[line - 1][column - 1] for line, column in places) == entry.text


def test_a_phrase_is_found_across_a_hand_wrapped_line():
    """每周 ends a line and 检查 begins the next: one sentence all the same; a new sentence stands by itself."""
    lines = ("　钥匙要有专人保管，每周", "检查一次门锁。", "夜里有人值班", "", "白天也有")
    point = Point("1", None, 1, PointKind.PARAGRAPH, "none", Span(1, 2, 5, 4), "", "钥匙")
    index = Index.build(entries_of(Speech("x", "", "utf-8", lines, Outline("x", (point,)))))
    hit = index.search("每周检查一次").hits[0]

    assert (hit.line, hit.column) == (1, 11)
    assert hit.entry.place(hit.positions[2]) == (2, 1)
    assert index.search("'门锁。夜里").hits == ()
    assert index.search("'班白").hits == ()


def test_speech_notes_owners_and_blanks_are_found():
    """One index holds all of a meeting, each with its key."""
    speech, minutes, point = meeting()
    index = Index.build(entries_of(speech, minutes))

    assert index.search("翻修库房").hits[0].entry.key == ("point", point.id)
    assert index.search("paichugongqi").hits[0].entry.key == ("note", "n1")
    assert index.search("houqinke").hits[0].entry.kind == "owner"
    assert {hit.entry.key[0] for hit in index.search("kind:blank").hits} == {"blank"}
    assert index.search("46").hits[0].entry.key == ("blank", speech.outline.blanks[0].n)


def test_states_of_points_and_blanks():
    """What was ticked is spoken; a blank without a figure is open."""
    speech, minutes, point = meeting()
    index = Index.build(entries_of(speech, minutes))

    assert ("point", point.id) in {hit.entry.key for hit in index.search("is:spoken").hits}
    assert ("point", point.id) not in {hit.entry.key for hit in index.search("is:unspoken").hits}
    blanks = {hit.entry.key for hit in index.search("kind:blank is:blank").hits}
    assert blanks == {("blank", blank.n) for blank in speech.outline.blanks[1:]}


def test_a_half_built_index_finds_what_is_in():
    """Slices are short of the whole; what was taken in can be found, and all of it in the end."""
    index = Index(Entry(key=place, kind="body", text=f"第{place}号仓库") for place in range(5000))
    steps = index.steps()
    while not index.search("0号仓库").hits:
        next(steps)
    early = index.search("仓库").total
    taken = list(steps)

    assert taken == sorted(taken)
    assert taken[-1] == 5000
    assert early < index.search("仓库").total == 5000
    assert index.search("'4999号").hits[0].entry.key == 4999


def test_building_in_one_go_is_building_in_slices():
    """Both ways give the same finds."""
    entries = [Entry(key=place, kind="body", text=text) for place, text in enumerate(("项目建设", "象母见识", "招商"))]
    slow = Index(entries)
    for _ in slow.steps():
        slow.search("xm")

    assert slow.search("xmjs").hits == Index.build(entries).search("xmjs").hits


UNITS = [("县发展和改革局", ("发改局", "县发改局")), ("县财政局", ()), ("发电厂", ()), ("信访局", ())]


def test_names_are_completed_by_substring_pinyin_and_initials():
    """Each way of typing leads to the name, with the characters that matched."""
    for typed, name in (
        ("发改", "县发展和改革局"),
        ("fgj", "县发展和改革局"),
        ("caizheng", "县财政局"),
        ("xfj", "信访局"),
    ):
        assert complete(UNITS, typed)[0].name == name
    best = complete(UNITS, "财政")[0]
    assert [best.matched[place] for place in best.positions] == ["财", "政"]


def test_completion_keeps_the_order_given_among_equals():
    """Nothing typed gives the first names; equals stay as they came; limits hold."""
    assert [found.name for found in complete(UNITS, "", limit=2)] == ["县发展和改革局", "县财政局"]
    assert [found.name for found in complete([("乙局", ()), ("甲局", ())], "局")] == ["乙局", "甲局"]
    assert complete(UNITS, "水利") == []


def test_words_are_found_across_markup_at_their_place():
    """The stars of Markdown stand between no two words, and the column is still that of the file."""
    speech = read_speech("# 议程\n\n## 一、工作\n\n要**抓实项目**，完成年度任务。\n".encode(), "a.md")
    body = next(entry for entry in entries_of(speech) if entry.kind == "body" and "抓实" in entry.text)

    assert body.text == "要抓实项目，完成年度任务。"
    assert [body.place(offset) for offset in (0, 1, 5)] == [(5, 1), (5, 4), (5, 10)]
