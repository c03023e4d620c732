"""Silence: the same for two customers, and when leaving gets likelier than staying."""

from brecha.checking import Key

from ..shoppers import AHEAD, model

key = Key()


@key.reference("likelier")
def likelier(lesson):
    many, few = lesson.data("pair")["alive"]
    return "A" if many > few + 0.01 else "B" if few > many + 0.01 else "C"


@key.reference("same-silence")
def same_silence(lesson):
    return "B"


@key.facts("likelier")
@key.facts("same-silence")
def pair_facts(lesson):
    many, few = (row for _, row in lesson.data("pair").iterrows())
    return {
        "many": str(int(many["customer"])),
        "few": str(int(few["customer"])),
        "many_days": int(many["repeat"]) + 1,
        "few_days": int(few["repeat"]) + 1,
        "silent": round(float(many["silent"])),
        "many_gap": float(many["active"] / many["repeat"]),
        "few_gap": float(few["active"] / few["repeat"]),
        "many_alive": float(many["alive"]),
        "few_alive": float(few["alive"]),
        "many_later": int(many["later"]),
        "few_later": int(few["later"]),
    }


def _chance(repeats, silent):
    return float(model().alive(repeats, last=AHEAD - silent, observed=AHEAD)[0])


def turning_week(repeats):
    """Find the first week of silence after which leaving is likelier than staying."""
    return next(week for week in range(AHEAD) if _chance(repeats, week) < 0.5)


@key.reference("half-way")
def half_way(lesson):
    offered = {"A": 12, "B": 21, "C": 36}
    return min(offered, key=lambda letter: abs(offered[letter] - turning_week(8)))


@key.facts("half-way")
def half_way_facts(lesson):
    return {
        "one": turning_week(1),
        "two": turning_week(2),
        "eight": turning_week(8),
        "sixteen": turning_week(16),
    }
