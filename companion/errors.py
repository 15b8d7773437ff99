"""What can go wrong in the world: one class per failure, each with its exit code and its own sentence.

What is wrong with a user's text is a value, never one of these.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import ClassVar

from companion.catalogue import say

SHOWN_PLACES = 4
_HOUSE = str(Path(__file__).parent)


class CompanionError(Exception):
    """A failure told to the user in one sentence: the words of `error.NAME`, filled with the arguments."""

    exit_code: ClassVar[int] = 1
    name: ClassVar[str] = "failure"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.name)

    def __str__(self) -> str:
        return say(f"error.{self.name}", **self.values)

    def brief(self) -> str:
        """The sentence with the file's name for its path: a line of the screen has no room for a long folder."""
        path = self.values.get("path")
        return say(f"error.{self.name}", **self.values | ({"path": Path(str(path)).name} if path else {}))

    @classmethod
    def named(cls, name: str, **values: object) -> CompanionError:
        """A failure of the kind that has this name, as it came from another process."""
        kinds = {kind.name: kind for kind in CompanionError.__subclasses__()}
        return kinds.get(name, CompanionError)(**values)


class UsageError(CompanionError):
    """The command line does not make sense: `reason`."""

    exit_code, name = 2, "usage"


class MissingFileError(CompanionError):
    """There is no file `path`."""

    exit_code, name = 3, "missing_file"


class IsFolderError(CompanionError):
    """`path` is a folder where a file was wanted."""

    exit_code, name = 4, "is_folder"


class UnreadableFileError(CompanionError):
    """`path` cannot be opened: `reason`."""

    exit_code, name = 5, "unreadable_file"


class EmptyFileError(CompanionError):
    """`path` has no text in it."""

    exit_code, name = 6, "empty_file"


class NotTextError(CompanionError):
    """`path` is no text in any encoding known here: `line`, `column`."""

    exit_code, name = 7, "not_text"


class BrokenMinutesError(CompanionError):
    """`path` is no minutes file: `reason` at `line`, `column`."""

    exit_code, name = 8, "broken_minutes"


class OtherSpeechError(CompanionError):
    """The minutes `path` belong to the speech `other`, not to `speech`."""

    exit_code, name = 9, "other_speech"


class NewerFormatError(CompanionError):
    """The minutes `path` were written by a newer version: format `format`."""

    exit_code, name = 10, "newer_format"


class SaveError(CompanionError):
    """`path` could not be written: `reason`."""

    exit_code, name = 11, "save"


class NoTerminalError(CompanionError):
    """There is no terminal to show the screen in."""

    exit_code, name = 12, "no_terminal"


class SmallTerminalError(CompanionError):
    """The terminal has `columns` × `rows` cells, fewer than `min_columns` × `min_rows`."""

    exit_code, name = 13, "small_terminal"


class UnknownPointError(CompanionError):
    """The speech has no point `point`."""

    exit_code, name = 14, "unknown_point"


class MissingSpeechError(CompanionError):
    """The speech `name` of the minutes `path` is not where it was."""

    exit_code, name = 15, "missing_speech"


class TooLargeError(CompanionError):
    """`path` would take more than the bounds allow: `reason`."""

    exit_code, name = 16, "too_large"


class ImpossibleMendError(CompanionError):
    """The outline cannot be mended so at `point`: `reason`."""

    exit_code, name = 17, "impossible_mend"


class UnknownMendError(CompanionError):
    """The minutes have no mend `id`, or several whose ids begin or end so."""

    exit_code, name = 18, "unknown_mend"


class NotInFileError(CompanionError):
    """What was noted is on this machine's disk, but not in the file `path` yet; `reason` may be empty."""

    exit_code, name = 19, "not_in_file"


class OutputExistsError(CompanionError):
    """There is already a file `path`, and nobody said to replace it."""

    exit_code, name = 30, "output_exists"


class NoOfficeError(CompanionError):
    """A PDF was wanted and LibreOffice is not on the PATH."""

    exit_code, name = 31, "no_office"


class OfficeFailedError(CompanionError):
    """LibreOffice made no PDF: `reason`."""

    exit_code, name = 32, "office_failed"


class NotOriginalError(CompanionError):
    """`path` is not the Word file that the speech was read from: `reason`."""

    exit_code, name = 33, "not_original"


class NoSealError(CompanionError):
    """`path` is no document made here: it carries no seal."""

    exit_code, name = 34, "no_seal"


class MissingMinutesError(CompanionError):
    """There are no minutes beside `path` to compare it with."""

    exit_code, name = 35, "missing_minutes"


class DocumentFailedError(CompanionError):
    """The document `name` could not be made: `reason`; a fault of this program or of an office library."""

    exit_code, name = 36, "document_failed"


class BrokenTemplateError(CompanionError):
    """`path`, which a template names for head and foot, is no Word file."""

    exit_code, name = 37, "broken_template"


class LockFileError(CompanionError):
    """`path` is the owner file that an office program leaves beside an open document."""

    exit_code, name = 40, "lock_file"


class EncryptedFileError(CompanionError):
    """`path` is locked with a password."""

    exit_code, name = 41, "encrypted_file"


class OldWordFileError(CompanionError):
    """`path` is called .docx and is a file of Word 97 to 2003."""

    exit_code, name = 42, "old_word_file"


class NoDocumentError(CompanionError):
    """`path` is an archive without a document in it."""

    exit_code, name = 43, "no_document"


class DisguisedFileError(CompanionError):
    """`path` is called a Word document and is `really` something else."""

    exit_code, name = 44, "disguised_file"


class BrokenDocumentError(CompanionError):
    """`path` is damaged: `reason`."""

    exit_code, name = 45, "broken_document"


class NeedsOfficeError(CompanionError):
    """`path` is of a format that only an office program reads, and none is here."""

    exit_code, name = 46, "needs_office"


class ConversionError(CompanionError):
    """The office program could not convert `path`: `reason`."""

    exit_code, name = 47, "conversion"


class NoPdfTextError(CompanionError):
    """The PDF `path` has pictures of pages and no text."""

    exit_code, name = 48, "no_pdf_text"


class MissingExtraError(CompanionError):
    """Reading `path` takes the optional part `extra`, which is not installed."""

    exit_code, name = 49, "missing_extra"


class UnknownVersionError(CompanionError):
    """No version `version` of the minutes `path` is kept here."""

    exit_code, name = 50, "unknown_version"


class CrashError(CompanionError):
    """A fault of the program itself: its `kind` and the `place` in the source, never a value it held."""

    exit_code, name = 70, "crash"

    @classmethod
    def of(cls, error: BaseException) -> CrashError:
        """The fault that an exception tells of: its kind, and the last places of our own that it came through."""
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _HOUSE in frame.filename]
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-SHOWN_PLACES:]]
        return cls(kind=type(error).__name__, place=" → ".join(places) or "?")
