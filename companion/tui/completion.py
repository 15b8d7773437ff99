"""Names of units offered while one is being typed after `@` or `+`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

_OPEN_NAME = re.compile(r"[@＠]([^\s@＠>＞#＃+＋，。；]*)$|[@＠].*[\s　][+＋]([^\s@＠>＞#＃+＋，。；]*)$")
SHOWN = 4


def complete_owner(live: LiveScreen) -> bool:
    """Put the best name in place of what is being typed; False when no name is."""
    typed = _open_name(live)
    names = live.session.complete_owner(typed) if typed is not None else []
    if typed is None or not names:
        return False
    bar = live.bar
    before, after = bar.value[: bar.cursor_position], bar.value[bar.cursor_position :]
    kept = before[: len(before) - len(typed)]
    bar.value = f"{kept}{names[0]} {after}"
    bar.cursor_position = len(kept) + len(names[0]) + 1
    return True


def completion_runs(live: LiveScreen) -> list[Run]:
    """The names that may be meant, the one that Tab takes first."""
    typed = _open_name(live)
    names = live.session.complete_owner(typed)[:SHOWN] if typed is not None else []
    if not names:
        return []
    return [("   Tab ", "key"), (names[0], "owner"), *((f" · {name}", "dim") for name in names[1:])]


def _open_name(live: LiveScreen) -> str | None:
    """What was typed of the name at the cursor; None when there is none."""
    found = _OPEN_NAME.search(live.bar.value[: live.bar.cursor_position])
    return None if found is None else found[1] if found[1] is not None else found[2]
