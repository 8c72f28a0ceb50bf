"""The other players of a Linux desktop."""

from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, Properties, message_bus
from PySide6.QtCore import QObject

from stretchcoach.desktop.media_player import PlaybackStatus
from stretchcoach.desktop.mpris import NAMES, OUR_NAME, PATH, PLAYER, PROPERTIES
from stretchcoach.desktop.other_players import OtherPlayers
from stretchcoach.desktop.session_bus import SessionBus

_STAND_INS = (OUR_NAME, f"{NAMES}playerctld")
"""Ourselves, and what speaks for whichever player was used last, which may be ourselves too."""
_VOLUME = "Volume"
_DUCKED_SHARE = 0.25
"""Of a player's own volume: 12 dB less."""
_ALIKE = 0.02
"""Players round their volumes."""

Answer = Callable[[tuple[Any, ...] | None], None]


class MprisOtherPlayers(OtherPlayers):
    """Pauses those that play or turns them down, and later undoes it, but for any that the person used meanwhile.

    Each is known by the name that the bus gave it, so that one that was started anew is another one. Nobody is waited
    for: a player that hangs is passed by. The bus is its own.
    """

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        bus.setParent(self)
        self._asked: dict[str, bool] = {}
        """Whom we asked to pause, and whether it has said since that it did."""
        self._ducked: dict[str, tuple[float, float]] = {}
        """Whom we turned down: its own volume, and the one that we set."""
        self._wanted = False
        self._is_ducking = False
        bus.opened.connect(self._look)
        bus.heard.connect(self._hear)
        bus.lost.connect(self._forget)
        bus.open()

    def pause(self) -> None:
        """Pause all that play now, or as soon as the bus is open."""
        self._want(is_ducking=False)

    def duck(self) -> None:
        """Turn down all that play now, or as soon as the bus is open; pause those that have no volume."""
        self._want(is_ducking=True)

    def resume(self) -> None:
        """Have those go on that are still paused because of us, and turn those up that are as low as we set them."""
        self._wanted = False
        for name in self._asked:
            self._bus.tell(name, PATH, PLAYER, "Play")
        for name, (before, _low) in self._ducked.items():
            self._set_volume(name, before)  # without a question: the bus may be closed right after this
        self._forget()

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def _want(self, *, is_ducking: bool) -> None:
        self._wanted, self._is_ducking = True, is_ducking
        if self._bus.is_open:
            self._ask_who()

    def _forget(self) -> None:
        self._asked.clear()
        self._ducked.clear()

    def _look(self) -> None:
        rule = MatchRule(type="signal", interface=PROPERTIES, member="PropertiesChanged", path=PATH)
        rule.add_arg_condition(0, PLAYER)
        self._bus.listen(rule)
        if self._wanted:
            self._ask_who()

    def _ask_who(self) -> None:
        self._bus.ask(message_bus.ListNames(), self._ask_each)

    def _ask_each(self, values: tuple[Any, ...] | None) -> None:
        for name in () if values is None else values[0]:
            if name.startswith(NAMES) and not name.startswith(_STAND_INS):
                self._bus.ask(message_bus.GetNameOwner(name), self._ask_one)

    def _ask_one(self, values: tuple[Any, ...] | None) -> None:
        if values is None:
            return
        player = str(values[0])
        self._bus.ask(_properties(player).get("PlaybackStatus"), self._if_playing(player))

    def _if_playing(self, player: str) -> Answer:
        def act(values: tuple[Any, ...] | None) -> None:
            if not self._wanted or values != (("s", PlaybackStatus.PLAYING),):
                return
            if self._is_ducking:
                if player not in self._ducked:
                    self._bus.ask(_properties(player).get(_VOLUME), self._ducking(player))
            else:
                self._pause(player)

        return act

    def _pause(self, player: str) -> None:
        self._asked[player] = False
        self._bus.tell(player, PATH, PLAYER, "Pause")

    def _ducking(self, player: str) -> Answer:
        def duck(values: tuple[Any, ...] | None) -> None:
            if not self._wanted or player in self._ducked:
                return
            volume = _volume(values)
            if volume is None:
                self._pause(player)
            else:
                low = volume * _DUCKED_SHARE
                self._ducked[player] = volume, low
                self._set_volume(player, low)

        return duck

    def _set_volume(self, player: str, volume: float) -> None:
        self._bus.send(_properties(player).set(_VOLUME, "d", volume))

    def _hear(self, message: Message) -> None:
        """Forget a player that does something else by now: that is the person's wish."""
        fields = message.header.fields
        player = fields.get(HeaderFields.sender)
        if not isinstance(player, str) or not fields.get(HeaderFields.signature, "").startswith("sa{sv}"):
            return
        changed = message.body[1]
        volume = _volume((changed.get(_VOLUME),))
        if player in self._ducked and volume is not None and abs(volume - self._ducked[player][1]) > _ALIKE:
            del self._ducked[player]  # the person has turned it
        if player not in self._asked:
            return
        status = changed.get("PlaybackStatus", ("s", ""))[1]
        if status == PlaybackStatus.PAUSED:
            self._asked[player] = True
        elif status == PlaybackStatus.STOPPED or (status == PlaybackStatus.PLAYING and self._asked[player]):
            del self._asked[player]


def _properties(player: str) -> Properties:
    return Properties(DBusAddress(PATH, player, PLAYER))


def _volume(values: tuple[Any, ...] | None) -> float | None:
    """Return the volume of an answer; None if the player has none."""
    if values and isinstance(values[0], tuple) and values[0][0] == "d":
        return float(values[0][1])
    return None
