"""One store of preferences: what changes is told to every subscriber, and written when it is saved."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from stretchcoach.messages import UserFacingError
from stretchcoach.services.preferences import PreferencesStore
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.store import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.fixture
def store(path: Path) -> PreferencesStore:
    return PreferencesStore(SettingsFile(path))


def test_subscribers_are_told_before_and_after_in_their_order(store: PreferencesStore) -> None:
    told: list[tuple[str, int, int]] = []
    store.subscribe(lambda before, after: told.append(("first", before.volume, after.volume)))
    store.subscribe(lambda before, after: told.append(("second", before.volume, after.volume)))
    store.change(replace(store.current, volume=40))
    assert told == [("first", 90, 40), ("second", 90, 40)]
    assert store.current.volume == 40


def test_what_does_not_change_is_not_told(store: PreferencesStore) -> None:
    told: list[Preferences] = []
    store.subscribe(lambda _before, after: told.append(after))
    store.change(replace(store.current))
    assert not told


def test_a_subscription_ends(store: PreferencesStore) -> None:
    told: list[Preferences] = []
    unsubscribe = store.subscribe(lambda _before, after: told.append(after))
    unsubscribe()
    unsubscribe()
    store.change(replace(store.current, volume=40))
    assert not told


def test_a_subscriber_may_unsubscribe_while_it_is_told(store: PreferencesStore) -> None:
    told: list[str] = []

    def once(_before: Preferences, _after: Preferences) -> None:
        told.append("once")
        unsubscribe()

    unsubscribe = store.subscribe(once)
    store.subscribe(lambda _before, _after: told.append("always"))
    store.change(replace(store.current, volume=40))
    store.change(replace(store.current, volume=45))
    assert told == ["once", "always", "always"]


def test_a_change_is_written_when_it_is_saved(path: Path, store: PreferencesStore) -> None:
    store.change(replace(store.current, volume=40))
    assert not path.exists()
    store.save()
    assert PreferencesStore(SettingsFile(path)).current.volume == 40


def test_nothing_is_written_without_a_change(path: Path, store: PreferencesStore) -> None:
    store.save()
    assert not path.exists()


def test_what_could_not_be_saved_is_saved_the_next_time(
    path: Path, store: PreferencesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: SettingsFile, _preferences: Preferences) -> None:
        raise UserFacingError("full")

    store.change(replace(store.current, volume=40))
    with monkeypatch.context() as patched:
        patched.setattr(SettingsFile, "save", full)
        with pytest.raises(UserFacingError):
            store.save()
    store.save()
    assert PreferencesStore(SettingsFile(path)).current.volume == 40


class _Page:
    def __init__(self, store: PreferencesStore, told: list[int]) -> None:
        self._told = told
        store.subscribe(self.follow)

    def follow(self, _before: Preferences, after: Preferences) -> None:
        self._told.append(after.volume)


def test_a_subscription_ends_with_its_object(store: PreferencesStore) -> None:
    told: list[int] = []
    page = _Page(store, told)
    store.change(replace(store.current, volume=40))
    del page
    gc.collect()
    store.change(replace(store.current, volume=45))
    assert told == [40]
