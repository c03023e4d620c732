"""The engine of checks: exercises, misconceptions, verdicts and what is said about them.

It knows no lesson, no notebook and no language; a lesson brings its own exercises, answers and
texts.
"""

from brecha.checking.bundle import MIME, bundle, checks_in, read_checks
from brecha.checking.exercise import Exercise
from brecha.checking.feedback import Feedback, render
from brecha.checking.judge import Judge, LocalJudge, Recorder
from brecha.checking.key import AnyOf, Key, Misconception, Solved
from brecha.checking.kinds import (
    Choice,
    Drawing,
    Frame,
    FreeText,
    Function,
    Kind,
    Label,
    Material,
    Number,
    Ranking,
    ScenePath,
    Series,
    Sorting,
)
from brecha.checking.verdict import Message, State, Verdict

__all__ = [
    "MIME",
    "AnyOf",
    "Choice",
    "Drawing",
    "Exercise",
    "Feedback",
    "Frame",
    "FreeText",
    "Function",
    "Judge",
    "Key",
    "Kind",
    "Label",
    "LocalJudge",
    "Material",
    "Message",
    "Misconception",
    "Number",
    "Ranking",
    "Recorder",
    "ScenePath",
    "Series",
    "Solved",
    "Sorting",
    "State",
    "Verdict",
    "bundle",
    "checks_in",
    "read_checks",
    "render",
]
