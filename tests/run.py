"""Run the parts of the tests one after the other and say what each took: ``make test``.

``python tests/run.py`` runs them all, ``python tests/run.py unit browser`` only those. A part that
fails doesn't stop the others. The last lines repeat what was skipped, and the sum of all counts.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LIMIT = 900  # seconds for one part; a browser that hangs must not take CI with it

PYTEST = (sys.executable, "-m", "pytest", "-q")
TWO_BY_TWO = ("-n", "logical", "--dist", "loadfile")
BRECHA = (str(Path(sys.executable).with_name("brecha")),)

PARTS: Mapping[str, tuple[str, ...]] = {
    "unit": (*PYTEST, "-n", "logical", "-m", "not browser and not notebooks and not slow"),
    "lint": (*BRECHA, "dev", "lint"),
    "verify": (*BRECHA, "dev", "verify", "--seeds", "0:20", "--jobs", "2"),
    "nbval": (*PYTEST, *TWO_BY_TWO, "--nbval", "notebooks", "casework"),
    "notebooks": (*PYTEST, "-n", "logical", "-m", "notebooks and not slow", "tests"),
    "browser": (*PYTEST, "-m", "browser", "tests"),
    "binder": (sys.executable, "-m", "brecha.dev.binder"),
}

_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed)")
_CLOSING = re.compile(r"^=*\s*(?:\d+ [a-z]+(?:, )?)+ in [\d.]+s")


@dataclass
class Result:
    """What one part did."""

    part: str
    code: int
    seconds: float
    counts: Counter[str] = field(default_factory=Counter)
    skips: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return self.code == 0


def counts_of(line: str) -> Counter[str]:
    """Read pytest's closing line; any other line counts nothing.

    >>> sorted(counts_of("3 passed, 1 skipped in 0.12s").items())
    [('passed', 3), ('skipped', 1)]
    >>> counts_of("1 error in 2.10s")["failed"]
    1
    >>> counts_of("we saw 3 passed by")
    Counter()
    """
    if not _CLOSING.match(line):
        return Counter()
    found: Counter[str] = Counter()
    for number, word in _COUNT.findall(line):
        found["failed" if word.startswith("error") else word] += int(number)
    return found


def run(part: str, command: Sequence[str]) -> Result:
    """Run one part, passing its output on, and end it when it exceeds the limit."""
    print(f"\n== {part}: {' '.join(_shown(command))}", flush=True)
    begin = time.monotonic()
    result = Result(part, code=0, seconds=0.0)
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        try:
            for line in process.stdout:
                print(line, end="", flush=True)
                result.counts += counts_of(line)
                if line.startswith("SKIPPED"):
                    result.skips.append(line.strip())
        finally:
            timer.cancel()
    result.code, result.seconds = process.returncode, time.monotonic() - begin
    if result.seconds >= LIMIT:
        print(f"{part} was ended after {LIMIT} s.")
    return result


def report(results: Iterable[Result]) -> str:
    """Say what each part took, what was skipped, and the sum."""
    results = list(results)
    total: Counter[str] = Counter()
    lines = ["", f"{'part':<12}{'seconds':>8}  result"]
    for result in results:
        total += result.counts
        counted = ", ".join(f"{number} {word}" for word, number in sorted(result.counts.items()))
        word = "ok" if result.passed else f"FAILED ({result.code})"
        lines.append(f"{result.part:<12}{result.seconds:>8.1f}  {word}  {counted}".rstrip())
        if not result.passed and not result.counts["failed"]:
            total["failed"] += 1
    lines.append(f"{'all':<12}{sum(result.seconds for result in results):>8.1f}")
    if skips := [skip for result in results for skip in result.skips]:
        lines += ["", "NOT TESTED, because it was skipped:", *skips]
    lines += [
        "",
        f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped",
    ]
    return "\n".join(lines)


def _shown(command: Sequence[str]) -> Sequence[str]:
    return (Path(command[0]).name, *command[1:])


def main(names: Sequence[str]) -> int:
    """Run the named parts, or all."""
    if unknown := set(names) - set(PARTS):
        print(f"There is no part {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
        return 2
    results = [run(part, PARTS[part]) for part in (names or PARTS)]
    print(report(results))
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
