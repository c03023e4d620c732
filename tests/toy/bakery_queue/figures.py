"""Figures of the toy lesson."""

from brecha.lessons import Caption, Figure, Widget


def shares(lesson, text, axes):
    tills = lesson.data("tills")
    axes.barh(tills["till"], tills["served"] / tills["customers"])
    axes.set_xlabel(text("figures.shares.xlabel"))
    worst = (tills.set_index("till")["served"] / tills.set_index("till")["customers"]).idxmin()
    return Caption(
        title=text("figures.shares.title", worst=worst),
        alt=text("figures.shares.alt", worst=worst),
        table=tills,
    )


def goal(lesson, text, axes, value):
    caption = shares(lesson, text, axes)
    axes.axvline(value / 100)
    return caption


FIGURES = {
    "shares": Figure(shares),
    "goal": Widget(goal, values=range(0, 101, 5), start=50, panels=(25, 50, 75)),
}
