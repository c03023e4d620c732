"""What a class will answer: the toy lesson's ranges by hand, and where they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import bakery
from brecha.dev.answers import END, Answers, Spread, blocks, collect, refresh, refreshed
from brecha.dev.answers_table import table
from brecha.dev.commands import dev
from brecha.errors import BrechaError

# Seeds 0 to 4 take 0 to 4 customers away from the south till, where 27 of 30 are served; so
# of 100 customers 64 to 60 are served. Three companies have the same tills.
FIVE = range(5)


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRECHA_PATH", str(bakery.TOY))


def rows(page: str) -> dict[str, list[str]]:
    """Return the rows of all tables by their first cell and, among wrong turns, their second."""
    found: dict[str, list[str]] = {}
    for line in page.splitlines():
        if line.startswith("| `"):
            first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
            if rest[0].startswith("`"):
                found[f"{first} {rest[0]}"] = rest[1:]
            else:
                found[first] = rest
    return found


def test_right_answers_are_collected_version_by_version():
    answers = collect("bakery-queue", seeds=FIVE)
    assert answers.versions == 15
    share = next(s for s in answers.spreads if s.exercise.slug == "share")
    assert share.right[:5] == pytest.approx([0.64, 0.63, 0.62, 0.61, 0.60])
    assert share.wrong["mean-of-shares"][0] == pytest.approx(bakery.MEAN_OF_SHARES)
    assert [s.exercise.slug for s in answers.spreads if s.prediction] == ["which-till"]


def test_free_texts_have_no_right_answer_and_are_left_out():
    assert "memo" not in [s.exercise.slug for s in collect("bakery-queue", seeds=FIVE).spreads]


def test_numbers_have_a_range_and_columns_one_for_each_label():
    found = rows(table(collect("bakery-queue", seeds=FIVE), "en"))
    assert found["`share` Share served"] == ["0.60", "0.60", "0.62", "0.64", "0.64"]
    assert found["`customers` Customers"] == ["10,000"] * 5
    assert found["`by-till` Share by till: south till"][0] == "0.77"  # 23 of 30
    assert found["`by-till` Share by till: south till"][4] == "0.90"  # 27 of 30


def test_wrong_turns_say_how_far_they_lead():
    found = rows(table(collect("bakery-queue", seeds=range(1)), "en"))
    assert found["`share` `mean-of-shares`"] == ["0.06"] * 3  # 0.70 against 0.64
    assert found["`share` `per-ten`"] == ["5.76"] * 3
    # 1 minus the share, where it is farthest: 0.1 for 0.9 of the east till.
    assert found["`by-till` `turned-away`"] == ["0.80"] * 3


def test_codes_say_how_often_and_every_answer_that_is_accepted():
    found = rows(table(collect("bakery-queue", seeds=FIVE), "en"))
    assert found["`worst` Worst till"] == ["west till 100%"]
    assert found["`why` Why"] == ["B, “By the tills' sizes” 100%"]
    assert found["`order` Order"] == ["CADB or ACDB 100%"]
    assert found["`worst` `fewest-customers`"] == ["east till 100%"]


@pytest.mark.parametrize(
    "slug, seeds, said",
    [
        (
            "bakery-queue",
            range(2),
            "Computed over 6 versions: seeds 0 to 1, each with 3 companies.",
        ),
        ("bakery-queue", range(7, 8), "Computed for seed 7 and each of 3 companies."),
        ("inventory", range(1, 3), "Computed over 2 versions: seeds 1 to 2."),
        ("inventory", range(1200, 1201), "Computed for seed 1200."),
    ],
)
def test_the_first_line_says_what_was_computed(slug: str, seeds: range, said: str):
    assert table(collect(slug, seeds=seeds), "en").splitlines()[0] == said


def test_one_rare_answer_is_named_and_many_are_summed_up():
    toy = bakery.lesson()
    orders = ["ABCD", "ABDC", "ACBD", "ACDB", "ADBC", "ADCB", "BACD"]
    for kept, summed in ((6, 0), (7, 2)):
        accepted = tuple((order,) for order in orders[:kept])
        spread = Spread(toy.exercise("order"), False, accepted, {})
        (shares,) = rows(table(Answers(toy, range(kept), kept, (spread,)), "en"))["`order` Order"]
        assert len(shares.split(" · ")) == 6
        assert ("2 others together 29%" in shares) == bool(summed)


def test_what_has_no_range_is_named():
    page = table(collect("bakery-queue", seeds=FIVE), "en")
    (last,) = (line for line in page.splitlines() if line.startswith("Without a range"))
    assert all(slug in last for slug in ("`losses`", "`rate`", "`bars`"))


def test_a_sorting_that_differs_is_shown_statement_by_statement():
    found = rows(table(collect("mobile-operator", seeds=range(12)), "en"))
    prices = [cells for name, cells in found.items() if name.endswith(": prices")]
    assert prices == [["C 100%"]]
    reliability = next(cells for name, cells in found.items() if name.endswith(": reliability"))
    assert sorted(share.split()[0] for share in reliability[0].split(" · ")) == ["B", "D"]


def test_spanish_words_numbers_and_percentages():
    page = table(collect("bakery-queue", seeds=FIVE), "es")
    assert page.startswith("Calculado con 15 versiones: semillas 0 a 4, cada una con 3 empresas.")
    assert "100 %" in page
    assert "CADB o ACDB" in page
    assert "\u00a0" not in page


def test_rare_answers_are_never_called_impossible_nor_common_ones_certain():
    toy = bakery.lesson()
    why = Spread(toy.exercise("why"), False, (("A",), *[("B",)] * 299), {})
    found = rows(table(Answers(toy, range(300), 300, (why,)), "en"))
    assert found["`why` Why"] == ["B, “By the tills' sizes” over 99% · A, “By chance” under 1%"]


NOTES = f"""# Notes

<!-- brecha dev answers bakery-queue --seeds 0:2 --language es -->
old
{END}

<!-- brecha dev answers other-lesson --seeds 0:2 --language es -->
kept
{END}
"""


def test_blocks_are_found_with_their_command():
    found = blocks(NOTES)
    assert [(block.slug, block.seeds, block.language) for block in found] == [
        ("bakery-queue", "0:2", "es"),
        ("other-lesson", "0:2", "es"),
    ]
    assert found[0].table == "old\n"


def test_every_table_is_computed_anew_and_the_rest_stays():
    changed = refreshed(NOTES, lambda block: f"{block.slug} in {block.language}\n")
    assert [block.table for block in blocks(changed)] == [
        "bakery-queue in es\n",
        "other-lesson in es\n",
    ]
    assert refreshed(changed, lambda block: block.table) == changed
    assert changed.replace("bakery-queue in es\n", "old\n", 1).startswith(NOTES[:100])


def test_notes_are_written_in_the_language_and_over_the_seeds_of_their_marker(tmp_path: Path):
    notes, other = tmp_path / "notes.md", tmp_path / "other.md"
    notes.write_text(NOTES.partition("<!-- brecha dev answers other")[0], encoding="utf-8")
    other.write_text("# Nothing computed\n", encoding="utf-8")
    said: list[str] = []
    assert refresh([notes, other], echo=said.append) == 0
    (block,) = blocks(notes.read_text(encoding="utf-8"))
    assert block.table == table(collect("bakery-queue", seeds=range(2)), "es")
    assert said == [str(notes)]
    assert refresh([notes], echo=said.append) == 0
    assert said == [str(notes)], "what is as it should be is not written again"


def test_the_command_for_notes_names_what_it_wrote(tmp_path: Path):
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES.partition("<!-- brecha dev answers other")[0], encoding="utf-8")
    done = CliRunner().invoke(dev, ["notes", str(notes)])
    assert done.exit_code == 0
    assert done.output.strip() == str(notes)


def test_the_command_prints_the_tables():
    done = CliRunner().invoke(dev, ["answers", "bakery-queue", "--seeds", "0:5"])
    assert done.exit_code == 0
    assert "| `share` Share served | 0.60 |" in done.output


def test_the_command_refuses_a_lesson_that_is_not_there():
    done = CliRunner().invoke(dev, ["answers", "bakery-quene", "--seeds", "0:1"])
    assert isinstance(done.exception, BrechaError)
    assert "bakery-queue" in str(done.exception)
