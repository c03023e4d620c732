import pytest

from brecha.notebook.solutions import source


def one_line(lesson):
    return lesson.data("tills")["served"].sum()


def several(lesson):
    """Say what it is for: learners need not read it."""
    tills = lesson.data("tills")  # our own
    # The shares.
    share = tills["served"] / tills["customers"]

    return share.mean()


def over_lines(lesson):
    tills = lesson.data("tills")
    return (
        tills["served"].sum()
        / tills["customers"].sum()
    )  # fmt: skip


def word(lesson):
    return "guests will return soon"


def early(lesson):
    if lesson is None:
        return 0
    return 1


def inner(lesson):
    def rate(served, customers):
        return served / customers

    return rate


def nothing(lesson):
    lesson.data("tills")


@pytest.mark.parametrize(
    "function, code",
    [
        (one_line, 'lesson.data("tills")["served"].sum()'),
        (
            several,
            'tills = lesson.data("tills")  # our own\n'
            "# The shares.\n"
            'share = tills["served"] / tills["customers"]\n'
            "\n"
            "share.mean()",
        ),
        (
            over_lines,
            'tills = lesson.data("tills")\n'
            "(\n"
            '    tills["served"].sum()\n'
            '    / tills["customers"].sum()\n'
            ")  # fmt: skip",
        ),
        (word, '"guests will return soon"'),
        (early, "if lesson is None:\n    return 0\n1"),
        (inner, "def rate(served, customers):\n    return served / customers\n\nrate"),
        (nothing, 'lesson.data("tills")'),
    ],
)
def test_a_reference_becomes_lines_that_could_have_been_typed(function, code):
    assert source(function) == code


def test_a_decorated_reference_loses_its_decorators():
    def declare(function):
        return function

    @declare
    @declare
    def wait(lesson):
        return 3

    assert source(wait) == "3"
