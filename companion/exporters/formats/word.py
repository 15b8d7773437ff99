"""A paper as .docx to the numbers of GB/T 9704; the same paper gives the same bytes."""

from __future__ import annotations

from dataclasses import replace

from companion.exporters.formats.word_body import GREY, SMALL, TABLE_PITCH, Body
from companion.exporters.formats.word_imprint import imprint_paragraph, needs_new_page
from companion.exporters.formats.word_shell import own_shell, template_shell
from companion.exporters.formats.word_xml import Form, paragraph, run
from companion.exporters.paper import Paper
from companion.exporters.settings import Settings


def render(paper: Paper, settings: Settings) -> bytes:
    """The paper as the bytes of a .docx."""
    is_own = not settings.docx_template_data
    shell = own_shell(settings, is_landscape=paper.is_landscape) if is_own else template_shell(paper, settings)
    if shell.has_title:
        paper = replace(paper, masthead=None)
    is_apart = is_own and settings.imprint_page == "even" and bool(paper.imprint) and needs_new_page(paper, settings)
    body = Body(paper, settings, shell.width, shell.styles)
    seal = _seal(body, shell.section if is_apart else "")
    words = "".join([*body.head(has_title=shell.has_title), *body.blocks(), seal])
    foot = imprint_paragraph(paper.imprint, settings, body.width) if paper.imprint else ""
    return shell.filled(words, foot, paper, is_last_even=is_apart)


def _seal(body: Body, section: str) -> str:
    """The seal in small grey type, with which a section may end."""
    look = replace(body.look(body.settings.body_font, SMALL), colour=GREY)
    return paragraph(run(body.paper.seal, look), Form(line=TABLE_PITCH, is_off_grid=True), section=section)
