import itertools

from notebooks.pairwise import pairwise


def test_every_pair_occurs_and_few_rows_are_needed():
    factors = {"language": ["en", "es"], "company": list("abcdef"), "mode": list("wxyz")}
    rows = pairwise(factors)
    for one, other in itertools.combinations(factors, 2):
        seen = {(row[one], row[other]) for row in rows}
        assert seen == set(itertools.product(factors[one], factors[other]))
    assert 24 <= len(rows) <= 27
