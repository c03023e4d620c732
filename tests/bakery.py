"""The toy lesson at hand: its answers by hand, and what is said of an answer.

With seed 0 the four tills are::

    till   customers  served  share
    east          10       9    0.9
    north         20      12    0.6
    south         30      27    0.9
    west          40      16    0.4

so 64 of 100 customers were served (0.64), and the mean of the four shares is 0.7.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from brecha.checking import Feedback, LocalJudge, Verdict, render
from brecha.lessons import Lesson, finding

TOY = Path(__file__).resolve().parent / "toy"
SEED = 0

SHARES = pd.Series({"east": 0.9, "north": 0.6, "south": 0.9, "west": 0.4})
SHARE = 0.64
MEAN_OF_SHARES = 0.7
CUSTOMERS = 10_000


@cache
def lesson() -> Lesson:
    """Find the toy lesson, whatever BRECHA_PATH a test has set."""
    before = os.environ.get(finding.PATH)
    os.environ[finding.PATH] = str(TOY)
    try:
        return finding.find("bakery-queue")
    finally:
        if before is None:
            del os.environ[finding.PATH]
        else:
            os.environ[finding.PATH] = before


@cache
def judge(seed: int = SEED) -> LocalJudge:
    toy = lesson()
    return LocalJudge(toy.slug, toy.key(), toy.version(seed=seed), toy.words())


def verdict(slug: str, answer: Any) -> Verdict:
    """Judge an answer with the data of seed 0."""
    return judge()(lesson().exercise(slug), answer)


def feedback(of: Verdict, language: str = "en") -> Feedback:
    return render(of, lesson().text(language), lesson().exercise(of.slug))


def said(slug: str, answer: Any, language: str = "en") -> str:
    """Return what is said to an answer, as plain text."""
    return feedback(verdict(slug, answer), language).plain
