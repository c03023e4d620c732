import pytest

from brecha.dev.guards.parameters import declared
from brecha.lessons import Parameter
from dev.small import code, notebook

TAKEN = (Parameter("line", "red", choices=("red", "blue")), Parameter.seed(), Parameter.assessed())
LINES = [
    'language: str = "es"  # language',
    'line: str = "red"  # the line',
    "seed: int = 2024  # your own trips",
    "assessed: bool = False  # kept, not judged",
]


def found(*lines):
    cell = code("parameters", "\n".join(lines), "parameters")
    return [(p.cell, p.message, p.remedy) for p in declared(notebook(cell), TAKEN)]


def test_a_cell_that_declares_what_the_lesson_takes():
    assert found(*LINES) == []


@pytest.mark.parametrize(
    "place, line, remedy",
    [
        (1, 'line: str = "blue"  # another default', 'Write line: str = "red"'),
        (2, "seed: float = 2024  # another type", "Write seed: int = 2024"),
        (2, "seed: int = 7  # another default", "Write seed: int = 2024"),
        (2, "seed: int = make()  # computed", "Write seed: int = 2024"),
        (3, "assessed: bool = 0  # a number", "Write assessed: bool = False"),
        (0, 'language: int = "en"  # another type', 'Write language: str = "en"'),
    ],
)
def test_what_is_not_as_in_the_lesson(place, line, remedy):
    lines = [*LINES[:place], line, *LINES[place + 1 :]]
    ((cell, message, what),) = found(*lines)
    assert cell == "parameters"
    assert "not as in the lesson" in message
    assert what == remedy


def test_what_is_missing_and_what_is_too_much():
    lacks, adds = found(*LINES[:3], "asessed: bool = False  # mistyped")
    assert "The lesson takes 'assessed'" in lacks[1]
    assert "no parameter 'asessed'" in adds[1]


def test_a_notebook_without_the_cell_is_the_frames_matter():
    assert declared(notebook(code("a", "x = 1")), TAKEN) == []
