"""Minimal Word files for tests, part by part, written with nothing but zipfile."""

import io
import zipfile
from collections.abc import Iterable, Mapping

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    """A run with a text."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    content: str, *, num: tuple[int, int] | None = None, style: str = "", extra: str = "", mark: str = ""
) -> str:
    """A paragraph; `content` is text, or runs where it begins with a tag. `num` is (numId, ilvl)."""
    numbering = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    words = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{styled}{numbering}{extra}{marked}</w:pPr>{words}</w:p>"


def level(
    place: int, form: str, text: str, *, start: int | None = 1, suffix: str = "nothing", extra: str = ""
) -> str:
    """A numbering level with its format and text."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{place}">{begins}<w:numFmt w:val="{form}"/>{extra}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(identity: int, levels: str) -> str:
    """An abstract numbering definition."""
    return f'<w:abstractNum w:abstractNumId="{identity}">{levels}</w:abstractNum>'


def instance(identity: int, of: int, overrides: str = "") -> str:
    """A numbering instance of a definition."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_override(place: int, start: int) -> str:
    """Let an instance begin anew at a level."""
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(
    identity: str, name: str, *, based_on: str = "", properties: str = "", kind: str = "paragraph"
) -> str:
    """A style with its paragraph properties."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table whose cells hold the paragraphs given."""
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    namespace: str = TRANSITIONAL,
    main: str = "word/document.xml",
    parts: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """The bytes of a Word file with that body."""
    folder = main.rpartition("/")[0]
    sides = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types(
            main, [f"{folder}/{role}.xml" for role in sides if sides[role]]
        ),
        "_rels/.rels": _relations({"officeDocument": main}),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": _relations(
            {role: f"{role}.xml" for role, content in sides.items() if content}
        ),
        main: f'<w:document xmlns:w="{namespace}" {_OTHERS}><w:body>{body}</w:body></w:document>',
    }
    for role, content in sides.items():
        if content:
            files[f"{folder}/{role}.xml"] = f'<w:{role} xmlns:w="{namespace}" {_OTHERS}>{content}</w:{role}>'
    return archive({**files, **(parts or {})})


def archive(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of those entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _content_types(main: str, sides: Iterable[str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {main: "document.main", **{side: side.rpartition("/")[2].removesuffix(".xml") for side in sides}}
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{part}" ContentType="{word}.{kind}+xml"/>' for part, kind in named.items()
        )
        + "</Types>"
    )


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{turn}" Type="{_OFFICE}/{role}" Target="{target}"/>'
        for turn, (role, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
