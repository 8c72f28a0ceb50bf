"""The other media players of a Linux desktop, controlled over MPRIS."""

from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, Properties, message_bus
from PySide6.QtCore import QObject

from stretchcoach.desktop.media_player import PlaybackStatus
from stretchcoach.desktop.mpris import NAME_PREFIX, OUR_NAME, PATH, PLAYER, PROPERTIES
from stretchcoach.desktop.other_players import OtherPlayers
from stretchcoach.desktop.session_bus import ReplyHandler, SessionBus

_IGNORED = (OUR_NAME, f"{NAME_PREFIX}playerctld")
"""Our own players, and playerctld, which stands for the player that was used last and so perhaps for us."""
_VOLUME = "Volume"
_DUCKED_SHARE = 0.25
"""The share of a player's own volume that is left while it is turned down: 12 dB less."""
_VOLUME_TOLERANCE = 0.02
"""The difference up to which two volumes count as equal, because players round theirs."""


class MprisOtherPlayers(OtherPlayers):
    """Pauses the players that are playing or turns them down, and restores those that nobody touched meanwhile.

    Players are known by their unique bus names, so a player that was restarted counts as a new one. A player that hangs
    delays nothing. Owns the bus connection.
    """

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        bus.setParent(self)
        self._paused: dict[str, bool] = {}
        """The players that we asked to pause, and whether each has confirmed it since."""
        self._ducked: dict[str, tuple[float, float]] = {}
        """The players that we turned down, each with its own volume and the one that we set."""
        self._is_wanted = False
        self._is_ducking = False
        bus.opened.connect(self._watch)
        bus.signal_received.connect(self._follow)
        bus.lost.connect(self._forget)
        bus.open()

    def pause(self) -> None:
        """Pause every player that is playing, now or as soon as the bus is open."""
        self._quiet(is_ducking=False)

    def duck(self) -> None:
        """Turn down every player that is playing, now or as soon as the bus is open. Pause those without a volume."""
        self._quiet(is_ducking=True)

    def resume(self) -> None:
        """Resume the players that are still paused because of us, and restore the volumes that are as we set them."""
        self._is_wanted = False
        for player in self._paused:
            self._bus.call_without_reply(player, PATH, PLAYER, "Play")
        for player, (before, _low) in self._ducked.items():
            self._set_volume(player, before)  # without asking first: the bus may be closed right after this
        self._forget()

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def _quiet(self, *, is_ducking: bool) -> None:
        self._is_wanted, self._is_ducking = True, is_ducking
        if self._bus.is_open:
            self._find_players()

    def _forget(self) -> None:
        self._paused.clear()
        self._ducked.clear()

    def _watch(self) -> None:
        rule = MatchRule(type="signal", interface=PROPERTIES, member="PropertiesChanged", path=PATH)
        rule.add_arg_condition(0, PLAYER)
        self._bus.subscribe(rule)
        if self._is_wanted:
            self._find_players()

    def _find_players(self) -> None:
        self._bus.call(message_bus.ListNames(), self._find_owners)

    def _find_owners(self, values: tuple[Any, ...] | None) -> None:
        for name in () if values is None else values[0]:
            if name.startswith(NAME_PREFIX) and not name.startswith(_IGNORED):
                self._bus.call(message_bus.GetNameOwner(name), self._ask_status)

    def _ask_status(self, values: tuple[Any, ...] | None) -> None:
        if values is None:
            return
        player = str(values[0])
        self._bus.call(_properties(player).get("PlaybackStatus"), self._quiet_if_playing(player))

    def _quiet_if_playing(self, player: str) -> ReplyHandler:
        def handle(values: tuple[Any, ...] | None) -> None:
            if not self._is_wanted or values != (("s", PlaybackStatus.PLAYING),):
                return
            if self._is_ducking:
                if player not in self._ducked:
                    self._bus.call(_properties(player).get(_VOLUME), self._duck_or_pause(player))
            else:
                self._pause(player)

        return handle

    def _pause(self, player: str) -> None:
        self._paused[player] = False
        self._bus.call_without_reply(player, PATH, PLAYER, "Pause")

    def _duck_or_pause(self, player: str) -> ReplyHandler:
        def handle(values: tuple[Any, ...] | None) -> None:
            if not self._is_wanted or player in self._ducked:
                return
            volume = _volume(values)
            if volume is None:
                self._pause(player)
            else:
                low = volume * _DUCKED_SHARE
                self._ducked[player] = volume, low
                self._set_volume(player, low)

        return handle

    def _set_volume(self, player: str, volume: float) -> None:
        self._bus.send(_properties(player).set(_VOLUME, "d", volume))

    def _follow(self, message: Message) -> None:
        """Forget a player once the person has used it, so that `resume` leaves it alone."""
        fields = message.header.fields
        player = fields.get(HeaderFields.sender)
        if not isinstance(player, str) or not fields.get(HeaderFields.signature, "").startswith("sa{sv}"):
            return
        changed = message.body[1]
        volume = _volume((changed.get(_VOLUME),))
        if player in self._ducked and volume is not None and abs(volume - self._ducked[player][1]) > _VOLUME_TOLERANCE:
            del self._ducked[player]  # the person has changed its volume
        if player not in self._paused:
            return
        status = changed.get("PlaybackStatus", ("s", ""))[1]
        if status == PlaybackStatus.PAUSED:
            self._paused[player] = True
        elif status == PlaybackStatus.STOPPED or (status == PlaybackStatus.PLAYING and self._paused[player]):
            del self._paused[player]


def _properties(player: str) -> Properties:
    return Properties(DBusAddress(PATH, player, PLAYER))


def _volume(values: tuple[Any, ...] | None) -> float | None:
    """Return the volume in a reply, or None if the player has none."""
    if values and isinstance(values[0], tuple) and values[0][0] == "d":
        return float(values[0][1])
    return None
