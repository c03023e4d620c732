"""The whole lint on a lesson outside the workbook: each fault is found, with its file and cell."""

import json

import pytest
from click.testing import CliRunner

from brecha.dev.commands import dev
from brecha.dev.lint import lint
from brecha.dev.material import Place
from brecha.dev.new_lesson import begin, begin_case
from dev.small import result

SLUG, STEM = "queue-talk", "08-queue-talk"


class Lesson:
    """A skeleton in a folder of its own; `new` lists what a change adds to its problems."""

    def __init__(self, folder):
        self.folder = folder
        begin(SLUG, number=8, folder=folder)
        self.place = Place(folder, paths=(folder,))

    @property
    def before(self):
        """The problems of an untouched skeleton: the same wherever it lies."""
        return BEFORE

    def notebook(self, language):
        return self.folder / f"notebooks/{language}/{STEM}.ipynb"

    def change(self, language, cell_id, **changes):
        path = self.notebook(language)
        data = json.loads(path.read_text("utf-8"))
        cell = next(cell for cell in data["cells"] if cell["id"] == cell_id)
        cell |= changes
        path.write_text(json.dumps(data), encoding="utf-8")

    def drop(self, language, id):
        path = self.notebook(language)
        data = json.loads(path.read_text("utf-8"))
        data["cells"] = [cell for cell in data["cells"] if cell["id"] != id]
        path.write_text(json.dumps(data), encoding="utf-8")

    def edit(self, name, old, new):
        path = self.folder / "queue_talk" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def new(self):
        found = set(lint(self.place).problems) - self.before
        return {(p.path.rpartition("/")[2], p.cell, p.message) for p in found}


BEFORE = set()


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path))
    made = Lesson(tmp_path)
    if not BEFORE:
        BEFORE.update(lint(made.place).problems)
    return made


def one(found, message):
    matching = [item for item in found if message in item[2]]
    assert matching, found
    return matching[0][:2]


def test_a_skeleton_is_told_what_is_missing(lesson):
    messages = {problem.message for problem in lesson.before}
    assert "This cell is still to be written" in messages
    assert "This cell is still in English" in messages
    assert "This text is still to be written" in messages
    assert "The lesson asks for 1 answers; 8 to 10 are allowed" in messages
    assert all(problem.remedy for problem in lesson.before)


def test_nothing_new_is_found_where_nothing_changed(lesson):
    assert lesson.new() == set()


def test_a_sign_flipped_in_one_language(lesson):
    for language, code in (("en", "gap = p - e"), ("es", "gap = e - p")):
        lesson.change(language, "blank-first-number", source=[code])
    found = one(lesson.new(), "The code differs from English")
    assert found == (f"{STEM}.ipynb", "blank-first-number")


def test_a_changed_paragraph_with_an_old_stamp(lesson):
    stamped = {"brecha": {"source": "0" * 16}}
    lesson.change("es", "worked", source=["Primero a mano"], metadata=stamped)
    assert one(lesson.new(), "changed after this was translated")[1] == "worked"


def test_a_dropped_cell_and_a_renamed_one(lesson):
    lesson.drop("es", "recap-terms")
    lesson.change("es", "observe", id="mirar")
    found = lesson.new()
    assert one(found, "is missing here")[1] in {"recap-terms", "observe"}
    assert one(found, "no cell of this id")[1] == "mirar"


def test_a_verb_that_is_not_taught(lesson):
    lesson.change("en", "case-table", source=["survey.unstack()"])
    assert one(lesson.new(), "The verb `.unstack()` is not taught yet")[1] == "case-table"


def test_a_verb_in_a_solution_that_is_not_taught(lesson):
    lesson.edit("answers.py", 'survey["perception"].mean()', 'survey["perception"].median()')
    assert one(lesson.new(), "`.median()`") == ("answers.py", "first-number")


def test_a_verb_in_a_solution_of_one_part_of_the_answers(lesson):
    lesson.edit("answers.py", 'survey["perception"].mean()', 'survey["perception"].median()')
    whole = lesson.folder / "queue_talk/answers.py"
    (whole.parent / "answers").mkdir()
    whole.rename(whole.parent / "answers/numbers.py")
    (whole.parent / "answers/__init__.py").write_text("from .numbers import key\n", "utf-8")
    assert one(lesson.new(), "`.median()`") == ("numbers.py", "first-number")


def test_a_stored_output(lesson):
    lesson.change("es", "observe-dimensions", outputs=[result()])
    assert one(lesson.new(), "An output is stored")[1] == "observe-dimensions"


def test_a_file_that_an_editor_left_in_another_form(lesson):
    path = lesson.notebook("en")
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), encoding="utf-8")
    found = lesson.new()
    assert len(found) == 1
    assert one(found, "not in the form in which it is kept") == (f"{STEM}.ipynb", None)


def test_text_in_the_code_of_a_figure(lesson):
    lesson.edit("figures.py", 'text("figures.by-dimension.xlabel")', '"points"')
    assert one(lesson.new(), "'points'") == ("figures.py", "line 10")


def test_a_message_that_one_language_lacks(lesson):
    lesson.edit("es.toml", 'right = "', 'rigth = "')
    assert one(lesson.new(), "What is said to a right answer") == ("es.toml", "first-number.right")


def test_another_placeholder(lesson):
    lesson.edit("es.toml", "{answer:2} is right", "{answer:1} is right")
    assert one(lesson.new(), "placeholders differ") == ("es.toml", "first-number.right")


def test_a_column_that_is_not_described(lesson):
    lesson.edit("en.toml", "points = ", "pointz = ")
    found = one(lesson.new(), "The column 'points' of the table 'survey'")
    assert found == ("en.toml", "columns.survey.points")


def test_a_word_that_the_glossary_rules_out(lesson):
    lesson.change("es", "worked", source=["El servicio postventa"], metadata={})
    assert one(lesson.new(), "'postventa' is not used here")[1] == "worked"


def test_a_term_that_the_glossary_lacks(lesson):
    lesson.edit("exercises.py", "terms=()", 'terms=("gapp",)')
    found = rerun(lesson)
    assert "The glossary has no term 'gapp'. Perhaps 'gap' is meant." in found


def test_an_exercise_that_the_notebook_does_not_use(lesson):
    lesson.drop("en", "blank-check")
    assert one(lesson.new(), "The exercise 'first-number' of the lesson is not used")[1] is None


def test_a_notebook_without_its_twin(lesson):
    lesson.notebook("es").unlink()
    found = lesson.new()
    one(found, "no Spanish twin")
    one(found, "queue-talk.ipynb is missing")


def test_a_notebook_that_is_no_json_and_one_that_no_lesson_has(lesson):
    (lesson.notebook("en").parent / "99-odd.ipynb").write_text("{", encoding="utf-8")
    found = lesson.new()
    assert one(found, "is not JSON")[0] == "99-odd.ipynb"
    assert one(found, "No lesson has this notebook")[0] == "99-odd.ipynb"


def test_a_lesson_that_can_not_be_opened(lesson):
    lesson.edit("exercises.py", "LESSON = Lesson(", "LESSON = Lessons(")
    found = rerun(lesson)
    line = next(line for line in found.splitlines() if line.startswith("lesson queue-talk: "))
    assert "The lesson can't be opened" in line
    assert "name 'Lessons' is not defined" in line


def test_a_restricted_run_looks_at_both_twins_and_nothing_else(lesson):
    report = lint(Place(lesson.folder, paths=(lesson.notebook("es"),)))
    assert report.counts["notebooks"] == 2
    assert report.counts["lessons"] == 1
    assert report.counts["data sets"] == 0


def rerun(lesson):
    """Run the command in a process of its own: a lesson is imported once in each."""
    import subprocess
    import sys

    command = [sys.executable, "-c", "from brecha.dev.commands import dev; dev()", "lint"]
    done = subprocess.run([*command, str(lesson.folder)], capture_output=True, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_the_command_prints_one_line_a_problem_and_ends_with_the_counts(lesson):
    done = CliRunner().invoke(dev, ["lint", str(lesson.folder)])
    assert done.exit_code == 1, done.output
    lines = done.output.splitlines()
    assert any(f"{STEM}.ipynb:title: This cell is still to be written. " in line for line in lines)
    assert lines[-1].startswith(
        "notebooks: 2, lessons: 1, briefs: 0, text folders: 1, data sets: 0; "
    )
    assert f"{len(lines) - 1} problems" in lines[-1]


def test_still_right_is_said_of_cells_by_name(lesson):
    done = CliRunner().invoke(dev, ["stamp", str(lesson.notebook("es")), "--still-right"])
    assert done.exit_code == 2
    assert "--cell ID" in done.output


def test_the_commands_pass_on_their_exit_codes(lesson):
    english = str(lesson.notebook("en"))
    assert CliRunner().invoke(dev, ["normalise", "--check", english]).exit_code == 0
    assert CliRunner().invoke(dev, ["translate", english]).exit_code == 1
    assert CliRunner().invoke(dev, ["stamp", str(lesson.notebook("es"))]).exit_code == 1
    fresh = lesson.folder / "fresh"
    done = CliRunner().invoke(dev, ["new-lesson", "talk", "--folder", str(fresh)])
    assert done.exit_code == 0, done.output


# --- A case ---------------------------------------------------------------------------------------


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path))
    begin_case("tram-line", folder=tmp_path)
    return tmp_path


def found_in(folder, *changes, paths=None):
    """Lint a case whose brief was changed; return key and message of what is found there."""
    brief = folder / "casework/tram-line.toml"
    text = brief.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    brief.write_text(text, encoding="utf-8")
    report = lint(Place(folder, paths=paths or (folder,)))
    assert report.counts["briefs"] == 1
    return {(p.cell, p.message) for p in report.problems if p.path == "casework/tram-line.toml"}


@pytest.mark.parametrize(
    "old, new, key, said",
    [
        ("minutes = 60\n", "", "minutes", "This entry is missing"),
        ("points = 19", "points = 20", "points", "20 points, and its exercises are worth 19"),
        ('["start-here"]', '["start-her"]', "lessons", "no lesson 'start-her'"),
        ('es = "True: las respuestas se guardan sin juzgarlas y no hay pistas ni soluciones"',
         'es = "True: answers are kept and not judged, and there are neither hints nor solutions"',
         "parameters[3].meaning", "still in English"),
        ("Promesas y tono", "Promesas y tono, 4.5", "rubric.reply[2].criterion", "numbers differ"),
        ('en = ["TODO begin with a verb"]', 'en = ["TODO", "TODO"]', "goals", "list has 1 texts"),
        ('"TODO a good memo"', '"A good memo!"', "examples.good", "an exclamation mark"),
        ("[data]\n", '[data]\nset = "moby"\n', "data.set", "There is no data set 'moby'"),
    ],
)  # fmt: skip
def test_a_brief_is_held_to_what_it_describes(case, old, new, key, said):
    found = found_in(case, (old, new))
    assert any(key == cell and said in message for cell, message in found), found


def test_a_brief_is_missing(case):
    (case / "casework/tram-line.toml").unlink()
    found = lint(Place(case, paths=(case,))).problems
    assert any(p.path == "casework/tram-line.toml" and "is missing" in p.message for p in found)


def test_a_notebook_says_how_long_the_case_takes(case):
    found_in(case, ("minutes = 60", "minutes = 70"))
    found = lint(Place(case, paths=(case,))).problems
    pages = {p.path for p in found if "speaks of 60 minutes" in p.message}
    assert pages == {f"casework/{code}/tram-line.ipynb" for code in ("en", "es")}


def test_a_case_of_the_workbook_names_its_pair(case):
    assert ("pair", "The brief names no pair") in found_in(case)


def test_a_brief_alone_may_be_asked_for(case):
    assert found_in(case, paths=(case / "casework/tram-line.toml",))


def test_a_private_case_is_looked_at_with_its_notebooks(case, tmp_path_factory):
    elsewhere = Place(tmp_path_factory.mktemp("workbook"), paths=(case / "tram_line",))
    report = lint(elsewhere)
    assert report.counts["notebooks"] == 2
    messages = {(problem.path.rpartition("/")[2], problem.message) for problem in report.problems}
    assert ("tram-line.ipynb", "This cell is still to be written") in messages
    assert ("tram-line.toml", "This text is still to be written") in messages
    assert not any(problem.cell == "pair" for problem in report.problems)
