"""The real program in a real pseudo-terminal."""

import subprocess
import sys
import tomllib

import pytest

from tests.terminal import ROOT, Terminal

ENTER, ESC, F9, F10, UNDO, DOWN = "\r", "\x1b", "\x1b[20~", "\x1b[21~", "\x1a", "\x1b[B"


def notes(speech_path):
    """The notes in the minutes file beside a speech."""
    table = tomllib.loads(speech_path.with_name(f"{speech_path.stem}.minutes.toml").read_text(encoding="utf-8"))
    return [(note["point"], note["kind"], note["text"]) for note in table["notes"] if not note.get("deleted")]


def test_a_meeting_from_opening_to_coming_back(speech_path):
    """Open, follow, write in Chinese, search by initials, quit; the next day all of it is on the screen."""
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type(ENTER + ENTER)
        terminal.wait_for("→ 一")
        terminal.type("开场很好" + ENTER)
        terminal.wait_for("已存", "1 条记录")
        terminal.type("/zxzj" + ENTER)
        terminal.wait_for("→ 二（一）三要")
        terminal.type("！ 报送专项资金方案 @县财政局 >9月底前" + ENTER)
        terminal.wait_for("2 条记录", "1 项任务", "9月30日")
        terminal.type(F10)
        assert terminal.wait_end() == 0

    assert notes(speech_path) == [("1", "comment", "开场很好"), ("2.1.3", "action", "报送专项资金方案")]
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("2 条记录", "1 项任务", "→ 一")


def test_what_is_typed_while_the_program_starts_is_kept(speech_path):
    """Keys sent before the first paint are a note like any other."""
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.type("早早打的字" + ENTER)
        terminal.wait_for("1 条记录")
        terminal.type(F10)
        terminal.wait_end()

    assert [text for _, _, text in notes(speech_path)] == ["早早打的字"]


def test_a_phrase_committed_at_once_arrives_whole(speech_path):
    """A long phrase from an input method, sent in one piece, is the note, character for character."""
    phrase = "全面排查信访积案并逐件落实包案领导和化解时限" * 3
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type(phrase)
        terminal.type(ENTER)
        terminal.wait_for("1 条记录")
        terminal.type(F10)
        terminal.wait_end()

    assert [text for _, _, text in notes(speech_path)] == [phrase]


def test_in_browse_mode_letters_act_and_chinese_is_a_note(speech_path):
    """Esc begins browsing, where u undoes; a committed phrase still becomes a note."""
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("记一笔" + ENTER)
        terminal.wait_for("1 条记录")
        terminal.type(ESC)
        terminal.wait_for("浏览：")
        terminal.type("u")
        terminal.wait_for("0 条记录")
        terminal.type("还是要记")
        terminal.type(ENTER)
        terminal.wait_for("1 条记录")
        terminal.type(F10)
        terminal.wait_end()

    assert [text for _, _, text in notes(speech_path)] == ["还是要记"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50), (50, 12)])
def test_every_size_shows_what_matters(speech_path, size):
    """At any size the current point, the bar and the save state are on the screen, and no row is too long."""
    columns, rows = size
    with Terminal("--lang", "zh", speech_path, columns=columns, rows=rows) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("记" + ENTER)
        terminal.wait_for("已存", "同志们")


def test_a_terminal_too_small_is_one_sentence(speech_path):
    """Below the least size the program says so and leaves with its own code."""
    with Terminal("--lang", "en", speech_path, columns=30, rows=8) as terminal:
        assert terminal.wait_end() == 13
        assert "30×8" in terminal.text


def test_the_terminal_is_as_it_was(speech_path):
    """After leaving, echo and line mode are back and the alternate screen is gone."""
    import termios

    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type(F10)
        assert terminal.wait_end() == 0
        assert termios.tcgetattr(terminal.slave)[3] == terminal.before[3]
        assert terminal.output.rstrip().endswith(b"\x1b[?1049l") or b"\x1b[?1049l" in terminal.output[-200:]


def test_the_chooser_opens_the_sample(tmp_path):
    """Without an argument the sample, recent files and the folder are offered; Enter opens the first."""
    with Terminal("--lang", "zh", cwd=tmp_path) as terminal:
        terminal.wait_for("示例讲话稿")
        terminal.type(ENTER)
        terminal.wait_for("→ 同志们")


def test_a_half_typed_line_survives_a_kill(speech_path):
    """What was being typed when the program was killed stands in the bar at the next start."""
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("记一笔" + ENTER)
        terminal.wait_for("1 条记录")
        terminal.type("还没有打完的一")
        terminal.wait_for("还没有打完的一")
        terminal.read(2.5)
        terminal.kill()
        terminal.wait_end()

    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("还没有打完的一", "1 条记录", "上次没有输完")


def test_broken_minutes_do_not_keep_a_meeting_from_being_noted(speech_path):
    """Minutes broken by a hand edit are said to be and where, however long their folder; notes go on beside them."""
    folder = speech_path.parent / ("二〇二六年第三季度全县水利工作会议" * 3)
    folder.mkdir()
    speech_path = speech_path.rename(folder / speech_path.name)
    minutes = speech_path.with_name("讲话.minutes.toml")
    broken = b'format = 1\nid = "x"\n[[notes]\n'
    minutes.write_bytes(broken)
    with Terminal("--lang", "zh", speech_path) as terminal:
        terminal.wait_for("第 3 行")
        terminal.type("照记不误" + ENTER)
        terminal.wait_for("· 照记不误")
        terminal.type(F10)
        terminal.wait_end()

    assert minutes.read_bytes() == broken
    assert any("照记不误" in path.read_text(encoding="utf-8") for path in minutes.parent.glob("*recovered*"))


def test_the_hand_over_from_the_gate_to_the_folder(speech_path):
    """All is let pass by name in the gate, and everything is exported while a note is typed; no PDF is waited for."""
    with Terminal("--lang", "zh", speech_path, env={"PATH": ""}) as terminal:
        terminal.wait_for("→ 同志们")
        terminal.type("! 报送计划 @县水利局" + ENTER)
        terminal.wait_for("1 项任务")
        terminal.type("\x1b[20;2~")
        terminal.wait_for("未了事项", "会议要素缺")
        terminal.type("a")
        terminal.wait_for("由谁放行全部")
        terminal.type(ENTER)
        terminal.wait_for("没有未了事项", "已放行")
        terminal.type(ESC)
        terminal.wait_for("→ 同志们", gone=["放行"])
        terminal.type(F9)
        terminal.wait_for("会议纪要", "写到文件夹")
        terminal.type(ENTER)
        terminal.wait_for("导出 ")
        terminal.type(ESC)
        terminal.wait_for("→ 同志们", gone=["写到文件夹"])
        terminal.type("边导边记" + ENTER)
        terminal.wait_for("2 条记录", "已导出")
        terminal.type(F10)
        assert terminal.wait_end() == 0

    made = {path.name for path in speech_path.with_name("讲话.handover").iterdir()}
    assert {"manifest.json", "minutes.docx", "ledger.xlsx", "notice-01-县水利局.docx"} <= made


REFERENCE = ROOT.parent / "shared" / "speech" / "speech.txt"
ROUND = {
    "项目建设加快推进": ("1.1", "! 核对新开工项目 @县发改局 >9月底前", "action"),
    "农业方面": ("1.2.2", "早稻数字讲得快，要核", "comment"),
    "融资难、成本高": ("1.p2.4", "？ 有没有融资平台的名单", "question"),
    "抓好一批项目": ("2.1.3", "＝ 同意先筛选一批开竣工项目", "decision"),
    "信访积案力度": ("2.4.1", "+ 每周通报一次", "added"),
    "坚持务实重干": ("3.3", "~ 说成了真抓实干", "changed"),
}


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference speech is not beside this checkout")
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
def test_the_job_on_the_reference_speech(tmp_path, size):
    """A note of each kind at six points, a place found and jumped to, quit, reopened, exported: all of it is right."""
    speech = tmp_path / "speech.txt"
    speech.write_bytes(REFERENCE.read_bytes())
    with Terminal("--lang", "zh", speech, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("→ 同志们")
        for number, (words, (_, line, _)) in enumerate(ROUND.items(), 1):
            terminal.type("/" + words)
            terminal.wait_for("找到")
            terminal.type(ENTER)
            terminal.wait_for("→ ", gone=["找到"])
            terminal.type(line + ENTER)
            terminal.wait_for(f"{number} 条记录")
        terminal.type("/信访积案" + ENTER)
        terminal.wait_for("→ 二（四）一要")
        terminal.type(F10)
        assert terminal.wait_end() == 0

    expected = [(point, kind, line.lstrip("!？＝+~ ").split(" @")[0]) for point, line, kind in ROUND.values()]
    assert notes(speech) == expected
    with Terminal("--lang", "zh", speech, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("6 条记录", "1 项任务")
    done = subprocess.run(
        [sys.executable, "-m", "companion", "export", speech.with_name("speech.minutes.toml"), "--to", "markdown"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert all(text in done.stdout for _, _, text in expected), done.stderr
    assert r"\*亿元" in done.stdout and "县发改局" in done.stdout
