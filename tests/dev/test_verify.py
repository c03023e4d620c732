"""Plant a fault of each kind into a sound lesson: verify must find it and say where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from brecha.dev import verify as module
from brecha.dev.verify import Report, run, seeds_of, verify
from brecha.errors import BrechaError

TOY = Path(__file__).resolve().parents[1] / "toy" / "bakery_queue"
Plant = Callable[[str, str, str], None]


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Return a function that replaces words in one file of a copy of the toy lesson."""
    folder = tmp_path / "bakery_queue"
    shutil.copytree(TOY, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path))

    def plant(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, "the fault can't be planted: the toy lesson has changed"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def found() -> str:
    return "\n".join(str(fault) for fault in check().faults)


def check() -> Report:
    return verify(["bakery-queue"], seeds=range(3))


def test_a_sound_lesson_has_no_faults(planted: Plant):
    report = check()
    assert report.faults == []
    assert report.versions == 9  # three companies, three seeds
    assert report.verdicts > 9 * 15


def test_a_misconception_that_is_no_different_is_found(planted: Plant):
    planted(
        "answers.py",
        'return (tills["served"] / tills["customers"]).mean()',
        'return tills["served"].sum() / tills["customers"].sum() + 0.001',
    )
    faults = found()
    assert "share" in faults
    assert "'right' and 'mean-of-shares' are only 0.20 tolerances apart" in faults
    assert "should be 'nearly mean-of-shares' is judged 'right'" in faults


def test_two_misconceptions_that_coincide_are_found(planted: Plant):
    planted("answers.py", "return 10 * share(lesson)", "return mean_of_shares(lesson)")
    assert "'mean-of-shares' and 'per-ten' are only 0.00 tolerances apart" in found()


def test_a_wrong_reference_is_found_by_its_oracle(planted: Plant):
    planted(
        "answers.py",
        'return tills["served"].sum() / tills["customers"].sum()',
        'return tills["customers"].sum() / tills["served"].sum() / 4',
    )
    assert "the oracle finds" in found()


def test_a_number_without_an_oracle_is_found(planted: Plant):
    planted("oracles.py", '"share": share,', "")
    assert "share" in found()
    assert "has no oracle" in found()


def test_an_exercise_without_a_reference_is_found(planted: Plant):
    planted("answers.py", '@key.reference("why")', "# nobody answers this")
    assert "why" in found()
    assert "has no reference" in found()


def test_a_reference_that_fails_is_named_and_the_rest_goes_on(planted: Plant):
    planted("answers.py", 'return lesson.data("tills")["customers"].sum() * 100', "return 1 / 0")
    report = check()
    assert {fault.slug for fault in report.faults} == {"customers"}
    assert "ZeroDivisionError" in str(report.faults[0])


@pytest.mark.parametrize("language", ["en.toml", "es.toml"])
def test_a_missing_message_is_found_in_each_language(planted: Plant, language: str):
    planted(language, "per-ten = ", "per-dozen = ")
    faults = found()
    assert "share.misconceptions.per-ten" in faults
    assert language in faults


def test_a_value_that_nothing_provides_is_found(planted: Plant):
    planted("en.toml", "{apart:+3}", "{distance:+3}")
    assert "asks for the value 'distance'" in found()


def test_an_untrue_claim_of_a_figure_is_found(planted: Plant):
    planted(
        "figures.py",
        "        table=tills,\n",
        '        table=tills,\n        claims={"the worst is named": worst == "north"},\n',
    )
    assert "'the worst is named' is said in 'en' and is not true here" in found()


def test_a_figure_that_fails_at_an_extreme_is_found(planted: Plant):
    planted("figures.py", "axes.axvline(value / 100)", "axes.axvline(1 / value)")
    assert "goal" in found()
    assert "ZeroDivisionError" in found()


def test_a_figure_without_alt_text_is_found(planted: Plant):
    planted("es.toml", 'alt = "', 'alt = "" #')
    assert "has no title or no alt text" in found()


def test_an_outcome_that_cannot_be_said_is_found(planted: Plant):
    planted("en.toml", "outcome = ", "result = ")
    assert "which-till.outcome" in found()


def test_a_misconception_that_cannot_arise_is_counted_and_no_fault(planted: Plant):
    planted("answers.py", "return 1 - by_till(lesson)", "return None")
    report = check()
    assert report.faults == []
    assert report.absent == {("bakery-queue", "by-till", "turned-away"): 9}


def test_work_can_be_shared_by_processes(planted: Plant):
    alone, shared = check(), verify(["bakery-queue"], seeds=range(3), jobs=2)
    assert (shared.versions, shared.verdicts) == (alone.versions, alone.verdicts)
    assert shared.weakest.keys() == alone.weakest.keys()


def test_the_command_ends_well_when_nothing_is_wrong(planted: Plant, capsys):
    assert run(["bakery-queue"], seeds="0:2") == 0
    assert "0 faults" in capsys.readouterr().out


def test_the_command_says_what_is_wrong_and_fails(planted: Plant, capsys):
    planted("oracles.py", '"share": share,', "")
    assert run(["bakery-queue"], seeds="0:2") == 1
    shown = capsys.readouterr().out
    assert "has no oracle" in shown
    assert "(and 5 other versions)" in shown


@pytest.mark.parametrize("text", ["", "a", "3:1", "-1:4", "1:b", "5:5"])
def test_seeds_that_are_no_range_are_refused(text: str):
    with pytest.raises(BrechaError, match="0:100"):
        seeds_of(text)


def test_a_single_seed_is_a_range_of_one():
    assert list(seeds_of("7")) == [7]


def test_answers_must_lie_further_apart_than_both_tolerances():
    assert module.APART >= 2
