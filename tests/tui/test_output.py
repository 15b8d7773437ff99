"""What goes to the terminal: at once where that takes no waiting, in order, and never held up by a terminal."""

import os
import pty
import threading
import tty

from textual.drivers._writer_thread import WriterThread

from companion.tui.driver import PatientDriver
from companion.tui.output import Output

MUCH = b"".join(b"%07d\n" % number for number in range(100_000))  # more than a terminal takes that nobody reads


class _Driver(PatientDriver):
    """The driver's output alone."""

    def __init__(self, output):
        self._output, self._handed, self._has_missed = output, 0, False
        self._writer_thread = WriterThread(output)
        self._writer_thread.start()


def _terminal():
    master, slave = pty.openpty()
    tty.setraw(slave)
    return master, open(slave, "w", encoding="utf-8")


def _read(handle, size):
    parts = []
    while size > 0:
        parts.append(os.read(handle, min(size, 1000)))
        size -= len(parts[-1])
    return b"".join(parts)


def test_what_the_terminal_does_not_take_at_once_is_given_back():
    """A terminal that nobody reads takes a beginning, and then nothing; neither is waited for."""
    master, slave = _terminal()
    output = Output(slave)

    left = MUCH
    while (rest := output.write_at_once(left)) != left:  # the terminal makes room once or twice
        left = rest
    taken = len(MUCH) - len(left)

    assert 0 < taken < len(MUCH) and MUCH.endswith(left)
    assert _read(master, taken) == MUCH[:taken]
    output.close()
    os.close(master)
    slave.close()


def test_other_openings_of_the_terminal_still_wait():
    """The shell's own handle of the terminal stays as it was."""
    master, slave = _terminal()
    output = Output(slave)

    assert os.get_blocking(slave.fileno())
    output.close()
    assert os.get_blocking(slave.fileno())
    os.close(master)
    slave.close()


def test_what_has_no_terminal_is_left_to_the_thread():
    """A pipe cannot be opened a second time: all of it is for the thread to write."""
    there, here = os.pipe()
    with open(here, "w", encoding="utf-8") as file:
        output = Output(file)
        assert output.write_at_once(b"abc") == b"abc"
        output.write(b"abc")
        assert os.read(there, 10) == b"abc" and output.taken == 1
    os.close(there)


def test_a_slow_terminal_gets_all_of_it_in_order():
    """Whether a write went at once, in part, or by the thread: what comes out is what went in, in its order."""
    master, slave = _terminal()
    driver = _Driver(Output(slave))
    came = []
    reader = threading.Thread(target=lambda: came.append(_read(master, len(MUCH))))

    size = len(MUCH) // 25
    for start in range(0, len(MUCH), size):
        driver.write(MUCH[start : start + size].decode())
        if start == 5 * size:
            reader.start()
    reader.join(30)
    driver.close()

    assert came == [MUCH] and not driver.is_stuck
    os.close(master)
    slave.close()


def test_a_terminal_that_is_gone_swallows_what_is_written():
    """Output to a closed window is nobody's fault: the input says that the window is closed."""
    master, slave = _terminal()
    output = Output(slave)
    os.close(master)

    assert output.write_at_once(b"abc") == b""
    output.write(b"abc")
    assert output.taken == 1
    output.close()
