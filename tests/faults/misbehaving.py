"""The program with a fault planted: `python -m tests.faults.misbehaving FAULT ARGUMENT…`.

`handler` and `thread` raise, with a note's words, at a key (^L). As controls, `plain` is without what
`companion.tui.life` and the driver do, and `hasty` says that a note is saved before it is on the disk.
"""

import sys
import threading

from textual.drivers.linux_driver import LinuxDriver

from companion.cli.main import run
from companion.storage.journal import Journal
from companion.tui import acts, app, driver
from companion.tui.life import Life

HASTE = 2.0  # seconds from what is said to what is done


def _raise(live):
    words = live.session.register.all_notes()[0].text
    raise RuntimeError(words)


def _raise_in_thread(live):
    threading.Thread(target=_raise, args=(live,)).start()


def _make_plain():
    Life.begin = lambda self: None
    driver.PatientDriver.run_input_thread = LinuxDriver.run_input_thread
    driver.PatientDriver.write = lambda self, data: self._writer_thread.write(data.encode())
    for name in ("_handle_exception", "_fatal_error", "panic"):
        delattr(app.CompanionApp, name)


def _make_hasty():
    true = Journal.append
    Journal.append = lambda *line: threading.Timer(HASTE, true, line).start()


def main():
    """Plant the fault and run the program."""
    fault = sys.argv[1]
    if fault.startswith("plain"):
        _make_plain()
    if fault == "hasty":
        _make_hasty()
    acts.ACTS["here"] = _raise_in_thread if fault == "thread" else _raise
    sys.exit(run(sys.argv[2:]))


if __name__ == "__main__":
    main()
