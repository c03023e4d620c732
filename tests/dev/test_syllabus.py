from brecha.checking import Choice, Exercise, FreeText
from brecha.dev.guards.syllabus import covered, open_concepts

CONCEPTS = {
    "E7": {"en": "the quality gap", "lesson": "quality-gap"},
    "A5": {"en": "current customers", "lesson": "customer-types", "also": ["loyalty"]},
}


def problems(lessons):
    found = covered(CONCEPTS, lessons, path="syllabus.toml", known={"quality-gap": "exercises.py"})
    return [(problem.path, problem.cell) for problem in found]


def test_a_concept_counts_with_an_exercise_that_judges_it():
    assert problems({"quality-gap": [Exercise("sign", Choice("AB"), ("E7",))]}) == []


def test_a_free_text_judges_nothing():
    assert problems({"quality-gap": [Exercise("memo", FreeText(), ("E7",))]}) == [
        ("syllabus.toml", "E7")
    ]


def test_a_built_lesson_without_its_concept_is_found():
    assert problems({"quality-gap": [Exercise("sign", Choice("AB"))]}) == [("syllabus.toml", "E7")]


def test_a_lesson_that_takes_a_concept_up_again_judges_it_too():
    assert problems({"loyalty": [Exercise("late", Choice("AB"))]}) == [("syllabus.toml", "A5")]


def test_an_id_that_the_syllabus_lacks_is_found_at_the_exercise():
    lessons = {"quality-gap": [Exercise("sign", Choice("AB"), ("E7", "E77"))]}
    assert problems(lessons) == [("exercises.py", "sign")]


def test_concepts_of_lessons_to_come_are_listed_and_no_problem():
    assert problems({}) == []
    assert open_concepts(CONCEPTS, {"quality-gap": []}) == {"customer-types": ["A5"]}
