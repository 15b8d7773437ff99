"""`companion parse`: the grammar without a screen."""

import io
import json
import sys

import pytest

from companion.cli.main import run


@pytest.fixture(autouse=True)
def no_tables_of_my_own(monkeypatch, tmp_path):
    """The shipped tables only."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def printed(capfdbinary, *words):
    """The lines that a call prints on standard output, as JSON."""
    assert run(["parse", *words]) == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]


def test_a_line_becomes_one_line_of_json(capfdbinary):
    """Kind, text, owners, deadline and tags come out under their names, dates as YYYY-MM-DD."""
    line = "! 跟进开竣工协调 @两办 +县发改局 >这个月底或者下个月 #项目"

    (found,) = printed(capfdbinary, line, "--date", "2026-07-10", "--format", "json")

    due = {"start": "2026-07-31", "due": "2026-08-31", "kind": "either_or", "day_kind": "calendar"}
    assert found["due"] == {"raw": "这个月底或者下个月", **due, "masked": False}
    assert (found["kind"], found["text"], found["tags"]) == ("action", "跟进开竣工协调", ["项目"])
    assert (found["lead_unit"], found["supporting_units"]) == ("两办", ["县发改局"])


def test_standard_input_is_read_line_by_line(capfdbinary, monkeypatch):
    """`-` reads lines, leaves empty ones out and never fails on bytes that are no text."""
    data = "﻿批注一\r\n\n！任务 ＞尽快\n".encode() + b"\xff\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    found = printed(capfdbinary, "-")

    assert [line["text"] for line in found] == ["批注一", "任务", "\ufffd"]
    assert found[0]["due"] is None and found[1]["due"]["due"] is None


def test_a_fallback_is_said(capfdbinary):
    """Working days of a year without a table come with a remark."""
    (found,) = printed(capfdbinary, "! x >3个工作日内", "--date", "2031-07-10", "--lang", "en")

    assert found["due"]["day_kind"] == "working" and "Monday to Friday" in found["remarks"][0]


def test_text_reads_the_deadline_back_with_its_weekday(capfdbinary):
    """`--format text` says what was understood in words."""
    run(["parse", "! 报方案 @两办 >9月底前", "--date", "2026-07-10", "--format", "text", "--lang", "zh"])

    out = capfdbinary.readouterr().out.decode()
    assert "9月底前 → " in out and "9月30日（周三）" in out


def test_a_day_that_is_none_is_refused(capfdbinary):
    """A date of another form is a usage error with its own words."""
    assert run(["parse", "x", "--date", "10.7.2026"]) == 2
    assert "10.7.2026" in capfdbinary.readouterr().err.decode()


def test_candidates_are_listed_with_their_spans(capfdbinary, tmp_path):
    """`companion candidates` prints line, column, end_column, text, owners, due and rank of each."""
    path = tmp_path / "speech.txt"
    path.write_text("讲话\n\n一、下一步安排\n财政局要在月底前拨付资金。\n", encoding="utf-8")

    assert run(["candidates", str(path), "--format", "json"]) == 0
    (found,) = json.loads(capfdbinary.readouterr().out)

    place = {"line": 4, "column": 1, "end_column": 12}
    assert {name: found[name] for name in place} == place
    assert (found["owners"], found["due"], found["rank"]) == (["财政局"], "月底前", 1)
    assert found["text"] == "财政局要在月底前拨付资金"


def test_candidates_read_like_a_typed_line(capfdbinary, tmp_path):
    """As text, each is one line with the owner after @ and the deadline after >."""
    path = tmp_path / "speech.txt"
    path.write_text("讲话\n\n一、下一步安排\n财政局要在月底前拨付资金。\n", encoding="utf-8")

    run(["candidates", str(path)])

    assert capfdbinary.readouterr().out.decode() == "  1  4:1  财政局要在月底前拨付资金  @财政局  >月底前\n"


def test_a_speech_that_is_not_there_is_told(capfdbinary, tmp_path):
    """A missing file has its own exit code and sentence."""
    assert run(["candidates", str(tmp_path / "none.txt")]) == 3
    assert b"none.txt" in capfdbinary.readouterr().err
