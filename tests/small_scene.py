"""A scene of two turns, worked by hand, to be played and to be broken."""

from typing import Any


def words(line: str) -> dict[str, str]:
    """Write a text in both languages."""
    return {"en": line, "es": f"{line} (es)"}


def option(line: str, to: str, *, trust: int = 0, clarity: int = 0, minutes: int = 1) -> Any:
    """Write an option."""
    effects = {"trust": trust, "clarity": clarity, "minutes": minutes}
    return {"to": to, **effects, "said": words(line), "why": words(f"why {line}")}


def table() -> dict[str, Any]:
    """Write the scene: AA and BA are acceptable, the other five ways aren't.

    Trust begins at 4 and has to be 4 at the end; clarity begins at 2 and has to be 3; four minutes
    at most. AA: 5, 3, 2 minutes. AB: clarity stays 2. BA: 4, 3, 4 minutes. BB: clarity stays 2,
    and 6 minutes. AC, BC, C: somebody leaves.
    """
    return {
        "company": "hotel",
        "channel": "face",
        "speaker": "Ana",
        "start": "door",
        "trust": {"begin": 4, "least": 4},
        "clarity": {"begin": 2, "least": 3},
        "minutes": 4,
        "words": {
            "title": words("A door"),
            "setting": words("Night. You stand [alone] at the desk."),
            "debrief": words("It was **late**."),
        },
        "nodes": {
            "door": {
                "said": words("hello [tired]"),
                "A": option("greet <her>", "desk", trust=1),
                "B": option("nod and go on writing", "desk", minutes=3),
                "C": option("look away", "left", trust=-2),
            },
            "desk": {
                "said": words("a room"),
                "A": option("explain", "done", clarity=1),
                "B": option("hand over the key", "done", minutes=3),
                "C": option("sigh", "left", trust=-1),
            },
        },
        "ends": {
            "done": {"acceptable": True, "said": words("sleeps")},
            "left": {"acceptable": False, "said": words("walks out")},
        },
    }
