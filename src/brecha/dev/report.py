"""What a verification found: faults, the weakest separations, and how fast the judging was."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

__all__ = ["Fault", "Report", "Separation", "lines"]


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with an exercise on some learner's data."""

    lesson: str
    slug: str
    version: str
    message: str

    def __str__(self) -> str:
        return f"{self.lesson} · {self.slug} ({self.version}): {self.message}"


@dataclass(frozen=True)
class Separation:
    """How far two answers to one exercise are apart, in tolerances."""

    lesson: str
    slug: str
    pair: tuple[str, str]
    distance: float
    version: str


@dataclass
class Report:
    """What a verification found."""

    faults: list[Fault] = field(default_factory=list)
    weakest: dict[tuple[str, str, tuple[str, str]], Separation] = field(default_factory=dict)
    absent: dict[tuple[str, str, str], int] = field(default_factory=dict)
    versions: int = 0
    verdicts: int = 0
    seconds: float = 0.0
    """Seconds spent in judging, summed over processes."""
    preparing: float = 0.0
    """Seconds spent in building data and computing every answer, once a version."""

    def add(self, other: Report) -> None:
        """Take over what another part of the verification found."""
        self.faults += other.faults
        for place, separation in other.weakest.items():
            self._note(place, separation)
        for name, count in other.absent.items():
            self.absent[name] = self.absent.get(name, 0) + count
        self.versions += other.versions
        self.verdicts += other.verdicts
        self.seconds += other.seconds
        self.preparing += other.preparing

    def separate(self, separation: Separation) -> None:
        """Note how far two answers are apart, if they were never nearer."""
        self._note((separation.lesson, separation.slug, separation.pair), separation)

    def _note(self, place: tuple[str, str, tuple[str, str]], separation: Separation) -> None:
        if place not in self.weakest or separation.distance < self.weakest[place].distance:
            self.weakest[place] = separation

    @property
    def rate(self) -> float:
        """Verdicts per second of judging."""
        return self.verdicts / self.seconds if self.seconds else math.nan


def lines(report: Report) -> Iterator[str]:
    """Yield what is printed of a report: each fault, the weakest separations, and the counts."""
    for fault, count in _grouped(report.faults):
        yield str(fault) if count == 1 else f"{fault} (and {count - 1} other versions)"
    yield from _weakest(report)
    for (lesson, slug, name), count in sorted(report.absent.items()):
        yield f"  {lesson} · {slug}: {name} cannot arise in {count} versions"
    yield (
        f"{report.versions} versions, {report.verdicts} verdicts, {report.rate:,.0f} verdicts a "
        f"second (and {report.preparing:.1f} s to compute the answers, once a version), "
        f"{len(report.faults)} faults"
    )


def _grouped(faults: Sequence[Fault]) -> list[tuple[Fault, int]]:
    """Say a fault once, however many versions have it."""
    found: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        kind = fault.message.partition(" only ")[0]
        found.setdefault((fault.lesson, fault.slug, kind), []).append(fault)
    return [(same[0], len(same)) for same in found.values()]


def _weakest(report: Report, most: int = 10) -> Iterator[str]:
    finite = [s for s in report.weakest.values() if math.isfinite(s.distance)]
    if not finite:
        return
    yield "Weakest separations, in tolerances:"
    for weak in sorted(finite, key=lambda s: s.distance)[:most]:
        pair = " / ".join(weak.pair)
        yield f"  {weak.distance:7.1f}  {weak.lesson} · {weak.slug}: {pair} ({weak.version})"
