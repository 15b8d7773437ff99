"""What a query finds, at the library's door."""

import pytest

from companion.search.entry import Entry
from companion.search.index import Index


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("信访积案", "2"),
        ("仓库翻修", "1.1"),
        ("xfja", "2"),
        ("xinfangjian", "2"),
        ("信仿积按", "2"),
        ("xiangmujs", "2.2"),
        ("项mujs", "2.2"),
        ("xmjs", "2.2"),
        ("chongqing", "1.2"),
        ("cqld", "1.2"),
        ("yhhz", "1.2"),
        ("xiaofucaigou", "2.3"),
        ("zaoshangyinzi", "2.2"),
        ("lianscangku", "1.1"),
        ("銀行行長", "1.2"),
        ("增长１２％", "1.2"),
        ("12％", "1.2"),
        ("十二％", "1.2"),
        ("21家企业", "2.2"),
        ("3千万", "1.1"),
        ("ｐｌａｎｎｉｎｇ", "3"),
        ("PLANING", "3"),
        ("quartrely", "3"),
        ("progres office", "3"),
    ],
)
def test_the_point_that_was_meant_comes_first(found, query, point):
    """Writing, sound, initials, mixtures, every reading, width, script, numerals and typos all lead to the point."""
    assert found(query)[0] == point


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("招商隐资", "2.2"),
        ("招商资", "2.2"),
        ("招商引进资", "2.2"),
        ("招引商资", "2.2"),
        ("整顿市杨秩序", "2.3"),
        ("县场", "2.3"),
        ("负责检查", "2.1"),
    ],
)
def test_one_error_still_finds_the_point(found, query, point):
    """One character wrong, missing, extra or swapped, or one of two wrong."""
    assert point in found(query)[:3]


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("xinfnag", "2"),
        ("xifnang", "2"),
        ("xinfng", "2"),
        ("xinfanng", "2"),
        ("xinfamgjian", "2"),
        ("信fnag积an", "2"),
        ("shichnagzhixu", "2.3"),
        ("xaingmujs", "2.2"),
        ("xiangmjianshe", "2.2"),
        ("化解 xinfnag", "2"),
    ],
)
def test_a_slip_among_typed_letters_still_finds_the_point(found, query, point):
    """One letter wrong, missing, extra or swapped, also across two syllables, or beside characters."""
    assert found(query)[0] == point


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("tijiaoyiinanrenqineide", "提交一年任期内的报告"),
        ("bingiekenengtuichi", "并且可能推迟"),
        ("gekuazihongdian", "各块中点"),
        ("qineishetuadnecaiwu", "期内社团的财务"),
    ],
)
def test_a_slip_does_not_hide_how_the_other_letters_can_be_parted(query, text):
    """qinei is qin + ei as much as qi + nei, also where a slip stands elsewhere in the query or between the two."""
    index = Index.build(Entry(key=text, kind="body", text=text) for text in (text, "提交了亲爱的各块", "并肯", "个"))

    assert index.search(query).hits[0].entry.key == text


def test_a_slip_in_what_a_text_has_stands_above_a_text_without_it():
    """Letters in which nothing was read count as an error: dogn is dong with a slip before it is no sound at all."""
    texts = (("heading", "人类命运共同体"), ("body", "推动人类命运共同体建设"))
    index = Index.build(Entry(key=place, kind=kind, text=text) for place, (kind, text) in enumerate(texts))

    assert [hit.entry.key for hit in index.search("dognrenleimingyungongtongti").hits] == [1, 0]


@pytest.mark.parametrize("query", ["zsyzyb", "zsqzyd", "zsyyd", "zsyzqyd", "zyszyd"])
def test_a_slip_among_initials_still_finds_the_point(query):
    """Of four letters or more one may be wrong, missing, extra or in the place of the next."""
    texts = ("项目建设不能停", "招商引资要盯住", "整顿市场秩序")
    index = Index.build(Entry(key=place, kind="body", text=text) for place, text in enumerate(texts))

    assert index.search("zsyzyd").hits[0].entry.key == 1
    assert index.search(query).hits[0].entry.key == 1


def test_a_slip_stands_below_every_sound_without_one():
    """What may be meant with an error comes after what was typed."""
    texts = (("heading", "信放"), ("body", "他说，信仿是"))
    index = Index.build(Entry(key=place, kind=kind, text=text) for place, (kind, text) in enumerate(texts))

    assert [hit.entry.key for hit in index.search("xinfang").hits] == [0, 1]
    texts = (("heading", "新房"), ("body", "先防是"))
    index = Index.build(Entry(key=place, kind=kind, text=text) for place, (kind, text) in enumerate(texts))
    assert [hit.entry.key for hit in index.search("xianfang").hits] == [1, 0]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("2.1", "第二点一"),
        ("二点一", "增长2.1"),
        ("12.5", "十二点五"),
        ("30%", "完成百分之三十"),
        ("百分之三十", "完成30％"),
        ("百分之2.1", "降低2.1%"),
        ("三十", "共30家"),
        ("30", "共三十家"),
    ],
)
def test_numbers_are_alike_however_they_are_written(query, text):
    """Chinese and Arabic, with a decimal point or as a share of a hundred."""
    index = Index.build([Entry(key=1, kind="body", text=text)])

    assert index.search(query).hits[0].score >= 1000


@pytest.mark.parametrize(("query", "text"), [("30", "山林"), ("30", "三是"), ("10%", "一、认真"), ("3.5", "五、三")])
def test_a_number_is_not_found_by_chance(query, text):
    """Digits are not meant for their sounds, nor signs for errors."""
    assert Index.build([Entry(key=1, kind="body", text=text)]).search(query).hits == ()


def test_two_characters_with_one_wrong_stand_below_every_exact_find():
    """市场 finds 县场 too, but after all that have 市场."""
    index = Index.build(
        Entry(key=place, kind="body", text=text) for place, text in enumerate(("建立县场", "市场", "搞活市场"))
    )

    assert [hit.entry.key for hit in index.search("市场").hits] == [1, 2, 0]


@pytest.mark.parametrize("query", ["化解 包案", "包案　化解", "bao'an 化解", "包案 hj"])
def test_several_words_are_found_in_any_order(found, query):
    """A space, also the full-width one, means and; each word may be typed its own way."""
    assert found(query)[0] == "2.1"


def test_all_words_must_be_there(found):
    """Two words of two different points find neither."""
    assert found("翻修 招标") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("'信访", {"2", "2.1"}),
        ("'xf", set()),
        ("^化解", {"2"}),
        ("^二、", {"2"}),
        ("秩序$", set()),
        ("招标。$", {"2.3"}),
        ("招标$", {"2.3"}),
        ("积案。$", {"2"}),
        ("^信访", set()),
        ("信访 !领导", {"2"}),
        ("信访 ！领导", {"2"}),
        ("‘信访", {"2", "2.1"}),
        ("office.$", {"3"}),
        ("信访 !^领导", {"2"}),
    ],
)
def test_the_signs_of_fzf(found, query, expected):
    """'exact ^start end$ !not; an exact word is not found by its sound."""
    assert set(found(query)) == expected


def test_a_sign_alone_is_a_word(found):
    """A lone ! or $ is what it says, not half a sign."""
    assert found("％")[0] == "1.2"
    assert found("!") == []


@pytest.mark.parametrize(
    "query", ["", "   ", "　", "!", "'", "^", "$", ":", "kind:", "\0", "*", "(", "\ud800", "😀", "ab" * 500]
)
def test_anything_that_can_be_typed_is_a_query(index, query):
    """Odd signs, halves of filters, broken text and very long words raise nothing."""
    result = index.search(query)

    assert result.total >= len(result.hits)


def test_an_empty_index_finds_nothing():
    """Nothing in, nothing out."""
    assert Index.build([]).search("信访").hits == ()
