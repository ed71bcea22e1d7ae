"""The words of the charts: names of states, weapons, outcomes and positions, numbers with their noun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from analysis import lexicon

#: The five permanent members of the Council, in the order in which charts show them.
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")

WEAPONS = {
    "icbm": "intercontinental (ICBM)",
    "irbm": "intermediate range",
    "mrbm": "medium range",
    "srbm": "short range",
    "slbm": "submarine-launched",
    "ballistic": "ballistic, class unsaid",
    "hypersonic": "hypersonic",
    "cruise": "cruise missile",
    "tactical_guided": "tactical guided",
    "satellite": "space launch",
    "missile": "missile, kind unsaid",
}

#: What a tally of a kind counts: launches, missiles (one, many).
TALLIED = {
    "": (("launch", "launches"), ("missile", "missiles")),
    "icbm": (("ICBM launch", "ICBM launches"), ("ICBM", "ICBMs")),
    "irbm": (("IRBM launch", "IRBM launches"), ("IRBM", "IRBMs")),
    "mrbm": (("MRBM launch", "MRBM launches"), ("MRBM", "MRBMs")),
    "srbm": (("short-range launch", "short-range launches"), ("short-range missile", "short-range missiles")),
    "slbm": (("submarine launch", "submarine launches"), ("SLBM", "SLBMs")),
    "ballistic": (
        ("ballistic missile launch", "ballistic missile launches"),
        ("ballistic missile", "ballistic missiles"),
    ),
    "hypersonic": (
        ("hypersonic launch", "hypersonic launches"),
        ("hypersonic missile", "hypersonic missiles"),
    ),
    "cruise": (("cruise missile launch", "cruise missile launches"), ("cruise missile", "cruise missiles")),
    "tactical_guided": (
        ("tactical guided launch", "tactical guided launches"),
        ("tactical guided missile", "tactical guided missiles"),
    ),
    "satellite": (("space launch", "space launches"), ("satellite rocket", "satellite rockets")),
    "missile": (("missile launch", "missile launches"), ("missile", "missiles")),
}

OUTCOMES = {
    "adopted": "adopted",
    "vetoed": "vetoed",
    "held": "held",
    "failed": "failed",
    "no_agreement": "no agreement",
    "proposed": "proposed",
}

AGREEMENT = {
    "single": "one source",
    "agreed": "sources agree",
    "conflicting": "sources differ",
}


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun in the right form: "1 launch", "3 launches", "no launches"."""
    return f"{number if number else 'no'} {one if number == 1 else many or one + 's'}"


def claimed_more(some: int, all_: int) -> str:
    """How many of all claimed tallies count more: "both claimed tallies count more", "none of 5 … counts"."""
    if all_ == 1:
        return f"the one claimed tally counts {'' if some else 'no '}more"
    if some == all_:
        return f"{'both' if all_ == 2 else f'all {all_}'} claimed tallies count more"
    return f"{some or 'none'} of {all_} claimed tallies count{'s' if some <= 1 else ''} more"


def listed(items: Iterable[str], *, limit: int = 0) -> str:
    """ "a", "a and b", "a, b and c"; with a limit "a, b and 3 more"."""
    words: Sequence[str] = list(items)
    if limit and len(words) > limit:
        words = [*words[:limit], f"{len(words) - limit} more"]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def upper_first(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


@cache
def _states() -> dict[str, str]:
    return {row["alpha3"]: row["name"] for row in lexicon.rows("states")}


def state(code: str) -> str:
    """The state's name as charts print it; the code itself where the lexicon has none."""
    return _SHORT.get(code) or _states().get(code, code)


# Names that are shorter, or better known, than the lexicon's.
_SHORT = {"PRK": "North Korea", "KOR": "South Korea", "ARE": "Emirates", "EU": "European Union"}
