"""The store of a person's preferences: one observable value, and its file."""

import threading
from collections.abc import Callable
from types import MethodType
from weakref import WeakMethod

from stretchcoach.messages import Notice
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.store import SettingsFile

Subscriber = Callable[[Preferences, Preferences], None]
"""Called with the preferences before and after a change."""


class PreferencesStore:
    """Holds the current preferences, and tells subscribers of every change.

    `change` calls the subscribers in the caller's thread, in the order in which they subscribed. `save` may be called
    from any thread.
    """

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._current, self.notices = file.load()
        self._saved = self._current
        self._saving = threading.Lock()
        self._subscribers: list[Callable[[], Subscriber | None]] = []

    notices: tuple[Notice, ...]
    """What was wrong with the settings file when it was read."""

    @property
    def current(self) -> Preferences:
        """The preferences in use."""
        return self._current

    def change(self, preferences: Preferences) -> None:
        """Use other preferences from now on, and tell the subscribers. Nothing is written yet."""
        before, self._current = self._current, preferences
        if before == preferences:
            return
        for reference in tuple(self._subscribers):
            subscriber = reference()
            if subscriber is None:
                self._subscribers.remove(reference)
            else:
                subscriber(before, preferences)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` at every change from now on; return a function that ends the subscription.

        A bound method is held weakly, so that its subscription ends with its object: a page would never be freed else.
        """
        reference = WeakMethod(subscriber) if isinstance(subscriber, MethodType) else lambda: subscriber
        self._subscribers.append(reference)

        def unsubscribe() -> None:
            if reference in self._subscribers:
                self._subscribers.remove(reference)

        return unsubscribe

    def save(self) -> None:
        """Write the current preferences if the file has others. Waits for the disk; raises UserFacingError."""
        with self._saving:
            preferences = self._current
            if preferences != self._saved:
                self._file.save(preferences)
                self._saved = preferences
