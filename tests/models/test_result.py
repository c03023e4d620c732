from dataclasses import dataclass

import pandas as pd

from brecha.models._result import Result


@dataclass(frozen=True, repr=False, eq=False)
class Both(Result):
    share: float
    label: str
    rows: pd.DataFrame
    column: "pd.Series[float]"


def both(label="a", rows=2):
    return Both(
        share=2 / 3,
        label=label,
        rows=pd.DataFrame({"x": [1 / 3] * rows}),
        column=pd.Series({"first": 0.5}),
    )


def test_figures_come_on_one_line_and_tables_below():
    lines = repr(both()).splitlines()
    assert lines[0] == "Both(share=0.6667, label=a)"
    assert lines[1] == "rows:"
    assert "0.3333" in lines[3]
    assert lines[-2:] == ["column:", "first    0.5"]


def test_html_has_row_headers_and_escapes_what_it_shows():
    page = both(label="<script>")._repr_html_()
    assert '<th scope="row">share</th><td>0.6667</td>' in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "<p>column</p>" in page


def test_long_tables_are_cut():
    assert len(repr(both(rows=500)).splitlines()) < 60
    assert both(rows=500)._repr_html_().count("<tr") < 60


def test_numbers_lose_no_whole_part():
    assert "share=12345.6789" in repr(
        Both(12345.67891, "a", pd.DataFrame(), pd.Series(dtype=float))
    )
