"""Markdown: the whole record, and every sign of the users' text literal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from companion.exporters.formats.markdown import escape, render
from companion.exporters.legible import legible
from companion.exporters.paper import Column as Col
from companion.exporters.paper import Paper, Paragraph, Remark, Table, words
from companion.exporters.registry import render as render_document
from tests.exporters.meeting import small_report

READER = MarkdownIt("gfm-like", {"linkify": False})


def flat(text: str) -> str:
    """Text with every run of blanks as one, as Markdown readers do."""
    return " ".join(legible(text).split())


def read_words(data: bytes) -> list[str]:
    """The inline texts of a Markdown document, in order; what is markup is not in them."""
    found = []
    for token in READER.parse(data.decode()):
        if token.type == "inline":
            pieces = [c.content if c.type in ("text", "html_inline") else "\n" for c in token.children or ()]
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {
                "text",
                "hardbreak",
                "softbreak",
                "strong_open",
                "strong_close",
                "em_open",
                "em_close",
            }
            found.append(flat("".join(pieces)))
    return found


def paper(*blocks) -> Paper:
    """A paper of these blocks alone."""
    return Paper("record", "zh", "t", tuple(blocks), (), "seal")


def test_the_asterisk_of_a_blank_is_escaped():
    """A masked figure that nobody filled reads as an asterisk, not as emphasis."""
    text = render_document("record", "markdown", small_report()).decode()

    assert "新开工项目\\*个" in text
    assert "\\_list\\_" in text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_reads_back_as_it_was(text):
    """Whatever was typed comes out of a Markdown reader with the same words."""
    read = read_words(render(paper(Paragraph(words(text)))))

    assert flat(text) in ["", *read[1:-1]]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("*_`[]()#+-=!<>&|~\\\n1. a字、"), max_size=40))
def test_markdown_signs_read_back_as_they_were(text):
    """Strings made of Markdown's own signs are text in a paragraph, in a note and in a cell."""
    block = Remark("批注", words(text))
    table = Table("t", "", (Col("a", "a", 1), Col("b", "b", 1)), ((text, "x"),))

    read = read_words(render(paper(block)))
    cells = read_words(render(paper(table)).replace(b"<br>", b" "))

    assert flat(f"批注 {text}") in read
    assert flat(text) in ["", *cells]


def test_a_line_that_looks_like_a_heading_is_text():
    """Block markers at the start of a line lose their force."""
    for start in ("# x", "- x", "+ x", "1. x", "12) x", "=== ", "---", "> x", "    code", ":-"):
        assert read_words(escape(start).encode()) == [flat(start)], start
