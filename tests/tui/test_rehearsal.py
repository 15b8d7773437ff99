"""One meeting from beginning to end in a real terminal, as a note-taker goes through it."""

import tomllib

import pytest

from tests.terminal import Terminal
from tests.tui.test_terminal import ENTER, ESC, F10, REFERENCE

TAB, NEXT_SKIP, ACCEPT, SCENE = "\t", "\x0e", "\x14", "\x0f"
TASKS = [
    "! 排出专题会计划 @两办 >3个工作日内",
    "！ 汇总招商项目 ＠县商务局 ＞这个月底或者下个月",
    "! 排查信访积案 @各镇 +县信访局 >*月、*月",
]
FIGURES = ["21.3", "6.8", "88.6", "7.1", "45.2", "12.9", "130.5", "9.4", "16800?", "8.2", "7350", "10.1"]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference speech is not beside this checkout")
def test_the_whole_meeting(tmp_path):
    """Twelve figures of one paragraph, deviations, five tasks, an interjection, a jump and a return are all kept."""
    speech = tmp_path / "speech.txt"
    speech.write_bytes(REFERENCE.read_bytes())
    with Terminal("--lang", "zh", speech, columns=120, rows=36) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type(ENTER * 3)
        terminal.wait_for("→ 一 上半年")
        terminal.type(TAB)
        terminal.wait_for("财政收入")
        for figure in FIGURES:
            terminal.type(figure + ENTER)
        terminal.wait_for("走完了", "16800?")
        terminal.type(ENTER)
        terminal.wait_for("→ 一（一）")
        terminal.type("+ 请发改局下周拿出项目名单" + ENTER)
        terminal.type("! 核实土地储备数字 @县自然资源局 >下周五" + ENTER)
        terminal.wait_for("2 条记录", "1 项任务")
        terminal.type(ENTER)
        terminal.wait_for("→ 一（二）")
        terminal.type("~ 说成了提质扩面" + ENTER)
        terminal.type("：王县长：农业数字以统计局的为准" + ENTER)
        terminal.wait_for("4 条记录", "王县长：")
        terminal.type("/两办" + ENTER)
        terminal.wait_for("→ 二（一）三是")
        terminal.type(ACCEPT)
        terminal.wait_for("任务？")
        terminal.type(ENTER)
        terminal.wait_for("5 条记录", "2 项任务")
        terminal.type(ENTER)
        terminal.wait_for("未讲")
        terminal.type(NEXT_SKIP)
        terminal.wait_for("已标略过")
        for line in TASKS:
            terminal.type(line + ENTER)
        terminal.wait_for("5 项任务")
        terminal.type("/民生改善" + ENTER)
        terminal.wait_for("→ 一（五）")
        terminal.type("回头补一句" + ENTER + ESC)
        terminal.wait_for("→ 二（二）")
        terminal.type(SCENE + "1")
        terminal.wait_for("掌声")
        terminal.type(F10)
        assert terminal.wait_end() == 0

    table = tomllib.loads((tmp_path / "speech.minutes.toml").read_text(encoding="utf-8"))
    kinds = [note["kind"] for note in table["notes"]]
    assert sorted(fill["value"] for fill in table["fills"]) == sorted(figure.rstrip("?") for figure in FIGURES)
    assert [fill["value"] for fill in table["fills"] if fill["status"] == "to_verify"] == ["16800"]
    assert (kinds.count("action"), kinds.count("interjection"), kinds.count("scene")) == (5, 1, 1)
    assert kinds.count("added") + kinds.count("changed") == 2
    assert sum(tick["state"] == "skipped" for tick in table["ticks"]) > 5
