"""How much proof-reading has to say about the open speech, for the status line."""

from __future__ import annotations

from companion.session.proof import ProofReading
from companion.session.session import Session

LINES, CHARACTERS = 2_000, 60_000  # proof-read within a tenth of a second; a larger speech only when that is asked for


class Doubts:
    """The number of remarks that are open; none before `look`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._has_looked = False
        self.proof = ProofReading(session)
        self.count = 0

    def look(self) -> None:
        """Proof-read, if the speech is of ordinary size, and count."""
        lines = self._session.speech.lines
        self._has_looked = len(lines) <= LINES and sum(map(len, lines)) <= CHARACTERS
        self.count_again()

    def count_again(self) -> None:
        """Remarks may have been dismissed since."""
        self.count = len(self.proof.doubts) if self._has_looked else 0

    def forget(self) -> None:
        """The outline is another one: nothing is known until `look`."""
        self._has_looked, self.count = False, 0
