"""The words of Word files in the order in which a person reads them."""

import io

import docx as peer
import pytest

from companion.errors import EmptyFileError
from companion.reading.docx_reader import paragraph_index, read_docx
from companion.reading.reader import read_speech
from tests.reading_formats.docx_builder import (
    STRICT,
    definition,
    docx,
    instance,
    level,
    paragraph,
    run,
    style,
    table,
)


def lines(body, **more):
    """The printed lines of a Word file with that body."""
    return read_docx(docx(body, **more), "x.docx").lines


def remarks(body, **more):
    """The remarks on a Word file with that body: kind to count."""
    found = read_docx(docx(body, **more), "x.docx").remarks
    return {key.rpartition(".")[2]: arguments["count"] for key, arguments in found}


def test_runs_become_one_line():
    """Runs, tabs, breaks and special hyphens are what they look like."""
    body = paragraph(run("各位") + "<w:r><w:tab/></w:r>" + run("同志") + "<w:r><w:br/></w:r>" + run("大家好"))

    assert lines(body) == ("各位 同志", "大家好")


def test_tabs_read_as_blanks():
    """Between a typed number and its title a tab is a blank, at the head of a line it indents."""
    tab = "<w:r><w:tab/></w:r>"
    body = paragraph(run("一、") + tab + run("总体要求")) + paragraph(tab + run("各位") + tab + tab + run("同志"))
    other = paragraph("<w:smartTag>" + tab + run("字	句") + "</w:smartTag>")

    assert lines(body + other) == ("一、 总体要求", "\u3000各位  同志", "\u3000字 句")


def test_inserted_text_stays_and_deleted_goes():
    """Tracked changes are read as if all were accepted, and that is said."""
    body = paragraph(
        run("全年")
        + f"<w:ins>{run('新增')}</w:ins>"
        + "<w:del><w:r><w:delText>减少</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('搬走')}</w:moveFrom><w:moveTo>{run('搬来')}</w:moveTo>"
    )

    assert lines(body) == ("全年新增搬来",)
    assert remarks(body) == {"deleted": 2}


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    """The words run on into the next paragraph, whose number they take."""
    numbering = definition(0, level(0, "chineseCounting", "%1、")) + instance(1, 0)
    body = (
        paragraph("前半", num=(1, 0), mark="<w:del/>")
        + paragraph("后半", num=(1, 0))
        + paragraph("再", num=(1, 0))
    )

    assert lines(body, numbering=numbering) == ("一、前半后半", "二、再")


def test_a_paragraph_deleted_whole_leaves_nothing():
    """Neither a line nor a number."""
    numbering = definition(0, level(0, "decimal", "%1.")) + instance(1, 0)
    gone = paragraph("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", num=(1, 0), mark="<w:del/>")

    assert lines(gone + paragraph("新", num=(1, 0)), numbering=numbering) == ("1.新",)


def test_hidden_text_is_left_out():
    """Hidden by the run, by its style, or not after all."""
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = paragraph(
        run("明")
        + run("暗", "<w:vanish/>")
        + run("也暗", '<w:rStyle w:val="h"/>')
        + run("亮", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')
    )

    assert lines(body, styles=styles) == ("明亮",)
    assert remarks(body, styles=styles) == {"hidden": 2}


def test_words_beside_hidden_words_stay():
    """Only the hidden run is left out, whatever stands beside its paragraph."""
    hidden = run("隐", "<w:vanish/>")
    body = paragraph(hidden + run("显") + "<w:ins>" + run("增") + "</w:ins>")

    assert lines(body) == ("显增",)


def test_a_run_in_heading_made_by_a_style_separator():
    """Heading and text stand on one line, as printed, with the heading's number and level."""
    numbering = definition(0, level(0, "decimal", "%1.")) + instance(1, 0)
    styles = style("1", "heading 1", properties='<w:outlineLvl w:val="0"/>')
    body = paragraph("标题。", style="1", num=(1, 0), mark="<w:vanish/><w:specVanish/>") + paragraph("正文。")

    draft = read_docx(docx(body, numbering=numbering, styles=styles), "x.docx")

    assert (draft.lines, draft.levels) == (("1.标题。正文。",), {1: 1})


def test_a_drop_cap_belongs_to_its_paragraph():
    """The framed first letter is the first letter."""
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'

    assert lines(paragraph("同", extra=frame) + paragraph("志们")) == ("同志们",)


def test_content_controls_and_wrappers_are_walked_through():
    """Controls, links, simple fields, smart tags and custom markup all show their words."""
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink w:anchor="a">{run("链")}</w:hyperlink>'
    link += f'<w:fldSimple w:instr="PAGE">{run("域")}</w:fldSimple>'
    smart = f"<w:smartTag><w:customXml>{run('签')}</w:customXml></w:smartTag>"
    block = f"<w:sdt><w:sdtContent>{paragraph(inline + link + smart)}</w:sdtContent></w:sdt>"

    assert lines(f"<w:customXml>{block}</w:customXml>") == ("控链域签",)


def test_field_codes_are_not_words():
    """Only the result of a field is printed."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("结果")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert lines(paragraph(field)) == ("结果",)


def test_a_table_of_contents_is_left_out():
    """It repeats the headings, whether it is a control or styled by hand."""
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('一、总体要求 1')}</w:sdtContent></w:sdt>"
    body = control + paragraph("二、工作 2", style="T") + paragraph("一、总体要求")

    assert lines(body, styles=style("T", "toc 1")) == ("一、总体要求",)
    assert remarks(body, styles=style("T", "toc 1")) == {"contents": 2}


def test_a_text_box_is_read_once_after_its_paragraph():
    """The drawing is read and the fallback for old readers is not."""
    box = f"<wps:txbx><w:txbxContent>{paragraph('框内')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent></v:textbox></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert lines(paragraph(run("正文") + both)) == ("正文", "框内")
    assert lines(paragraph(both) + paragraph("后")) == ("框内", "后")
    assert lines(paragraph(f"<w:r>{old}</w:r>")) == ("框内",)


def test_a_fallback_is_read_where_there_is_nothing_else():
    """Alternatives without a choice show their fallback."""
    only = f"<mc:AlternateContent><mc:Fallback>{run('备用')}</mc:Fallback></mc:AlternateContent>"

    assert lines(paragraph(only)) == ("备用",)


def test_footnotes_stand_apart():
    """The mark leaves no trace in the line; the words of the notes are kept in order."""
    notes = "".join(f'<w:footnote w:id="{turn}">{paragraph(f"注{turn}")}</w:footnote>' for turn in (1, 2))
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    made = docx(paragraph(run("甲") + mark.format(2) + run("乙") + mark.format(1)), footnotes=notes)

    draft = read_docx(made, "x.docx")

    assert (draft.lines, [note.words for note in draft.footnotes]) == (("甲乙",), ["注2", "注1"])


def test_footnotes_are_a_part_below_the_text():
    """Each with its number and the words it explains; the closing words stay the closing words."""
    notes = f'<w:footnote w:id="1">{paragraph("不含飞地。")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>'
    words = ("会议讲话", "同志们：", "一、总结", "很好，增长3%", "二、任务", "再接再厉。", "谢谢大家。")
    body = "".join(paragraph(run(each) + (mark if "3%" in each else "")) for each in words)
    made = docx(body, footnotes=notes)

    speech = read_speech(made, "x.docx")

    assert speech.lines[-2:] == ("注释", "[1] 增长3%：不含飞地。")
    assert [point.id for point in speech.outline.points][-3:] == ["C", "P1", "P1.p1"]
    assert paragraph_index(made, "x.docx")[-3:] == (6, -1, -1)


def test_comments_formulas_symbols_and_readings():
    """Comment marks go, formulas and symbols stay, of a ruby only the base stays."""
    body = paragraph(
        '<w:r><w:commentReference w:id="0"/></w:r><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>'
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        f"<w:r><w:ruby><w:rt>{run('zhòng')}</w:rt><w:rubyBase>{run('重')}</w:rubyBase></w:ruby></w:r>"
    )

    assert lines(body) == ("x+1☑重",)
    assert remarks(body) == {"comments": 1}


@pytest.mark.parametrize(
    ("name", "level_found"),
    [
        ("heading 3", 3),
        ("标题 2", 2),
        ("Heading 1", 1),
        ("一级标题", 1),
        ("标题三", 3),
        ("Normal", None),
        ("标题", None),
    ],
)
def test_heading_levels_from_style_names(name, level_found):
    """English and Chinese editions, and styles made by hand."""
    draft = read_docx(docx(paragraph("甲", style="s"), styles=style("s", name)), "x.docx")

    assert draft.levels.get(1) == level_found


def test_heading_levels_from_the_outline():
    """The paragraph's own outline level outranks its style's; 9 is body text."""
    styles = style("s", "x", properties='<w:outlineLvl w:val="1"/>')
    body = (
        paragraph("甲", style="s")
        + paragraph("乙", style="s", extra='<w:outlineLvl w:val="9"/>')
        + paragraph("丙", extra='<w:outlineLvl w:val="0"/>')
        + paragraph("", style="s")
    )

    assert read_docx(docx(body, styles=styles), "x.docx").levels == {1: 2, 3: 1}


def test_a_heading_broken_over_two_lines_is_one_line():
    """A soft break inside a heading does not make two of it."""
    styles = style("1", "heading 1")
    body = paragraph(run("第一部分") + "<w:r><w:br/></w:r>" + run("总体要求"), style="1")

    assert lines(body, styles=styles) == ("第一部分 总体要求",)


def test_a_table_is_read_row_by_row():
    """Short cells stand side by side, a cell of paragraphs keeps its lines, covered cells are silent."""
    covered = "<w:tcPr><w:vMerge/></w:tcPr>"
    gone = "<w:tcPr><w:cellDel/></w:tcPr>"
    body = paragraph("记录") + table(
        [
            [paragraph("时间"), paragraph("3月1日"), paragraph("")],
            [covered + paragraph("藏"), gone + paragraph("删"), paragraph("地点"), paragraph("一楼")],
            [paragraph("内容"), paragraph("一、听取汇报。") + paragraph("二、研究工作。")],
        ]
    )

    assert lines(body) == ("记录", "时间　3月1日", "地点　一楼", "内容", "一、听取汇报。", "二、研究工作。")


def test_an_agenda_that_lives_only_in_a_table():
    """Rows that begin with a time are items under the row of their day."""
    body = paragraph("会议议程") + table(
        [
            [paragraph("3月1日")],
            [paragraph("09:00-10:00"), paragraph("开幕式"), paragraph("一楼")],
            [paragraph("10:00-11:00"), paragraph("大会报告"), paragraph("二楼") + paragraph("（东厅）")],
        ]
    )

    draft = read_docx(docx(body), "x.docx")

    assert draft.lines[2:] == ("09:00-10:00　开幕式　一楼", "10:00-11:00　大会报告　二楼 （东厅）")
    assert draft.levels == {2: 1, 3: 2, 4: 2}


def test_tables_inside_tables_controls_and_revisions():
    """Rows and cells are found wherever the format allows them; deleted rows are gone."""
    inner = table([[paragraph("里"), paragraph("面")]])
    wrapped = f"<w:sdt><w:sdtContent><w:tr><w:tc>{inner}{paragraph('')}</w:tc></w:tr></w:sdtContent></w:sdt>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr>"

    assert lines(f"<w:tbl>{wrapped}{deleted}</w:tbl>") == ("里　面",)


def test_strict_files_and_other_main_parts():
    """Strict OOXML, a main part of another name, Windows slashes, UTF-16 parts."""
    text = '<?xml version="1.0" encoding="UTF-16"?>' + (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{paragraph('宽')}</w:body></w:document>"
    )

    assert lines(paragraph("严"), namespace=STRICT) == ("严",)
    assert lines(paragraph("名"), main="word/any.xml") == ("名",)
    assert lines("", parts={"word/document.xml": text.encode("utf-16")}) == ("宽",)


def test_other_prefixes_read_the_same():
    """The namespace counts, not the prefix; markup that could be trimmed reads as markup that could not."""
    body = paragraph(run("甲", "<w:b/>") + run("乙", "<w:sz w:val='32'/>"), extra='<w:jc w:val="center"/>')
    plain = docx(body)
    commented = docx(body + "<!-- note -->")

    assert read_docx(plain, "x").lines == read_docx(commented, "x").lines == ("甲乙",)


def test_a_web_page_wrapped_into_a_word_file():
    """What programs that turn web pages into Word files write."""
    relations = (
        '<Relationships><Relationship Id="c" Type="x/aFChunk" Target="/word/a.mht"/>'
        '<Relationship Id="d" Type="x/aFChunk" Target="b.txt"/></Relationships>'
    )
    web = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>总结</h1><ol><li>甲</ol>"
    parts = {"word/_rels/document.xml.rels": relations, "word/a.mht": web.encode(), "word/b.txt": "乙\n丙"}
    chunks = "".join(f'<w:altChunk xmlns:r="x" r:id="{identity}"/>' for identity in "cde")

    draft = read_docx(docx(paragraph("前") + chunks, parts=parts), "x.docx")

    assert (draft.lines, draft.levels) == (("前", "总结", "1. 甲", "乙", "丙"), {2: 1})


def test_a_file_without_words_is_empty():
    """Nothing but blanks is no speech."""
    with pytest.raises(EmptyFileError):
        read_docx(docx(paragraph(" ") + "<w:sectPr/>"), "x.docx")


def test_every_line_knows_its_paragraph():
    """The index of the paragraph in document order that each line begins with."""
    body = (
        paragraph(run("甲") + "<w:r><w:br/></w:r>" + run("乙"))
        + table([[paragraph("丙"), paragraph("丁")]])
        + paragraph("戊")
    )

    assert paragraph_index(docx(body), "x.docx") == (0, 0, 1, 3)


def test_a_file_of_another_writer():
    """What python-docx writes reads as it was written."""
    document = peer.Document()
    document.add_heading("总结", 1)
    document.add_paragraph("第一项", style="List Number")
    document.add_paragraph("要点", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)

    draft = read_docx(buffer.getvalue(), "x.docx")

    assert (draft.lines, draft.levels) == (("总结", "1. 第一项", "• 要点"), {1: 1})
