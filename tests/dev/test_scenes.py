import pytest

import small_scene
from brecha import lessons
from brecha.dev.guards.glossary import Glossary
from brecha.dev.guards.scenes import FEWEST, courtesy, familiar, measures, scenes
from brecha.models.dialogue_faults import tell
from brecha.models.dialogue_tables import load_scene

WORDS = Glossary({"avoid": [{"language": "en", "variants": ["gap"], "use": "-", "reason": "-"}]})


def sound():
    """Write a scene that the guard has nothing to say about: three turns, either way."""
    table = small_scene.table()
    for name in ("desk", "again"):
        table["nodes"][name] = table["nodes"]["desk"] | {"said": small_scene.words(name)}
    table["nodes"]["desk"] = table["nodes"]["desk"] | {
        "A": small_scene.option("explain", "again", clarity=1),
        "B": small_scene.option("ask", "again", minutes=0),
    }
    table["nodes"]["again"]["A"] = small_scene.option("show", "done", clarity=1)
    return table


def found(*tables, prefix="s"):
    known = {
        f"{prefix}{number}": load_scene(table, slug=f"{prefix}{number}")
        for number, table in enumerate(tables)
    }
    return scenes(known, WORDS, path="scenes", companies=("hotel", "bank"))


def said(table):
    return {(problem.cell, problem.message) for problem in found(table)}


def test_a_sound_scene_has_no_problems():
    assert found(sound()) == []


def test_a_fault_of_the_dialogue_is_named_with_its_file():
    table = sound()
    table["nodes"]["desk"]["A"]["to"] = "nowhere"
    places = {(problem.path, problem.cell) for problem in found(table)}
    assert ("scenes/s0.toml", "nodes.desk.A") in places


@pytest.mark.parametrize(
    "key, value, message",
    [
        ("company", "farm", "The company is 'farm'"),
        ("channel", "pigeon", "The channel is 'pigeon'"),
        ("speaker", None, "Nobody speaks"),
    ],
)
def test_what_the_notebook_needs_to_know(key, value, message):
    table = sound()
    table[key] = value
    assert (key, message) in said(table)


def test_a_missing_text():
    table = sound()
    del table["words"]["debrief"]
    assert ("words.debrief.es", "The text is missing") in said(table)


def test_staff_who_say_tu():
    table = sound()
    table["nodes"]["desk"]["A"]["said"]["es"] = "¿Qué quieres? «Tú» no cuenta."
    assert ("nodes.desk.A.said.es", "Staff say tú here: 'quieres'") in said(table)


@pytest.mark.parametrize(
    "line, forms",
    [
        ("¿Cómo está usted? Dígame, por favor.", []),
        ("Ya existe, insiste la señora; detrás hay otra.", []),
        ("¿Me dijiste que va contigo?", ["dijiste", "contigo"]),
        ("Hablaste con él y podrás venir.", ["hablaste", "podrás"]),
        ("¿Vos tenés la boleta?", ["vos", "tenés"]),
        ("El té está listo, y el sí también.", []),
    ],
)
def test_forms_of_tu(line, forms):
    assert familiar(line) == forms


def test_a_learner_who_is_called_usted():
    table = sound()
    table["nodes"]["desk"]["A"]["why"]["es"] = "Usted la oyó."
    assert ("nodes.desk.A.why.es", "The learner is called usted here") in said(table)
    table["nodes"]["desk"]["A"]["why"]["es"] = "La oíste, y dijo «usted»."
    assert found(table) == []


def test_words_of_the_glossary_and_exclamation_marks():
    table = sound()
    table["nodes"]["desk"]["said"]["en"] = "Mind the gap!"
    assert {cell for cell, _ in said(table)} == {"nodes.desk.said.en"}
    assert len(said(table)) == 2


@pytest.mark.parametrize(
    "line, language, count",
    [
        ("I don't mind.", "en", 0),
        ("Thank you, señora, and please excuse me.", "en", 4),
        ("Disculpe, señora, ¿sería tan amable?", "es", 3),
        ("Ya.", "es", 0),
    ],
)
def test_words_of_courtesy(line, language, count):
    assert courtesy(line, language=language) == count


def tables_with(line):
    """Write as many scenes as the measures need; the better options are told by `line`."""
    tables = [sound() for _ in range(FEWEST)]
    for table in tables:
        for node in table["nodes"].values():
            for letter in "ABC":
                node[letter]["said"]["en"] = line(letter)
    return tables


@pytest.mark.parametrize(
    "line, tell",
    [
        (lambda letter: "word " * "CBA".index(letter) + letter, "length (en)"),
        (lambda letter: "word " * "ABC".index(letter) + letter, "length (en)"),
        (lambda letter: ("Please. " if letter == "A" else "At once. ") + letter, "courtesy (en)"),
        (lambda letter: ("At once. " if letter == "A" else "Please. ") + letter, "courtesy (en)"),
    ],
)
def test_choices_that_give_themselves_away(line, tell):
    messages = [problem.message for problem in found(*tables_with(line))]
    assert any(f"given away by {tell}" in message for message in messages)


def test_a_place_that_is_always_right():
    messages = [problem.message for problem in found(*[sound() for _ in range(FEWEST)])]
    assert any("most of the place A" in message and "100%" in message for message in messages)


def test_few_scenes_are_not_measured():
    assert found(*[sound() for _ in range(FEWEST - 1)]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_shipped_scenes_give_nothing_away(language):
    shipped = [scene for slug in lessons.names() for scene in lessons.find(slug).scenes.values()]
    if len(shipped) < FEWEST:
        pytest.skip("no lesson has enough scenes yet")
    for measure in measures(language).values():
        seen = tell(shipped, measure)
        assert 0.4 <= seen.separation <= 0.6
        assert max(seen.most, seen.least) <= 0.5
