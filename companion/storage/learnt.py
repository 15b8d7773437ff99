"""Units that were typed and not known before, remembered for the next meeting."""

from __future__ import annotations

from collections.abc import Iterable

import tomli_w

from companion.errors import SaveError
from companion.storage.files import write_atomically
from companion.storage.profile import learnt_names, learnt_path, learnt_rows


def remember_units(names: Iterable[str]) -> None:
    """Add names to the user's learnt units; a list that cannot be written is no reason to stop."""
    known = learnt_names()
    fresh = [name for name in names if name not in known]
    if not fresh:
        return
    path = learnt_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, tomli_w.dumps(learnt_rows([*known, *fresh])).encode("utf-8"))
    except (OSError, SaveError):
        return
