import pytest

from brecha.dev.guards.glossary import Glossary, defined, listed, prose, spoken
from dev.small import code, md, notebook, spanish

DATA = {
    "terms": {
        "gap": {
            "en": {"term": "gap", "definition": "a difference"},
            "es": {
                "term": "brecha",
                "definition": "una diferencia",
                "forbidden": [{"variant": "gap", "use": "brecha", "reason": "hay palabra"}],
            },
        }
    },
    "avoid": [
        {"language": "en", "variants": ["dive into"], "use": "the question", "reason": "empty"},
        {"language": "es", "variants": ["chequea*"], "use": "comprobar", "reason": "calco"},
    ],
}
GLOSSARY = Glossary(DATA)


def test_a_forbidden_variant_is_found_with_reason_and_remedy():
    found = prose(spanish(md("texto", "El Gap es de dos puntos.")), GLOSSARY)[0]
    assert found.cell == "texto"
    assert found.message == "'Gap' is not used here: hay palabra"
    assert found.remedy == "Write 'brecha'"


def test_a_variant_is_forbidden_in_its_language_alone():
    assert prose(notebook(md("text", "The gap is two points.")), GLOSSARY) == []


@pytest.mark.parametrize(
    "mention",
    ["«gap»", "*gap*", "`gap`", '"gap"', "$gap$", "[brecha](gap.html)", "{gap:+2}", "gap-like"],
)
def test_a_word_that_is_spoken_of_is_not_used(mention):
    assert prose(spanish(md("texto", f"El término {mention} no se traduce aquí.")), GLOSSARY) == []


@pytest.mark.parametrize("use", ["**gap**", "un gap.", "(gap)"])
def test_a_word_that_is_stressed_is_used(use):
    assert len(prose(spanish(md("texto", f"Aquí hay {use}")), GLOSSARY)) == 1


def test_a_star_stands_for_any_letters():
    texts = {"a.right": "Chequeamos la suma", "a.hints": ["bien", "el cheque"]}
    found = spoken(texts, GLOSSARY, language="es", path="es.toml")
    assert [(problem.path, problem.cell) for problem in found] == [("es.toml", "a.right")]


def test_words_of_a_variant_may_stand_on_two_lines():
    assert len(prose(notebook(md("text", "Let us dive\ninto it")), GLOSSARY)) == 1


def test_code_cells_are_no_prose():
    assert prose(spanish(code("gap", "gap = 1")), GLOSSARY) == []


@pytest.mark.parametrize("text", ["Right!", "¡Bien"])
def test_an_exclamation_mark_is_found(text):
    assert prose(notebook(md("text", text)), GLOSSARY)[0].message == "There is an exclamation mark"


@pytest.mark.parametrize("text", ["![a map](a.png)", "`a != b`", "She said “No!” and left."])
def test_a_quoted_exclamation_and_an_image_have_no_problem(text):
    assert prose(notebook(md("text", text)), GLOSSARY) == []


def test_a_term_needs_word_and_definition_in_both_languages():
    broken = {"terms": {"gap": {"en": {"term": "gap", "definition": "x"}, "es": {"term": "y"}}}}
    found = defined(Glossary(broken), path="glossary.toml")
    assert [problem.cell for problem in found] == ["terms.gap.es"]
    assert "no definition in es" in found[0].message


def test_a_term_that_the_glossary_lacks_is_found_with_the_nearest():
    found = listed(["gap", "gaps"], GLOSSARY, path="exercises.py")
    assert [(problem.cell, problem.remedy) for problem in found] == [
        ("gaps", "Perhaps 'gap' is meant")
    ]
