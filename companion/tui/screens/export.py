"""Handing over: every document in every format, one by one or all at once into a folder."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import say
from companion.errors import CompanionError, OutputExistsError
from companion.exporters import registry
from companion.exporters.formats.office import office_program
from companion.exporters.gate import blocking
from companion.session.closing import open_matters
from companion.session.handover import document_path, prepared
from companion.session.package import (
    ANNOTATED,
    Package,
    annotated_path,
    folder_of,
    free_folder,
    original_of,
    package_of,
    prepared_annotation,
)
from companion.session.templates import own_settings
from companion.tui.handing_over import HandingOver
from companion.tui.screens.draft import DraftScreen
from companion.tui.screens.states import StatesScreen, standing_words
from companion.tui.text import safe
from companion.tui.widgets.document_grid import DocumentGrid, DocumentRow

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

LOOK = 0.25  # seconds between two looks at how far the thread is
EVERYTHING = "everything"
GATE = "gate"


class ExportScreen(ModalScreen[str | None]):
    """Arrows choose document and format, Enter writes; what is there is overwritten only by a second Enter.

    Closes with `GATE` when the list of open matters is wanted, with a note's id when that note is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("enter", "write", show=False),
        Binding("n", "write_beside", show=False),
        Binding("g", "gate", show=False),
        Binding("d", "draft", show=False),
        Binding("s", "states", show=False),
        Binding("escape,f9", "dismiss", show=False),
    ]

    def __init__(self, live: LiveScreen) -> None:
        super().__init__()
        self._live, self._session = live, live.session
        self._asked: object | None = None
        self._written = ""  # what was said of the document written last, to be seen beside how far the thread is

    def compose(self) -> ComposeResult:
        """Where the minutes stand, the documents, and a line to be told things."""
        with Vertical(classes="box list tall"):
            yield Label("", id="title", markup=False)
            yield Label("", id="standing", markup=False)
            yield DocumentGrid()
            yield Label("", id="path", markup=False)
            yield Label(say("handover.export.keys"), classes="told", markup=False)

    def on_mount(self) -> None:
        """List the documents, and look at what is under way."""
        self.query_one("#title", Label).update(say("handover.export.title"))
        self.query_one(DocumentGrid).show(document_rows(has_original=original_of(self._session) is not None))
        self.set_interval(LOOK, self._look)
        self._show_standing()
        self._moved()
        self._tell_template()
        self._look()

    def action_move(self, step: int) -> None:
        """Choose another document."""
        self.query_one(DocumentGrid).move(step)
        self._moved()

    def action_turn(self, step: int) -> None:
        """Choose another format."""
        self.query_one(DocumentGrid).turn(step)
        self._moved()

    @on(DocumentGrid.Chosen)
    def _clicked(self) -> None:
        self._moved()

    def action_write(self) -> None:
        """Write what is chosen."""
        chosen = self.query_one(DocumentGrid).chosen
        if chosen == EVERYTHING:
            self._write_all(package_of(self._session))
        elif chosen is not None:
            self._write(chosen)

    def action_write_beside(self) -> None:
        """Write everything into a new folder beside one that is there."""
        if self._asked == EVERYTHING:
            folder = free_folder(folder_of(self._session))
            self._write_all(package_of(self._session, folder))

    def action_gate(self) -> None:
        """See what is still open."""
        self.dismiss(GATE)

    def action_draft(self) -> None:
        """See the draft of the minutes."""
        self.app.push_screen(DraftScreen(self._session), self._back)

    def action_states(self) -> None:
        """Pass the minutes on."""
        self.app.push_screen(StatesScreen(self._session), lambda _: self._back(None))

    def _back(self, note: str | None) -> None:
        if note:
            self.dismiss(note)
        else:
            self._show_standing()

    def _write(self, chosen: object) -> None:
        """Write one document; a PDF beside the typing, the others at once."""
        try:
            if not isinstance(chosen, registry.Row):
                write = prepared_annotation(self._session, overwrite=self._asked == chosen)
            else:
                write = prepared(self._session, chosen, overwrite=self._asked is chosen)
            if isinstance(chosen, registry.Row) and chosen.format == "pdf":
                self._run_beside(lambda: HandingOver.of_one(self._path(chosen), write))
                return
            path = write()
        except OutputExistsError as error:
            self._asked = chosen
            self._tell(say("tui.export.exists", path=error.values["path"]), bad=True)
        except CompanionError as error:
            self._tell(error.brief(), bad=True)
        else:
            self._asked = None
            self._written = say("tui.told.exported", path=path)
            self._tell(self._written)

    def _write_all(self, package: Package) -> None:
        taken = package.taken()
        if taken and self._asked != EVERYTHING:
            self._asked = EVERYTHING
            self._tell(say("handover.all.exists", n=len(taken), folder=package.folder), bad=True)
            return
        self._run_beside(lambda: HandingOver.of_package(package))

    def _run_beside(self, start: Callable[[], HandingOver]) -> None:
        """Begin to hand over beside the typing, unless that is going on already."""
        self._asked = None
        running = self._live.handing_over
        if running is None or running.is_done:
            self._live.handing_over = start()
        self._look()

    def _look(self) -> None:
        """Say how far the thread is, while there is nothing that asks for an answer."""
        running = self._live.handing_over
        if running is not None and self._asked is None and not running.is_told:
            words = [*filter(None, [self._written]), running.words, *(f"✗ {error}" for error in running.errors)]
            self._tell("\n".join(words), bad=bool(running.errors))
            running.is_told = running.is_done

    def _tell_template(self) -> None:
        """Say what of the user's own settings was not understood; a template that is broken is said, too."""
        try:
            remarks = own_settings().remarks
        except CompanionError as error:
            self._tell(error.brief(), bad=True)
            return
        if remarks:
            self._tell("\n".join(say(key, **values) for key, values in remarks), bad=True)

    def _moved(self) -> None:
        self._asked, self._written = None, ""
        chosen = self.query_one(DocumentGrid).chosen
        is_one = chosen != EVERYTHING
        path = self._path(chosen)
        words = say("handover.export.path", path=path) if is_one else say("handover.all.path", path=path)
        self.query_one("#path", Label).update(safe(words, one_line=True))
        self._tell(say("handover.export.keys"))

    def _path(self, chosen: object) -> Path:
        """Where what is chosen goes."""
        if isinstance(chosen, registry.Row):
            return document_path(self._session, chosen)
        return folder_of(self._session) if chosen == EVERYTHING else annotated_path(self._session)

    def _show_standing(self) -> None:
        count = len(blocking(open_matters(self._session)))
        left = say("handover.export.open", n=count) if count else say("handover.gate.clean")
        words = f"{standing_words(self._session)}　{left}"
        label = self.query_one("#standing", Label)
        label.update(safe(words, one_line=True))
        label.set_class(bool(count), "-open")

    def _tell(self, words: str, *, bad: bool = False) -> None:
        told = self.query_one(".told", Label)
        told.update(safe(words))
        told.set_class(bad, "-bad")


def document_rows(*, has_original: bool = False) -> list[DocumentRow]:
    """Everything first, then each document with its formats; PDF only where something makes it.

    The original with comments is there for a speech that was a Word file.
    """
    has_office = office_program() is not None
    rows = [row for row in registry.ROWS if has_office or row.format != "pdf"]
    rows.sort(key=lambda row: registry.documents().index(row.document))
    found = [DocumentRow(say("handover.all.name"), ((say("handover.all.folder"), EVERYTHING),))]
    for document, group in groupby(rows, key=lambda row: row.document):
        cells = tuple((row.suffix.lstrip("."), row) for row in group)
        found.append(DocumentRow(say(f"tui.document.{document}"), cells))
    if has_original:
        found.append(DocumentRow(say("handover.export.annotated"), (("docx", ANNOTATED),)))
    return found
