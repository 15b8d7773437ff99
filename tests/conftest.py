"""What all tests have in common: folders of their own, a language, a small speech."""

import socket

import pytest

SPEECH = """在全县水利工作会议上的讲话

同志们：
刚才，大家作了很好的发言，我都同意。下面，我讲三点意见。
一、上半年水利工作的情况
上半年，全县完成水利投资*亿元，增长*％。
（一）河道治理有序推进。共治理河道*公里，至*月底，还有*处险段没有开工。
（二）农村供水稳步改善。城区方面，新建水厂*座。乡镇方面，改造管网*公里。
二、下半年要抓好的工作
（一）抓紧工程进度。一要排出施工计划。各镇要在9月底前报送计划。二是管好工程质量。县水利局要每周检查一次。三要用好专项资金。
（二）防汛值守
汛期方面的事情不能松。
三、几点要求
坚持党的领导，加强组织建设。把责任落到人。
坚持实事求是，加强作风建设。把事情做实。
我就讲到这里。散会！
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory, monkeypatch):
    """Nothing of the one who runs the tests is read or written."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    from companion.catalogue import choose_language

    choose_language("zh")
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Code that reaches for the network fails its test; local sockets are what event loops are made of."""
    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refusing(getattr(socket.socket, name)))


def _refusing(method):
    def refuse(self, *arguments):
        assert self.family == socket.AF_UNIX, "the network is reached for"
        return method(self, *arguments)

    return refuse


@pytest.fixture
def speech_path(tmp_path):
    """A small speech of the usual build, in a folder of its own."""
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


@pytest.fixture
def count(record_property):
    """Says a line of figures, printed when all tests have run, whichever process ran this one."""
    return lambda line: record_property("count", line)


def pytest_terminal_summary(terminalreporter):
    """Print what tests have counted."""
    reports = [report for kind in ("passed", "failed", "skipped") for report in terminalreporter.stats.get(kind, [])]
    lines = [line for report in reports for name, line in getattr(report, "user_properties", ()) if name == "count"]
    if lines:
        terminalreporter.section("counted")
    for line in sorted(lines):
        terminalreporter.line(line)
