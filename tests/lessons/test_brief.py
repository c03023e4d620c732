"""Reading a brief: what it says, and everything that is wrong in one, at once."""

import pytest

import small_brief
from brecha import files
from brecha.lessons.brief import BriefError, path_of, read


def faults(folder, *changes):
    """Read a broken brief; return the key and the message of each fault."""
    with pytest.raises(BriefError) as caught:
        read(small_brief.write(folder, *changes))
    assert all(fault.remedy for fault in caught.value.faults)
    return [(fault.key, fault.message) for fault in caught.value.faults]


def test_a_brief_is_read_as_it_stands(tmp_path):
    brief = read(small_brief.write(tmp_path))
    assert (brief.slug, brief.minutes, brief.pair, brief.points) == ("tram-line", 40, "bus-line", 8)
    assert [given.name for given in brief.parameters] == ["language", "line", "seed"]
    line = brief.parameters[1]
    assert (line.default, line.choices, line.low) == ("red", ("red", "blue"), None)
    assert [(asked.slug, asked.points) for asked in brief.exercises] == [("cause", 2), ("memo", 6)]
    assert [item.criterion["es"] for item in brief.rubric["memo"]] == ["Evidencia", "Decisión"]
    assert brief.rubric["memo"][1].levels["en"][2] == "With its price"
    assert brief.examples["weak"].text["en"] == "Both lines matter."
    assert brief.data.set is None
    assert brief.data.simulated["en"].startswith("Simulated")


def test_every_text_is_there_in_both_languages(tmp_path):
    texts = read(small_brief.write(tmp_path)).texts
    assert list(texts["en"]) == list(texts["es"])
    assert len(texts["en"]) == 15
    assert texts["es"]["goals"] == ["Encontrar la línea que se atrasa"]
    assert texts["en"]["rubric.memo[2].criterion"] == "Decision"


def test_the_briefs_of_the_workbook_can_be_read():
    paths = sorted(files.casework().glob("*.toml"))
    assert [read(path).slug for path in paths] == [path.stem for path in paths]


def test_a_brief_stands_beside_the_folders_of_its_notebooks(tmp_path):
    notebook = tmp_path / "casework" / "es" / "tram-line.ipynb"
    assert path_of(notebook, "tram-line") == tmp_path / "casework" / "tram-line.toml"


def test_pair_and_rubric_may_be_missing(tmp_path):
    rubric = small_brief.TEXT[small_brief.TEXT.index("[[rubric") :].partition("[examples.good]")[0]
    brief = read(small_brief.write(tmp_path, ('pair = "bus-line"\n', ""), (rubric, "")))
    assert brief.pair is None
    assert brief.rubric == {}


@pytest.mark.parametrize(
    "old, new, key, said",
    [
        ("minutes = 40\n", "", "minutes", "missing"),
        ("minutes = 40", 'minutes = "40"', "minutes", "'40' is not a whole number"),
        ("minutes = 40", "minutes = true", "minutes", "True is not a whole number"),
        ("minutes = 40", "minutes = 40.5", "minutes", "40.5 is not a whole number"),
        ('slug = "tram-line"', "slug = 3", "slug", "3 is not a text"),
        ("points = 8", 'points = "8"', "points", "'8' is not a whole number"),
        ('lessons = ["start-here"]', 'lessons = "start-here"', "lessons", "is not a list"),
        ('lessons = ["start-here"]', "lessons = [0]", "lessons", "no list of texts"),
        ('es = "¿Qué línea primero?"\n', "", "title.es", "missing"),
        ('es = "Evidencia"\n', "", "rubric.memo[1].criterion.es", "missing"),
        ('es = ["Encontrar la línea que se atrasa"]\n', "", "goals.es", "missing"),
        ("[examples.weak.why]", "[examples.weak.reason]", "examples.weak.why", "missing"),
        ("seed = 2024\n", "", "examples.good.seed", "missing"),
        ('type = "int"\n', "", "parameters[3].type", "missing"),
        ("[data]\n[data.simulated]", "[dato]\n[dato.simulated]", "data", "missing"),
        ("default = 2024", "default = [1]", "parameters[3].default", "is not a text or a whole"),
        ("[[exercises]]", "[exercises]", "", "Cannot"),
    ],
)
def test_each_fault_is_named_with_its_key(tmp_path, old, new, key, said):
    found = faults(tmp_path, (old, new))
    assert any(key == where and said in message for where, message in found), found


@pytest.mark.parametrize(
    "old, new, key, meant",
    [
        ('pair = "bus-line"', 'pare = "bus-line"', "pare", "'pair'"),
        ("low = 0", "lowest = 0", "parameters[3].lowest", "'low'"),
    ],
)
def test_a_mistyped_entry_is_named_with_the_one_that_is_meant(tmp_path, old, new, key, meant):
    with pytest.raises(BriefError, match="A brief has no such entry here") as caught:
        read(small_brief.write(tmp_path, (old, new)))
    (fault,) = caught.value.faults
    assert fault.key == key
    assert meant in fault.remedy


def test_all_faults_are_said_at_once(tmp_path):
    changes = [("minutes = 40\n", ""), ("points = 8\n", ""), ('es = "la línea"\n', "")]
    assert [key for key, _ in faults(tmp_path, *changes)] == [
        "minutes",
        "points",
        "parameters[2].meaning.es",
    ]
    with pytest.raises(BriefError) as caught:
        read(tmp_path / "tram-line.toml")
    lines = str(caught.value).splitlines()
    assert len(lines) == 4
    assert lines[1] == "  minutes: This entry is missing. Write it."


@pytest.mark.parametrize(
    "content, said",
    [(None, "The file is missing"), (b"slug =", "Mend that line"), (b'slug = "\xff"', "UTF-8")],
)
def test_a_file_that_is_no_brief_is_refused(tmp_path, content, said):
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BriefError, match=said):
        read(path)
