"""Each file of data/ and its dictionary, held together in every respect."""

import hashlib
import shutil
import tomllib

import pandas as pd
import pytest

from brecha import datasets, files
from brecha.errors import DataError, ParameterError, UnknownNameError

NAMES = ("cdnow", "cdnow_customers", "corp_rep_data", "customerSat", "mobi")
NOTICE_TEXTS = {
    "GPL-2.0-or-later": "GPL-2.0.txt",
    "GPL-3.0-only": "GPL-3.0.txt",
    "MIT": "MIT-lifetimes.txt",
}


def alpha(items):
    n = items.shape[1]
    return n / (n - 1) * (1 - items.var().sum() / items.sum(axis=1).var())


def test_the_sets_are_these():
    assert datasets.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_set_is_complete(name):
    folder = files.data() / name
    present = {file.name for file in folder.iterdir()}
    assert present == {"data.csv", "dictionary.toml", "README.md", "LICENSE-NOTICE"}


@pytest.mark.parametrize("name", NAMES)
def test_file_and_dictionary_agree(name):
    content = (files.data() / name / "data.csv").read_bytes()
    found = datasets.dictionary(name)
    assert hashlib.sha256(content).hexdigest() == found.sha256
    assert b"\r" not in content
    frame = pd.read_csv(files.data() / name / "data.csv")
    assert list(frame.columns) == [column.name for column in found.columns]
    assert len(frame) == found.rows
    assert not frame.isna().any(axis=None)
    for column in found.columns:
        values = frame[column.name]
        if column.missing is not None:
            assert (values == column.missing).any(), f"{column.name}: no cell is missing"
            values = values[values != column.missing]
        if column.type == "integer":
            assert values.dtype == "int64"
        if column.values:
            assert set(values.astype(str)) == set(column.values)
        elif column.type == "date":
            assert values.min() >= str(column.low)
            assert values.max() <= str(column.high)
        else:
            assert column.low <= values.min()
            assert values.max() <= column.high


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_explained_in_both_languages(name):
    for language in ("en", "es"):
        table = datasets.describe(name, language)
        assert list(table.index) == list(datasets.load(name).columns)
        for part in ("meaning", "unit", "allowed", "type", "original"):
            assert table[part].str.strip().all(), part
        assert table["meaning"].is_unique
        assert table["original"].is_unique
    english, spanish = datasets.describe(name, "en"), datasets.describe(name, "es")
    assert (english["meaning"] != spanish["meaning"]).all()
    assert (english["missing"] == spanish["missing"]).all()


@pytest.mark.parametrize("name", NAMES)
def test_readme_notice_and_table_repeat_the_dictionary(name):
    found, folder = datasets.dictionary(name), files.data() / name
    carrier = f"{found.carrier['package']} {found.carrier['version']}"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for part in (
        *found.title.values(),
        found.source,
        found.citation,
        carrier,
        found.carrier["file"],
        found.licence,
        found.sha256,
        f"{found.rows:,} rows, {len(found.columns)} columns",
    ):
        assert part in readme
    notice = (folder / "LICENSE-NOTICE").read_text(encoding="utf-8")
    text = NOTICE_TEXTS[found.licence]
    for part in (f"data/{name}/data.csv", carrier, found.licence, f"data/LICENSES/{text}"):
        assert part in notice
    for part in (found.source, found.citation, "not relicensed", "Modified:"):
        assert part in notice
    assert (files.data() / "LICENSES" / text).stat().st_size > 1000
    size = f"{found.rows:,} x {len(found.columns)}"
    registry = found.carrier["registry"]
    line = f"| [`{name}`]({name}/) | {size} | {carrier} ({registry}) | {found.source} |"
    table = (files.data() / "README.md").read_text(encoding="utf-8")
    assert f"{line} {found.licence} |" in table


def test_the_table_lists_nothing_else():
    table = (files.data() / "README.md").read_text(encoding="utf-8")
    assert table.count("\n| [`") == len(NAMES)


def test_each_call_gives_a_frame_of_its_own():
    first = datasets.load("mobi")
    first["satisfaction_1"] = 0
    assert datasets.load("mobi")["satisfaction_1"].mean() == pytest.approx(7.988)


def test_missing_answers_come_as_nan_or_as_their_code():
    tidy = datasets.load("corp_rep_data")
    coded = datasets.load("corp_rep_data", missing="code")
    assert int(tidy.isna().sum().sum()) == 11
    assert int((coded == -99).sum().sum()) == 11
    assert not coded.isna().any(axis=None)
    affected = ["satisfaction", "loyalty_1", "loyalty_2", "loyalty_3"]
    assert tidy.isna().sum()[affected].tolist() == [1, 3, 4, 3]


def test_missing_is_one_of_two_words():
    with pytest.raises(ParameterError, match="'nan' or 'code', not 'zero'"):
        datasets.load("mobi", missing="zero")


def test_citation_and_licence():
    assert "Tenenhaus" in datasets.citation("mobi")
    assert datasets.licence("cdnow").startswith("MIT, as carried by lifetimes 0.11.3")


# What is known of the files from elsewhere.


@pytest.mark.parametrize(
    "scale,published",
    [("image", 0.714), ("expectation", 0.433), ("quality", 0.872), ("loyalty", 0.442)],
)
def test_mobi_gives_the_known_alphas(scale, published):
    assert alpha(datasets.load("mobi").filter(like=scale)) == pytest.approx(published, abs=5e-4)


def test_mobi_has_the_blocks_of_the_index():
    blocks = datasets.load("mobi").columns.str.replace(r"_\d$", "", regex=True)
    sizes = {
        "image": 5,
        "expectation": 3,
        "quality": 7,
        "value": 2,
        "satisfaction": 3,
        "complaints": 1,
        "loyalty": 3,
    }
    assert blocks.value_counts().to_dict() == sizes


def test_the_plans_of_corp_rep_data_are_as_documented():
    # The carrier's documentation: 125 prepaid, 219 contract.
    plans = datasets.load("corp_rep_data")["plan"].value_counts()
    assert plans.to_dict() == {1: 125, 2: 219}


def test_customer_sat_items_4_and_6_go_most_with_satisfaction_and_have_low_means():
    answers = datasets.load("customerSat")
    together = answers.corr()["satisfaction"].drop("satisfaction").nlargest(2)
    assert list(together.index) == ["price_for_volume", "customers_reached"]
    means = answers.drop(columns="satisfaction").mean()
    assert list(means.nsmallest(3).index) == [
        "price_for_volume",
        "competitive_prices",
        "customers_reached",
    ]


def test_the_customers_of_cdnow_can_be_counted_from_its_orders():
    orders, customers = datasets.load("cdnow"), datasets.load("cdnow_customers")
    end = pd.Timestamp("1997-09-30")
    days = orders[orders["date"] <= end].groupby(["customer", "date"], as_index=False)["dollars"]
    days = days.sum()
    dates = days.groupby("customer")["date"]
    counted = pd.DataFrame(
        {
            "repeat_purchases": dates.count() - 1,
            "last_purchase": ((dates.max() - dates.min()).dt.days / 7).round(2),
            "observed": ((end - dates.min()).dt.days / 7).round(2),
        }
    )
    given = customers.set_index("customer")
    pd.testing.assert_frame_equal(counted, given[list(counted.columns)], check_dtype=False)
    later = days[days.groupby("customer").cumcount() > 0]
    spend = later.groupby("customer")["dollars"].mean()
    assert (spend - given["mean_spend"].dropna()).abs().max() < 0.0051
    assert int((given["repeat_purchases"] == 0).sum()) == 1411
    assert given["mean_spend"].isna().equals(given["repeat_purchases"] == 0)


# What is refused.


DATA = files.data()


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Give a copy of data/mobi that may be damaged, and be sure to read it afresh."""
    monkeypatch.setattr(files, "data", lambda: tmp_path)
    folder = tmp_path / "mobi"
    shutil.copytree(DATA / "mobi", folder)
    return folder


def redo_hash(folder):
    digest = hashlib.sha256((folder / "data.csv").read_bytes()).hexdigest()
    path = folder / "dictionary.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(tomllib.loads(text)["sha256"], digest), encoding="utf-8")


def refusal(name="mobi"):
    with pytest.raises(DataError) as caught:
        datasets.load(name)
    message = str(caught.value)
    assert message.startswith("The data set 'mobi' is refused: ")
    assert "git checkout -- data/mobi" in message
    assert "python -m brecha.dev.export_data mobi" in message
    return message


@pytest.mark.parametrize("name", ["moby", "Mobi", "../mobi", "", 7, None, ["mobi"], "LICENSES"])
def test_a_wrong_name_is_refused(name):
    with pytest.raises(UnknownNameError, match=r"There is no data set .*There are: cdnow, "):
        datasets.load(name)


def test_a_wrong_name_is_told_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'mobi'"):
        datasets.load("moby")


def test_one_changed_byte_is_refused(copied):
    path = copied / "data.csv"
    path.write_bytes(path.read_bytes().replace(b"\n7,5,5,5,4,", b"\n8,5,5,5,4,", 1))
    assert "data.csv has the SHA-256" in refusal()


def test_a_truncated_file_is_refused(copied):
    path = copied / "data.csv"
    path.write_bytes(path.read_bytes()[:-1])
    assert "data.csv has the SHA-256" in refusal()


def test_a_missing_dictionary_is_refused(copied):
    (copied / "dictionary.toml").unlink()
    assert "dictionary.toml is missing" in refusal()


@pytest.mark.parametrize(
    "old,new,reason",
    [
        (b"image_1,", b"image_one,", "has the columns ['image_one'"),
        (b"\n7,5,5,5,4,", b"\n70,5,5,5,4,", "column image_1 holds 70, allowed: 1 – 10"),
        (b"\n7,5,5,5,4,", b"\n7.5,5,5,5,4,", "column image_1 is of type float64, expected integer"),
        (b"\n7,5,5,5,4,", b"\n,5,5,5,4,", "column image_1 is of type str, expected integer"),
        (b"\n10,9,10,10,9,", b"\n10,10,9,10,10,9,", "data.csv can't be read"),
    ],
)
def test_a_file_that_differs_from_its_dictionary_is_refused(copied, old, new, reason):
    path = copied / "data.csv"
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    redo_hash(copied)
    assert reason in refusal()


def test_a_missing_row_is_refused(copied):
    path = copied / "data.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    redo_hash(copied)
    assert "data.csv has 249 rows, expected 250" in refusal()


def test_an_unknown_language_is_refused():
    with pytest.raises(ParameterError, match="language must be one of en, es, not 'fr'"):
        datasets.describe("mobi", "fr")
