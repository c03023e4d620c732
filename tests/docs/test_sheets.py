"""The sheets for paper: their solutions are worked out again, from the numbers that are printed."""

from __future__ import annotations

import re
from statistics import fmean

import pytest

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


def says(part: str, *values: float) -> bool:
    """Tell whether a text has all these numbers, as numbers of their own."""
    there = {float(x) for x in re.findall(r"(?<![\w.])[-+]?\d+(?:\.\d+)?", part)}
    missing = [value for value in values if not any(abs(value - x) < 1e-9 for x in there)]
    return not missing


@each
@pytest.mark.parametrize("page", NOTES)
def test_a_sheet_has_room_to_write_and_needs_no_screen(language: str, page: str):
    sheet = text(language, f"sheet-{page}")
    assert "____" in sheet
    assert "](" not in sheet, "a link can't be followed on paper"
    assert "![" not in sheet
    assert len(sheet.split()) < 1000


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
