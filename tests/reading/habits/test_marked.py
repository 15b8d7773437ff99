"""Made-up documents whose nodes are marked where they stand are read exactly as marked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from companion.reading.reader import read_speech
from tests.bench.outline_accuracy import compare

MARK = re.compile(r"\{(?P<optional>\??)(?P<levels>\d(?:\|\d)*)\}")
DOCUMENTS = {
    f"{path.stem}/{name}": body
    for path in sorted((Path(__file__).parent / "marked").glob("*.txt"))
    for name, body in re.findall(r"^%% (\S+)\n((?s:.*?))(?=^%% |\Z)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def unmarked(body: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its marks, and the nodes that the marks state."""
    nodes, lines = [], []
    for number, line in enumerate(body.split("\n"), 1):
        text, last = "", 0
        for mark in MARK.finditer(line):
            text += line[last : mark.start()]
            last = mark.end()
            rest = MARK.sub("", line[last:])
            column = len(text) + len(rest) - len(rest.lstrip(" \u3000")) + 1
            level, *others = map(int, mark["levels"].split("|"))
            node = {"line": number, "column": column, "label": "", "title": rest[:20], "level": level}
            nodes.append({**node, "level_alt": others, "optional": bool(mark["optional"])})
        lines.append(text + line[last:])
    return "\n".join(lines), nodes


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_marked_document_is_read_as_marked(name: str):
    """No node is missed, none is added, and all levels are right."""
    text, nodes = unmarked(DOCUMENTS[name])

    score, complaints = compare(read_speech(text.encode(), name.partition("/")[2]).outline, nodes)

    assert (score.f1, score.level, complaints) == (1.0, 1.0, [])
