"""What a fault row found: how often it was tried, what was lost, and whether the planted fault was caught."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Report:
    """One row: `tried` trials with `acknowledged` notes; `lost` and `wrong` must stay empty.

    `control` says what the planted wrong saver did in the same rig; `caught` whether the rig saw it.
    """

    row: str
    tried: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    control: str = ""
    caught: bool = True
    skipped: str = ""
    figures: str = ""

    @property
    def is_good(self) -> bool:
        """Nothing lost, nothing wrong, and the rig still finds the planted fault."""
        return not self.lost and not self.wrong and self.caught

    def line(self) -> str:
        """The row as one line."""
        if self.skipped:
            return f"{self.row}  SKIPPED: {self.skipped}"
        verdict = "ok  " if self.is_good else "FAIL"
        counts = f"tried {self.tried}, acknowledged {self.acknowledged}"
        counts += f", lost {len(self.lost)}, wrong {len(self.wrong)}"
        rest = "; ".join(filter(None, (self.figures, f"control: {self.control}" if self.control else "")))
        examples = "".join(f"\n      {one}" for one in (*self.lost[:4], *self.wrong[:4]))
        return f"{self.row}  {verdict} {counts}; {rest}{examples}"


def memory(line: str) -> int:
    """Megabytes of this process: `VmRSS` now, `VmHWM` at most. `ru_maxrss` would count those of who started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{line}:")[2].split()[0]) // 1024
