"""The gap: one sheet by hand, and the survey, dimension by dimension."""

from brecha.checking import Key

key = Key()


@key.reference("mean-gap")
def mean_gap(lesson):
    four = lesson.data("four")
    four["gap"] = four["perception"] - four["expectation"]
    return four["gap"].mean()


@key.misconception("mean-gap", "sign")
def _(lesson):
    return -mean_gap(lesson)


@key.misconception("mean-gap", "absolute")
def _(lesson):
    four = lesson.data("four")
    return (four["perception"] - four["expectation"]).abs().mean()


@key.misconception("mean-gap", "perception-alone")
def _(lesson):
    return lesson.data("four")["perception"].mean()


@key.misconception("mean-gap", "above-midpoint")
def _(lesson):
    return lesson.data("four")["perception"].mean() - 4


@key.misconception("mean-gap", "expectation-alone")
def _(lesson):
    return lesson.data("four")["expectation"].mean()


@key.misconception("mean-gap", "sum")
def _(lesson):
    return 4 * mean_gap(lesson)


@key.misconception("mean-gap", "share-negative")
def _(lesson):
    four = lesson.data("four")
    return (four["perception"] < four["expectation"]).mean()


@key.misconception("mean-gap", "negative-only")
def _(lesson):
    return short(lesson.data("four"))["gap"].mean()


@key.facts("mean-gap")
def four_facts(lesson):
    four = lesson.data("four")
    gap = four["perception"] - four["expectation"]
    return {
        "gaps": [f"{value:+d}".replace("+0", "0") for value in gap],
        "total": int(gap.sum()),
        "short": int((gap < 0).sum()),
        "hoped": four["expectation"].mean(),
    }


@key.reference("gap-by-dimension")
def gap_by_dimension(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey.groupby("dimension")["gap"].mean()


@key.misconception("gap-by-dimension", "sign")
def _(lesson):
    return -gap_by_dimension(lesson)


@key.misconception("gap-by-dimension", "perception-alone")
def _(lesson):
    return lesson.data("survey").groupby("dimension")["perception"].mean()


@key.misconception("gap-by-dimension", "sum")
def _(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey.groupby("dimension")["gap"].sum()


@key.misconception("gap-by-dimension", "negative-only")
def _(lesson):
    return short(lesson.data("survey")).groupby("dimension")["gap"].mean()


@key.misconception("gap-by-dimension", "median")
def _(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey.groupby("dimension")["gap"].median()


@key.misconception("gap-by-dimension", "count")
def _(lesson):
    return lesson.data("survey").groupby("dimension")["respondent"].count()


@key.misconception("gap-by-dimension", "not-reversed")
def _(lesson):
    answers = lesson.data("answers")
    answers["gap"] = answers["perception"] - answers["expectation"]
    return answers.groupby("dimension")["gap"].mean()


@key.misconception("gap-by-dimension", "blank-as-zero")
def _(lesson):
    return _from_answers(lesson, blank=0).mean()


@key.misconception("gap-by-dimension", "listwise")
def _(lesson):
    return _complete(lesson).mean()


@key.facts("gap-by-dimension")
def dimension_facts(lesson):
    gap = gap_by_dimension(lesson)
    blank = lesson.data("answers").set_index("respondent")["perception"].isna()
    return {
        "worst": gap.idxmin(),
        "worst_gap": gap.min(),
        "best": gap.idxmax(),
        "best_gap": gap.max(),
        "people": blank.index.nunique(),
        "incomplete": int(blank.groupby("respondent").any().sum()),
    }


def _from_answers(lesson, *, blank=None):
    """Compute each respondent's gap in each dimension from the answers as they were given."""
    answers = lesson.data("answers").merge(lesson.data("items")[["item", "reversed"]])
    gap = answers["perception"] - answers["expectation"]
    gap = gap.where(~answers["reversed"], -gap)
    if blank is not None:
        gap = gap.fillna(blank)
    return gap.groupby([answers["respondent"], answers["dimension"]]).mean().unstack()


def _complete(lesson):
    """Keep only the respondents who left nothing blank."""
    blank = lesson.data("answers").set_index("respondent")["perception"].isna()
    return _from_answers(lesson)[~blank.groupby("respondent").any()]


def short(table):
    """Keep the rows in which less was found than expected, with their gaps."""
    table["gap"] = table["perception"] - table["expectation"]
    return table[table["gap"] < 0]
