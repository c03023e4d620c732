"""The rest of the morning's jobs: a conversation, words that press, who sells, an office."""

from brecha.checking import AnyOf, Key
from brecha.models.dialogue import walks

from ..exercises import TOO_DEAR

key = Key()


@key.reference("too-dear")
def too_dear(lesson):
    fine = [walk for walk in walks(TOO_DEAR) if walk.acceptable]
    # The quickest first, and of those the one in which she signs.
    return AnyOf([walk.path for walk in sorted(fine, key=lambda w: (w.minutes, w.end.name))])


@key.facts("too-dear")
def too_dear_facts(lesson):
    ways = list(walks(TOO_DEAR))
    return {
        "ways": len(ways),
        "fine": sum(walk.acceptable for walk in ways),
        "least_trust": TOO_DEAR.trust.least,
        "least_clarity": TOO_DEAR.clarity.least,
        "most_minutes": TOO_DEAR.minutes,
    }


@key.reference("pressure")
def pressure(lesson):
    return "RIGRHI"


@key.reference("who-sells")
def who_sells(lesson):
    return "OPCSF"


@key.reference("organise")
def organise(lesson):
    return "MNVCPTKX"
