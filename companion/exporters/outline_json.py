"""An outline as JSON: an object with `title`, `nodes` (flat, document order) and `blanks`.

Lines and columns count from 1, columns in Unicode code points, end columns are inclusive. What a blank has
not is null.
"""

from __future__ import annotations

import json
from typing import Any

from companion.model.outline import Blank, Point
from companion.model.speech import Speech


def render_outline_json(speech: Speech) -> str:
    """The outline and blanks of a speech as indented JSON text, without a final newline."""
    document = {
        "title": speech.outline.title,
        "source": {
            "path": speech.name,
            "sha256": speech.sha256,
            "encoding": speech.encoding,
            "lines": len(speech.lines),
        },
        "nodes": [_node(point) for point in speech.outline.points],
        "blanks": [_blank(blank) for blank in speech.outline.blanks],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _node(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "parent": point.parent,
        "depth": point.depth,
        "kind": point.kind.value,
        "style": point.style,
        "line": point.span.line,
        "column": point.span.column,
        "end_line": point.span.end_line,
        "end_column": point.span.end_column,
        "marker": point.marker,
        "title": point.title,
        "children": list(point.children),
    }


def _blank(blank: Blank) -> dict[str, Any]:
    return {
        "n": blank.n,
        "line": blank.line,
        "column": blank.column,
        "class": blank.kind.value,
        "node": blank.point,
        "before": blank.before,
        "after": blank.after,
        "unit": blank.unit or None,
        "indicator": blank.indicator or None,
        "measure": blank.measure or None,
        "label": blank.label or None,
        "qualifier": blank.qualifier or None,
    }
