"""What holds for every lesson and case, whatever it is about; each one's own file says the rest."""

from __future__ import annotations

import tomllib
from itertools import permutations
from pathlib import Path

import pytest

import verdicts
from brecha import lessons
from brecha.checking import LocalJudge, Ranking, State
from brecha.lessons import Lesson, Version, find, names
from brecha.lessons.picture import Widget, draw, draw_panels
from brecha.scenarios import COMPANIES
from brecha.text import LANGUAGES

JUDGED = [slug for slug in names() if find(slug).exercises]

# How many verdicts on known answers one version gives at least.
AT_LEAST = {
    "appliance-repair": 45,
    "business-clients": 30,
    "clinic-reception": 50,
    "furniture-showroom": 35,
    "hotel-front-desk": 40,
    "mobile-operator": 30,
    "record-shop": 28,
    "repeat-purchase": 50,
    "scales-and-index": 70,
    "subscription-club": 50,
}

every = pytest.mark.parametrize("slug", JUDGED)


def version_of(lesson: Lesson, seed: int, language: str = "en") -> Version:
    """Return a version; where a lesson has companies, seeds go through them in turn."""
    own = {
        parameter.name: parameter.choices[seed % len(parameter.choices)]
        for parameter in lesson.parameters
        if parameter.choices
    }
    return lesson.version(language=language, **own, seed=seed)


@pytest.mark.parametrize("seed", range(6))
@every
def test_right_answers_and_wrong_turns_are_told_apart(slug: str, seed: int):
    told = list(verdicts.judged(version_of(find(slug), seed)))
    assert [one for one in told if one.came != one.due] == []
    assert len(told) > AT_LEAST.get(slug, 2 * len({one.slug for one in told}))


@pytest.mark.parametrize(
    "slug, ranking",
    [
        (slug, e.slug)
        for slug in JUDGED
        for e in find(slug).exercises
        if isinstance(e.kind, Ranking)
    ],
)
def test_of_all_orders_those_alone_are_right_that_the_key_accepts(slug: str, ranking: str):
    lesson = find(slug)
    exercise = lesson.exercise(ranking)
    for seed in range(6):
        judge = LocalJudge(slug, lesson.key(), version_of(lesson, seed), {})
        orders = ["".join(order) for order in permutations(exercise.kind.items)]
        right = [order for order in orders if judge(exercise, order).state is State.RIGHT]
        assert sorted(right) == sorted(judge.solved(exercise).accepted)
        assert len(right) < len(orders) / 3


@every
def test_an_oracle_stands_beside_an_exercise_that_there_is(slug: str):
    lesson = find(slug)
    assert set(lesson.oracles()) <= {one.slug for one in (*lesson.exercises, *lesson.predictions)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "slug, name", [(slug, name) for slug in names() for name in find(slug).figures]
)
def test_figures_say_what_is_true_and_something_else_at_every_setting(
    slug: str, name: str, language: str
):
    lesson = find(slug)
    figure, text, version = lesson.figures[name], lesson.text(language), version_of(lesson, 5)
    if not isinstance(figure, Widget):
        captions = [draw(figure, version, text).caption]
    else:
        captions = [draw(figure, version, text, value).caption for value in figure.values]
        assert len({caption.title for caption in captions}) == len(figure.values)
        captions.append(draw_panels(name, figure, version, text).caption)
    for caption in captions:
        assert [claim for claim, holds in caption.claims.items() if not holds] == []
        assert caption.title
        assert caption.alt


def companies_named(slug: str, language: str) -> dict[str, str]:
    """Return the companies that a lesson's own labels name, by code."""
    labels = find(slug).text(language).under("labels")
    found = {code.removeprefix("company-"): name for code, name in labels.items()}
    return {code: found[code] for code in COMPANIES if code in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [slug for slug in names() if len(companies_named(slug, "en")) > 1])
def test_the_companies_have_the_names_that_the_scenarios_give_them(slug: str, language: str):
    path = Path(lessons.__file__).parents[1] / "scenarios" / f"{language}.toml"
    known = tomllib.loads(path.read_text(encoding="utf-8"))["companies"]
    named = companies_named(slug, language)
    assert named == {code: known[code]["name"] for code in named}
    (choices,) = [p.choices for p in find(slug).parameters if p.name == "company"]
    assert set(choices) <= set(named)
