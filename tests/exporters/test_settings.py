"""Settings out of a user's TOML, and the copy of them that comes with the program."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from companion.catalogue import say
from companion.exporters.registry import find_row, render
from companion.exporters.settings import Settings, default_settings, parse_settings, template_files
from tests.exporters.meeting import small_report


def test_the_template_that_comes_along_holds_the_defaults():
    """Copying it and changing nothing changes nothing, and every setting of it is known."""
    data = next(path for path in template_files() if path.name == "export.toml").read_bytes()
    loaded = parse_settings(data)

    assert loaded.remarks == ()
    assert loaded.settings == Settings() == default_settings()
    for one in fields(Settings):
        if one.name not in ("words", "docx_template_data"):
            assert one.name.encode() in data, one.name


def test_what_is_unknown_or_of_the_wrong_kind_is_named_and_ignored():
    """A typing error costs nothing but a remark."""
    loaded = parse_settings(b'[page]\nmargin_top = "wide"\nmargin_left = 30\ncolour = 1\n[calendar]\nalarm_days = [-1]')

    assert loaded.settings == replace(Settings(), margin_left=30.0)
    assert [values["name"] for _, values in loaded.remarks] == ["margin_top", "colour", "alarm_days"]


def test_remarks_say_where_and_what_was_probably_meant():
    """File, line, and the nearest name that there is; a value out of its bounds is told as well."""
    lines = ("# mark_sise", "[type]", "mark_sise = 30", "[page]", "lines_per_page = 0", "[words]")
    source = "\n".join((*lines, '"minutes.overvew" = "x"', "[office]", 'grade = "a"'))
    loaded = parse_settings(source.encode(), file="my.toml")

    assert [(key.rpartition(".")[2], values["line"], values.get("near")) for key, values in loaded.remarks] == [
        ("unknown_setting_near", "3", "mark_size"),
        ("wrong_kind", "5", None),
        ("wrong_kind", "9", None),
        ("unknown_wording_near", "7", "minutes.overview"),
    ]
    assert say(loaded.remarks[0][0], **loaded.remarks[0][1]).startswith("my.toml")


@given(st.binary(max_size=60))
def test_no_file_is_too_broken_to_be_answered(data):
    """Whatever stands in a template, the answer is settings and remarks."""
    assert isinstance(parse_settings(data).settings, Settings)


def test_any_wording_can_be_replaced():
    """A key of the catalogue in [words] takes the place of ours; placeholders it lacks or adds do no harm."""
    data = '[words]\n"minutes.overview" = "{title}于{day}召开，{nobody}{0}{title.__class__}。"'.encode()
    text = render("minutes", "text", small_report(), parse_settings(data).settings).decode()

    assert "上半年工作总结会议于2026年7月10日召开，{nobody}{0}{title.__class__}" in text.replace("\n", "")


def test_a_summary_record_leaves_out_the_words_of_the_speech():
    """The other grade of recording: headings and what was noted."""
    text = render("record", "markdown", small_report(), replace(Settings(), grade="summary")).decode()

    assert "全县完成投资" not in text.partition("## 任务")[0]
    assert "（一）项目建设有进展" in text
    assert "数字比上次通报高" in text


def test_a_format_alone_stands_for_the_document_it_is_wanted_for():
    """`md` is the record, `docx` the minutes, `xlsx` the ledger, `json` everything; a document alone is Markdown."""
    found = {name: find_row(name) for name in ("md", "docx", "xlsx", "json", "ledger", "notice.docx", "x", "x.y")}

    assert {name: row and (row.document, row.format) for name, row in found.items()} == {
        "md": ("record", "markdown"),
        "docx": ("minutes", "docx"),
        "xlsx": ("ledger", "xlsx"),
        "json": ("data", "json"),
        "ledger": ("ledger", "markdown"),
        "notice.docx": ("notice", "docx"),
        "x": None,
        "x.y": None,
    }
