import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bakery
from brecha.errors import ParameterError
from brecha.lessons import Parameter
from brecha.lessons.parameter import HIGHEST_SEED, check_parameters

TOY = bakery.lesson()


class Breaks:
    def __repr__(self):
        raise RuntimeError("no repr")


def test_defaults_fill_what_is_not_given():
    assert TOY.version().parameters == {"company": "hotel", "seed": 2024}
    assert TOY.version(seed=0).parameters == {"company": "hotel", "seed": 0}


@pytest.mark.parametrize("seed", [0, 1, HIGHEST_SEED])
def test_every_seed_in_the_range_is_allowed(seed):
    assert TOY.version(seed=seed).parameters["seed"] == seed


@pytest.mark.parametrize(
    "given, english, spanish",
    [
        (
            {"company": "hotle"},
            "company = 'hotle' is not allowed. Did you mean \"hotel\"? "
            "Allowed are: hotel, clinic and bank.",
            "company = 'hotle' no se permite. ¿Quisiste decir \"hotel\"? "
            "Se permiten: hotel, clinic y bank.",
        ),
        (
            {"company": "zoo"},
            "company = 'zoo' is not allowed. Allowed are: hotel, clinic and bank.",
            "company = 'zoo' no se permite. Se permiten: hotel, clinic y bank.",
        ),
        (
            {"company": 3},
            "company = 3 is not allowed: a text between quotes is expected, such as 'hotel'.",
            "company = 3 no se permite: se espera un texto entre comillas, por ejemplo 'hotel'.",
        ),
        (
            {"seed": "abc"},
            "seed = 'abc' is not allowed: a whole number without quotes is expected, such as 2024.",
            "seed = 'abc' no se permite: se espera un número entero sin comillas, "
            "por ejemplo 2024.",
        ),
        (
            {"seed": -1},
            "seed = -1 is not allowed: a whole number from 0 to 4294967295 is expected.",
            "seed = -1 no se permite: se espera un número entero de 0 a 4294967295.",
        ),
        ({"seed": 1.5}, "seed = 1.5 is not allowed: a whole number", "seed = 1.5 no se permite"),
        ({"seed": True}, "seed = True is not allowed: a whole number", "seed = True no se permite"),
        ({"seed": None}, "seed = None is not allowed: a whole number", "seed = None no se permite"),
        ({"seed": 2**32}, "a whole number from 0 to 4294967295", "un número entero de 0 a"),
        pytest.param(
            {"seed": 10**10_000}, "seed = <int> is not allowed", "seed = <int>", id="digits"
        ),
        ({"seed": np.int64(3)}, "seed = np.int64(3) is not allowed", "seed = np.int64(3)"),
        ({"seed": Breaks()}, "seed = <Breaks", "seed = <Breaks"),
        ({"seed": [1] * 10**6}, "seed = [1, 1, 1, 1, 1, 1, ...] is", "seed = [1, 1, 1, 1, 1, 1,"),
        (
            {"sede": 3},
            "The lesson bakery-queue has no parameter sede. It has: company, seed and language.",
            "La lección bakery-queue no tiene ningún parámetro sede. "
            "Tiene: company, seed y language.",
        ),
    ],
)
def test_a_bad_value_is_one_clear_error_in_each_language(given, english, spanish):
    for language, words in {"en": english, "es": spanish}.items():
        with pytest.raises(ParameterError) as caught:
            TOY.version(language=language, **given)
        assert words in str(caught.value)
        assert len(str(caught.value)) < 250
        assert "\n" not in str(caught.value)


def test_assessed_is_true_or_false_and_false_by_default():
    parameter = Parameter.assessed()
    assert parameter.default is False
    assert parameter.fault(True) is None
    assert parameter.fault(1).key == "parameter.type-bool"
    assert parameter.fault("yes").key == "parameter.type-bool"


def test_the_first_company_is_the_default():
    parameter = Parameter.company("bank", "gym")
    assert (parameter.default, parameter.choices) == ("bank", ("bank", "gym"))


def test_a_number_without_a_range_may_be_any():
    assert Parameter("rooms", 3).fault(-5) is None


@given(st.integers())
def test_a_seed_is_allowed_exactly_in_its_range(seed):
    assert (Parameter.seed().fault(seed) is None) == (0 <= seed <= HIGHEST_SEED)


@given(st.one_of(st.text(), st.floats(), st.booleans(), st.none(), st.lists(st.integers())))
def test_what_is_no_whole_number_is_no_seed(value):
    with pytest.raises(ParameterError):
        check_parameters("x", [Parameter.seed()], {"seed": value}, TOY.text("es"))
