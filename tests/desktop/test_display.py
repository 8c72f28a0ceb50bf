"""Whether there is a display is found out without Qt."""

import time

import pytest

from stretchcoach.desktop.display import display_problem


@pytest.fixture(autouse=True)
def nothing_to_draw_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_display_the_person_is_told_what_would_help() -> None:
    notice = display_problem()
    assert notice is not None
    assert notice.what == "There is no display, so the session runs here in the terminal."
    assert notice.remedy == "Start Stretch Coach on a desktop to see its window."


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert display_problem() is not None


@pytest.mark.parametrize("display", [":987", "unix:987", "/nowhere/at/all:0", "nonsense", ":"])
def test_a_display_whose_server_is_gone_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setenv("DISPLAY", display)
    began = time.monotonic()
    notice = display_problem()
    assert time.monotonic() - began < 2
    assert notice is not None
    assert "the session runs here in the terminal" in notice.what
    assert notice.remedy


def test_a_platform_that_was_chosen_for_qt_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_problem() is None


def test_a_chosen_platform_goes_before_a_dead_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_problem() is None
