"""Web pages, and what office programs save as such, to their printed lines: headings, numbered lists, tables.

Word writes its numbers into the page as text; an `<ol>` is numbered here as a browser would (HTML §4.4.5, CSS
Counter Styles 3 §6 and §7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser

from companion.catalogue import say
from companion.errors import EmptyFileError, TooLargeError
from companion.reading.docx_names import whole
from companion.reading.draft import Draft
from companion.reading.html_tokens import Tag, tokens
from companion.reading.number_formats import format_number
from companion.reading.page import Page

MAX_HTML = 32 << 20
MAX_HTML_TAGS = 500_000
_MAX_LISTS = 100
_MAX_TABLES = 60
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_HEADING = re.compile("h([1-6])")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden")
_UNSEEN = {
    "script",
    "style",
    "template",
    "head",
    "noscript",
    "select",
    "svg",
    "del",
    "s",
    "strike",
    "xml",
    "rt",
    "rp",
}
_VOID = {
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "col",
    "area",
    "base",
    "wbr",
    "embed",
    "source",
    "track",
    "param",
}
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
    ),
    *(
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
    ),
    *(
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
}
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "cjk-ideographic": ("taiwaneseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "japanese-informal": ("japaneseCounting", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}


@dataclass
class HtmlList:
    """An open list: the format of its numbers (None for bullets), what follows them, and the next number."""

    format: str | None
    suffix: str = ". "
    next: int = 1
    step: int = 1

    def label(self, depth: int, value: str | None) -> str:
        """The printed label of the next item, or of the item with that `value`."""
        if self.format is None:
            return "  " * depth + "• "
        number = whole(value, -32_767)
        self.next = self.next if number is None else number
        label = format_number(self.next, self.format) + self.suffix
        self.next += self.step
        return label


@dataclass
class HtmlTable:
    """An open table: its open row, and how many pages (see HtmlPage) were open around it."""

    around: int
    row: list[Page] | None = None


@dataclass
class HtmlPage:
    """What has been read of a page so far; `pages` are the page itself and the open table cells, innermost
    last.
    """

    pages: list[Page] = field(default_factory=lambda: [Page()])
    tables: list[HtmlTable] = field(default_factory=list)
    lists: list[HtmlList] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    label: str = ""
    level: int | None = None
    hidden: list[str] = field(default_factory=list)

    def text(self, words: str) -> None:
        """Take in a stretch of text."""
        if not self.hidden:
            self.words.append(words)

    def flush(self) -> None:
        """End the line."""
        line = _BLANKS.sub(" ", "".join(self.words)).strip(" ")
        self.words.clear()
        if line:
            self.pages[-1].add(self.label + line, level=self.level)
            self.label = ""

    def tag(self, tag: Tag) -> None:
        """Take in a tag."""
        if self.hidden:
            self._unhide(tag)
        elif tag.closes:
            self._close(tag)
        else:
            self._open(tag)

    def _unhide(self, tag: Tag) -> None:
        """Inside something unseen: only its own end counts."""
        if tag.name == self.hidden[0] and tag.name not in _VOID:
            if tag.closes:
                self.hidden.pop()
            elif not tag.source.endswith("/") and len(self.hidden) < _MAX_LISTS:
                self.hidden.append(tag.name)

    def _open(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attributes() if tag.source else {}
        if name in _BLOCKS or name == "br":
            self.flush()
        if name not in _VOID and (name in _UNSEEN or _is_hidden(attributes)):
            if not tag.source.endswith("/"):
                self.hidden.append(name)
        elif name in ("ol", "ul"):
            self._open_list(name, attributes)
        elif name == "li":
            self.label = self._item_label(attributes.get("value"))
        elif match := _HEADING.fullmatch(name):
            self.level = int(match[1])
        elif name == "table" and len(self.tables) < _MAX_TABLES:
            self.tables.append(HtmlTable(len(self.pages)))
        elif name == "tr" and self.tables:
            self._close_row()
            self.tables[-1].row = []
        elif name in ("td", "th") and self.tables and self.tables[-1].row is not None:
            self._close_cell()
            self.pages.append(self.pages[-1].inside())

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self.flush()
        if name in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif _HEADING.fullmatch(name):
            self.level = None
        elif name in ("td", "th"):
            self._close_cell()
        elif name == "tr":
            self._close_row()
        elif name == "table":
            self._close_table()

    def _open_list(self, name: str, attributes: dict[str, str]) -> None:
        kind = _LIST_STYLE.search(attributes.get("style", "").lower())
        form, suffix = _STYLES.get(kind[1] if kind else "", (_TYPES.get(attributes.get("type", "1"), "decimal"), ". "))
        start = whole(attributes.get("start"), -32_767)
        is_numbered = name == "ol" or (kind is not None and kind[1] in _STYLES)
        opened = HtmlList(form if is_numbered else None, suffix, 1 if start is None else start)
        if len(self.lists) < _MAX_LISTS:
            self.lists.append(opened)

    def _item_label(self, value: str | None) -> str:
        depth = sum(1 for outer in self.lists[:-1] if outer.format is None)
        return self.lists[-1].label(depth, value) if self.lists else "• "

    def _close_cell(self) -> None:
        self.flush()
        if self.tables and len(self.pages) > self.tables[-1].around:
            cell = self.pages.pop()
            if self.tables[-1].row is not None:
                self.tables[-1].row.append(cell)

    def _close_row(self) -> None:
        self._close_cell()
        if self.tables and self.tables[-1].row is not None:
            self.pages[-1].add_row(self.tables[-1].row)
            self.tables[-1].row = None

    def _close_table(self) -> None:
        self._close_row()
        if self.tables:
            self.tables.pop()

    def finish(self) -> Page:
        """The whole page, everything left open closed."""
        self.flush()
        while self.tables:
            self._close_table()
        self.pages[0].mark_agenda()
        return self.pages[0]


def read_html(data: bytes, name: str, text: str | None = None, *, max_tags: int = MAX_HTML_TAGS) -> Draft:
    """The printed lines of a web page, or of a web archive (MHTML); `text` is the page where it is decoded
    already.

    Raises EmptyFileError where nothing is to be read, TooLargeError beyond 32 MB or `max_tags`.
    """
    if len(data) > MAX_HTML:
        raise TooLargeError(path=name, reason=say("formats.bound.part", part="html", most=MAX_HTML >> 20))
    reading = HtmlPage()
    markup = decode_html(page_of_archive(data)) if text is None else text
    if markup.count("<") > max_tags:
        raise TooLargeError(path=name, reason=say("formats.bound.tags", most=max_tags))
    for token in tokens(markup):
        if isinstance(token, str):
            reading.text(token)
        else:
            reading.tag(token)
    page = reading.finish()
    if not page.has_words():
        raise EmptyFileError(path=name)
    return Draft(tuple(page.lines), page.levels)


def decode_html(data: bytes) -> str:
    """The text of a page by its byte order mark, else by the charset it names, else UTF-8 or GB18030 by
    trial.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:4096])
    for encoding in ("utf-8-sig", _safe_charset(named[1].decode("ascii")) if named else "gb18030", "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("gb18030" if named is None else "utf-8", "replace")


def page_of_archive(data: bytes) -> bytes:
    """The page inside a web archive (MIME, RFC 2557); anything else comes back as it is."""
    if not data[:2000].lstrip().lower().startswith((b"mime-version:", b"from:")):
        return data
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return page if isinstance(page, bytes) else data
    return data


def _safe_charset(name: str) -> str:
    """GB18030 for pages that call themselves GBK or GB2312 and use signs that only the former has."""
    folded = name.lower().replace("_", "-")
    return "gb18030" if folded in {"gb2312", "gbk", "gb-2312", "x-gbk", "cp936", "hz"} else folded


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "").lower()) is not None
