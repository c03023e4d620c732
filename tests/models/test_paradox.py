import pytest

from brecha.errors import ModelError
from brecha.models.paradox import prevalence


@pytest.mark.parametrize("table, kappa", [([[40, 9], [6, 45]], 0.70), ([[80, 10], [5, 5]], 0.32)])
def test_the_paradox_as_published(table, kappa):
    # Feinstein & Cicchetti (1990): the same agreement, .85, and two kappas.
    found = prevalence(table)
    assert found.observed == pytest.approx(0.85)
    assert found.kappa == pytest.approx(kappa, abs=0.005)
    assert found.adjusted == pytest.approx(0.70)


def test_prevalence_and_bias_by_hand():
    found = prevalence([[80, 10], [5, 5]])
    assert found.prevalence == pytest.approx(0.75)
    assert found.bias == pytest.approx(0.05)


def test_kappa_follows_from_agreement_prevalence_and_bias():
    # Byrt, Bishop & Carlin (1993): kappa = (adjusted - P^2 + B^2)/(1 - P^2 + B^2)
    for table in ([[80, 10], [5, 5]], [[40, 9], [6, 45]], [[3, 7], [1, 9]]):
        found = prevalence(table)
        square = found.prevalence**2 - found.bias**2
        assert found.kappa == pytest.approx((found.adjusted - square) / (1 - square))


def test_only_two_by_two():
    with pytest.raises(ModelError, match=r"two by two; it is \(3, 3\)"):
        prevalence([[5, 1, 1], [1, 5, 1], [1, 1, 5]])
