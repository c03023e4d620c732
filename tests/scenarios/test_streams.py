import subprocess
import sys

import numpy as np
import pytest

from brecha.scenarios.streams import first_shown, stream


def draws(*name: object) -> list[int]:
    return stream(*name).integers(1000, size=3).tolist()  # type: ignore[arg-type]


def test_a_stream_is_its_name() -> None:
    assert draws("hotel", "levels", 7) == draws("hotel", "levels", 7)


@pytest.mark.parametrize(
    "other",
    [
        ("clinic", "levels", 7),
        ("hotel", "promise", 7),
        ("hotel", "levels", 8),
        ("hotel", "levels", 7, 1),
    ],
)
def test_another_name_is_another_stream(other: tuple[object, ...]) -> None:
    assert draws(*other) != draws("hotel", "levels", 7)


def test_another_process_draws_the_same() -> None:
    code = (
        "from brecha.scenarios.streams import stream\n"
        "print(stream('hotel', 'levels', 7).integers(1000, size=3).tolist())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(draws("hotel", "levels", 7))


def test_drawings_are_put_back_until_one_shows_it() -> None:
    tried: list[int] = []

    def draw(chance: np.random.Generator) -> int:
        tried.append(int(chance.integers(1000)))
        return tried[-1]

    found = first_shown("hotel", "levels", 7, draw=draw, shows=lambda number: number < 200)
    assert found == tried[-1] < 200
    assert min(tried[:-1]) >= 200
    # Every drawing has a stream of its own, and the first one is the table's.
    of_each = [
        stream("hotel", "levels", 7, attempt).integers(1000) for attempt in range(len(tried))
    ]
    assert tried == of_each
    assert len(tried) > 1
