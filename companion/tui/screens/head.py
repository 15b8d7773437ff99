"""The head of the minutes: the meeting, its time and place, and who was there."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from companion.capture.head import parse_people
from companion.catalogue import language, say
from companion.errors import SaveError
from companion.exporters.report import meeting_of
from companion.model.minutes import Head
from companion.session.session import Session
from companion.tui.text import safe
from companion.tui.widgets.field import EDITABLE, Field
from companion.tui.wording import clock

TEXTS = ("title", "date", "started_at", "ended_at", "venue", "chair", "recorder")
LISTS = ("present", "attending")
PEOPLE = ("absent", "late", "left")
FIELDS = (*TEXTS, *LISTS, *PEOPLE, "previous_minutes", "classification", "plan")
SEEN = 200  # characters shown of a field that is too long to be changed
_SEPARATORS = re.compile(r"\s*[;；、,，]\s*")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class HeadScreen(ModalScreen[None]):
    """A field a line; Enter goes on, Esc keeps what was typed and closes. Undo takes all of it back.

    What an empty field would hold most likely stands there in grey, and is taken by the right arrow.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "keep", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("right", "take", show=False, priority=True),
    ]

    def __init__(self, session: Session, field: str = "") -> None:
        super().__init__()
        self._session, self._field = session, field

    def on_mount(self) -> None:
        """Begin in the field that was asked for."""
        if self._field in FIELDS:
            self.query_one(f"#{self._field}", Input).focus()

    def compose(self) -> ComposeResult:
        """All fields with what is known of them."""
        head = self._session.head
        with Vertical(classes="box"):
            yield Label(say("tui.head.title"), markup=False)
            for name in FIELDS:
                with Horizontal(classes="field"):
                    yield Label(say(f"tui.head.{name}_label"), markup=False)
                    yield self._line_for(name, shown(head, name))
            yield Label(say("tui.head.keys"), classes="told", markup=False)

    def _line_for(self, name: str, value: str) -> Field:
        """The line for a field; one that is too long for a line can be seen and not changed."""
        is_long = len(value) > EDITABLE
        text = safe(value, one_line=True, limit=SEEN) if is_long else value
        return Field(text, safe(self._likely(name), one_line=True), id=name, select_on_focus=False, disabled=is_long)

    def _likely(self, name: str) -> str:
        """What a field would hold most likely, shown but not taken."""
        session = self._session
        ticked = [tick.at for tick in session.register.ticks.values() if tick.at]
        likely = {
            "title": meeting_of(session.outline.title, language()) if session.outline.title else "",
            "date": session.day.isoformat(),
            "started_at": clock(min(ticked, default=None)).strip(),
            "recorder": session.author,
            "previous_minutes": say("tui.head.previous_minutes_likely"),
        }
        return likely.get(name, "")

    @on(Input.Submitted)
    def _next(self) -> None:
        self.app.action_focus_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The right arrow moves the cursor, except in an empty field with something to take."""
        del parameters
        field = self.focused
        return action != "take" or (isinstance(field, Input) and not field.value and bool(field.placeholder))

    def action_take(self) -> None:
        """Take what stands there in grey."""
        field = self.focused
        if isinstance(field, Input):
            field.value = self._likely(field.id or "")
            field.cursor_position = len(field.value)

    def action_keep(self) -> None:
        """Save what changed and close; a date that is none is said, and nothing is closed."""
        before = self._session.head
        fields = [self.query_one(f"#{name}", Input) for name in FIELDS]
        typed = {field.id or "": field.value.strip() for field in fields if not field.disabled}
        changed = {name: value for name, value in typed.items() if value != shown(before, name)}
        if changed.get("date") and understood_day(changed["date"]) is None:
            self._tell(say("tui.head.bad_date", text=changed["date"]))
            return
        try:
            if changed:
                self._session.set_head({name: meant(name, value) for name, value in changed.items()})
        except SaveError as error:
            self._tell(error.brief())
            return
        self.dismiss()

    def _tell(self, words: str) -> None:
        told = self.query_one(".told", Label)
        told.update(safe(words))
        told.add_class("-bad")


def shown(head: Head, name: str) -> str:
    """A field as it is typed."""
    if name == "date":
        return head.date.isoformat() if head.date else ""
    if name == "plan":
        plan = head.extra.get("plan")
        return "、".join(map(str, plan)) if isinstance(plan, list) else ""
    value = getattr(head, name)
    if name in PEOPLE:
        return "、".join(f"{person}（{reason}）" if reason else person for person, reason in value)
    return "、".join(value) if isinstance(value, tuple) else str(value)


def meant(name: str, value: str) -> Any:
    """A typed field as it is kept; None when it is empty."""
    if not value:
        return None
    if name == "date":
        return understood_day(value)
    if name in PEOPLE:
        rows = [{"name": person, "reason": reason} for person, reason in parse_people(value)]
        return [{key: words for key, words in row.items() if words} for row in rows]
    parts = [part for part in _SEPARATORS.split(value) if part]
    if name == "plan":
        return [int(part) for part in parts if part.isdecimal()]
    return parts if name in LISTS else value


def understood_day(value: str) -> date | None:
    """A typed day: 2026-07-10, 2026/7/10, 2026年7月10日."""
    match = _DAY.fullmatch(value)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
