import pytest

import small_scene
from brecha.checking import AnyOf, Exercise, Key, ScenePath, Sorting
from brecha.checking.judging import judge
from brecha.models.dialogue import walks
from brecha.models.dialogue_tables import load_scene

SCENE = load_scene(small_scene.table(), slug="door")
EXERCISE = Exercise("door", ScenePath(SCENE))


class Material:
    names = ()

    def __init__(self):
        self.parameters = {"seed": 1}


def verdict(answer, exercise=EXERCISE, right=None):
    key = Key()
    fine = [walk.path for walk in walks(SCENE) if walk.acceptable]
    key.reference(exercise.slug)(lambda _: AnyOf(right or fine))
    return judge("lesson", exercise, answer, key.solve(exercise, Material()), {})


@pytest.mark.parametrize("answer", ["AA", "b a", ["B", "A"]])
def test_every_acceptable_path_is_right(answer):
    assert str(verdict(answer).state) == "right"


@pytest.mark.parametrize(
    "answer, keys",
    [
        ("C", ["feedback.end-left", "feedback.missed-trust", "feedback.missed-clarity"]),
        ("AB", ["feedback.end-done", "feedback.missed-clarity"]),
        ("BB", ["feedback.end-done", "feedback.missed-clarity", "feedback.missed-minutes"]),
    ],
)
def test_a_wrong_path_is_told_where_it_ends_and_what_it_missed(answer, keys):
    found = verdict(answer)
    assert str(found.state) == "not-right"
    assert [message.key for message in found.messages] == [
        *(f"door.{key}" for key in keys),
        "door.hints",
    ]


def test_the_levels_of_a_walk_are_there_for_its_message():
    values = verdict("BB").messages[0].values
    assert (values["trust"], values["clarity"], values["minutes"]) == (4, 2, 6)


@pytest.mark.parametrize(
    "answer, slip, values",
    [
        ("A", "path-unfinished", {"n": 1}),
        ("CA", "path-over", {"n": 1, "given": 2}),
        ("AX", "unknown-letter", {"letter": "X", "allowed": ["A", "B", "C"]}),
        (7, "not-letters", {}),
        (None, "nothing", {}),
    ],
)
def test_a_path_that_cannot_be_played_is_a_slip(answer, slip, values):
    found = verdict(answer)
    assert str(found.state) == "not-right"
    assert found.messages[0].key == f"check.slip.{slip}"
    assert values.items() <= found.messages[0].values.items()


def test_a_sorting_with_several_right_answers_is_held_against_the_nearest():
    exercise = Exercise("sort", Sorting("123", "AB"))
    found = verdict("BBA", exercise, right=["AAA", "ABB", "BBB"])
    assert [message.key for message in found.messages][:2] == [
        "sort.feedback.3A",
        "sort.feedback.3",
    ]
