from brecha.dev.guards.outputs import CHECKED
from brecha.dev.guards.parity import parity
from brecha.dev.guards.stamps import stamps
from brecha.dev.notebooks import read
from brecha.dev.translate import prepare, run
from dev.small import code, md, parameters, result, save

TITLE = "# Waits, and who waited them out"
CELLS = (md("title", TITLE), parameters(), code("wait", "wait = 1  # minutes"))


def pair(folder, *, english=CELLS, spanish=None):
    source = save(folder / "notebooks/en/01-waits.ipynb", *english)
    target = folder / "notebooks/es/01-waits.ipynb"
    if spanish is not None:
        save(target, *spanish)
    return source, target


def test_a_new_twin_has_every_cell_and_waits_for_its_translation(tmp_path):
    source, target = pair(tmp_path)
    assert [task.id for task in prepare(source)] == ["title", "parameters", "wait"]
    english, spanish = read(source), read(target)
    assert 'language: str = "es"' in spanish.cell("parameters").source
    assert parity(english, spanish) == []
    assert [problem.message for problem in stamps(english, spanish)] == [
        "This cell is still in English"
    ]


def test_translations_that_exist_are_kept_and_missing_cells_added(tmp_path):
    done = md("title", "# Esperas, y quienes las aguantaron", of=TITLE)
    own = code("wait", "wait = 1  # minutos")
    source, target = pair(tmp_path, spanish=[done, own])
    assert [task.why for task in prepare(source)] == ["missing"]
    spanish = read(target)
    assert [cell.id for cell in spanish.cells] == ["title", "parameters", "wait"]
    assert spanish.cell("title").source.startswith("# Esperas")
    assert spanish.cell("wait").source == "wait = 1  # minutos"
    assert stamps(read(source), spanish) == []


def test_code_that_differs_is_copied_with_its_output(tmp_path):
    changed = code("wait", "wait = 2", CHECKED, outputs=[result("2")], execution_count=1)
    source, target = pair(
        tmp_path, english=(*CELLS[:2], changed), spanish=(*CELLS[:2], code("wait", "wait = 1"))
    )
    assert ("wait", "code differs") in [(task.id, task.why) for task in prepare(source)]
    found = read(target).cell("wait")
    assert (found.source, found.tags, len(found.outputs)) == ("wait = 2", (CHECKED,), 1)


def test_a_cell_that_english_lost_is_listed_and_kept_at_the_end(tmp_path):
    source, target = pair(tmp_path, spanish=[md("old", "Texto viejo"), *CELLS])
    assert ("old", "not in English") in [(task.id, task.why) for task in prepare(source)]
    assert read(target).cells[-1].id == "old"


def test_listing_writes_nothing_and_shows_the_source_of_stale_cells(tmp_path):
    stale = md("title", "# Esperas, y quienes las aguantaron", of="# Waits")
    source, target = pair(tmp_path, spanish=[stale, *CELLS[1:]])
    before, lines = target.read_bytes(), []
    assert run(source, write=False, echo=lines.append) == 1
    assert lines[0].endswith("01-waits.ipynb:title: stale")
    assert lines[1] == f"    {TITLE}"
    assert lines[-1] == "1 cells to translate"
    assert target.read_bytes() == before


def test_a_finished_translation_has_nothing_to_do(tmp_path):
    done = md("title", "# Esperas, y quienes las aguantaron", of=TITLE)
    source, _ = pair(tmp_path, spanish=[done, parameters("es"), CELLS[2]])
    lines = []
    assert run(source, write=False, echo=lines.append) == 0
    assert lines == ["0 cells to translate"]
