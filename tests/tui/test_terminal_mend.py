"""Mending and proof-reading with the real program in a real pseudo-terminal."""

import tomllib

from tests.terminal import Terminal

ENTER, ESC, F10, UNDO = "\r", "\x1b", "\x1b[21~", "\x1a"
MEND, PROOF = "\x05", "\x0b"


def test_a_tail_is_mended_in_two_keys_and_outlives_a_re_issue(speech_path):
    """^E 8 puts the tail sentence under the parent; it is so after reopening, and in the speech's next issue."""
    with Terminal("--lang", "zh", speech_path, columns=80, rows=24) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("/每周检查" + ENTER)
        terminal.wait_for("→ 二（一）二是")
        terminal.type(MEND)
        terminal.wait_for("1升 2降", "县水利局要")
        terminal.type("8")
        terminal.wait_for("改归 县水利局要每周检查一次", "已存")
        terminal.type(F10)
        assert terminal.wait_end() == 0

    words = speech_path.read_text(encoding="utf-8")
    speech_path.write_text(words.replace("同志们：\n", "同志们：\n先讲几句题外话。\n"), encoding="utf-8")
    minutes = speech_path.with_name("讲话.minutes.toml")
    mends = tomllib.loads(minutes.read_text(encoding="utf-8"))["mends"]
    assert [(one["operation"], one["quote"][:5]) for one in mends] == [("reparent", "县水利局要")]
    with Terminal("--lang", "zh", speech_path, columns=80, rows=24) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("/每周检查" + ENTER)
        terminal.wait_for("→ 二（一）县水利局")
        terminal.type("盯住" + ENTER)
        terminal.wait_for("1 条记录")
        terminal.type(F10)
        terminal.wait_end()

    table = tomllib.loads(minutes.read_text(encoding="utf-8"))
    assert [(note["point"], note["text"]) for note in table["notes"]] == [("2.1.p1", "盯住")]


def test_the_panel_and_the_encoding_in_a_small_terminal(tmp_path):
    """A GB18030 speech: the encoding at opening, the remarks by ^K, Enter at the words, d and ^Z."""
    path = tmp_path / "稿.txt"
    path.write_bytes("会上的讲话\n\n一、情况\n县场完成完成任务。\n二、要求\n抓紧。\n".encode("gb18030"))
    with Terminal("--lang", "zh", path, columns=80, rows=24) as terminal:
        terminal.wait_for("按 GB18030 编码读入", "校对提示 2 条")
        terminal.type(PROOF)
        terminal.wait_for("4:1", "县场", "4:3", "Esc 关闭")
        terminal.type("d")
        terminal.wait_for("4:3", gone=["4:1 "])
        terminal.type(ENTER)
        terminal.wait_for("疑似重复", "校对提示 1 条", gone=["Esc 关闭"])
        terminal.type(UNDO)
        terminal.wait_for("校对提示 2 条", "已撤销")
        terminal.type(F10)
        assert terminal.wait_end() == 0


def test_an_encoding_can_be_given(tmp_path):
    """--encoding overrides what the bytes say, and is what the screen names."""
    path = tmp_path / "稿.txt"
    path.write_bytes("會議上的講話\n\n一、情況\n都好。\n".encode("big5"))
    with Terminal("--lang", "zh", "--encoding", "big5", path, columns=80, rows=24) as terminal:
        terminal.wait_for("按 BIG5 编码读入", "會議上的講話")
        terminal.type(F10)
        terminal.wait_end()
