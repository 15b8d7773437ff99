"""PDF through LibreOffice, where it is on the PATH; with a profile of its own that is thrown away."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from companion.errors import NoOfficeError, OfficeFailedError

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 180  # seconds; a long record of a thousand notes takes about twenty


def office_program() -> str | None:
    """The path of LibreOffice's command, if there is one."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(document: bytes, suffix: str = ".docx") -> bytes:
    """The document as PDF. Raises NoOfficeError where LibreOffice is not, OfficeFailedError when it fails."""
    program = office_program()
    if program is None:
        raise NoOfficeError
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(document)
        _convert(program, source)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise OfficeFailedError(reason="no output")
        return made.read_bytes()


def _convert(program: str, source: Path) -> None:
    profile = (source.parent / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(source.parent), str(source)]
    try:
        done = subprocess.run(  # noqa: S603 # the program is LibreOffice, the file is our own
            command, capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OfficeFailedError(reason=str(error)) from error
    if done.returncode:
        raise OfficeFailedError(reason=done.stderr.decode("utf-8", "replace").strip() or str(done.returncode))
