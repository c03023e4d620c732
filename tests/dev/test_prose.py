import pytest

from brecha.dev.guards.prose import differences


@pytest.mark.parametrize(
    "english, spanish",
    [
        ("It is -1.2, about 40 lines.", "Es -1.2, unas cuarenta líneas."),
        ("Mean −0.5 (1-7, 2,357 people)", "Media -0.5 (1-7, 2357 personas)"),
        ("$\\text{gap} = P - E$", "$\\text{brecha} = P - E$"),
        ("use `mean`", "se usa `mean`, sobre la columna `gap`"),
        ("```\nx = -2.5\n```", "```\nx = -2.5  # así\n```"),
        ("from 8 to 5 o'clock on 2026-11-21", "de 8 a 17 h del 2026-11-21"),
        ("versions 1.2.3 and 1.2", "versiones 1.2.3 y 1.2"),
    ],
)
def test_a_faithful_translation_differs_in_nothing(english, spanish):
    assert differences(english, spanish) == []


@pytest.mark.parametrize(
    "english, spanish, noun",
    [
        ("It is -1.2.", "Es 1.2.", "numbers"),
        ("It is -2.", "Es 2.", "numbers"),
        ("It is 8.5.", "Es 8,5.", "numbers"),
        ("It is 0.78.", "Es 0.87.", "numbers"),
        ("$P - E$", "$E - P$", "formulas"),
        ("$$r = .9$$", "$$r = .8$$", "formulas"),
    ],
)
def test_a_flipped_sign_or_another_number_is_found(english, spanish, noun):
    assert [found.split(" differ")[0] for found in differences(english, spanish)] == [f"The {noun}"]


def test_code_that_a_translation_lost_is_found():
    assert differences("`P - E` and `mean`", "`E - P` y `mean`") == [
        "The code `P - E` of the English text is missing"
    ]
