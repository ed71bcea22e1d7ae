import pytest
from report_builders import PARAMETERS, save

from analysis.report.parameters import ParameterError, checked, defaults_of, pairs

DEFAULTS = {
    "corpus": "",
    "start": "",
    "states": ["CHN"],
    "launching_state": "PRK",
    "published": [],
    "n": 3,
    "share": 0.5,
    "wide": True,
}


def test_defaults_are_read_with_their_types(tmp_path):
    path = save(tmp_path, "x", PARAMETERS, ("code", "other = 1"))
    assert defaults_of(path) == {"corpus": "corpus", "start": "", "states": ["CHN"], "wide": True, "n": 3}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("start", "2022-01-01", "2022-01-01"),
        ("start", "", ""),
        ("states", "CHN,RUS", ["CHN", "RUS"]),
        ("states", '["CHN"]', ["CHN"]),
        ("states", "", []),
        ("n", "12", 12),
        ("share", "1", 1.0),
        ("wide", "no", False),
        ("wide", "True", True),
        ("published", "a=2022-01-01", ["a=2022-01-01"]),
    ],
)
def test_texts_become_values(name, text, value):
    assert checked({name: text}, DEFAULTS, where="launches") == {name: value}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("colour", "red", "launches: has no parameter colour; it knows corpus,"),
        ("n", "many", "n=many is not a whole number"),
        ("n", True, "n=True is not a whole number"),
        ("wide", "perhaps", "wide=perhaps is not true or false"),
        ("start", "May 2022", "start=May 2022 is not a day written YYYY-MM-DD"),
        ("start", "2022-02-30", "is not a day"),
        ("states", "China", "has 'China', which is no alpha-3 code"),
        ("states", [1], "not every item is text"),
        ("launching_state", "nk", "is no alpha-3 code"),
        ("published", "a=soon", "is not a list of ID=YYYY-MM-DD"),
        ("corpus", "/no/such/folder", "is no folder or file"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(name, value, message):
    with pytest.raises(ParameterError) as refused:
        checked({name: value}, DEFAULTS, where="launches")
    assert message in str(refused.value)


def test_pairs_may_hold_equals_signs():
    assert pairs(["published=a=2022-01-01"]) == {"published": "a=2022-01-01"}


@pytest.mark.parametrize("text", ["start", "=2022", "1x=2"])
def test_no_pair(text):
    with pytest.raises(ParameterError, match="is not NAME=VALUE"):
        pairs([text])


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"x\.ipynb: is not a notebook"):
        defaults_of(path)
