import multiprocessing

from analysis.report import store
from analysis.report.store import Store


def test_what_is_put_is_got(tmp_path):
    Store(tmp_path / "new").put({"a": [1], "b": {"x": 2}})
    assert Store(tmp_path / "new").get(["a", "b", "c"]) == {"a": [1], "b": {"x": 2}}


def test_what_is_no_database_is_made_again(tmp_path):
    (tmp_path / "kept.sqlite").write_bytes(b"cut short" * 100)
    assert Store(tmp_path).get(["a"]) == {}
    Store(tmp_path).put({"a": 1})
    assert Store(tmp_path).get(["a"]) == {"a": 1}


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    Store(tmp_path / "file").put({"a": 1})
    assert Store(tmp_path / "file").get(["a"]) == {}


def test_what_was_used_least_recently_goes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_ROOM", 250)
    for name in "abc":
        Store(tmp_path).put({name: b"x" * 100})
    assert set(Store(tmp_path).get("abc")) == {"b", "c"}


def _put_many(folder, name):
    for number in range(20):
        Store(folder).put({f"{name}{number}": number})


def test_several_processes_put_at_once(tmp_path):
    context = multiprocessing.get_context("fork")
    all_of_them = [context.Process(target=_put_many, args=(tmp_path, name)) for name in "abc"]
    for process in all_of_them:
        process.start()
    for process in all_of_them:
        process.join(60)
    assert len(Store(tmp_path).get(f"{name}{number}" for name in "abc" for number in range(20))) == 60
