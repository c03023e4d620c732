from brecha.dev.guards.stamps import due, source_stamp, stamps
from dev.small import SPANISH, code, md, notebook, spanish

SOURCE = "The gap is what was perceived minus what was expected."
TARGET = "La brecha es lo percibido menos lo esperado."
ENGLISH = notebook(md("gap-text", SOURCE), code("gap", "gap = 1"))


def one(target):
    problems = stamps(ENGLISH, spanish(target))
    assert len(problems) == 1, problems
    return problems[0]


def test_a_stamped_translation_has_no_problem():
    assert stamps(ENGLISH, spanish(md("gap-text", TARGET, of=SOURCE))) == []


def test_a_changed_paragraph_with_an_old_stamp_is_found():
    found = one(md("gap-text", TARGET, of="Another source."))
    assert (found.path, found.cell) == (SPANISH, "gap-text")
    assert "changed after this was translated" in found.message
    assert f"brecha dev stamp {SPANISH} --cell gap-text" in found.remedy


def test_a_translation_without_a_stamp_is_found():
    assert "no stamp" in one(md("gap-text", TARGET)).message


def test_a_cell_that_is_still_english_is_found_even_when_it_is_stamped():
    assert "still in English" in one(md("gap-text", SOURCE, of=SOURCE)).message


def test_a_formula_reads_the_same_in_both_languages():
    formula = "$$P - E$$"
    english = notebook(md("formula", formula))
    assert stamps(english, spanish(md("formula", formula, of=formula))) == []


def test_a_missing_cell_is_due_but_is_the_parity_guards_matter():
    assert stamps(ENGLISH, spanish()) == []
    assert [item.why for item in due(ENGLISH, spanish())] == ["missing"]


def test_the_stamp_is_the_first_sixteen_digits_of_the_hash():
    assert source_stamp("c") == "2e7d2c03a9507ae2"
