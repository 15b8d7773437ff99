"""The short way that plain paragraphs of Word files go: the same lines as element by element."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import CompanionError
from companion.reading.docx_plain import take_plain
from companion.reading.docx_reader import paragraph_index, read_docx
from tests.bench.docx_mutations import mutations, rich_file, seeds
from tests.reading_formats.docx_builder import (
    TRANSITIONAL,
    definition,
    docx,
    instance,
    level,
    paragraph,
    run,
    style,
    table,
)

NUMBERING = definition(0, level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2")) + instance(1, 0)
STYLES = style("1", "heading 1", properties='<w:outlineLvl w:val="0"/>') + style("t", "toc 1")
WORDS = st.text("甲乙，。 a]>\t\r\n", max_size=6).map(lambda text: text.replace("]]>", ""))
ESCAPED = st.sampled_from(("", "&amp;", "&lt;b&gt;", "&quot;&apos;", "&#65;", "&#x4E00;", "]]", "&#10;"))
LOOKS = st.sampled_from(("", "", "<w:b/>", '<w:sz w:val="32"/><w:b/>', "<w:vanish/>", '<w:rStyle w:val="x"/>'))
BESIDE = st.sampled_from(
    (
        "",
        '<w:proofErr w:type="gramStart"/>',
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/>',
        "<w:r><w:tab/></w:r>",
        '<w:r><w:t>前</w:t><w:br w:type="page"/><w:t/></w:r>',
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
        '<w:hyperlink><w:r w:rsidR="00A1"><w:t>链</w:t></w:r></w:hyperlink>',
        f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>",
    )
)
MARKS = st.sampled_from(("", "", "", "<w:del/>", "<w:vanish/>"))
PIECES = st.lists(st.tuples(WORDS, ESCAPED, LOOKS, BESIDE), max_size=3).map(
    lambda pieces: "".join(run(words + escaped, looks) + beside for words, escaped, looks, beside in pieces)
)


@st.composite
def paragraphs(draw):
    """A paragraph that is plain or nearly so."""
    made = paragraph(
        draw(PIECES) or run(""),
        num=draw(st.sampled_from((None, (1, 0), (1, 1), (9, 0)))),
        style=draw(st.sampled_from(("", "", "1", "t", "none"))),
        extra=draw(st.sampled_from(("", '<w:jc w:val="center"/>', '<w:framePr w:dropCap="drop"/>'))),
        mark=draw(MARKS),
    )
    short = draw(st.sampled_from((made, made, "<w:p/>", "<w:p><w:pPr/></w:p>", made.replace("<w:pPr></w:pPr>", ""))))
    return short.replace("<w:p>", '<w:p w:rsidR="00B2" w:rsidRDefault="00C3">', 1) if draw(st.booleans()) else short


BODIES = st.lists(
    st.one_of(
        paragraphs(),
        paragraphs(),
        st.lists(paragraphs(), min_size=1, max_size=2).map(lambda cells: table([cells, cells])),
        paragraphs().map(lambda inside: f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
    ),
    max_size=6,
).map("".join)


def outcome(data, **way):
    """The draft of a file with the paragraphs of its lines, or the failure to read it."""
    try:
        return read_docx(data, "x.docx", **way), paragraph_index(data, "x.docx", **way)
    except CompanionError as error:
        return type(error)


def main_part(data):
    """The markup of the main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read("word/document.xml")


@settings(max_examples=60)
@given(BODIES)
def test_both_ways_read_the_same(body):
    """Lines, levels, remarks and the paragraphs that the lines come from."""
    made = docx(body, numbering=NUMBERING, styles=STYLES)

    assert take_plain(main_part(made)) is not None or "&#" in body or "]]" in body
    assert outcome(made) == outcome(made, element_by_element=True)


@pytest.mark.parametrize("words", ["&#65;乙", "&#x4e00;", "甲]]"])
def test_what_the_parser_alone_reads_is_left_to_it(words):
    """References by number, and signs that look like the end of a section, come out as written."""
    made = docx(paragraph(run(words) + run(">乙")))

    assert outcome(made) == outcome(made, element_by_element=True)
    assert outcome(made)[0].lines


def test_both_ways_read_damaged_files_the_same():
    """What is damaged is refused, or read, by both alike."""
    for damaged in mutations(400, [*seeds(with_corpus=False), rich_file()], 11):
        assert outcome(damaged) == outcome(damaged, element_by_element=True)


@pytest.mark.parametrize(
    "fault",
    [
        "\x01",
        "]]>",
        "&nbsp;",
        "&#1;",
        "\ufffe",
        "</w:t></w:r><w:r><w:rPr><w:sz w:val='1' w:val='2'/></w:rPr><w:t>",
        "</w:t></w:r><w:r x:y='1'><w:t>",
        "</w:t></w:r><w:r><w:rPr><x:b/></w:rPr><w:t>",
        '</w:t></w:r><w:r w:rsidR="1" w:rsidR="2"><w:t>',
        '</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val="a" w:val="b"/></w:pPr><w:r><w:t>',
        '</w:t></w:r></w:p><w:p w14:paraId="1"><w:r><w:t>',
        "\0",
        "\v",
        "\x1f",
        "</w:t></w:r><w:r><w:rPr></w:b/></w:rPr><w:t>",
        "</w:t></w:r><w:r><w:rPr></w:rPr /></w:rPr><w:t>",
        "</w:t></w:r><w:r><w:rPr><w:tab/></w:rPr><w:tab/><w:t/><w:br/></w:r><w:r><w:rPr><w:b/</w:rPr><w:t>",
        '</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val="a></w:pPr></w:p><w:p><w:pPr><w:jc w:val="/></w:pPr><w:r><w:t>',
        "</w:t></w:r></w:p><w:p><w:pPr><w:jc/>\x01</w:pPr><w:r><w:t>",
    ],
)
def test_what_is_no_xml_is_refused_both_ways(fault):
    """Characters, references, double attributes and prefixes are looked at without the parser, and as strictly."""
    made = docx(paragraph("甲") + paragraph(f"乙{fault}"))

    assert outcome(made) == outcome(made, element_by_element=True)
    assert isinstance(outcome(made), type)


@pytest.mark.parametrize(
    "part",
    [
        "<!-- <w:p><w:r><w:t>不见</w:t></w:r></w:p> -->",
        "<?x <w:p><w:r><w:t>不见</w:t></w:r></w:p> ?>",
        "<w:customXml xmlns:w='urn:other'><w:p><w:r><w:t>不见</w:t></w:r></w:p></w:customXml>",
        "<w:companionPlainParagraphs w:from='0' w:to='9'/>",
    ],
)
def test_markup_that_only_looks_like_paragraphs(part):
    """Comments, instructions, another namespace, or a mark like the reader's own."""
    made = docx(paragraph("甲") + part + paragraph("乙"))

    assert read_docx(made, "x.docx").lines == ("甲", "乙")


@pytest.mark.parametrize(
    ("looks", "words"),
    [
        ('<w:sz w:val="a/b"/>', "乙"),
        ('<w:sz w:val="a>b"/>', "乙"),
        ('<w:sz w:val="乙/>"/>', "乙"),
        ("<w:b/>丙/>", "乙"),
        ("<w:tab/><w:br/>", "乙"),
        ("<!-- --><w:b/>", "乙"),
        (f'<q:vanish xmlns:q="{TRANSITIONAL}"/>', ""),
        (f'<q:vanish xmlns:q="{TRANSITIONAL.replace("/", "&#47;")}"/>', ""),
        ("<w14:shadow xmlns:w14='urn:x'><w14:a/></w14:shadow>", "乙"),
    ],
)
def test_looks_out_of_the_ordinary(looks, words):
    """Looks are of no account, whatever they hold, unless they hide."""
    made = docx(paragraph(f"{run('甲')}<w:r><w:tab/></w:r>{run('乙', looks)}") + paragraph(run("丁", "<w:b/>")))

    assert outcome(made) == outcome(made, element_by_element=True)
    assert read_docx(made, "x.docx").lines == (f"甲 {words}", "丁")


@pytest.mark.parametrize(
    "properties",
    [
        '<w:jc w:val="a>b/"/>',
        "<w:jc></w:jc> 丙 ",
        "<!-- 丙 --><w:jc/>",
        "<w:jc/><!-- <w:b/> -->",
        "<w:jc><!-- </w:pPr><w:r><w:t>丙</w:t></w:r></w:p><w:p><w:pPr><w:ind/> --></w:jc>",
        "<w:jc xmlns:w='urn:x'/>",
    ],
)
def test_properties_out_of_the_ordinary(properties):
    """Properties give no words, whatever stands between them."""
    made = docx(paragraph("甲", extra=properties) + paragraph("乙"))

    assert outcome(made) == outcome(made, element_by_element=True)
    assert read_docx(made, "x.docx").lines == ("甲", "乙")


def test_paragraphs_inside_a_paragraph():
    """Broken, but legible, and the same both ways."""
    inside = docx(f"<w:p><w:r><w:t>甲</w:t></w:r>{paragraph('乙')}{paragraph('丙')}</w:p>")
    in_text = docx(f"<w:p><w:r><w:t>甲<w:p/>乙</w:t></w:r>{run('丙')}</w:p>")

    for made in (inside, in_text):
        assert outcome(made) == outcome(made, element_by_element=True)
        assert read_docx(made, "x.docx").lines == ("甲乙丙",)


@pytest.mark.parametrize(
    "first",
    [paragraph("甲", mark="<w:p></w:p><w:b/>"), paragraph(run("甲", "<w:p/>")), paragraph(run("甲", "<w:p\n/>"))],
)
def test_paragraphs_inside_looks(first):
    """They print nothing, and count among the paragraphs of the file."""
    made = docx(first + paragraph("乙"))

    assert outcome(made) == outcome(made, element_by_element=True)
    assert paragraph_index(made, "x.docx") == (0, 2)


def test_a_tab_in_front_of_the_end_of_a_page():
    """A page that ends behind a tab, as Word remembers it, takes no tab away."""
    made = docx(paragraph(f"{run('甲')}<w:r><w:tab/><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>"))

    assert read_docx(made, "x.docx").lines == ("甲 乙",)
