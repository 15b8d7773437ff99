"""The Textual application: a theme, a driver and the first screen; what there is to do is on the screens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme

from companion.catalogue import say
from companion.errors import CrashError
from companion.session.session import Session
from companion.tui.commands import COMMANDS
from companion.tui.driver import PatientDriver
from companion.tui.life import Life, leave_at_once
from companion.tui.screens.chooser import ChooserScreen
from companion.tui.screens.live import LiveScreen
from companion.tui.screens.palette import Palette
from companion.tui.text import install_guard

ROWS = {
    "cursor-row": "#3a3a3a",
    "selected-row": "#5f5f87",
    "edge": "#444444",
    "quiet": "#949494",
    "block-cursor-background": "#5f5f87",
    "block-cursor-blurred-background": "#3a3a3a",
}
SCROLLBARS = {f"scrollbar{part}": "#949494" for part in ("", "-hover", "-active")} | {
    f"scrollbar-background{part}": "#1c1c1c" for part in ("", "-hover", "-active")
}
# All of these are in the palette of 256 colours, so that terminals without more show them as they are.
THEME = Theme(
    name="companion",
    primary="#5f87af",
    secondary="#8787af",
    accent="#d7af5f",
    warning="#ffaf00",
    error="#ff5f5f",
    success="#87af5f",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables=ROWS | SCROLLBARS,
)

REPAINT = 0.25  # seconds between looks whether a stalled terminal reads again


class CompanionApp(App[None]):
    """The companion in a terminal."""

    CSS_PATH = "companion.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "tell_quit", show=False, priority=True),
        Binding("ctrl+q", "ignore", show=False, priority=True),
    ]

    def __init__(self, session: Session | None) -> None:
        super().__init__(driver_class=PatientDriver)
        install_guard()
        self.register_theme(THEME)
        self.theme = THEME.name
        self.title = say("tui.title")
        self.session = session
        self.crash: CrashError | None = None
        self.life = Life(self.save_typed)

    def get_default_screen(self) -> Screen[None]:
        """The live view of the opened speech, or the choice of one."""
        return LiveScreen(self.session) if self.session else ChooserScreen()

    def on_ready(self) -> None:
        """Hand on what was typed while the program started."""
        if isinstance(self._driver, PatientDriver):
            self._driver.release()
            self.set_interval(REPAINT, self._repaint, name="repaint")

    def save_typed(self) -> None:
        """Put the half-typed line on the disk now."""
        for screen in self.screen_stack:
            if isinstance(screen, LiveScreen) and screen.is_mounted:
                screen.keep_typed()

    def _repaint(self) -> None:
        """Paint everything anew when the terminal has missed something while it took no output."""
        if isinstance(self._driver, PatientDriver) and self._driver.paint_missed():
            self.refresh(layout=True)

    def _handle_exception(self, error: Exception) -> None:
        """End at a fault of our own; Textual would print every local variable, and with them the notes."""
        if self.crash is None:
            self.crash = CrashError.of(error)
            self.life.save_typed()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End at a fault that Textual met; what it would print may hold notes."""
        del renderables
        self.crash = self.crash or CrashError(kind="panic", place="?")
        self._close_messages_no_wait()

    def open_session(self, session: Session) -> None:
        """Go from the chooser to the live view."""
        self.session = session
        self.push_screen(LiveScreen(session))

    def action_tell_quit(self) -> None:
        """Ctrl+C does not leave: it is pressed for copying, and by mistake."""
        self.notify(say("tui.told.how_to_quit"), markup=False, timeout=3)

    def action_ignore(self) -> None:
        """Ctrl+Q belongs to the terminal's flow control."""

    def action_command_palette(self) -> None:
        """The palette: over the live view, whose commands are in it, and over nothing else."""
        if isinstance(self.screen, LiveScreen):
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: those of the live view."""
        if isinstance(screen, LiveScreen):
            for command in COMMANDS:
                if command.name != "palette":
                    yield SystemCommand(
                        command.label,
                        command.shown_keys,
                        lambda name=command.name: screen.action_act(name),
                    )


def open_screen(session: Session | None) -> Session | None:
    """Show the live view of a session, or the chooser, until the user leaves; returns the meeting that was open.

    Raises CrashError after a fault of the program itself.
    """
    app = CompanionApp(session)
    app.life.begin()
    app.run()
    session = app.session
    if app.crash is not None:
        if session is not None:
            session.close()
        raise app.crash
    if isinstance(app._driver, PatientDriver) and app._driver.is_stuck:
        if session is not None:
            session.close()
        app.life.restore()
        leave_at_once(0)
    return session
