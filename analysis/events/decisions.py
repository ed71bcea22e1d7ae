"""Decisions: measures before a body of the United Nations and what became of them."""

from __future__ import annotations

import re

from analysis import lexicon
from analysis.compiling import compiled
from analysis.events import case_shares, tagged_cases
from analysis.events.cases import Docket
from analysis.events.joining import TOO_FEW, Case, nearest
from analysis.events.memory import is_governed
from analysis.events.tagged import Tagged
from analysis.events.voting import Figures
from analysis.records import Decision

#: Votes in favour and against, and abstentions, as far as told.
Votes = tuple[int | None, int | None, int | None]


def find(docket: Docket) -> tuple[Decision, ...]:
    """The decisions that the article tells, ordered by position."""
    found = dict.fromkeys(decision for _, decision in identified(docket))
    return tuple(sorted(found, key=lambda d: (d.start, d.end)))


def identified(docket: Docket) -> list[tuple[Case, Decision]]:
    """Each case with its decision; ids are readable and unique in the article. Of cases that turn out to be one and the
    same decision all have that one."""
    told = [outcome_of(case, docket) for case in docket.cases]
    seen = [_seen(case, outcome, docket) for case, outcome in zip(docket.cases, told, strict=True)]
    used: set[str] = set()
    made: dict[int, Decision] = {}
    of_day: dict[tuple[str, str], Decision] = {}
    # Those that the tagger sees otherwise than the rules come last: it may be the outcome of a case known already.
    for n in sorted(range(len(told)), key=lambda n: told[n] != seen[n]):
        case = docket.cases[n]
        known = of_day.get((case.date, seen[n])) if case.date and told[n] != seen[n] else None
        made[n] = known or _decision(case, docket, told[n], seen[n], used)
        of_day.setdefault((case.date, seen[n]), made[n])
        used.add(made[n].decision_id)
    return [(case, made[n]) for n, case in enumerate(docket.cases)]


def _seen(case: Case, outcome: str, docket: Docket) -> str:
    """The outcome that rules conclude, or what the tagger sees instead."""
    if docket.tagged is None:
        return outcome
    return tagged_cases.outcome(case, outcome, docket.tagged, docket.cases)


def _decision(case: Case, docket: Docket, told: str, outcome: str, used: set[str]) -> Decision:
    """The decision of a case with what rules conclude (`told`) and what is known of its outcome in the end."""
    first = case.first
    votes = _votes(case, docket, told)
    if docket.tagged and outcome in _VOTED:
        votes = _completed(votes, case, docket, docket.tagged)
    return Decision(
        start=first.start,
        end=first.end,
        sentence=first.sentence,
        rule=first.rule,
        decision_id=_name(case, outcome, used),
        date=case.date,
        body=_body(case, docket, outcome),
        instrument=_instrument(case, docket, outcome),
        outcome=outcome,
        votes_for=votes[0],
        votes_against=votes[1],
        abstentions=votes[2],
    )


_VOTED = {"adopted", "vetoed", "failed"}
_FIELDS = ("votes_for", "votes_against", "abstentions")


def _completed(votes: Votes, case: Case, docket: Docket, tagged: Tagged) -> Votes:
    """The figures with those that no rule reads and the tagger sees."""
    yes, no, abstained = (
        tagged_cases.figure(case, field, docket.cases, tagged) if known is None else known
        for field, known in zip(_FIELDS, votes, strict=True)
    )
    return yes, no, abstained


def _name(case: Case, outcome: str, used: set[str]) -> str:
    base = (
        f"res-{case.number}"
        if case.number and outcome == "adopted"
        else "-".join(filter(None, (case.date, outcome)))
    )
    name, n = base, 2
    while name in used:
        name, n = f"{base}-{n}", n + 1
    return name


def _votes(case: Case, docket: Docket, outcome: str) -> Votes:
    """The figures of the vote, each from the first sentence that gives it. Members named as against or abstaining
    are counted where they complete the Council's fifteen."""

    def first(field: str) -> int | None:
        return next((v for f in case.figures if (v := getattr(f, field)) is not None), None)

    yes, no, abstained = first("votes_for"), first("votes_against"), first("abstentions")
    if outcome == "failed" and _is_voted_down(case) and (yes or 0) > (no or 0):
        yes, no = no, yes  # the greater number comes first, whichever side it was on
    if yes is None and outcome == "vetoed":
        yes = case_shares.votes_for(case, [c for c in docket.cases if c is not case], docket.marked)
    for beside in ((0, 1), (-1, 0, 1), (0, 1, 2), (0, 1, 2, 3)):
        if yes is None or not (no is None or abstained is None):
            break
        against = no if no is not None else len(_named(case, docket, _AGAINST, beside))
        sitting_out = abstained if abstained is not None else len(_named(case, docket, _ABSTAIN, beside))
        is_defeat = case.family == "defeat" and yes >= _NEEDED
        if yes + against + sitting_out == _MEMBERS and (against or not is_defeat):
            return yes, no if no is not None else against or None, sitting_out or abstained
    if (
        yes is not None
        and abstained is None
        and (case.family != "defeat" or yes >= _NEEDED or no is not None)
    ):
        stood = {how: _named(case, docket, how, (-1, 0, 1, 2)) for how in (_FOR, _AGAINST, _ABSTAIN)}
        against = no if no is not None else len(stood[_AGAINST])
        gap = _MEMBERS - yes - against - len(stood[_ABSTAIN])
        if against and gap > 0 and _are_left(case, docket, gap, frozenset().union(*stood.values())):
            return yes, against, _MEMBERS - yes - against
    if yes is None and abstained is not None and case.family == "defeat":
        against = no if no is not None else len(_named(case, docket, _AGAINST, (-1, 0)))
        for_it = len(_named(case, docket, frozenset({"in_favour", "with", "sponsor"}), (-1, 0)))
        if for_it and for_it + against + abstained == _MEMBERS:
            return for_it, against or None, abstained
    return yes, no, abstained


#: Members of the Council.
_MEMBERS = 15
_AGAINST = frozenset({"against", "veto", "block"})
_ABSTAIN = frozenset({"abstain"})
_FOR = frozenset({"in_favour", "with", "sponsor", "support", "backed"})


#: What those did who stood with others.
_JOINS = compiled(r"\s(?:also\s|then\s)?(?:join|follow|did\b|sided|likewise|too\b|went\swith|concur)", re.I)


def _are_left(case: Case, docket: Docket, many: int, known: frozenset[str]) -> bool:
    """Whether the sentences of the figures, or the next ones, have just so many states as a subject that is told to have stood
    nowhere: they are who is lacking in the count."""
    spots = {f.sentence + i for f in case.figures for i in (0, 1, 2)}
    here = {f.sentence: docket.marked[f.sentence].paragraph for f in case.figures}
    near = [m for m in docket.marked if m.index in spots and m.paragraph in here.values()]
    left = {
        p.states
        for m in near
        for p in m.parties
        if p.states and not known & set(p.states) and not is_governed(m.text, p) and "PRK" not in p.states
        if not _JOINS.match(m.text, p.end)
    }
    return [len(states) for states in left] == [many]


def _named(case: Case, docket: Docket, how: frozenset[str], beside: tuple[int, ...]) -> set[str]:
    """The states that the sentences of the figures, or those beside them, name as voting so."""
    near = {f.sentence + i for f in case.figures for i in beside}
    return {s for a in docket.acts if a.position in how and a.sentence in near for s in a.states}


def outcome_of(case: Case, docket: Docket) -> str:
    """What became of the measure, weighing all that the article says of it."""
    if case.family == "open":
        return "proposed"
    if case.family == "none":
        return "no_agreement"
    if case.family == "pass":
        return "adopted"
    if any((f.votes_for or 0) > _MEMBERS for f in case.figures):
        # In the Assembly nobody has a veto.
        carried = all((f.votes_for or 0) >= (f.votes_against or 0) for f in case.figures)
        return "adopted" if carried else "failed"
    told = {a.outcome for a in case.acts}
    if _is_voted_down(case):
        return "failed"
    if _was_held(case, docket, told):
        return "held"
    if any(f.votes_for is not None and f.votes_for < _NEEDED for f in case.figures):
        return "failed"
    if any((f.votes_against or 0) + (f.abstentions or 0) > _MEMBERS - _NEEDED for f in case.figures):
        return "failed"  # too many were not for it: no veto was needed
    carried = any(f.votes_for is not None and f.votes_for >= _NEEDED for f in case.figures)
    is_alone = any(a.rule in TOO_FEW for a in case.acts)
    if "vetoed" not in told and not carried and (is_alone or _lacked_votes(case, docket)):
        return "failed"
    if told & {"vetoed", "blocked"} or "adopted" in told:
        return "vetoed"
    enough = all(f.votes_for is None or f.votes_for >= _NEEDED for f in case.figures)
    # Nothing but a veto defeats what nine members of the Council are for.
    if (enough and _has_veto(docket, case)) or (carried and _body(case, docket, "failed") != "UNGA"):
        return "vetoed"
    return "failed"


def _is_voted_down(case: Case) -> bool:
    """Whether the body itself rejected it by the greater number: "rejected by 12 votes to three"."""
    rejected = {a.sentence for a in case.acts if a.rule in _REJECTED}
    is_vetoed = any(a.outcome in ("vetoed", "blocked") or a.position == "veto" for a in case.acts)
    return not is_vetoed and any(f.sentence in rejected and _is_majority_against(f) for f in case.figures)


def _is_majority_against(f: Figures) -> bool:
    yes, no = f.votes_for or 0, f.votes_against or 0
    return no >= _NEEDED > yes or yes >= _NEEDED > no


#: Rules with the body as the subject of rejecting.
_REJECTED = {"council-rejected", "they-rejected"}


def _lacked_votes(case: Case, docket: Docket) -> bool:
    """Whether the text around says that votes were lacking."""
    near = {a.paragraph for a in case.acts if a.outcome}
    cue = lexicon.pattern("measures", "lacking-votes").regex
    return any(cue.search(m.text) for m in docket.marked if m.paragraph in near)


#: Outcomes of acts that tell the end of a text.
_FATES = {"vetoed", "blocked", "held", "failed"}


def _was_held(case: Case, docket: Docket, told: set[str]) -> bool:
    """Whether the block came without a vote, whatever the article calls it."""
    if any(f.votes_for is not None and f.votes_for >= 1 for f in case.figures):
        return False
    # Where it was drafted or asked for, other things are told.
    fell = [a for a in case.acts if a.outcome in _FATES] or [a for a in case.acts if a.outcome]
    near = {a.paragraph for a in fell}
    own = {a.sentence for a in case.acts}
    # What the paragraph says of another measure's defeat is no evidence on this one.
    other = {a.sentence for c in docket.cases if c is not case and c.family == "defeat" for a in c.acts} - own
    text = " ".join(m.text for m in docket.marked if m.paragraph in near and m.index not in other)
    text = _PANEL.sub("panel", text)
    held = len(set(lexicon.pattern("measures", "hold-evidence").regex.findall(text.lower())))
    voted = len(set(lexicon.pattern("measures", "vote-evidence").regex.findall(text.lower())))
    if (
        "blocked" in told
        and "vetoed" not in told
        and lexicon.pattern("measures", "press-statement").regex.search(text)
    ):
        return True
    listing = bool(lexicon.pattern("measures", "committee").regex.search(text))
    is_by_consent = bool(lexicon.pattern("measures", "needs-consent").regex.search(text))
    if (
        "blocked" in told
        and not told & {"held", "vetoed"}
        and not is_by_consent
        and _is_of_text(docket, case)
    ):
        return False
    if "vetoed" in told and "held" not in told and not is_by_consent and _vetoed_a_text(docket, case):
        return False
    if "held" in told:
        return held + 1 >= voted or listing
    if "vetoed" in told:
        return held > voted or (listing and held > 0 and voted <= 1)
    if "blocked" in told and not (held or voted or listing):
        return _follows_hold(case, docket)
    return "blocked" in told and (listing or held > 0) and held >= voted


#: The experts of a committee, whose term the Council renews by a vote.
_PANEL = compiled(
    r"\b(?:panel|group|experts)\b[^.;,]{0,30}\bcommittee\b(?!\s(?:on|for)\s(?:the\s)?list)", re.I
)


def _is_of_text(docket: Docket, case: Case) -> bool:
    """Whether the sentences of the block itself speak of a text for the vote, and of no list or hold."""
    own = " ".join(docket.marked[a.sentence].text for a in case.acts if a.outcome)
    others = ("committee", "hold-evidence")
    return bool(lexicon.pattern("measures", "votable").regex.search(own)) and not any(
        lexicon.pattern("measures", o).regex.search(own) for o in others
    )


def _vetoed_a_text(docket: Docket, case: Case) -> bool:
    """Whether "vetoed" has a text for the vote as its object ("vetoed a whole resolution")."""
    for a in case.acts:
        m = docket.marked[a.sentence]
        at, end = m.place(a.start), m.place(a.end)
        if (
            a.outcome == "vetoed"
            and not a.is_weak
            and lexicon.pattern("measures", "vetoed-text").regex.match(m.text[at : end + 60])
        ):
            return True
    return False


def _follows_hold(case: Case, docket: Docket) -> bool:
    """Whether the defeat told last before it, without a vote to it, was a hold ("met the same fate")."""
    earlier = [c for c in docket.cases if c.family == "defeat" and c.first.start < case.first.start]
    if not earlier:
        return False
    last = max(earlier, key=lambda c: c.first.start)
    return _was_held(last, docket, {a.outcome for a in last.acts})


#: Votes that carry a resolution, unless a permanent member votes against it.
_NEEDED = 9


def _has_veto(docket: Docket, case: Case) -> bool:
    """Whether a permanent member is said to have voted against this measure."""
    defeats = [c for c in docket.cases if c.family == "defeat"]
    permanent = {r["state"] for r in lexicon.rows("state_groups") if r["group"] == "permanent members"}
    negative = ("veto", "against", "block", "object")
    against = [a for a in docket.acts if a.position in negative and permanent & set(a.states)]
    return any(nearest(defeats, a) is case for a in against)


def _body(case: Case, docket: Docket, outcome: str) -> str:
    if outcome == "vetoed":
        return "UNSC"  # nowhere else has anybody a veto
    if outcome == "adopted" and _is_of_committee(case, docket):
        return "UNSC-1718"
    told = [a.body for a in case.acts if a.body]
    if told and told.count("UNGA") > len(told) / 2:
        return "UNGA"
    if any((f.votes_for or 0) > _MEMBERS for f in case.figures):
        return "UNGA"
    return "UNSC-1718" if outcome == "held" else "UNSC"


def _instrument(case: Case, docket: Docket, outcome: str) -> str:
    if outcome == "no_agreement":
        return "meeting"
    if outcome == "held":
        return "listing"
    if outcome == "adopted" and _is_of_committee(case, docket):
        return "listing"
    if is_word(case):
        return "statement"
    m = docket.marked[case.first.sentence]
    told = _PRODUCT.search(m.text, m.place(case.first.start))
    return "statement" if told and told["statement"] else "resolution"


#: What an act brings about, the first that is named behind it.
_PRODUCT = compiled(
    r"(?P<statement>\b(?:presidential|press)\sstatements?|\bstatements?\s(?:by|of)\s(?:its|the)\spresident|\bstatements?\s(?:to|for)\sthe\spress)|"
    r"\b(?:resolutions?|drafts?|texts?|sanctions)\b",
    re.I,
)
_COMMITTEE = compiled(
    r"\bcommittee\s(?:\w+\s){0,3}?(?:designat|list|blacklist|add|nam|put|plac)(?:ed|d|s|ds)?\b", re.I
)


def is_word(case: Case) -> bool:
    """Whether the Council only spoke: nobody votes on a statement."""
    own = {a.rule for a in case.acts if not a.is_weak}
    return bool(own) and own <= {"body-condemned", "statement-reached"}


def _is_of_committee(case: Case, docket: Docket) -> bool:
    """Whether a committee of the Council did it ("the committee designated three companies")."""
    own = [a for a in case.acts if a.outcome]
    return bool(own) and all(
        any(
            hit.start() <= m.place(a.end) and m.place(a.start) <= hit.end()
            for hit in _COMMITTEE.finditer(m.text)
        )
        for a in own
        for m in [docket.marked[a.sentence]]
    )
