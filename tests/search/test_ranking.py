"""Which of the finds comes first, and what is said about it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.search.entry import Entry
from companion.search.index import Index


def order(query, *texts, **options):
    """The texts in the order in which a query finds them."""
    rows = (text if isinstance(text, tuple) else ("body", text) for text in texts)
    index = Index.build(
        Entry(key=place, kind=kind, text=text, point=str(place)) for place, (kind, text) in enumerate(rows)
    )
    return [hit.entry.text for hit in index.search(query, **options).hits]


def test_exact_before_sound_before_errors():
    """As written, then by sound, then by an easily mistaken sound, then with a character wrong."""
    texts = ("推进项幕建设", "推进项木见识", "推进香母剪社", "推进项目建设")

    assert order("项目建设", *texts)[0] == "推进项目建设"
    assert order("项目建设", "推进项目改设", "推进享木建社", "推进香母建色")[0] == "推进享木建社"


def test_headings_before_body():
    """The same words count for more in a heading."""
    assert order("园区", "看园区", ("heading", "建园区"))[0] == "建园区"


def test_beginnings_and_whole_words_before_the_inside():
    """After a sign or at the beginning is better than inside."""
    assert order("园区", "新建园区里", "好，园区，好", "园区里好")[0] == "好，园区，好"
    assert order("art", "start here", "an art form")[0] == "an art form"


def test_the_current_section_first_among_equals():
    """Of equal finds those of the section being spoken come first, and only of equals."""
    assert order("园区", "甲园区乙", "丙园区丁", section="1") == ["丙园区丁", "甲园区乙"]
    assert order("园区", "园区乙", "丙园区丁", section="1") == ["园区乙", "丙园区丁"]


def test_a_main_reading_before_a_rare_one():
    """和 is he before it is huo."""
    assert order("huojian", "和建", "火箭") == ["火箭", "和建"]


def test_whole_syllables_before_the_same_letters_as_initials():
    """Who types pai and chu means two sounds, not pai, c, and something that begins with hu."""
    assert order("paichu", ("heading", "排查化解"), "请排出名单")[0] == "请排出名单"
    assert order("pch", ("heading", "排查化解"), "请排出名单")[0] == "排查化解"


def test_what_is_as_written_counts_in_a_mixture():
    """Of two that sound the same, the one with the typed character is better."""
    assert order("得zhong", "德中", "得重")[0] == "得重"


def test_a_typed_character_counts_more_than_a_heading():
    """Who types a character and then letters means that character."""
    assert order("季d", ("heading", "几点意见"), "上个季度完成了")[0] == "上个季度完成了"


def test_words_like_a_query_of_two_come_once_before_they_come_again():
    """Each text at the top adds a word that may have been meant, the word said most often first."""
    found = order("市场", "建立县场。", "看县场。", "说县场。", "讲市长。", "要市容。")

    assert found[0] == "建立县场。"
    assert {*found[1:3]} == {"讲市长。", "要市容。"}
    assert len(found) == 5


def test_several_homophones_of_a_query_of_two_are_all_near_the_top():
    """Of words that sound like the query none is put behind the many that only share a character."""
    many = tuple(f"共同的事第{place}件。" for place in range(9))

    found = order("共间", "是工建的。", "是公建的。", *many)

    assert {"是工建的。", "是公建的。"} <= {*found[:3]}


def test_two_sounds_in_letters_show_different_words_first():
    """A text that tells more of the words that may be meant stands before one that repeats a word seen."""
    found = order("得z", "甲得知。", "乙得知。", "丙得知。", "丁得知，又得主，也得自。")

    assert found[0] == "丁得知，又得主，也得自。"


def test_one_find_for_each_key():
    """A point whose heading and body both match is one find, by its best."""
    entries = [
        Entry(key="p", kind="heading", text="园区建设"),
        Entry(key="p", kind="body", text="园区建设。园区要快。"),
    ]

    result = Index.build(entries).search("园区")

    assert [hit.entry.kind for hit in result.hits] == ["heading"]
    assert result.total == 1


def test_two_initials_that_match_too_much_say_how_many():
    """The list is short, the total is not, and beginnings stand first."""
    entries = [Entry(key=place, kind="body", text=f"在工作第{place}组") for place in range(500)]
    entries.append(Entry(key="start", kind="body", text="工作先行"))

    result = Index.build(entries).search("gz", limit=10)

    assert result.hits[0].entry.key == "start"
    assert len(result.hits) == 10
    assert result.total == 501


def test_positions_are_those_of_the_original_text():
    """Characters that matched are given in the text as it was, full width and all."""
    index = Index.build([Entry(key=1, kind="body", text="　ＧＤＰ增長（全年）", line=3, column=5)])
    hit = index.search("gdp增长").hits[0]

    assert [hit.entry.text[place] for place in hit.positions] == list("ＧＤＰ增長")
    assert (hit.line, hit.column) == (3, 6)


def test_positions_of_initials_and_of_gaps():
    """Initials light up their characters; characters between are not lit."""
    index = Index.build([Entry(key=1, kind="body", text="要把信访方面的积案化解")])

    assert index.search("xf hj").hits[0].positions == (2, 3, 9, 10)
    assert index.search("信访积案化").hits[0].positions == (2, 3, 7, 8, 9)


texts = st.text(st.sampled_from("信访积案项目建设一二三十，。 abc12ＡＢ會計（）"), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8), st.data())
def test_every_stretch_of_a_text_finds_it(rows, data):
    """Whatever stretch of a text is typed after ', that text is among the finds, at the place it stands."""
    index = Index.build(Entry(key=place, kind="body", text=text) for place, text in enumerate(rows))
    place = data.draw(st.integers(0, len(rows) - 1))
    text = rows[place]
    start = data.draw(st.integers(0, len(text) - 1))
    word = (text[start : start + data.draw(st.integers(1, 6))].split() or [""])[0].strip("$^!'")

    hits = {hit.entry.key: hit for hit in index.search(f"'{word}").hits} if word else {}

    if word:
        assert place in hits
    for hit in hits.values():
        assert "".join(hit.entry.text[at] for at in hit.positions).lower() != ""
        assert all(0 <= at < len(hit.entry.text) for at in hit.positions)


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=8), st.text(max_size=12))
def test_no_query_breaks_a_promise(rows, query):
    """Any text and any query: scores fall, positions rise and lie inside, no key twice."""
    index = Index.build(Entry(key=place, kind="body", text=text) for place, text in enumerate(rows))
    result = index.search(query)
    scores = [hit.score for hit in result.hits]

    assert scores == sorted(scores, reverse=True)
    assert len({hit.entry.key for hit in result.hits}) == len(result.hits) <= result.total
    for hit in result.hits:
        assert list(hit.positions) == sorted(set(hit.positions))
        assert all(0 <= at < len(hit.entry.text) for at in hit.positions)
