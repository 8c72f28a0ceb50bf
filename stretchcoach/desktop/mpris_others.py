"""The other players of a Linux desktop."""

from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, Properties, message_bus
from PySide6.QtCore import QObject

from stretchcoach.desktop.media_player import Status
from stretchcoach.desktop.mpris import NAMES, OUR_NAME, PATH, PLAYER, PROPERTIES
from stretchcoach.desktop.other_players import OtherPlayers
from stretchcoach.desktop.session_bus import SessionBus

_STAND_INS = (OUR_NAME, f"{NAMES}playerctld")
"""Ourselves, and what speaks for whichever player was used last, which may be ourselves too."""


class MprisOthers(OtherPlayers):
    """Pauses those that play, and later has just these go on, but for any that the person used meanwhile.

    Each is known by the name that the bus gave it, so that one that was started anew is another one. Nobody is waited
    for: a player that hangs is passed by. The bus is its own.
    """

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        bus.setParent(self)
        self._asked: dict[str, bool] = {}
        """Whom we asked to pause, and whether it has said since that it did."""
        self._wanted = False
        bus.opened.connect(self._look)
        bus.heard.connect(self._hear)
        bus.lost.connect(self._asked.clear)
        bus.open()

    def pause(self) -> None:
        """Pause all that play now, or as soon as the bus is open."""
        self._wanted = True
        if self._bus.is_open:
            self._ask_who()

    def resume(self) -> None:
        """Have those go on that are still paused because of us."""
        self._wanted = False
        for name in self._asked:
            self._bus.tell(name, PATH, PLAYER, "Play")
        self._asked.clear()

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

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
        status = Properties(DBusAddress(PATH, player, PLAYER)).get("PlaybackStatus")
        self._bus.ask(status, self._pausing(player))

    def _pausing(self, player: str) -> Callable[[tuple[Any, ...] | None], None]:
        def pause(values: tuple[Any, ...] | None) -> None:
            if self._wanted and values == (("s", Status.PLAYING),):
                self._asked[player] = False
                self._bus.tell(player, PATH, PLAYER, "Pause")

        return pause

    def _hear(self, message: Message) -> None:
        """Forget a player that does something else by now: that is the person's wish."""
        fields = message.header.fields
        player = fields.get(HeaderFields.sender)
        if player not in self._asked or not fields.get(HeaderFields.signature, "").startswith("sa{sv}"):
            return
        status = message.body[1].get("PlaybackStatus", ("s", ""))[1]
        if status == Status.PAUSED:
            self._asked[player] = True
        elif status == Status.STOPPED or (status == Status.PLAYING and self._asked[player]):
            del self._asked[player]
