import pandas as pd
import pytest

from brecha import datasets

# The blocks of the satisfaction index in the names of the original file, which the published
# figures are told in.
PREFIXES = {
    "Image": "IMAG",
    "Expectation": "CUEX",
    "Quality": "PERQ",
    "Value": "PERV",
    "Satisfaction": "CUSA",
    "Complaints": "CUSCO",
    "Loyalty": "CUSL",
}


@pytest.fixture(scope="session")
def mobi() -> pd.DataFrame:
    """Return the real survey of a mobile operator under its original column names."""
    return datasets.load("mobi").rename(columns=datasets.describe("mobi")["original"].to_dict())


@pytest.fixture(scope="session")
def mobi_blocks(mobi: pd.DataFrame) -> dict[str, list[str]]:
    """Return the columns of every construct of the satisfaction index."""
    return {
        construct: [column for column in mobi.columns if column.startswith(prefix)]
        for construct, prefix in PREFIXES.items()
    }
