"""How long sessions take is known at once, and compiled again only for the routines that a change is about."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from stretchcoach.domain.hold import Hold
from stretchcoach.paths import UserFolders
from stretchcoach.routine.routine import Routine
from stretchcoach.services import sessions
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import TextSize, Theme
from stretchcoach.settings.preferences import Preferences


@pytest.fixture
def app(folders: UserFolders) -> AppContext:
    return AppContext(folders)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the routines that were compiled."""
    ids: list[str] = []
    estimated = sessions._estimated

    def note(routine: Routine, preferences: Preferences) -> object:
        ids.append(routine.id)
        return estimated(routine, preferences)

    monkeypatch.setattr(sessions, "_estimated", note)
    return ids


def ask(app: AppContext, preferences: Preferences) -> None:
    for routine in app.library.current.routines.values():
        app.sessions.minutes(routine, preferences)


def test_the_hold_of_one_stretch_compiles_the_routines_that_have_it(app: AppContext, compiled: list[str]) -> None:
    usual = Preferences()
    ask(app, usual)
    assert set(compiled) == set(app.library.current.routines)
    compiled.clear()
    ask(app, replace(usual, holds=MappingProxyType({"quads-lying": Hold(60, "s")})))
    having = {one.id for one in app.library.current.routines.values() if "quads-lying" in {s.id for s in one.stretches}}
    assert having
    assert set(compiled) == having


@pytest.mark.parametrize("change", [{"theme": Theme.DARK}, {"background": "rain"}, {"text_size": TextSize.LARGE}])
def test_what_no_timeline_depends_on_compiles_nothing(
    app: AppContext, compiled: list[str], change: dict[str, object]
) -> None:
    ask(app, Preferences())
    compiled.clear()
    ask(app, replace(Preferences(), **change))  # type: ignore[arg-type]  # each of its own kind
    assert not compiled


def test_another_breath_compiles_all(app: AppContext, compiled: list[str]) -> None:
    ask(app, Preferences())
    compiled.clear()
    slow = replace(Preferences(), inhale_seconds=7.0)
    ask(app, slow)
    assert set(compiled) == set(app.library.current.routines)
    settle = app.library.current.routines["settle"]
    assert app.sessions.minutes(settle, slow) == max(1, round(sessions._estimated(settle, slow).seconds / 60))
