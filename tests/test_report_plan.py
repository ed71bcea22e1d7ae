import pytest
from report_builders import PARAMETERS, save

from analysis.report import plan
from analysis.report.cache import ROOT
from analysis.report.plan import Entry, PlanError


@pytest.fixture
def notebooks(tmp_path):
    save(tmp_path / "nb", "launches", PARAMETERS)
    save(tmp_path / "nb", "article", ("code", 'article = ""', ["parameters"]))
    return tmp_path / "nb"


def jobs(entries, notebooks, given=None, **options):
    defaults = {"corpus": "", "published": (), "articles": lambda selection: ["a", "b c"]}
    return plan.jobs(entries, notebooks=notebooks, given=given or {}, **(defaults | options))


def batch(tmp_path, text):
    path = tmp_path / "batch.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_batch_of_the_repository_loads():
    assert [e.notebook for e in plan.load(ROOT / "reports.toml")][:2] == ["launches", "voting_positions"]


def test_lists_make_a_report_for_each_combination(notebooks):
    entry = Entry("launches", for_each={"start": ["2022-01-01", "2023-01-01"], "n": [1, 2]})
    made = jobs([entry], notebooks)
    assert [j.name for j in made] == [
        "launches-2022-01-01-1", "launches-2022-01-01-2", "launches-2023-01-01-1", "launches-2023-01-01-2",
    ]  # fmt: skip
    assert made[1].parameters == {"start": "2022-01-01", "n": 2}


def test_articles_stand_for_each_article(notebooks):
    made = jobs([Entry("article", for_each={"article": "articles"})], notebooks)
    assert [j.name for j in made] == ["article-a", "article-b-c"]


def test_periods_set_start_and_end_together_and_titles_are_filled_in(tmp_path):
    parameters = PARAMETERS[1] + '\nend: str = ""\ntitle: str = ""'
    save(tmp_path / "nb", "launches", ("code", parameters, ["parameters"]))
    entry = Entry(
        "launches",
        title="Launches in {period}, seen by {states}",
        for_each={"period": ["2022-02", "2022-01-05/2022-02-01"], "states": [["CHN", "RUS"]]},
    )
    one, two = jobs([entry], tmp_path / "nb")
    assert one.name == "launches-2022-02-CHN-RUS"
    assert one.parameters == {
        "start": "2022-02-01",
        "end": "2022-02-28",
        "states": ["CHN", "RUS"],
        "title": "Launches in February 2022, seen by CHN-RUS",
    }
    assert (two.name, two.parameters["start"], two.parameters["end"]) == (
        "launches-2022-01-05-2022-02-01-CHN-RUS", "2022-01-05", "2022-02-01",
    )  # fmt: skip
    (given,) = jobs([entry], tmp_path / "nb", {"start": "2023-01-01", "title": "T"})
    assert given.parameters == {"start": "2023-01-01", "title": "T", "states": ["CHN", "RUS"]}


def test_what_is_given_wins_and_goes_only_where_it_is_known(notebooks):
    entries = [Entry("launches", parameters={"n": 1}), Entry("article", for_each={"article": "articles"})]
    made = jobs(entries, notebooks, given={"n": "7", "article": "z"})
    assert [(j.name, j.parameters) for j in made] == [("launches", {"n": 7}), ("article-z", {"article": "z"})]


@pytest.mark.parametrize(
    ("entries", "given", "message"),
    [
        ([Entry("lunches")], {}, "there is no notebook 'lunches' in nb; there are: article, launches"),
        ([Entry("launches")], {"colour": "red"}, "-p colour: no such parameter; known: corpus, n, start"),
        ([Entry("launches", parameters={"n": "x"})], {}, "n=x is not a whole number"),
        ([Entry("launches"), Entry("launches")], {}, "two reports would be named 'launches'"),
        ([Entry("launches", name="{no}")], {}, "cannot be filled in"),
        ([Entry("launches", name="index")], {}, "makes no file name"),
        ([Entry("launches", name="../..")], {}, "makes no file name"),
    ],
)
def test_what_is_wrong_is_told_before_anything_runs(notebooks, entries, given, message):
    with pytest.raises(PlanError) as refused:
        jobs(entries, notebooks, given=given)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no [[report]] entry"),
        ("[[report]\n", "line 1"),
        ('[[report]]\nnotebook = "a"\n\n[[report]]\nname = "x"\n', "batch.toml:4: notebook is missing"),
        ('[[report]]\nnotebook = "a"\ncolour = "red"\n', "batch.toml:1: unknown key 'colour'"),
        (
            '[[report]]\nnotebook = "a"\nfor_each = { x = "all" }\n',
            "for_each.x is neither a list nor 'articles'",
        ),
        (
            '[[report]]\nnotebook = "a"\nfor_each = { period = ["May"] }\n',
            "batch.toml:1: for_each.period: 'May' is no year",
        ),
        ('title = "x"\n[[report]]\nnotebook = "a"\n', "unknown key 'title'"),
    ],
)
def test_faults_of_a_batch_file_are_told_with_their_line(tmp_path, text, message):
    with pytest.raises(PlanError) as refused:
        plan.load(batch(tmp_path, text))
    assert message in str(refused.value)
