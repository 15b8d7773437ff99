"""The table of readings and the folding of text."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import companion.search
from companion.search.corrections import meant
from companion.search.fold import numeral_spellings, plain, plain_all
from companion.search.generate_table import pinyin_table, variants_table
from companion.search.readings import first_letters, heard, near, readings, syllables
from companion.search.spelling import spellings


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("重", {"zhong", "chong"}), ("行", {"xing", "hang"}), ("绿", {"lv", "lu"}), ("3", {"san"}), ("a", set())],
)
def test_all_readings_are_known(sign, expected):
    """Toneless, ü as v, digits by their names, letters none."""
    assert expected <= set(readings(sign))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhang", "zan"),
        ("chi", "ci"),
        ("shen", "seng"),
        ("nan", "lan"),
        ("fei", "hui"),
        ("fang", "huang"),
        ("fu", "hu"),
        ("xin", "xing"),
        ("lian", "liang"),
    ],
)
def test_sounds_easily_mistaken_are_one(one, other):
    """z/zh c/ch s/sh n/l f/h in/ing en/eng an/ang."""
    assert near(one) == near(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "ba"), ("xi", "qi"), ("gong", "gou"), ("e", "n"), ("lv", "lu")])
def test_other_sounds_stay_apart(one, other):
    """Nothing else is merged."""
    assert near(one) != near(other)


def test_the_table_is_what_the_script_makes():
    """`pinyin.txt` is reproduced byte by byte from pypinyin, `variants.txt` from OpenCC."""
    pytest.importorskip("pypinyin")
    pytest.importorskip("opencc")
    folder = Path(companion.search.__file__).parent

    assert (folder / "pinyin.txt").read_text(encoding="utf-8") == pinyin_table()
    assert (folder / "variants.txt").read_text(encoding="utf-8") == variants_table()


def test_searching_does_not_need_pypinyin():
    """The table is all there is at run time."""
    program = (
        "import sys; sys.modules['pypinyin'] = None\n"
        "from companion.search.index import Index; from companion.search.entry import Entry\n"
        "print(Index.build([Entry(key=1, kind='body', text='重庆')]).search('cq').total, 'textual' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["1", "False"]


@given(st.text())
def test_folding_keeps_every_offset(text):
    """Whatever the text, each character stays where it was."""
    assert len(plain(text)) == len(text)
    assert len(heard(text)) == len(text)


@given(st.lists(st.text(), max_size=5))
def test_folding_many_is_folding_each(texts):
    """One pass over all gives what one pass over each gives."""
    assert plain_all(texts) == [plain(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "spelling"), [("12个", "十二个"), ("二十家", "20家"), ("一百零三", "103"), ("2026", "二千零二十六")]
)
def test_numbers_have_other_spellings(text, spelling):
    """Numbers above nine are looked for both ways."""
    assert spelling in numeral_spellings(text)


@pytest.mark.parametrize("text", ["3", "1.5", "十分百", "项目"])
def test_what_is_no_number_has_none(text):
    """Single digits fold by themselves; decimals are left alone."""
    assert all(spelling == text or "千" not in spelling for spelling in numeral_spellings(text))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("xiangmu", ["xiang", "mu"]),
        ("xmjs", ["x", "m", "j", "s"]),
        ("xian", ["xian"]),
        ("xi'an", ["xi", "an"]),
        ("fangan", ["fang", "an"]),
        ("fangan", ["fan", "gan"]),
        ("zhzhi", ["zh", "zhi"]),
        ("lü", ["lv"]),
        ("xiangm", ["xiang", "m"]),
        ("项mujs", ["项", "mu", "j", "s"]),
    ],
)
def test_letters_are_read_every_likely_way(typed, expected):
    """Syllables, initials, the half syllable at the end, and characters between."""
    assert expected in [[token.text for token in way] for way in spellings(typed)]


@given(st.sampled_from(sorted(name for name in syllables() if len(name) > 1)), st.data())
def test_a_syllable_is_meant_by_what_one_slip_makes_of_it(syllable, data):
    """Whatever letter is changed, left out, put in or swapped: the syllable is among those that were meant."""
    place = data.draw(st.integers(0, len(syllable) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    before, here, after = syllable[:place], syllable[place], syllable[place + 1 :]

    for typed in (
        before + letter + after,
        before + after,
        before + letter + here + after,
        before + after[:1] + here + after[1:],
    ):
        assert typed == syllable or syllable in meant(typed)
        assert typed not in meant(typed)


def test_first_letters_are_those_of_main_readings():
    """One letter for each character, letters as they are, a sign that is not heard for all others."""
    assert first_letters("信访ab，重") == "xfab\x01z"


def test_what_is_no_pinyin_has_no_spelling():
    """A word with letters that begin no syllable is read as it is written, only."""
    assert spellings("vvv") == ()
    assert spellings("信访") == ()
