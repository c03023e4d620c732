"""The sheets for paper: their solutions are worked out again, from the numbers that are printed."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from math import exp, inf, prod
from statistics import fmean, median, variance

import pytest

from brecha import models
from brecha.checking.markup import to_plain
from brecha.lessons import find
from brecha.text import LANGUAGES
from docs.notes import NOTES, tables, text

each = pytest.mark.parametrize("language", LANGUAGES)
SOLUTION = {"en": "**Solution.**", "es": "**Solución.**"}
MINUS = "\u2212"


def number(cell: str) -> float:
    return float(cell.replace(MINUS, "-"))


def solution(language: str, page: str) -> dict[str, str]:
    """Return the parts of a sheet's solution by their letters, with plain minus signs."""
    (line,) = (x for x in text(language, page).splitlines() if x.startswith(SOLUTION[language]))
    found = re.split(r"\*\*([A-Z])\.\*\* ", line.replace(MINUS, "-"))
    return dict(zip(found[1::2], found[2::2], strict=True))


def figures(part: str) -> list[float]:
    """Return the numbers of a text in their order: 3,000, .5 and -2 are such."""
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", part.replace(MINUS, "-"))
    return [float(x) for x in re.findall(r"(?<![\w.])[-+]?(?:\d+(?:\.\d+)?|\.\d+)", plain)]


def says(part: str, *values: float) -> bool:
    """Tell whether a text has all these numbers, as numbers of their own."""
    there = set(figures(part))
    missing = [value for value in values if not any(abs(value - x) < 1e-9 for x in there)]
    return not missing


def line(sheet: str, begins: str) -> str:
    """Return the line of a sheet that begins with these words."""
    (found,) = (x for x in sheet.splitlines() if x.startswith(begins))
    return found


@each
@pytest.mark.parametrize("page", NOTES)
def test_a_sheet_has_room_to_write_and_needs_no_screen(language: str, page: str):
    sheet = text(language, f"sheet-{page}")
    assert "____" in sheet
    assert "](" not in sheet, "a link can't be followed on paper"
    assert "![" not in sheet
    assert len(sheet.split()) < 1000


SUM = re.compile(
    r"(?<![\w.)²])(-?[\d.(][\d.()+\-×·÷/ ]*[+\-×·÷/][\d.()+\-×·÷/ ]*) = ([-+]?\d*\.?\d+)"
    r"(?!\.?\d| [×·÷])"
)


@each
@pytest.mark.parametrize("page", [page for page in NOTES if page != "00-inventory"])
def test_each_sum_that_a_solution_writes_out_comes_out(language: str, page: str):
    for part in solution(language, page).values():
        for terms, written in SUM.findall(re.sub(r"(?<=\d),(?=\d{3}\b)", "", part)):
            found = eval(terms.replace("×", "*").replace("·", "*").replace("÷", "/"))
            half_a_digit = 0.5 * 10 ** -len(written.partition(".")[2])
            assert abs(found - float(written)) <= half_a_digit + 1e-9, f"{terms} = {written}"


@each
def test_quality_gap_four_rows_a_sign_and_a_budget(language: str):
    four, branches, budget = tables(text(language, "sheet-12-quality-gap"))
    solved = solution(language, "12-quality-gap")
    pairs = [(number(row[1]), number(row[2])) for row in four[1:]]
    gaps = [found - expected for expected, found in pairs]
    below = sum(gap < 0 for gap in gaps)
    assert says(solved["A"], *gaps, sum(gaps), fmean(gaps), -fmean(gaps), below)
    assert says(solved["A"], fmean(map(abs, gaps)), fmean(found for _, found in pairs))

    north, south = ((number(row[1]), number(row[2])) for row in branches[1:])
    shortfalls = [round(expected - found, 9) for expected, found in (north, south)]
    assert says(solved["B"], *shortfalls, *(-x for x in shortfalls), round(6.5 - south[1], 9))
    assert shortfalls[0] < shortfalls[1]

    rows = {row[0]: (number(row[1]), number(row[2])) for row in budget[1:]}
    assert sum(points for _, points in rows.values()) == 100
    stake = {name: round(gap * points / 100, 9) for name, (gap, points) in rows.items()}
    assert says(solved["C"], *stake.values(), round(sum(stake.values()), 9))
    assert says(solved["C"], round(fmean(gap for gap, _ in rows.values()), 9))
    firsts = (
        min(rows, key=lambda name: rows[name][0]),
        max(rows, key=lambda name: rows[name][1]),
        min(stake, key=lambda name: stake[name]),
    )
    assert len(set(firsts)) == 3
    names = list(rows)
    assert [names.index(name) for name in firsts] == [0, 3, 1]  # tangibles, assurance, reliability


@each
def test_start_here_two_shifts(language: str):
    shifts, errors = tables(text(language, "sheet-00-start-here"))
    solved = solution(language, "00-start-here")
    (people, minutes, complaints), few = (
        (number(row[1]), number(row[2]), number(row[4])) for row in shifts[1:]
    )
    means = minutes / people, few[1] / few[0]
    assert says(solved["A"], *means, (minutes + few[1]) / (people + few[0]), fmean(means))
    # A person of the evening weighs as many times one of the morning as the morning is larger.
    assert people / few[0] == 4
    shares = 100 * complaints / people, 100 * few[2] / few[0]
    assert says(solved["B"], *shares)
    assert complaints > few[2]
    assert shares[0] < shares[1]

    lines = re.findall(r"`\[(\d)\]` `(.*)`", text(language, "sheet-00-start-here"))
    shown: dict[str, list[object]] = {}
    for name, order in (("ran", sorted(lines)), ("down the page", lines)):
        scope: dict[str, object] = {}
        for _, code in order:
            if "=" in code:
                exec(code, scope)
            else:
                shown.setdefault(name, []).append(eval(code, scope))
    assert shown == {"ran": [20], "down the page": [12]}
    assert says(solved["C"], 20, 12)

    assert solved["D"].startswith("1 c, 2 a, 3 b")
    assert [row[1].partition(":")[0].strip("`") for row in errors[1:]] == [
        "KeyError",
        "NameError",
        "SyntaxError",
    ]


@each
def test_mobile_operator_one_cell_one_r_one_map(language: str):
    sheet = text(language, "sheet-mobile-operator")
    customers, drivers = tables(sheet)
    solved = solution(language, "mobile-operator")
    (line,) = (x for x in sheet.splitlines() if "99" in x)
    marks = [float(x) for x in re.findall(r"\d+", line)[-5:]]
    left = [mark for mark in marks if mark <= 10]
    assert len(marks) == 5
    assert len(left) == 4
    assert says(solved["A"], fmean(marks), fmean(left), sum(left) / 5)

    pairs = [(number(row[1]), number(row[2])) for row in customers[1:]]
    away = [(x - 7, y - 7) for x, y in pairs]
    assert sum(x for x, _ in away) == sum(y for _, y in away) == 0
    total, most = sum(x * y for x, y in away), sum(x * x for x, _ in away)
    assert (most, sum(y * y for _, y in away)) == (20, 20)
    assert says(solved["B"], *(d for pair in away for d in pair), total, total / most)

    spots = {row[0]: (number(row[1]), number(row[2])) for row in drivers[1:]}
    across, up = fmean(m for m, _ in spots.values()), fmean(r for _, r in spots.values())
    assert says(solved["C"], across, round(up, 9), 5.5)
    fields = [("A" if m < across else "B") if r > up else ("C" if m < across else "D")
              for m, r in spots.values()]  # fmt: skip
    bins = find("mobile-operator").text(language).under("map.bins")
    words = [re.match(r"[^(]+", str(bins[letter]))[0].strip() for letter in "ABCD"]
    assert fields == list("ABCD")
    places = [solved["C"].index(word) for word in words]
    assert places == sorted(places)
    assert [name for name, (mean, _) in spots.items() if mean < 5.5] == [list(spots)[2]]


@each
def test_hotel_front_desk_two_scales_two_means_four_questions_two_hours(language: str):
    sheet = text(language, "sheet-hotel-front-desk")
    museums, dimensions, waits = tables(sheet)
    solved = solution(language, "hotel-front-desk")
    marks = figures(sheet[sheet.index("**A.") : sheet.index("**B.")].splitlines()[0])[2:]
    assert len(marks) == 5
    away = fmean(marks) - 1
    assert says(solved["A"], fmean(marks), away, away * 6 / 4, 1 + away * 6 / 4)

    rows = [(number(n), number(gap)) for _, n, gap, _ in museums[1:]]
    people = sum(n for n, _ in rows)
    pooled = sum(n * gap for n, gap in rows) / people
    assert says(solved["B"], round(fmean(gap for _, gap in rows), 9), round(pooled, 9), people)

    four = {name: tuple(map(number, rest[:3])) for name, *rest in dimensions[1:]}
    stake = {name: points / 100 * gap for name, (_, gap, points) in four.items()}
    assert says(solved["C"], *(round(value, 9) for value in stake.values()))
    lowest = min(four, key=lambda name: four[name][0])
    widest = min(four, key=lambda name: four[name][1])
    heaviest = max(four, key=lambda name: four[name][2])
    told = [lowest, widest, heaviest, min(stake, key=stake.__getitem__)]
    assert len(set(told)) == 4
    places = [solved["C"].index(name) for name in told]
    assert places == sorted(places)

    _, castle, river, _ = waits
    rule, promised = figures(line(sheet, "**D."))
    assert says(solved["D"], number(castle[2]) - rule, number(castle[2]) - promised)
    assert castle[1] == river[1]
    assert number(river[2]) > promised


@each
def test_clinic_reception_six_calls_two_gaps_four_electricians(language: str):
    sheet = text(language, "sheet-clinic-reception")
    calls, _, electricians = tables(sheet)
    solved = solution(language, "clinic-reception")
    rows = [(number(came), number(ended), how) for _, came, ended, how, _ in calls[1:]]
    (wrong,) = [place for place, (came, ended, _) in enumerate(rows) if ended < came]
    del rows[wrong]
    waits = [ended - came for came, ended, _ in rows]
    answered = [ended - came for came, ended, how in rows if how == rows[0][2]]
    assert len(answered) == 3
    assert says(solved["A"], *waits, fmean(answered), fmean(waits), median(waits))

    promised, standard = figures(sheet[: sheet.index("**A.")])[-2:]
    mean = fmean(waits)
    today, honest = [mean, mean - standard, mean - promised], [mean, mean - standard, 0]
    assert figures(solved["B"]) == [*today, *honest, standard, 0, standard - promised]

    judged = [(number(mark), polite, sound) for _, mark, polite, sound in electricians[1:]]
    yes = judged[0][1]

    def apart(column: int) -> float:
        groups = [[one[0] for one in judged if (one[column] == yes) == is_so]
                  for is_so in (True, False)]  # fmt: skip
        return fmean(groups[0]) - fmean(groups[1])

    assert says(solved["C"], apart(1), apart(2))
    assert f"{fmean(mark for mark, *_ in judged):g}" in line(sheet, "1. ")


@each
def test_business_clients_one_column_one_level_two_firms(language: str):
    sheet = text(language, "sheet-business-clients")
    drivers, pairs, two = tables(sheet)
    solved = solution(language, "business-clients")
    (upside_down,) = (name for name, r in drivers[1:] if number(r) < 0)
    assert solved["A"].lower().startswith(upside_down)
    (line,) = (x for x in sheet.splitlines() if "____ ____ ____ ____" in x and "9, 10" in x)
    marks = [float(x) for x in re.findall(r"\d+", line)[:4]]
    turned = [11 - mark for mark in marks]
    assert says(solved["A"], *marks, *turned, fmean(marks), fmean(turned), fmean(turned) - 1)

    asked = [(number(row[1]), number(row[2])) for row in pairs[1:]]
    away = [(x - 7, y - 7) for x, y in asked]
    total, most = sum(x * y for x, y in away), sum(x * x for x, _ in away)
    assert (most, sum(y * y for _, y in away)) == (20, 20)
    levels = [fmean(pair) for pair in asked]
    own = [[pair[side] - at for pair, at in zip(asked, levels, strict=True)] for side in (0, 1)]
    assert own[0] == [-x for x in own[1]]
    assert says(solved["B"], *(d for side in (0, 1) for d in (pair[side] for pair in away)))
    assert says(solved["B"], total, total / most, *levels, *own[0], *own[1], -1)

    rows = {row[0]: [number(x) for x in row[1:6]] for row in two[1:]}
    fees = [marks[2] for marks in rows.values()]
    levels = [fmean(marks) for marks in rows.values()]
    assert says(solved["C"], *fees, *levels, *(f - at for f, at in zip(fees, levels, strict=True)))
    assert fees[0] > fees[1]


@each
def test_loyalty_six_customers_chances_a_card_a_tale_a_contract(language: str):
    sheet = text(language, "sheet-11-loyalty")
    customers, groups = tables(sheet)
    solved = solution(language, "11-loyalty")
    rows = {
        row[0]: (number(row[1]), number(row[2]) if row[2].isdigit() else inf)
        for row in customers[1:]
    }
    weeks, *_ = figures(line(sheet, "**A."))
    long = [name for name, (watched, _) in rows.items() if watched >= weeks]
    in_time = [name for name, (_, back) in rows.items() if back <= weeks]
    both = [name for name in long if name in in_time]
    assert len(both) / len(long) == 0.5
    assert re.search(r"(Half|La mitad)\.", solved["A"])
    assert f"{', '.join(long)};" in solved["A"]
    assert re.findall(r"\b[P-U]\b", solved["A"])[len(long) :][:2] == both
    ever = [name for name in long if rows[name][1] < inf]
    assert says(solved["A"], len(in_time), len(rows), len(ever), len(long), rows["Q"][1])

    chances = figures(line(sheet, "**B."))
    assert len(chances) == 5
    assert says(solved["B"], *chances, round(sum(chances), 9), sum(x > 0.5 for x in chances))
    assert says(solved["B"], chances[2] + chances[3])

    *_, leaves, off = figures(line(sheet, "**C."))
    without, carded, asked = (number(row[1]) for row in groups[1:])
    extra = (carded - without) * leaves
    assert says(solved["C"], carded - without, extra, off * carded, extra - off * carded)
    assert says(solved["C"], off * without, (asked - without) * leaves - off * asked)
    assert says(solved["C"], round(extra / carded, 2))

    told, of, won, *_ = figures(line(sheet, "**D."))
    each_wins = told * won / of
    assert says(solved["D"], round(each_wins, 9), 1 / (1 - each_wins), of / told)
    assert told * (of / told) / of == 1

    _, begun, _, kept, new, margin, interest, *_ = figures(line(sheet, "**E."))
    r = kept / begun
    worth = [margin * factor / (1 + interest - r) for factor in (r, 1, 1 + interest)]
    assert says(solved["E"], r, *(round(x, 2) for x in worth))
    wrong = (kept + new) / begun
    assert says(solved["E"], wrong, round(margin * wrong / (1 + interest - wrong), 2))


@each
def test_warranty_five_kettles_a_contract_three_lamps_two_parts(language: str):
    sheet = text(language, "sheet-warranty")
    (_, months), contract = tables(sheet)
    solved = solution(language, "warranty")
    seen = [float(cell.rstrip("+")) for cell in months[1:]]
    failed = [not cell.endswith("+") for cell in months[1:]]
    curve = models.kaplan_meier(seen, failed=failed)
    ends = [x for x, is_failure in zip(seen, failed, strict=True) if is_failure]
    at_risk = [sum(x >= end for x in seen) for end in ends]
    asked = re.findall(r"\b(?:month|mes) (\d+)", sheet)
    assert [float(x) for x in asked[:2]] == ends
    assert prod((n - 1) / n for n in at_risk) == pytest.approx(curve.at(16)) == 8 / 15
    assert says(solved["A"], *(x for n in at_risk for x in (n - 1, n)), round(8 / 15, 2), 8, 15)
    naive = 1 - sum(failed) / len(seen)
    assert says(solved["A"], sum(failed), len(seen), naive)
    assert naive > curve.at(16)
    # One still worked when it was last seen, before the last failure.
    assert sum(x < max(ends) for x in set(seen) - set(ends)) == 1

    shape, scale, *powers = figures(line(sheet, "**B."))
    assert [round(exp(x), 2) for x in powers[::2]] == powers[1::2]
    lengths = [figures(row[0])[0] for row in contract[1:]]
    repairs = [(length / scale) ** shape for length in lengths]
    assert [-x for x in repairs] == powers[::2]
    assert says(solved["B"], *repairs, *powers[1::2], *(round(1 - x, 2) for x in powers[1::2]))
    added = repairs[1] - repairs[0]
    assert says(solved["B"], added)
    assert added == 3 * repairs[0]

    price, covered, *ages = figures(line(sheet, "**C."))
    refunds = [price * max(0, 1 - age / covered) for age in ages]
    assert says(solved["C"], *refunds, sum(refunds), price * sum(age < covered for age in ages))

    planned, failure, *shapes = figures(line(sheet, "**D."))
    lives = [models.Weibull(shape=x, scale=1, unit="years") for x in shapes]
    best = [models.maintenance_interval(x, planned=planned, failure=failure) for x in lives]
    assert best[0].interval < lives[0].mean
    assert best[1].interval == inf
    assert solved["D"].startswith(("The pump", "La bomba"))


MONTHS = {"en": ("January", "March", "April", "July", "October"),
          "es": ("enero", "marzo", "abril", "julio", "octubre")}  # fmt: skip


@each
def test_repeat_purchase_three_numbers_a_silence_two_groups(language: str):
    sheet = text(language, "sheet-repeat-purchase")
    orders, people, groups = tables(sheet)
    solved = solution(language, "repeat-purchase")
    numbers = dict(zip(MONTHS[language], (1, 3, 4, 7, 10), strict=True))
    words = [row[0].replace(" de ", " ").split() for row in orders[1:]]
    days = sorted({date(1997, numbers[month], int(day)) for day, month in words})
    cut = date(1997, 10, 1)
    assert re.search(r"\b1 (de )?(October|octubre) (de )?1997\b", line(sheet, "**A."))
    before = [day for day in days if day < cut]
    assert (len(days), len(before)) == (5, 4)
    weeks = (before[-1] - before[0]).days / 7, (cut - before[-1]).days / 7
    assert says(solved["A"], len(before) - 1, *weeks)

    leave, silent, all_of_them = figures(line(sheet, "**B."))
    left = leave * all_of_them
    stayed = all_of_them - left
    quiet = silent * stayed
    silent_ones = left + quiet
    assert figures(solved["B"]) == [
        *(left, stayed, quiet, silent_ones),
        *(quiet, silent_ones, round(quiet / silent_ones, 2)),
    ]

    observed, *_ = figures(line(sheet, "**C."))
    model = models.BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426, unit="weeks")  # in print
    expected = {
        row[0]: float(
            model.forecast(
                39,
                purchases=number(row[1]),
                last=number(row[2]) if row[2].isdigit() else 0,
                observed=observed,
            )[0]
        )
        for row in people[1:]
    }
    order = sorted(expected, key=lambda name: -expected[name])
    assert solved["C"].startswith(f"{', '.join(order)}: ")
    assert says(solved["C"], *(round(expected[name], 1) for name in order))

    first_size, first_chance, second_size, second_chance = figures(line(sheet, "**D."))
    at_first = [figures(cell)[0] for cell in groups[1][1:4]]
    assert at_first == [first_size, second_size, first_size + second_size]
    sizes = [(first_size * first_chance**n, second_size * second_chance**n) for n in range(3)]
    for one, later in pairwise(sizes):
        assert says(solved["D"], *later, sum(later), round(sum(later) / sum(one), 2))


@each
def test_scales_and_index_questions_a_length_a_difference_an_index(language: str):
    sheet = text(language, "sheet-scales-and-index")
    marks, _, pairs, halves = tables(sheet)
    solved = solution(language, "scales-and-index")
    first, second, third = ([number(row[column]) for row in marks[1:-1]] for column in (1, 2, 3))
    spread = [number(cell.strip("*")) for cell in marks[-1][1:4]]
    turned = [11 - mark for mark in third]
    assert spread == [variance(x) for x in (first, second, third)]
    assert variance(turned) == spread[2]
    assert says(solved["A"], *spread, sum(spread))
    assert str(turned).strip("[]") in str(figures(solved["A"]))
    for last, alpha in ((third, 0), (turned, 0.67)):
        totals = [sum(x) for x in zip(first, second, last, strict=True)]
        squares = sum((x - fmean(totals)) ** 2 for x in totals)
        assert says(solved["A"], *totals, fmean(totals), squares, variance(totals))
        assert (
            round(models.cronbach_alpha(list(zip(first, second, last, strict=True))).raw, 2)
            == alpha
        )
        assert says(solved["A"], alpha)
        assert str(totals).strip("[]") in str(figures(solved["A"]))

    r, *_ = figures(line(sheet, "**B."))
    reached = {k: k * r / (1 + r * (k - 1)) for k in range(2, 7)}
    assert figures(solved["B"]) == [*(round(reached[k], 2) for k in (3, 4, 6)), 0.7]
    assert min(k for k in reached if reached[k] >= 0.7) == 4

    error = 2 * round(1 - figures(line(sheet, "**C."))[1], 9)
    correlations = [number(row[0]) for row in pairs[1:]]
    table = [(x, 2 - 2 * x, error, 1 - error / (2 - 2 * x)) for x in correlations]
    assert figures(solved["C"]) == [round(x, 2) for row in table for x in row]

    (expected, found), (less, same) = ((number(row[1]), number(row[2])) for row in halves[1:])
    assert found == same
    assert says(solved["D"], *(round(x, 9) for x in (found - expected, same - less, found)))
    assert says(solved["D"], round(expected - less, 9))

    _, _, *values = figures(line(sheet, "**E."))
    answers, weights = values[:3], values[3:6]
    parts = [a * w / sum(weights) for a, w in zip(answers, weights, strict=True)]
    index, plain = (100 * (x - 1) / 9 for x in (sum(parts), fmean(answers)))
    assert says(solved["E"], *parts, sum(parts), round(index, 9), fmean(answers))
    assert says(solved["E"], round(plain, 1), round(plain - index, 1))
    assert says(solved["E"], round(10 * sum(parts), 9), 10)


@each
def test_the_inventory_asks_on_paper_what_it_asks_on_screen(language: str):
    lesson, said = find("inventory"), find("inventory").text(language)
    sheet = to_plain(text(language, "sheet-00-inventory"))
    asked = re.findall(r"^(?:\*\*)?\d+\.(?:\*\*)? (.+)$", sheet, re.MULTILINE)
    assert asked == [to_plain(said.get(f"{p.slug}.question")) for p in lesson.predictions]
    offered = re.findall(r"^- (?:\*\*)?([A-D])(?:\*\*)? ☐ (.+)$", sheet, re.MULTILINE)
    assert offered == [
        (letter, to_plain(said.get(f"{p.slug}.options.{letter}")))
        for p in lesson.predictions
        for letter in p.kind.codes
    ]
