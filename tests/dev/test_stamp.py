import subprocess

import pytest

from brecha.dev.guards.stamps import stamps
from brecha.dev.notebooks import read
from brecha.dev.stamp import run, stamp
from brecha.errors import UnknownNameError
from dev.small import code, md, save

OLD = "The gap is what was perceived minus what was expected."
NEW = "The gap is what was perceived minus what was expected, on the same item."
TRANSLATED = "La brecha es lo percibido menos lo esperado."
AGAIN = "La brecha es lo percibido menos lo esperado, en el mismo ítem."


class Checkout:
    """A repository with one pair of notebooks of one cell each (and some code)."""

    def __init__(self, folder):
        self.folder = folder
        self.english = folder / "notebooks/en/01-gap.ipynb"
        self.spanish = folder / "notebooks/es/01-gap.ipynb"
        self.git("init", "--quiet")

    def git(self, *arguments):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(
            ["git", *identity, "-c", "commit.gpgsign=false", *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )

    def write(self, english, spanish, *, of=None):
        rest = code("gap", "gap = 1")
        save(self.english, md("text", english), rest)
        save(self.spanish, md("text", spanish, of=of), rest)

    def commit(self):
        self.git("add", ".")
        self.git("commit", "--quiet", "--allow-empty", "-m", "x")

    @property
    def problems(self):
        return stamps(read(self.english), read(self.spanish))


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


@pytest.fixture
def translated(checkout):
    """A checkout whose English source changed after it was translated."""
    checkout.write(OLD, TRANSLATED, of=OLD)
    checkout.commit()
    checkout.write(NEW, TRANSLATED, of=OLD)
    return checkout


def test_a_first_translation_is_stamped(checkout):
    checkout.write(OLD, TRANSLATED)
    assert [decision.granted for decision in stamp(checkout.spanish)] == [True]
    assert checkout.problems == []


def test_an_unchanged_translation_is_refused_and_both_sources_are_shown(translated):
    before, lines = translated.spanish.read_bytes(), []
    assert run(translated.spanish, echo=lines.append) == 1
    assert "the translation did not" in lines[0]
    assert f"- {OLD}\n+ {NEW}" in lines[1]
    assert lines[-1] == "0 stamped, 1 refused"
    assert translated.spanish.read_bytes() == before


def test_it_is_refused_too_when_the_english_change_is_committed(translated):
    translated.commit()
    assert [decision.old for decision in stamp(translated.spanish)] == [OLD]


def test_a_typo_mended_before_the_change_is_no_translation_of_it(translated):
    translated.write(OLD, TRANSLATED.replace("brecha", "BRECHA"), of=OLD)
    translated.commit()
    translated.write(NEW, TRANSLATED.replace("brecha", "BRECHA"), of=OLD)
    translated.commit()
    assert [decision.granted for decision in stamp(translated.spanish)] == [False]


def test_white_space_is_no_translation(translated):
    translated.write(NEW, TRANSLATED + "\n", of=OLD)
    assert [decision.granted for decision in stamp(translated.spanish)] == [False]


def test_a_changed_translation_is_stamped(translated):
    translated.write(NEW, AGAIN, of=OLD)
    assert [decision.granted for decision in stamp(translated.spanish)] == [True]
    assert translated.problems == []


def test_a_cell_that_is_still_english_is_refused(checkout):
    checkout.write(OLD, OLD)
    assert "still in English" in stamp(checkout.spanish)[0].reason


def test_a_translation_that_is_still_right_is_stamped_by_name_alone(translated):
    assert not stamp(translated.spanish, still_right=True)[0].granted
    assert stamp(translated.spanish, cells=("text",), still_right=True)[0].granted
    assert translated.problems == []


def test_only_the_named_cells_are_stamped(checkout):
    cells = [md(id, f"{id}: {OLD}") for id in ("one", "two")]
    save(checkout.english, *cells)
    save(checkout.spanish, *(md(id, f"{id}: {TRANSLATED}") for id in ("one", "two")))
    assert [decision.id for decision in stamp(checkout.spanish, cells=("two",))] == ["two"]
    assert [problem.cell for problem in checkout.problems] == ["one"]


def test_a_cell_that_is_not_there_is_refused_with_the_nearest(checkout):
    checkout.write(OLD, TRANSLATED)
    with pytest.raises(UnknownNameError, match="Did you mean 'text'"):
        stamp(checkout.spanish, cells=("texts",))


def test_without_history_the_english_source_of_now_is_shown(tmp_path):
    place = Checkout(tmp_path)
    place.write(NEW, TRANSLATED, of=OLD)
    lines = []
    assert run(place.spanish, echo=lines.append) == 1
    assert "git doesn't know" in lines[0]
    assert NEW in lines[1]


def test_what_is_stamped_already_is_not_touched(checkout):
    checkout.write(OLD, TRANSLATED, of=OLD)
    before = checkout.spanish.read_bytes()
    assert stamp(checkout.spanish) == []
    assert checkout.spanish.read_bytes() == before
