"""PDF through LibreOffice, where it is on the PATH; with a profile of its own that is thrown away."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from companion.errors import NoOfficeError, OfficeFailedError

_PROGRAMS = ("soffice", "libreoffice")
_AT_ONCE = 8  # documents in a run: few starts, and still something to see while it works
_PATIENCE = 300  # seconds for a run; a long record of a thousand notes takes about twenty


def office_program() -> str | None:
    """The path of LibreOffice's command, if there is one."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(document: bytes, suffix: str = ".docx") -> bytes:
    """The document as PDF. Raises NoOfficeError where LibreOffice is not, OfficeFailedError when it fails."""
    made = to_pdfs([document], suffix)[0]
    if made is None:
        raise OfficeFailedError(reason="no output")
    return made


def to_pdfs(documents: Sequence[bytes], suffix: str = ".docx") -> list[bytes | None]:
    """The documents as PDF in one run, most of which is LibreOffice's start; None for one that it left out.

    Raises what `to_pdf` raises.
    """
    program = office_program()
    if program is None:
        raise NoOfficeError
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder) / f"{place}{suffix}" for place in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        _convert(program, sources)
        made = [source.with_suffix(".pdf") for source in sources]
        return [path.read_bytes() if path.is_file() else None for path in made]


def _convert(program: str, sources: Sequence[Path]) -> None:
    folder = sources[0].parent
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    try:
        done = subprocess.run(  # noqa: S603 # the program is LibreOffice, the files are our own
            command, capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OfficeFailedError(reason=str(error)) from error
    if done.returncode and not any(source.with_suffix(".pdf").is_file() for source in sources):
        raise OfficeFailedError(reason=done.stderr.decode("utf-8", "replace").strip() or str(done.returncode))


class PdfRuns:
    """The PDFs of many documents, several in each run of LibreOffice.

    `made` are the Word documents by their file names, to which more may come until a PDF is asked for.
    """

    def __init__(self, stems: Sequence[str], made: Mapping[str, bytes]) -> None:
        self._stems, self._made = stems, made
        self._ready: dict[str, bytes | None] = {}

    def of(self, name: str) -> bytes:
        """The PDF of this name. Raises what `to_pdf` raises, and OfficeFailedError without its Word document."""
        stem = name.removesuffix(".pdf")
        if f"{stem}.docx" not in self._made:
            raise OfficeFailedError(reason=f"{stem}.docx")
        if stem not in self._ready:
            wanted = [one for one in self._stems if one not in self._ready and f"{one}.docx" in self._made]
            run = wanted[:_AT_ONCE]
            self._ready |= zip(run, to_pdfs([self._made[f"{one}.docx"] for one in run]), strict=True)
        # alone where the run left it out: another document may have brought LibreOffice down
        return self._ready[stem] or to_pdf(self._made[f"{stem}.docx"])
