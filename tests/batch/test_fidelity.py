"""A warm run gives what papermill gives, output by output."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import papermill
import pytest

from batch.features import CELLS, save
from brecha.batch import engine
from brecha.batch.forks import available
from brecha.lessons import find, names
from notebooks import learner

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not available(), reason="this system can't fork"),
]


def executed(notebook: Path, out: Path, name: str | None, **parameters: Any) -> dict[str, Any]:
    # papermill reports any error output at the very end, allowed or not; it has been written.
    with contextlib.suppress(papermill.PapermillExecutionError):
        papermill.execute_notebook(
            str(notebook),
            str(out),
            engine_name=name,
            parameters=parameters,
            progress_bar=False,
            kernel_name="python3",
            execution_timeout=120,
            cwd=str(notebook.parent),
        )
    return json.loads(out.read_text(encoding="utf-8"))


def comparable(notebook: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return each code cell's outputs, without what no two runs share."""
    ids = model_ids(notebook)
    return [
        (cell["id"], neutral(joined(cell["outputs"]), ids), cell["execution_count"])
        for cell in notebook["cells"]
        # papermill draws the id of the cell that it injects.
        if cell["cell_type"] == "code" and "injected-parameters" not in cell["metadata"]["tags"]
    ]


def joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbouring pieces of one stream: where they are cut depends on the clock."""
    found: list[dict[str, Any]] = []
    for output in outputs:
        text = "".join(output.get("text", []))
        last = found[-1] if found else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            found[-1] = {**last, "text": last["text"] + text}
        else:
            found.append({**output, "text": text} if text else output)
    return found


def model_ids(notebook: dict[str, Any]) -> dict[str, str]:
    """Give every widget the same name: their ids are drawn anew in each run."""
    return dict.fromkeys(widget_state(notebook), "model")


def states(notebook: dict[str, Any]) -> list[str]:
    """Return the widgets' states in an order that does not hang on their ids."""
    found = neutral(list(widget_state(notebook).values()), model_ids(notebook))
    return sorted(json.dumps(state, sort_keys=True) for state in found)


def widget_state(notebook: dict[str, Any]) -> dict[str, Any]:
    widgets = notebook["metadata"].get("widgets", {})
    return widgets.get("application/vnd.jupyter.widget-state+json", {}).get("state", {})


def neutral(value: Any, ids: dict[str, str]) -> Any:
    """Replace the ids of widgets wherever they stand."""
    if isinstance(value, dict):
        return {key: neutral(item, ids) for key, item in value.items()}
    if isinstance(value, list):
        return [neutral(item, ids) for item in value]
    if isinstance(value, str):
        for name, number in ids.items():
            value = value.replace(name, number)
    return value


def test_every_feature_comes_out_as_papermill_has_it(tmp_path: Path):
    path = save(tmp_path / "features.ipynb", CELLS)
    warm = executed(path, tmp_path / "warm.ipynb", "brecha")
    plain = executed(path, tmp_path / "plain.ipynb", None)
    assert comparable(warm) == comparable(plain)
    assert states(warm) == states(plain)
    assert len(states(warm)) > 5
    assert warm["metadata"]["language_info"] == plain["metadata"]["language_info"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("slug", names())
def test_every_shipped_notebook_comes_out_as_papermill_has_it(
    slug: str, language: str, tmp_path: Path
):
    path = learner.path_of(find(slug), language)
    warm = executed(path, tmp_path / "warm.ipynb", "brecha", language=language)
    plain = executed(path, tmp_path / "plain.ipynb", None, language=language)
    assert comparable(warm) == comparable(plain)
    assert states(warm) == states(plain)


def test_interact_never_hangs(tmp_path: Path):
    path = save(
        tmp_path / "interact.ipynb",
        {"interact": "import ipywidgets as w\nw.interact(lambda n: print(n), n=(0, 9));"},
    )
    for number in range(100):
        out = executed(path, tmp_path / f"{number}.ipynb", "brecha")
        assert out["cells"][0]["execution_count"] == 1


def test_a_template_that_died_is_replaced(tmp_path: Path):
    import os
    import signal

    path = save(tmp_path / "light.ipynb", {"one": "6 * 7"})
    executed(path, tmp_path / "first.ipynb", "brecha")
    os.kill(engine.shared_template().pid, signal.SIGKILL)
    again = executed(path, tmp_path / "second.ipynb", "brecha")
    assert again["cells"][0]["outputs"][0]["data"]["text/plain"] == ["42"]


def test_a_template_that_dies_during_a_run_costs_no_run(tmp_path: Path):
    """The run starts again on a fresh template, once; it is no fault of the notebook's."""
    path = save(
        tmp_path / "killer.ipynb",
        {
            "kill": (
                "import os, pathlib, signal, time\n"
                "mark = pathlib.Path('killed')\n"
                "if not mark.exists():\n"
                "    mark.touch()\n"
                "    os.kill(os.getppid(), signal.SIGKILL)\n"
                "    time.sleep(60)"
            ),
            "say": "'alive'",
        },
    )
    out = executed(path, tmp_path / "out.ipynb", "brecha")
    assert out["cells"][1]["outputs"][0]["data"]["text/plain"] == ["'alive'"]
