"""No test sees the home or the settings of whoever runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest
from textual.app import App

from tests import home as of_tests
from tests.vaults import MakeVault

PROJECT = Path(__file__).parents[2]


def test_the_home_is_empty_and_the_tests_own(home: Path) -> None:
    assert Path.home() == home
    assert [path for path in home.rglob("*") if path.name != ".run"] == []


@pytest.mark.parametrize("kind", ["config", "cache", "data", "state", "runtime"])
def test_each_folder_of_the_user_is_inside_that_home(home: Path, kind: str) -> None:
    folder = getattr(platformdirs, f"user_{kind}_path")("journal")
    assert folder.is_relative_to(home)


def test_the_folders_of_tests_are_in_memory_only_where_that_has_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_tests, "ENOUGH", 0)
    assert of_tests.has_room(str(tmp_path))
    assert not of_tests.has_room(str(tmp_path / "missing"))
    monkeypatch.setattr(of_tests, "ENOUGH", 2**62)
    assert not of_tests.has_room(str(tmp_path))


def test_nothing_animates() -> None:
    assert App[None]().animation_level == "none"


def test_a_vault_is_written_byte_for_byte(make_vault: MakeVault) -> None:
    root = make_vault({"asks/x.md": "a\r\n", "b.md": b"\xff"})
    assert (root / "asks/x.md").read_bytes() == b"a\r\n"
    assert (root / "b.md").read_bytes() == b"\xff"


@pytest.fixture
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("real")


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, real_home: Path) -> pytest.Pytester:
    """A project with the plug-in, run by somebody whose home is elsewhere and whose shell sets a lot."""
    pytester.makeconftest('pytest_plugins = ["tests.home"]')
    pytester.makeini(f"[pytest]\npythonpath = {PROJECT}")
    monkeypatch.setenv("HOME", str(real_home))
    for name in ("NO_COLOR", "LINES", "COLUMNS", "JOURNAL_VAULT", "GIT_DIR", "EDITOR"):
        monkeypatch.setenv(name, "80")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    # The temporary folder may be touched, and the real home of this test is in the usual one.
    monkeypatch.setenv("TMPDIR", str(pytester.mkdir("temporary")))
    return pytester


TOUCHES = {
    "write": 'open(real + "/.journal", "w")',
    "list": "os.listdir(real)",
    "mkdir": 'os.mkdir(real + "/journal")',
    "database": 'sqlite3.connect(real + "/cache.db")',
    "bytes": "os.listdir(real.encode())",
    "thread": "threading.Thread(target=os.listdir, args=[real]).start()",
}


def test_a_test_that_touches_the_real_home_fails_and_the_folders_of_the_run_stay(
    inner: pytest.Pytester, real_home: Path
) -> None:
    tests = "\n".join(f"def test_{way}(): {touch}" for way, touch in TOUCHES.items())
    inner.makepyfile(
        f"import os, sqlite3, threading\nreal = {str(real_home)!r}\n{tests}\ndef test_nothing(tmp_path): pass"
    )
    result = inner.runpytest_subprocess()
    result.assert_outcomes(passed=len(TOUCHES) + 1, errors=len(TOUCHES))
    for way in TOUCHES:
        result.stdout.fnmatch_lines([f"* ERROR at teardown of test_{way} *", "*: the test touched the real home*"])
    assert any(inner.path.glob("runpytest-*/tests0/test_nothing-*"))


def test_nothing_of_the_shell_leaks_in_and_the_folders_of_a_run_that_passed_go(
    inner: pytest.Pytester, real_home: Path
) -> None:
    """A run that is started in a test's name can be interrupted, too, whatever its shell ignores."""
    inner.makepyfile(
        """
        import os, signal
        def test_it(home):
            assert os.environ["HOME"] == str(home)
            assert not {"NO_COLOR", "LINES", "COLUMNS", "JOURNAL_VAULT", "GIT_DIR", "EDITOR"} & set(os.environ)
            (home / "mine").write_text("kept apart")
        def test_the_next(home):
            assert os.listdir(home) == [".run"]
            home.chmod(0o755)
        def test_one_more(home):
            assert home.stat().st_mode & 0o777 == 0o700
        def test_signals(tmp_path):
            ending = signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM
            assert signal.SIG_IGN not in map(signal.getsignal, ending)
            assert list(tmp_path.parent.glob("test_signals-*")) == [tmp_path]
        """
    )
    ignoring = "trap '' HUP INT QUIT TERM; exec \"$@\""
    words = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--basetemp=run")
    inner.run("sh", "-c", ignoring, "sh", *words).assert_outcomes(passed=4)
    assert list(real_home.iterdir()) == []
    assert (inner.path / "run").exists()
    assert not any(inner.path.glob("run/tests0/*"))
