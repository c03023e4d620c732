"""The log of the system: one row that can't be, and the mean without it."""

from brecha.checking import Key

key = Key()


def waits(lesson):
    """Return the minutes from arrival to the end of the wait, as the system has them."""
    export = lesson.data("export")
    return export["ended"] - export["arrived"]


def seen(table):
    """Return the rows of those who were called."""
    return table[table["outcome"] == "seen"]


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")
    export["wait"] = export["ended"] - export["arrived"]
    return export.sort_values("wait").head(1)["visit"].sum()


@key.misconception("impossible", "longest")
def longest(lesson):
    export = lesson.data("export")
    return export["visit"][waits(lesson).idxmax()]


@key.misconception("impossible", "row-label")
def row_label(lesson):
    return waits(lesson).idxmin()


@key.misconception("impossible", "row-position")
def row_position(lesson):
    return row_label(lesson) + 1


@key.misconception("impossible", "value")
def value(lesson):
    return waits(lesson).min()


@key.misconception("impossible", "arrival")
def arrival(lesson):
    return lesson.data("export")["arrived"][row_label(lesson)]


@key.facts("impossible")
def impossible_facts(lesson):
    row = lesson.data("export").iloc[waits(lesson).argmin()]
    return {
        "wait": int(waits(lesson).min()),
        "arrived": int(row["arrived"]),
        "ended": int(row["ended"]),
        "row": int(waits(lesson).argmin()),
        "nearest": int(row["arrived"]) - 300,
    }


@key.reference("clean-mean")
def clean_mean(lesson):
    export = lesson.data("export")
    wait = export["ended"] - export["arrived"]
    return (wait.sum() - wait.min()) / (wait.count() - 1)


@key.misconception("clean-mean", "report")
def report(lesson):
    return waits(lesson)[lesson.data("export")["outcome"] == "seen"].mean()


@key.misconception("clean-mean", "left-in")
def left_in(lesson):
    return waits(lesson).mean()


@key.misconception("clean-mean", "only-seen")
def only_seen(lesson):
    return seen(lesson.data("visits"))["wait"].mean()


@key.misconception("clean-mean", "sign-off")
def sign_off(lesson):
    return waits(lesson).abs().mean()


@key.misconception("clean-mean", "mean-of-two")
def mean_of_two(lesson):
    return lesson.data("visits").groupby("outcome")["wait"].mean().mean()


@key.misconception("clean-mean", "left-as-none")
def left_as_none(lesson):
    visits = lesson.data("visits")
    return seen(visits)["wait"].sum() / len(visits)


@key.misconception("clean-mean", "still-counted")
def still_counted(lesson):
    wait = waits(lesson)
    return (wait.sum() - wait.min()) / wait.count()


@key.misconception("clean-mean", "minus-kept")
def minus_kept(lesson):
    wait = waits(lesson)
    return (wait.sum() + wait.min()) / (wait.count() - 1)


@key.misconception("clean-mean", "no-parentheses")
def no_parentheses(lesson):
    wait = waits(lesson)
    return wait.sum() - wait.min() / wait.count() - 1


@key.misconception("clean-mean", "mean-of-centres")
def mean_of_centres(lesson):
    return lesson.data("visits").groupby("centre")["wait"].mean().mean()


@key.misconception("clean-mean", "middle")
def the_middle(lesson):
    return lesson.data("visits")["wait"].median()


@key.convention("clean-mean", "mended")
def mended(lesson):
    return (waits(lesson).sum() + 300) / waits(lesson).count()


@key.facts("clean-mean")
def clean_mean_facts(lesson):
    visits = lesson.data("visits")
    return {
        "clean": clean_mean(lesson),
        "report": report(lesson),
        "dirty": left_in(lesson),
        "seen": only_seen(lesson),
        "left": int((visits["outcome"] == "left").sum()),
        "wait": int(waits(lesson).min()),
    }
