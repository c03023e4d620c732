"""The known wrong computations of the quality gap: lesson 12 and its deeper twin name them all."""

import pytest

from brecha.lessons import find
from brecha.text import LANGUAGES

QUALITY, SCALES = "quality-gap", "scales-and-index"

NAMED = {
    "sign: E - P": (QUALITY, "gap-by-dimension", "sign"),
    "absolute: mean |P - E|": (QUALITY, "mean-gap", "absolute"),
    "performance only: mean P": (QUALITY, "gap-by-dimension", "perception-alone"),
    "performance only: P - 4": (QUALITY, "mean-gap", "above-midpoint"),
    "22-item mean": (QUALITY, "other-score", "item-mean"),
    "dimension sums": (QUALITY, "mean-gap", "sum"),
    "unweighted for weighted": (QUALITY, "priorities", "unweighted"),
    "product of means": (QUALITY, "priorities", "product-of-means"),
    "points not divided by 100": (QUALITY, "priorities", "hundred"),
    "ranks for points": (QUALITY, "priorities", "ranks"),
    "reversed items not reversed": (QUALITY, "clean-sheet", "not-reversed"),
    "reversed as 7 - x": (QUALITY, "clean-sheet", "seven-minus"),
    "missing as 0": (QUALITY, "gap-by-dimension", "blank-as-zero"),
    "missing as the midpoint": (QUALITY, "clean-sheet", "blank-as-midpoint"),
    "missing as -99": (SCALES, "no-answer", "code-counted"),
    "listwise deletion": (QUALITY, "gap-by-dimension", "listwise"),
    "mean of branch means": (QUALITY, "other-score", "branch-means"),
    "blocks shifted, too early": (SCALES, "expectation-alpha", "block-early"),
    "blocks shifted, too late": (SCALES, "expectation-alpha", "block-late"),
    "priority by argmax": (QUALITY, "first-priority", "largest-number"),
    "priority by gap alone": (QUALITY, "first-priority", "gap-alone"),
    "percent of negative gaps": (QUALITY, "mean-gap", "share-negative"),
    "MSA and MSS swapped": (QUALITY, "adequacy", "superiority"),
    "zone width A - D": (QUALITY, "adequacy", "width-turned"),
    "in the zone from means": (SCALES, "in-the-zone", "from-means"),
    "9-point levels minus 7-point perceptions": (QUALITY, "adequacy", "two-scales"),
    "gap 5 as the sum of gaps 1 to 4": (QUALITY, "gap-five", "sum-of-four"),
    "gap 3 as S - D": (QUALITY, "gap-five", "delivery-turned"),
    "gap 4 as C - D": (QUALITY, "gap-five", "communication-turned"),
    "promise taken for expectation": (QUALITY, "gap-five", "promise-for-expectation"),
    "alpha of the gap as the mean of both": (SCALES, "gap-reliability", "mean-of-both"),
    "alpha with an unreversed item": (SCALES, "expectation-alpha", "not-turned"),
    "high alpha read as one dimension": (SCALES, "between", "one-thing"),
    "importance-performance axes swapped": (SCALES, "fields", "axes-swapped"),
    "crosshair at the midpoint": (SCALES, "fields", "midpoint"),
    "stated for derived importance": (SCALES, "fields", "stated"),
    "gap below zero without its interval": (SCALES, "below-zero", "without-interval"),
    "higher expectation read as worse service": (SCALES, "segment", "gap"),
}

SAID = {
    "competence put under reliability": (QUALITY, "five-dimensions.feedback.1R"),
    "access put under responsiveness": (QUALITY, "five-dimensions.feedback.2S"),
    "decimal comma": (QUALITY, "check.slip.decimal-comma"),
    "percentage for a share": (SCALES, "check.slip.percentage"),
    "1.000 meant as a thousand": (QUALITY, "check.slip.thousand"),
}


@pytest.mark.parametrize("slug, exercise, name", NAMED.values(), ids=NAMED)
def test_it_is_a_computation_with_a_name_and_words_of_its_own(slug, exercise, name):
    lesson = find(slug)
    known = [misconception.name for misconception in lesson.key().misconceptions(exercise)]
    assert name in known
    for language in LANGUAGES:
        assert lesson.text(language).get(f"{exercise}.misconceptions.{name}")


@pytest.mark.parametrize("slug, key", SAID.values(), ids=SAID)
def test_it_is_told_in_both_languages(slug, key):
    for language in LANGUAGES:
        assert find(slug).text(language).get(key)
