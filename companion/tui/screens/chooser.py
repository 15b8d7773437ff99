"""What there is to open: the sample, the files opened last, and the files of a folder, narrowed by typing."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Label

from companion.catalogue import say
from companion.errors import CompanionError
from companion.session.sample import sample_speech
from companion.session.session import Session
from companion.storage.recent import recent_files
from companion.tui.text import safe
from companion.tui.widgets.choice_list import Choice, ChoiceList
from companion.tui.widgets.field import Field

SPEECH_SUFFIXES = (
    ".txt", ".md", ".org", ".rst", ".docx", ".docm", ".dotx", ".odt", ".html", ".htm", ".pdf",
    ".doc", ".wps", ".rtf", ".minutes.toml",
)  # fmt: skip


class ChooserScreen(Screen[None]):
    """Type to narrow the list or name a path; Enter opens, a folder is gone into."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("escape,f10", "leave", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path.cwd()

    def compose(self) -> ComposeResult:
        """A line to type in, a list, a line to be told things."""
        with Vertical(classes="box"):
            yield Label(say("tui.chooser.title"), markup=False)
            yield Field(placeholder=say("tui.chooser.placeholder"), id="path", compact=True)
            yield ChoiceList()
            yield Label(say("tui.chooser.keys"), classes="told", markup=False)

    def on_mount(self) -> None:
        """List what there is."""
        self.query_one(Input).focus()
        self._list("")

    def action_move(self, step: int) -> None:
        """Choose another row."""
        self.query_one(ChoiceList).move(step)

    def action_leave(self) -> None:
        """Leave without opening anything."""
        self.app.exit()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._list(event.value.strip())

    @on(Input.Submitted)
    def _open_chosen(self, event: Input.Submitted) -> None:
        typed = Path(event.value.strip()).expanduser()
        if event.value.strip() and typed.exists():
            self._open(typed)
        else:
            self._take(self.query_one(ChoiceList).chosen)

    @on(ChoiceList.Chosen)
    def _clicked(self, event: ChoiceList.Chosen) -> None:
        self._take(event.choice)

    def _take(self, choice: Choice | None) -> None:
        if choice is None:
            return
        try:
            self._open(choice.value if isinstance(choice.value, Path) else sample_speech())
        except CompanionError as error:
            self._tell(error)

    def _open(self, path: Path) -> None:
        if path.is_dir():
            self._folder = path
            self.query_one(Input).value = ""
            self._list("")
            return
        try:
            session = Session.open(path)
        except CompanionError as error:
            self._tell(error)
        else:
            self.app.open_session(session)  # type: ignore[attr-defined]  # the one app there is

    def _tell(self, error: CompanionError) -> None:
        told = self.query_one(".told", Label)
        told.update(safe(error.brief()))
        told.add_class("-bad")

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        rows = [row for row in self._rows() if all(word in row.text.casefold() for word in words)]
        self.query_one(ChoiceList).show(rows)

    def _rows(self) -> list[Choice]:
        recent = [Choice(say("tui.chooser.recent"), f"{path.name}  {path.parent}", path) for path in recent_files()]
        sample = Choice(say("tui.chooser.sample"), say("tui.chooser.sample_words"), None)
        here = [Choice(say("tui.chooser.file"), path.name, path) for path in _speeches(self._folder)]
        folders = [Choice(say("tui.chooser.folder"), f"{path.name}/", path) for path in _folders(self._folder)]
        above = [Choice(say("tui.chooser.folder"), "../", self._folder.parent)]
        return [*recent, sample, *here, *above, *folders]


def _speeches(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$"))]
    except OSError:
        return []
    return sorted(path for path in files if path.name.lower().endswith(SPEECH_SUFFIXES))


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []
