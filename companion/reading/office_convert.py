"""Formats that only an office program reads (.doc, .wps, .rtf), converted to .docx by LibreOffice where it is
there.

It runs in a temporary folder with a profile of its own, so that it neither meets nor disturbs the user's, and
is ended with all its children when it takes too long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path, PurePath

from companion.catalogue import say
from companion.errors import ConversionError, NeedsOfficeError
from companion.reading.rtf_labels import with_printed_labels

TIMEOUT = 90.0
_PROGRAMS = ("soffice", "libreoffice")
_SUFFIXES = {".doc", ".wps", ".rtf", ".dot", ".wpt", ".xml", ".uof", ".uot"}


def convert_to_docx(data: bytes, name: str, timeout: float = TIMEOUT) -> bytes:
    """The bytes of a .docx with the same document; `timeout` is in seconds.

    Raises NeedsOfficeError where LibreOffice is not on the PATH, ConversionError where it fails or does not
    answer.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise NeedsOfficeError(path=name)
    suffix = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="companion-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"speech{suffix if suffix in _SUFFIXES else '.doc'}")
        source.write_bytes(with_printed_labels(data) if data.startswith(b"{\\rtf") else data)
        _run(program, source, name, timeout)
        result = Path(folder, "out", "speech.docx")
        if not result.is_file():
            raise ConversionError(path=name, reason=say("formats.office.failed"))
        return result.read_bytes()


def _run(program: str, source: Path, name: str, timeout: float) -> None:
    profile = source.parent.joinpath("profile").as_uri()
    options = [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
    ]
    order = [program, *options, "--convert-to", "docx", "--outdir", str(source.parent / "out"), str(source)]
    try:
        process = subprocess.Popen(  # noqa: S603 - a program found on the PATH, with arguments made here
            order,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ConversionError(path=name, reason=error.strerror or str(error)) from error
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise ConversionError(path=name, reason=say("formats.office.timeout", seconds=round(timeout))) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with the children it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
    process.wait()
