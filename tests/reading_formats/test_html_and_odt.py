"""Web pages and OpenDocument texts."""

from contextlib import suppress

import pytest

from companion.errors import EmptyFileError, EncryptedFileError, NoDocumentError, TooLargeError
from companion.reading.formats import read_draft
from companion.reading.html_tokens import Tag, tokens
from tests.reading_formats.docx_builder import archive


def page(body: str) -> tuple[str, ...]:
    """The printed lines of a web page with that body."""
    return read_draft(f"<html><body>{body}</body></html>".encode(), "稿.html").lines


def test_headings_paragraphs_and_breaks():
    """Blocks make lines, blanks are one, references are resolved."""
    draft = read_draft(
        "<h1>总结\n 讲话</h1><h3>一、回顾</h3>散文&nbsp;&amp; <b>黑</b>体"
        "<br>下一行<p>段<!-- 注 -->落".encode(),
        "a.htm",
    )

    assert draft.lines == ("总结 讲话", "一、回顾", "散文 & 黑体", "下一行", "段落")
    assert draft.levels == {1: 1, 2: 3}


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ol>", ["1. ", "2. "]),
        ('<ol start="9">', ["9. ", "10. "]),
        ("<ol type=A>", ["A. ", "B. "]),
        ('<ol type="i" start=4>', ["iv. ", "v. "]),
        ('<ol style="list-style-type: simp-chinese-informal">', ["一、", "二、"]),
        ('<ol style="list-style: cjk-ideographic inside" start="10">', ["十、", "十一、"]),
        ("<ul>", ["• ", "• "]),
    ],
)
def test_lists_are_numbered_as_a_browser_does(opening, labels):
    """By type, start and list style."""
    assert page(f"{opening}<li>甲<li><p>乙</p></ol>") == (f"{labels[0]}甲", f"{labels[1]}乙")


def test_nested_lists_and_values():
    """An item's value counts on; inner lists count for themselves; inner bullets are indented."""
    body = "<ol><li>a<ul><li>b<ul><li>c</ul></ul><li value=7>d</li><li>e</ol>"

    assert page(body) == ("1. a", "• b", "  • c", "7. d", "8. e")


def test_tables_of_pages():
    """Row by row as in Word files, tables in tables too, with every end tag left away."""
    body = "<table><tr><td>时间<td>地点<tr><td>九点<td><table><tr><td>里<td>面</table></table>后"

    assert page(body) == ("时间　地点", "九点　里　面", "后")


def test_what_is_not_seen():
    """Scripts, styles, heads, hidden and struck-out parts, whatever they hold."""
    body = (
        "<script>if (a<b) x('<p>');</script><style>p{}</style><div hidden>藏<div>深</div>藏</div>"
        "<span style='display: none'>隐</span><del>删</del><ins>增</ins><noscript>无</noscript><p>见"
    )

    assert page(body) == ("增", "见")


def test_pages_that_word_writes():
    """Numbers that Word writes as text, with its conditional comments around them."""
    body = (
        "<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、&nbsp; </span>"
        "<![endif]>总体要求<o:p></o:p></p>"
    )

    assert page(body) == ("一、 总体要求",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_pages_in_many_encodings(encoding):
    """By mark, by the charset that the page names, or by trial."""
    declared = (
        "" if encoding in ("gb18030", "utf-16") else f'<meta charset="{encoding.removesuffix("-sig")}">'
    )
    made = f"<html><head>{declared}</head><body><p>會議</p></body></html>".encode(encoding)

    assert read_draft(made, "x.html").lines == ("會議",)
    assert read_draft("<p>中".encode("gb18030"), "x.html", encoding="gb18030").lines == ("中",)


def test_a_web_archive():
    """MHTML, which Word saves as a single-file page."""
    made = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"PHA+5ZCM5b+X5Lus\r\n--x--\r\n"
    )

    assert read_draft(made, "稿.doc").lines == ("同志们",)


def test_an_empty_page():
    """A page of scripts only has no words."""
    with pytest.raises(EmptyFileError):
        page("<script>x</script>")


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<a ",
        '<a "',
        "</",
        "<!",
        "<?",
        "&",
        "<table>",
        "<tr>",
        "<td>",
        "<ol><li>",
        "<div hidden>",
        "<h1>",
        "<script>",
        "<a b='",
        "<![CDATA[",
        "<p",
        "&#",
        "<table><tr><td>",
    ],
)
def test_pages_that_never_close_anything(piece):
    """Unfinished constructs by the ten thousand end, with or without words, and never in a failure of the
    program.
    """
    made = ("<html>x" + piece * (400_000 // len(piece))).encode()

    with suppress(EmptyFileError, TooLargeError):
        assert read_draft(made, "x.html").lines


def test_tokens():
    """Tags with their attributes, and text."""
    found = list(tokens('a&lt;<B Class="x>y" id=z>c</b>1 < 2<!-- n --><br/>'))

    assert [token if isinstance(token, str) else token.name for token in found] == [
        *("a<", "b", "c", "b", "1 ", "<", " 2", "br")
    ]
    tag = found[1]
    assert isinstance(tag, Tag) and tag.attributes() == {"class": "x>y", "id": "z"}


SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
        ),
    )
)


def odt(body: str, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument text with that body."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<a/>", **parts})


def list_style(name: str, *levels: str) -> str:
    """A list style; each level is given by its attributes."""
    rows = "".join(
        f'<text:list-level-style-{"bullet" if "bullet" in level else "number"} text:level="{place}" {level}/>'
        for place, level in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{rows}</text:list-style>'


CHINESE = list_style(
    "L",
    'style:num-format="一, 二, 三, ..." style:num-suffix="、"',
    'style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"',
    'style:num-format="1" text:display-levels="2" style:num-suffix="."',
    'text:bullet-char="•"',
)


def item(words: str, inner: str = "", attributes: str = "") -> str:
    """A list item."""
    return f"<text:list-item {attributes}><text:p>{words}</text:p>{inner}</text:list-item>"


def test_lists_of_opendocument():
    """Chinese formats, several levels shown, bullets, a list that goes on, and one that begins anew."""
    deepest = f"<text:list>{item('丙')}</text:list>"
    inner = f"<text:list>{item('乙', deepest)}{item('丁')}</text:list>"
    ninth = item("庚", attributes="text:start-value='9'")
    body = (
        f'<text:list xml:id="a" text:style-name="L">{item("甲", inner)}</text:list><text:p>中</text:p>'
        f'<text:list text:continue-list="a" text:style-name="L">{item("戊")}</text:list>'
        f'<text:list text:style-name="L">{item("己")}{ninth}</text:list>'
    )

    assert read_draft(odt(body, CHINESE), "x.odt").lines == (
        *("一、甲", "（一）乙", "一.1. 丙", "（二）丁", "中", "二、戊", "一、己", "九、庚"),
    )


def test_headings_numbered_by_the_outline():
    """The outline style numbers headings; their levels are kept."""
    style = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..."'
        ' style:num-suffix="、"/></text:outline-style>'
    )
    styles = (
        f"<office:document-styles {SPACES}><office:styles>{style}</office:styles></office:document-styles>"
    )
    body = '<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">乙</text:h>'
    body += "<text:h>丙</text:h>"

    draft = read_draft(odt(body, **{"styles.xml": styles}), "x.odt")

    assert (draft.lines, draft.levels) == (("一、甲", "乙", "二、丙"), {1: 1, 2: 2, 3: 1})


def test_the_words_of_opendocument():
    """Spaces, tabs, breaks and spans; notes apart; comments, deletions and contents left out; text boxes
    once.
    """
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>目录</text:p></text:index-body></text:table-of-content>"
        '<text:p>甲<text:s text:c="2"/><text:span>乙</text:span>\n  丙<text:tab/>丁<text:line-break/>戊'
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>注</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>批</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>时间</text:p></table:table-cell>"
        "<table:covered-table-cell><text:p>盖</text:p></table:covered-table-cell>"
        "<table:table-cell><text:p>地点</text:p></table:table-cell></table:table-row></table:table>"
    )

    draft = read_draft(odt(body), "x.odt")

    assert draft.lines == ("甲  乙 丙 丁", "戊", "框", "时间　地点")
    assert [note.words for note in draft.footnotes] == ["注"]
    assert [key.rpartition(".")[2] for key, _values in draft.remarks] == ["footnotes", "comments", "contents"]


def test_opendocument_that_cannot_be_read():
    """Locked, without a body, without words, too deep."""
    deep = "<text:section>" * 5_000 + "</text:section>" * 5_000
    locked = archive({"mimetype": "x", "META-INF/manifest.xml": "encryption-data"})
    cases = {
        EncryptedFileError: locked,
        NoDocumentError: archive({"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}),
        EmptyFileError: odt("<text:p> </text:p>"),
        TooLargeError: odt(deep),
    }

    for failure, made in cases.items():
        with pytest.raises(failure):
            read_draft(made, "x.odt")
