"""Write the answers to a lesson as tables that an instructor can read, in either language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from brecha.checking import Choice, Label, Number, Ranking, Series, Sorting
from brecha.checking.markup import to_plain
from brecha.dev.answers import Answers, Spread
from brecha.text import Catalogue

__all__ = ["table"]

_QUANTILES = (0.0, 0.05, 0.5, 0.95, 1.0)
_MOST = 5  # answers named one by one; what is rarer is summed up
_FOLDER = Path(__file__).resolve().parent


def table(answers: Answers, language: str) -> str:
    """Write answers as Markdown.

    Parameters
    ----------
    answers : Answers
        What was computed.
    language : str
        The language of the words; names of exercises and misconceptions stay as they are.

    Returns
    -------
    str
        Up to four tables: right numbers, right choices, and where wrong turns lead in each.
    """
    text = answers.lesson.text(language).over(_FOLDER)
    page = _Page(answers, text)
    return "\n".join(page.lines())


class _Page:
    """The tables of one lesson in one language."""

    def __init__(self, answers: Answers, text: Catalogue) -> None:
        self.answers, self.text = answers, text
        spreads = answers.spreads
        self.numbers = [s for s in spreads if isinstance(s.exercise.kind, Number | Series)]
        kinds = Choice | Label | Ranking | Sorting
        self.codes = [s for s in spreads if isinstance(s.exercise.kind, kinds)]

    def lines(self) -> Iterator[str]:
        yield self._computed()
        yield ""
        quantiles = [self._say(name) for name in ("lowest", "five", "middle", "most", "highest")]
        three = [self._say(name) for name in ("least", "middle", "farthest")]
        yield from self._table(
            "numbers",
            [self._say("exercise"), *quantiles],
            [row for spread in self.numbers for row in self._right_numbers(spread)],
        )
        yield from self._table(
            "codes",
            [self._say("exercise"), self._say("right")],
            [row for spread in self.codes for row in self._right_codes(spread)],
        )
        yield from self._table(
            "distances",
            [self._say("exercise"), self._say("wrong"), *three],
            [row for spread in self.numbers for row in self._distances(spread)],
        )
        yield from self._table(
            "wrong-codes",
            [self._say("exercise"), self._say("wrong"), self._say("gives")],
            [row for spread in self.codes for row in self._wrong_codes(spread)],
        )
        shown = [*self.numbers, *self.codes]
        left = [self._name(spread) for spread in self.answers.spreads if spread not in shown]
        if left:
            yield self._say("left-out", names=" · ".join(left))
            yield ""

    def _table(self, name: str, head: list[str], rows: list[list[str]]) -> Iterator[str]:
        if not rows:
            return
        yield self._say(f"{name}-lead")
        yield ""
        yield _row(head)
        yield _row(["---"] * len(head))
        yield from map(_row, rows)
        yield ""

    # --- numbers ----------------------------------------------------------------------------------

    def _right_numbers(self, spread: Spread) -> Iterator[list[str]]:
        name = self._name(spread)
        if isinstance(spread.exercise.kind, Number):
            yield [name, *self._quantiles(spread, spread.right)]
            return
        for label in spread.right[0].index:
            values = [float(found[label]) for found in spread.right]
            yield [f"{name}: {self.text.label(label)}", *self._quantiles(spread, values)]

    def _distances(self, spread: Spread) -> Iterator[list[str]]:
        for name, values in spread.wrong.items():
            pairs = zip(values, spread.right, strict=True)
            sizes = [_apart(value, right) for value, right in pairs if value is not None]
            cells = self._numbers(spread, sizes, _three(sizes)) if sizes else ["–"] * 3
            yield [f"`{spread.exercise.slug}`", self._turn(name, values), *cells]

    def _quantiles(self, spread: Spread, values: Sequence[float]) -> list[str]:
        found = np.quantile(np.asarray(values, dtype=float), _QUANTILES)
        return self._numbers(spread, values, [float(value) for value in found])

    def _numbers(
        self, spread: Spread, values: Sequence[float], shown: Sequence[float]
    ) -> list[str]:
        form = str(_digits(spread, values))
        return [self.text.number(value, form) for value in shown]

    # --- codes ------------------------------------------------------------------------------------

    def _right_codes(self, spread: Spread) -> Iterator[list[str]]:
        name, kind, slug = self._name(spread), spread.exercise.kind, spread.exercise.slug
        if isinstance(kind, Sorting) and len(set(spread.accepted)) > 1:
            for place, item in enumerate(kind.items):
                said = to_plain(str(self.text.get(f"{slug}.items.{item}")))
                bins = [self._either([letters[place] for letters in a]) for a in spread.accepted]
                yield [f"{name}: {said}", self._shares(bins)]
            return
        worded = [[self._worded(spread, code) for code in codes] for codes in spread.accepted]
        yield [name, self._shares([self._either(words) for words in worded])]

    def _wrong_codes(self, spread: Spread) -> Iterator[list[str]]:
        for name, values in spread.wrong.items():
            given = [self._worded(spread, code) for code in values if code is not None]
            shares = self._shares(given) if given else "–"
            yield [f"`{spread.exercise.slug}`", self._turn(name, values), shares]

    def _either(self, words: Sequence[str]) -> str:
        return f" {self._say('or')} ".join(dict.fromkeys(words))

    def _worded(self, spread: Spread, code: str) -> str:
        if isinstance(spread.exercise.kind, Label):
            return self.text.label(code)
        option = self.text.get(f"{spread.exercise.slug}.options.{code}")
        if not isinstance(option, str):
            return code
        return f"{code}, {self._say('quoted', words=to_plain(option))}"

    def _shares(self, values: Sequence[str]) -> str:
        counts = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
        # To sum one answer up would take more words than to name it.
        most = _MOST if len(counts) > _MOST + 1 else len(counts)
        named = [f"{value} {self._share(n / len(values))}" for value, n in counts[:most]]
        rest = sum(n for _, n in counts[most:])
        if rest:
            others = self._say("others", n=len(counts) - most)
            named.append(f"{others} {self._share(rest / len(values))}")
        return " · ".join(named)

    def _share(self, share: float) -> str:
        """Write a share so that 0% means never, and 100% always."""
        if 0 < share < 0.005:
            return self._say("under", share=0.01)
        if 0.995 <= share < 1:
            return self._say("over", share=0.99)
        return _plain(self.text.number(share, "percent"))

    # --- words ------------------------------------------------------------------------------------

    def _turn(self, name: str, values: Sequence[Any]) -> str:
        absent = sum(value is None for value in values)
        if not absent:
            return f"`{name}`"
        return f"`{name}` ({self._say('absent', share=self._share(absent / len(values)))})"

    def _name(self, spread: Spread) -> str:
        slug = spread.exercise.slug
        name = f"`{slug}` {to_plain(self.text(f'{slug}.title'))}"
        return f"{name} ({self._say('prediction')})" if spread.prediction else name

    def _computed(self) -> str:
        """Say over which versions; one seed and a lesson without companies are said plainly."""
        seeds, versions = self.answers.seeds, self.answers.versions
        companies = versions // len(seeds)
        key = "one-seed" if len(seeds) == 1 else "seeds"
        key += "" if companies == 1 else "-companies"
        # A seed is a name: it is written without signs between its thousands.
        first, last = str(seeds[0]), str(seeds[-1])
        return self._say(key, first=first, last=last, n=versions, companies=companies)

    def _say(self, key: str, **values: Any) -> str:
        return _plain(self.text(f"answers.{key}", **values))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _plain(said: str) -> str:
    """Write a space that doesn't break as an ordinary one: in a file it would look the same."""
    return said.replace("\u00a0", " ")


def _apart(value: Any, right: Any) -> float:
    """Measure how far a wrong value lies from the right one; in a column, where it is farthest."""
    gap = abs(value - right)
    return float(gap.max()) if hasattr(gap, "max") else float(gap)


def _three(values: Sequence[float]) -> list[float]:
    return [min(values), float(np.median(values)), max(values)]


def _digits(spread: Spread, values: Sequence[float]) -> int:
    """Choose the decimals that the exercise itself is judged by; none for whole numbers."""
    if all(float(value).is_integer() for value in values):
        return 0
    kind = spread.exercise.kind
    number = kind.number if isinstance(kind, Series) else kind
    tolerance = number.tolerance if isinstance(number, Number) else 0.0
    return 2 if tolerance <= 0 else max(2, math.ceil(-math.log10(2 * tolerance) - 1e-9))
