import os
import sys

import pytest

import bakery
from brecha.errors import LessonError, UnknownNameError
from brecha.lessons import find, finding, names


@pytest.fixture
def installed(tmp_path, monkeypatch, copied):
    """Install the toy lesson as a package beside Brecha, with an entry point."""
    monkeypatch.delenv("BRECHA_PATH")

    def install(slug="bakery-queue", value="my_lessons.bakery_queue"):
        (tmp_path / "my_lessons").mkdir()
        copied().rename(tmp_path / "my_lessons" / "bakery_queue")
        metadata = tmp_path / "my_lessons-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Name: my-lessons\nVersion: 1.0\n", encoding="utf-8")
        (metadata / "entry_points.txt").write_text(
            f"[brecha.lessons]\n{slug} = {value}\n", encoding="utf-8"
        )
        monkeypatch.syspath_prepend(tmp_path)

    yield install
    for name in [name for name in sys.modules if name.split(".")[0] == "my_lessons"]:
        del sys.modules[name]
    for place in [place for place in finding._found if place[1].startswith("my_lessons")]:
        del finding._found[place]


def test_built_in_lessons_are_found():
    assert "quality-gap" in names()
    assert find("quality-gap").package == "brecha.lessons.quality_gap"


def test_a_folder_of_lessons_is_found(copied):
    folder = copied()
    assert "bakery-queue" in names()
    lesson = find("bakery-queue")
    assert lesson.folder == folder
    assert lesson.text("es")("lesson.title") == "La fila de la panadería"
    assert lesson.key().slugs
    assert set(lesson.figures) == {"shares", "goal"}


def test_a_lessons_own_folder_is_found(copied, monkeypatch):
    folder = copied()
    monkeypatch.setenv("BRECHA_PATH", str(folder))
    assert find("bakery-queue").folder == folder


def test_several_folders_are_searched_and_the_first_wins(copied, tmp_path, monkeypatch):
    first, second = tmp_path / "first", tmp_path / "second"
    for place in (first, second):
        place.mkdir()
        copied().rename(place / "bakery_queue")
    monkeypatch.setenv("BRECHA_PATH", os.pathsep.join([str(first), "", str(second)]))
    assert find("bakery-queue").folder == first / "bakery_queue"
    monkeypatch.setenv("BRECHA_PATH", os.pathsep.join([str(second), str(first)]))
    assert find("bakery-queue").folder == second / "bakery_queue"


def test_two_copies_of_a_lesson_never_mix(copied, tmp_path, monkeypatch):
    one, other = tmp_path / "one", tmp_path / "other"
    for place, wait in ((one, "return 1"), (other, "return 2")):
        place.mkdir()
        answers = (
            "from brecha.checking import Key\nkey = Key()\n"
            f"@key.reference('share')\ndef share(lesson):\n    {wait}\n"
        )
        copied(answers=answers).rename(place / "bakery_queue")
    values = []
    for place in (one, other, one):
        monkeypatch.setenv("BRECHA_PATH", str(place))
        values.append(find("bakery-queue").key().function("share")(None))
    assert values == [1, 2, 1]


def test_an_instructors_version_replaces_the_built_in_one(copied):
    folder = copied("quality_gap")
    text = (folder / "exercises.py").read_text(encoding="utf-8")
    (folder / "exercises.py").write_text(
        text.replace('slug="bakery-queue"', 'slug="quality-gap"'), encoding="utf-8"
    )
    assert find("quality-gap").folder == folder


def test_a_home_folder_may_be_written_with_its_sign(copied, tmp_path, monkeypatch):
    copied()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("BRECHA_PATH", "~")
    assert "bakery-queue" in names()


def test_an_installed_package_is_found(installed):
    installed()
    lesson = find("bakery-queue")
    assert lesson.package == "my_lessons.bakery_queue"
    assert lesson.text("en")("lesson.title") == "The queue at the bakery"
    assert lesson.key().slugs


def test_a_folder_wins_over_an_installed_package(installed, monkeypatch):
    installed()
    monkeypatch.setenv("BRECHA_PATH", str(bakery.TOY))
    assert find("bakery-queue").folder.parent == bakery.TOY


def test_an_entry_point_to_nowhere_is_named(installed):
    installed("nowhere", "my_lessons.no_such_package")
    assert "nowhere" in names()
    with pytest.raises(LessonError, match=r"my_lessons\.no_such_package.*can't be imported"):
        find("nowhere")


@pytest.mark.parametrize("slug", ["quality-gab", "Quality-Gap", "quality_gap"])
def test_an_unknown_slug_names_the_nearest(slug):
    with pytest.raises(UnknownNameError, match="Did you mean 'quality-gap'"):
        find(slug)


@pytest.mark.parametrize("slug", ["", None, 3, ["quality-gap"], {}, "x" * 10**6])
def test_what_is_no_slug_is_refused(slug):
    with pytest.raises(UnknownNameError) as caught:
        find(slug)
    assert "quality-gap" in str(caught.value)


@pytest.mark.parametrize("act", [names, lambda: find("quality-gap")])
def test_a_mistyped_folder_never_gives_the_built_in_lesson_instead(act, tmp_path, monkeypatch):
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(
        LessonError, match=r"BRECHA_PATH names the folder .*nowhere, .*is not there"
    ):
        act()


def test_a_folder_without_a_lesson_is_refused_though_another_has_one(copied, tmp_path, monkeypatch):
    copied()
    empty = tmp_path / "casework"
    empty.mkdir()
    monkeypatch.setenv("BRECHA_PATH", os.pathsep.join([str(tmp_path), str(empty)]))
    with pytest.raises(LessonError, match=r"casework, and it holds no lesson\. Name a folder of"):
        find("bakery-queue")


@pytest.mark.parametrize(
    "files, remedy",
    [
        ({"exercises": "LESSON = 3"}, r"has no `LESSON = Lesson\(\.\.\.\)`. Add it"),
        ({"exercises": ""}, r"has no `LESSON = Lesson\(\.\.\.\)`. Add it"),
        ({"exercises": "LESSON = ("}, r"exercises\.py .*SyntaxError.*line 1.*Mend it there"),
        ({"exercises": "import nowhere"}, r"exercises\.py .*No module named 'nowhere'"),
        ({"exercises": "1 / 0"}, r"exercises\.py .*ZeroDivisionError"),
    ],
)
def test_malformed_exercises_are_their_authors_to_mend(copied, files, remedy):
    copied(**files)
    with pytest.raises(LessonError, match=remedy):
        find("bakery-queue")


def test_a_lesson_that_calls_itself_otherwise_is_refused(copied):
    copied("hat_shop")
    with pytest.raises(LessonError, match=r"calls itself 'bakery-queue'.*found as 'hat-shop'"):
        find("hat-shop")


@pytest.mark.parametrize(
    "files, act, remedy",
    [
        ({"answers": None}, lambda lesson: lesson.key(), r"answers\.py .*can't be imported"),
        ({"answers": "key = 3"}, lambda lesson: lesson.key(), r"has no `key = Key\(\)`"),
        ({"answers": ""}, lambda lesson: lesson.key(), r"answers\.py has no `key`"),
        ({"answers": "x ="}, lambda lesson: lesson.key(), r"answers\.py .*SyntaxError"),
        ({"figures": ""}, lambda lesson: lesson.figures, r"figures\.py has no `FIGURES`"),
        ({"oracles": ""}, lambda lesson: lesson.oracles(), r"oracles\.py has no `ORACLES`"),
        ({"en_toml": None}, lambda lesson: lesson.text("en"), r"en\.toml is missing"),
        ({"es_toml": "x"}, lambda lesson: lesson.words(), r"es\.toml is not valid TOML"),
    ],
)
def test_a_malformed_part_is_its_authors_to_mend(copied, files, act, remedy):
    copied(**files)
    lesson = find("bakery-queue")
    with pytest.raises(LessonError, match=remedy):
        act(lesson)


def test_figures_and_oracles_may_be_absent(copied):
    copied(figures=None, oracles=None)
    lesson = find("bakery-queue")
    assert lesson.figures == {}
    assert lesson.oracles() == {}


def test_answers_are_not_imported_by_finding(copied):
    copied(answers="raise SystemExit('answers were imported')")
    lesson = find("bakery-queue")
    assert lesson.version().data("tills").shape == (4, 3)
    assert lesson.figures
