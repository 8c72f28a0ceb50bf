"""The media player of a session on Linux desktops: MPRIS (https://specifications.freedesktop.org/mpris-spec/latest/)."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from PySide6.QtCore import QObject, SignalInstance

from stretchcoach.desktop.media_player import MediaPlayer, NowPlaying, PlaybackStatus
from stretchcoach.desktop.mpris_interfaces import INTROSPECTION
from stretchcoach.desktop.session_bus import SessionBus

NAME_PREFIX = "org.mpris.MediaPlayer2."
"""The prefix of every player's bus name."""
PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
OUR_NAME = f"{NAME_PREFIX}stretchcoach"

_INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
_PEER = "org.freedesktop.DBus.Peer"
_ERROR = "org.freedesktop.DBus.Error."
_DO_NOT_QUEUE = 4
_OWNED = (1, 4)
"""The replies to RequestName that say we own the name: primary owner, and already owner."""
_MICROSECONDS = 1_000_000
_NOT_ANNOUNCED = frozenset({"Position"})
"""Properties whose changes the specification excludes from PropertiesChanged."""

Variant = tuple[str, object]
"""A D-Bus type and a value of it."""
Variants = dict[str, Variant]

_ROOT_PROPERTIES: Variants = {
    "CanQuit": ("b", True),
    "CanRaise": ("b", True),
    "HasTrackList": ("b", False),
    "Identity": ("s", "Stretch Coach"),
    "DesktopEntry": ("s", "stretchcoach"),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}


class MprisPlayer(MediaPlayer):
    """A session as an MPRIS player, from the first phase it shows until it is closed. Owns the bus connection."""

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        bus.setParent(self)
        self._announced: Variants = {}
        self._methods = self._make_methods()
        bus.opened.connect(self._take_name)
        bus.method_called.connect(self._handle)
        bus.open()

    def show(self, now: NowPlaying) -> None:
        """Announce what changed. The position is announced only when it jumps, because the desktop advances it."""
        before, self.now = self.now, now
        if before is None or now != before._replace(position=now.position):
            self._announce()
        if before is not None and before.number == now.number and now.position < before.position:
            self._emit(PLAYER, "Seeked", "x", (_microseconds(now.position),))

    def close(self) -> None:
        """Leave the bus, and give up the name."""
        super().close()
        self._bus.close()

    def _take_name(self) -> None:
        self._bus.call(message_bus.RequestName(OUR_NAME, _DO_NOT_QUEUE), self._take_another_name)

    def _take_another_name(self, values: tuple[Any, ...] | None) -> None:
        """Take the name of a further instance if another program owns the first one."""
        if values is not None and values[0] not in _OWNED:
            self._bus.send(message_bus.RequestName(f"{OUR_NAME}.instance{os.getpid()}", _DO_NOT_QUEUE))

    def _announce(self) -> None:
        before, self._announced = self._announced, _player_properties(self.now)
        changed = {
            name: value
            for name, value in self._announced.items()
            if before.get(name) != value and name not in _NOT_ANNOUNCED
        }
        if changed:
            self._emit(PROPERTIES, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, []))

    def _emit(self, interface: str, name: str, signature: str, values: tuple[object, ...]) -> None:
        if self._bus.is_open:
            self._bus.send(new_signal(DBusAddress(PATH, interface=interface), name, signature, values))

    def _make_methods(self) -> Mapping[str, tuple[str, str, Callable[[Message], None]]]:
        """Return the methods by name, each with its interface, its signature and its implementation."""
        requests = {
            "Raise": (ROOT, self.raise_requested),
            "Quit": (ROOT, self.quit_requested),
            "Next": (PLAYER, self.next_requested),
            "Previous": (PLAYER, self.previous_requested),
            "Pause": (PLAYER, self.pause_requested),
            "PlayPause": (PLAYER, self.play_pause_requested),
            "Stop": (PLAYER, self.stop_requested),
            "Play": (PLAYER, self.play_requested),
        }
        return {
            **{name: (interface, "", self._requester(signal)) for name, (interface, signal) in requests.items()},
            # CanSeek is false, so the specification wants these two to do nothing.
            "Seek": (PLAYER, "x", self._reply),
            "SetPosition": (PLAYER, "ox", self._reply),
            "OpenUri": (PLAYER, "s", self._refuse_to_open),
            "Get": (PROPERTIES, "ss", self._get),
            "GetAll": (PROPERTIES, "s", self._get_all),
            "Set": (PROPERTIES, "ssv", self._set),
            "Introspect": (_INTROSPECTABLE, "", lambda call: self._reply(call, "s", (INTROSPECTION,))),
            "Ping": (_PEER, "", self._reply),
        }

    def _handle(self, call: Message) -> None:
        fields = call.header.fields
        member = fields[HeaderFields.member]
        interface, signature, method = self._methods.get(member, ("", "", None))
        if fields[HeaderFields.path] != PATH:
            self._refuse(call, "UnknownObject", f"The player is at {PATH}")
        elif method is None or fields.get(HeaderFields.interface, interface) != interface:
            self._refuse(call, "UnknownMethod", f"There is no {member} here")
        elif fields.get(HeaderFields.signature, "") != signature:
            self._refuse(call, "InvalidArgs", f"{member} takes ({signature})")
        else:
            method(call)

    def _requester(self, signal: SignalInstance) -> Callable[[Message], None]:
        def request(call: Message) -> None:
            self._reply(call)  # first, because the request may close this player
            signal.emit()

        return request

    def _refuse_to_open(self, call: Message) -> None:
        self._refuse(call, "NotSupported", "A routine is chosen in the window")

    def _get(self, call: Message) -> None:
        interface, name = call.body
        properties = self._properties(interface)
        if properties is None or name not in properties:
            self._refuse(call, "UnknownProperty", f"{interface} has no {name}")
        else:
            self._reply(call, "v", (properties[name],))

    def _get_all(self, call: Message) -> None:
        (interface,) = call.body
        properties = self._properties(interface)
        if properties is None:
            self._refuse(call, "UnknownInterface", f"There is no {interface} here")
        else:
            self._reply(call, "a{sv}", (properties,))

    def _set(self, call: Message) -> None:
        interface, name, _value = call.body
        if (interface, name) == (PLAYER, "Rate"):
            self._reply(call)  # any rate is out of range, so it stays 1.0 as the specification wants
        else:
            self._refuse(call, "PropertyReadOnly", f"{name} is not changed from outside")

    def _properties(self, interface: str) -> Variants | None:
        if interface == ROOT:
            return _ROOT_PROPERTIES
        return _player_properties(self.now) if interface == PLAYER else None

    def _reply(self, call: Message, signature: str | None = None, values: tuple[object, ...] = ()) -> None:
        if not call.header.flags & MessageFlag.no_reply_expected:
            self._bus.send(new_method_return(call, signature, values))

    def _refuse(self, call: Message, error: str, why: str) -> None:
        if not call.header.flags & MessageFlag.no_reply_expected:
            self._bus.send(new_error(call, f"{_ERROR}{error}", "s", (why,)))


def _player_properties(now: NowPlaying | None) -> Variants:
    return {
        "PlaybackStatus": ("s", PlaybackStatus.STOPPED if now is None else now.status),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "Volume": ("d", 1.0),
        "Metadata": ("a{sv}", {} if now is None else _metadata(now)),
        "Position": ("x", 0 if now is None else _microseconds(now.position)),
        "CanGoNext": ("b", now is not None and now.can_go_next),
        "CanGoPrevious": ("b", now is not None and now.can_go_previous),
        "CanPlay": ("b", now is not None and now.can_pause),
        "CanPause": ("b", now is not None and now.can_pause),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }


def _metadata(now: NowPlaying) -> Variants:
    return {
        "mpris:trackid": ("o", f"/stretchcoach/phase/{now.number}"),
        "mpris:length": ("x", _microseconds(now.length)),
        "xesam:title": ("s", now.title),
        "xesam:artist": ("as", [now.artist]),
        "xesam:album": ("s", now.album),
        "xesam:trackNumber": ("i", now.number),
    }


def _microseconds(seconds: float) -> int:
    return round(seconds * _MICROSECONDS)
