"""Handing over beside the typing: a thread makes file after file, the screens look at how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from companion.catalogue import say
from companion.errors import CompanionError
from companion.session.package import Package, Written, write_package

_NAMED = 4  # files of another export that are named on the screen: more would fill it


class HandingOver:
    """Files being made; the thread only appends, so that it may be read at any time.

    A thread of its own and no worker of the screen: it goes on when the screen is closed, and leaving the program
    waits for no converter.
    """

    def __init__(
        self,
        total: int,
        place: Path,
        make: Callable[[Callable[[], bool]], Iterator[Written]],
        look: Callable[[Iterable[Written]], tuple[str, ...]] = lambda _: (),
    ) -> None:
        self.total, self.place = total, place
        self.written: list[Written] = []
        self.failure: CompanionError | None = None
        self.is_told = False  # whether its end was said on a screen
        self.left_over: tuple[str, ...] = ()
        self._make, self._look = make, look
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hand-over", daemon=True)
        self._thread.start()

    @classmethod
    def of_package(cls, package: Package) -> HandingOver:
        """Everything into a folder."""
        total, place = len(package.names), package.folder
        return cls(total, place, lambda is_stopped: write_package(package, is_stopped), package.left_over)

    @classmethod
    def of_one(cls, path: Path, write: Callable[[], Path]) -> HandingOver:
        """One document that takes long."""

        def make(_: Callable[[], bool]) -> Iterator[Written]:
            yield Written(1, 1, write().name)

        return cls(1, path, make)

    def stop(self) -> None:
        """Make no further file."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; tells whether it came."""
        self._thread.join(seconds)
        return self.is_done

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return not self._thread.is_alive()

    @property
    def errors(self) -> list[CompanionError]:
        """The reasons of all that could not be made."""
        failed = [one.error for one in self.written if one.error is not None]
        return [*failed, self.failure] if self.failure else failed

    @property
    def words(self) -> str:
        """How far it is, in one line."""
        if not self.is_done:
            last = self.written[-1].name if self.written else ""
            return say("handover.all.progress", n=len(self.written), total=self.total, name=last)
        made = sum(one.error is None for one in self.written)
        if self.total == 1 and made:
            return say("tui.told.exported", path=self.place)
        words = [say("handover.all.done", n=made, folder=self.place)]
        unplaced = sum(one.unplaced for one in self.written)
        words += [say("cli.export.unplaced", count=unplaced)] if unplaced else []
        words += [say("handover.all.failed", n=len(self.errors))] if self.errors else []
        left = self.left_over
        names = say("handover.comma").join(left[:_NAMED]) + ("…" if len(left) > _NAMED else "")
        words += [say("handover.all.left_over", n=len(left), names=names)] if left else []
        return " ".join(words)

    def _run(self) -> None:
        try:
            for one in self._make(self._stop.is_set):
                self.written.append(one)
            self.left_over = self._look(self.written)
        except CompanionError as error:
            self.failure = error
