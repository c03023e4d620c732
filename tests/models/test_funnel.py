import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.funnel import cohort_funnel, contacts_needed, product_of_rates
from brecha.models.shares import wilson

STAGES = {"contacted": 1000, "visited": 240, "bought": 30}

cohorts = st.lists(st.integers(1, 2000), min_size=3, max_size=5).map(
    lambda counts: sorted(counts, reverse=True)
)


def test_the_whole_runs_from_the_first_stage_to_the_last_of_any_number():
    found = cohort_funnel({"called": 500, "met": 400, "offered": 100, "signed": 20, "paid": 5})
    assert (found.overall.count, found.overall.of) == (5, 500)


def test_funnel_of_one_cohort_by_hand():
    found = cohort_funnel(STAGES)
    assert found.stages["rate"].to_dict() == {"visited": 0.24, "bought": 0.125}
    assert found.stages["lost"].to_dict() == {"visited": 760, "bought": 210}
    assert found.weakest == "bought"
    # models.md: 30 of 1000 -> 3.0 % [2.1, 4.3]
    assert found.overall.value == 0.03
    assert (found.overall.low, found.overall.high) == pytest.approx((0.021, 0.043), abs=0.0005)


def test_every_stage_has_wilsons_interval():
    row = cohort_funnel(STAGES, confidence=0.9).stages.loc["bought"]
    expected = wilson(30, of=240, confidence=0.9)
    assert (row["low"], row["high"]) == (expected.low, expected.high)
    assert (row["reached"], row["of"]) == (30, 240)


@given(cohorts)
def test_rates_of_a_cohort_multiply_to_the_whole(counts):
    found = cohort_funnel({f"stage {place}": count for place, count in enumerate(counts)})
    assert found.stages["rate"].prod() == pytest.approx(found.overall.value)


@given(cohorts)
def test_in_a_cohort_the_product_has_the_error_of_the_single_rate(counts):
    # The sum of (1 - p)/k telescopes to 1/last - 1/first.
    pairs = list(zip(counts[1:], counts[:-1], strict=True))
    found = product_of_rates(*pairs)
    assert found.error**2 == pytest.approx(1 / counts[-1] - 1 / counts[0], abs=1e-12)


def test_product_of_rates_by_hand():
    # .24 (of 1000) and .125 (of 400): error^2 = .76/240 + .875/50 = .0206667
    found = product_of_rates((240, 1000), (50, 400))
    assert found.value == pytest.approx(0.03)
    assert found.error == pytest.approx(0.0206667**0.5, abs=1e-6)
    factor = 2.718281828459045 ** (1.959964 * found.error)
    assert (found.low, found.high) == pytest.approx((0.03 / factor, 0.03 * factor), rel=1e-6)
    assert product_of_rates((240, 1000), (50, 400), confidence=0.5).low > found.low


def test_an_interval_never_passes_one():
    assert product_of_rates((1, 1), (1, 2)).high == 1


@pytest.mark.parametrize(
    "target, rate, contacts", [(45, 0.03, 1500), (46, 0.03, 1534), (1, 0.999, 2), (3, 0.1, 30)]
)
def test_contacts_needed_are_rounded_up(target, rate, contacts):
    assert contacts_needed(target, rate=rate) == contacts


def test_contacts_needed_takes_a_result():
    assert contacts_needed(3, rate=cohort_funnel(STAGES).overall) == 100
    assert contacts_needed(3, rate=product_of_rates((240, 1000), (50, 400))) == 100


@pytest.mark.parametrize(
    "stages, words",
    [
        ({"contacted": 10}, "two stages or more; it has 1"),
        ({"contacted": 10, "bought": 12}, "at most the 10 people of 'contacted'; it has 12"),
        ({"contacted": 10, "visited": 0, "bought": 0}, "reached 'visited', since 'bought'"),
        ({"contacted": 0, "bought": 0}, "reached 'contacted'"),
        ({"contacted": 10, "bought": 2.5}, "`bought` should be a whole number"),
    ],
)
def test_funnel_says_what_is_wrong(stages, words):
    with pytest.raises(ModelError, match=words):
        cohort_funnel(stages)


@pytest.mark.parametrize(
    "rates, words",
    [
        (((1, 2),), "two rates or more"),
        (((1, 2), 0.3), "number 2 is 0.3"),
        (((1, 2), (0, 5)), "`rate 2` should be a whole number of at least 1"),
        (((1, 2), (6, 5)), "Did you swap the two"),
    ],
)
def test_product_says_what_is_wrong(rates, words):
    with pytest.raises(ModelError, match=words):
        product_of_rates(*rates)


def test_contacts_needed_says_what_is_wrong():
    with pytest.raises(ModelError, match=r"0\.95, not 95"):
        contacts_needed(10, rate=3)
    with pytest.raises(ModelError, match="`target`"):
        contacts_needed(0, rate=0.3)
