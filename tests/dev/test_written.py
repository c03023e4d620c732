from brecha.dev.guards.written import to_write
from dev.small import code, md, notebook


def test_what_a_skeleton_left_open_is_named_with_its_advice():
    found = to_write(notebook(md("case", "Andina\n\n**TODO: a decision that hangs on a number**")))
    assert found[0].cell == "case"
    assert found[0].remedy == "Write what belongs here: a decision that hangs on a number"


def test_an_empty_cell_is_found():
    assert to_write(notebook(code("a", " \n")))[0].message == "The cell is empty"


def test_a_written_cell_has_no_problem():
    assert to_write(notebook(md("case", "Andina runs 40 buses."))) == []
