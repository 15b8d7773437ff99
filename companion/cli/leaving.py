"""Leaving minutes that a command changed: a script learns whether what is safe by then is in the file, too."""

from __future__ import annotations

from companion.errors import NotInFileError
from companion.session.session import Session
from companion.storage.store import MinutesStore


def leave(opened: Session | MinutesStore) -> None:
    """Close minutes, within seconds. Raises NotInFileError when what was noted is on this machine alone."""
    store = opened.store if isinstance(opened, Session) else opened
    if not opened.close():
        raise NotInFileError(path=store.path, reason=store.state.failure or store.state.delay)
