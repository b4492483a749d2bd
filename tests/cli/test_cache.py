from tests.conftest import store


def test_the_cache_says_where_it_is_and_how_much_it_holds_and_is_cleared(keta, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "cache" / "keta"
    assert keta("cache").out == f"{home}\nHolds 0 compiled stores, 0.0 MB\n"
    keta("claims", "--store", folder(store()))
    assert keta("cache").out == f"{home}\nHolds 1 compiled store, 0.1 MB\n"
    assert keta("cache", "--clear").out == f"{home}\nCleared 1 compiled store, 0.1 MB\n"
    assert keta("cache").out == f"{home}\nHolds 0 compiled stores, 0.0 MB\n"
    keta("claims", "--store", folder(store()))


def test_a_long_compilation_shows_a_bar_on_a_terminal_and_only_there(keta, folder, monkeypatch):
    monkeypatch.setattr("ketacli.store.builder.MANY", 1)
    monkeypatch.setattr("ketacli.store.builder._BEAT", 1)
    quiet = keta("claims", "--store", folder(store(), "quiet"), "--fields", "id")
    assert quiet.err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shown = keta("claims", "--store", folder(store(), "shown"), "--fields", "id")
    assert "Compiling the store" in shown.err
    assert shown.out == quiet.out
