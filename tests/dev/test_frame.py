import pytest

from brecha.dev.guards.frame import frame, part_of
from brecha.dev.guards.limits import PARTS, Limits
from dev.small import code, md, notebook, parameters, spanish

SHORT = Limits(words=20, cells=(3, 6), answers=(1, 2), parts=("title", "recap"), ordered=True)
SETUP = code("setup", "import brecha")
WHOLE = (md("title", "# Waits"), parameters(), SETUP, md("recap", "What was learnt"))


def problems(*cells, limits=SHORT, **more):
    return [(item.cell, item.message) for item in frame(notebook(*cells, **more), limits)]


def test_a_notebook_in_its_frame_has_no_problem():
    assert problems(*WHOLE) == []


@pytest.mark.parametrize(
    "id, part",
    [
        ("predict-which-branch", "predict"),
        ("gap-predict", "predict"),
        ("explore-predict", "explore"),
        ("recap", "recap"),
        ("the-table", None),
        ("titles", None),
    ],
)
def test_the_part_is_the_first_or_the_last_word_of_an_id(id, part):
    assert part_of(id) == part


def test_a_missing_part_is_found():
    found = problems(*WHOLE[:-1])
    assert found == [(None, "The part 'recap' of the frame is missing")]


def test_parts_out_of_order_are_found():
    cells = (WHOLE[0], WHOLE[1], md("worked", "by hand"), md("case", "Andina"), WHOLE[3])
    assert problems(*cells) == [("case", "The part 'case' comes after 'worked'")]


def test_a_part_that_stands_twice_is_found():
    cells = (*WHOLE[:3], md("case", "a"), md("predict", "b"), md("case-more", "c"))
    limits = Limits(words=20, cells=(3, 9), answers=(1, 2), parts=(), ordered=True)
    assert problems(*cells, limits=limits) == [
        ("case-more", "The part 'case' stands twice, with 'predict' between")
    ]


def test_a_cell_whose_id_names_no_part_belongs_to_the_part_before_it():
    assert problems(*WHOLE[:3], md("the-table", "a"), WHOLE[3]) == []


def test_order_is_free_where_the_limits_say_so():
    limits = Limits(words=20, cells=(3, 6), answers=(1, 2), parts=())
    assert problems(WHOLE[3], *WHOLE[:3], limits=limits) == []


def test_too_many_words_are_counted_and_the_longest_cell_is_named():
    long = md("case", "word " * 25)
    found = problems(*WHOLE[:3], long, WHOLE[3])
    assert found == [("case", "The notebook has 29 words of prose; at most 20 are allowed")]


def test_spanish_may_be_a_quarter_longer():
    cells = (WHOLE[0], parameters("es"), SETUP, md("case", "palabra " * 19), WHOLE[3])
    assert frame(spanish(*cells), SHORT) == []
    cells = (WHOLE[0], parameters("es"), SETUP, md("case", "palabra " * 22), WHOLE[3])
    assert "at most 25" in frame(spanish(*cells), SHORT)[0].message


def test_too_few_and_too_many_cells_are_counted():
    few = Limits(words=20, cells=(5, 6), answers=(1, 2))
    many = Limits(words=20, cells=(1, 3), answers=(1, 2))
    for limits in (few, many):
        assert "The notebook has 4 cells" in problems(*WHOLE, limits=limits)[0][1]


def test_the_parameters_cell_comes_first_and_is_tagged():
    assert ("setup", "The first code cell is not tagged parameters") in problems(
        WHOLE[0], SETUP, WHOLE[1], WHOLE[3], limits=Limits(words=20, cells=(3, 6), answers=(1, 2))
    )


def test_only_one_cell_is_tagged_parameters():
    other = code("more", "a: int = 1  # b", "parameters")
    found = problems(*WHOLE[:3], other, WHOLE[3])
    assert found == [("more", "Only the first code cell may have the tag parameters")]


def test_the_parameters_cell_is_folded():
    open_cell = parameters()
    open_cell["metadata"] = {"tags": ["parameters"]}
    assert problems(WHOLE[0], open_cell, *WHOLE[2:]) == [
        ("parameters", "The parameters cell is not folded")
    ]


@pytest.mark.parametrize("line", ["seed = 2024  # your own data", "seed: int = 2024"])
def test_each_parameter_has_a_type_and_a_comment(line):
    cell = parameters()
    cell["source"] = line
    found = problems(WHOLE[0], cell, *WHOLE[2:])
    assert found == [("parameters", f"The parameter {line!r} has no type or no comment")]


def test_the_default_of_language_is_that_of_the_folder():
    found = frame(spanish(WHOLE[0], parameters("en"), *WHOLE[2:]), SHORT)
    assert "'en' in a notebook below es/" in found[0].message
    assert found[0].remedy == 'Write language: str = "es"'


def test_the_kernel_is_python3():
    other = {"kernelspec": {"name": "conda-env"}}
    assert problems(*WHOLE, metadata=other)[0] == (
        None,
        "The notebook's kernel is 'conda-env', and must be 'python3'",
    )


def test_a_notebook_without_code_is_found():
    assert (None, "There is no code cell") in problems(WHOLE[0], WHOLE[0], WHOLE[3])


def test_the_claim_card_is_the_one_part_that_may_be_left_out():
    from brecha.dev.guards.limits import LIMITS

    assert set(PARTS) - set(LIMITS["core"].parts) == {"claim"}
