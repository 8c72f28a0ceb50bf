"""What a screen reader is told, for a test that asks: one question as JSON in a line, one answer in a line.

Run by the system's own Python, which has GObject's bindings; the program's environment has none.

    {"ask": "tree"}                                     every node of the program, from its top
    {"ask": "do", "role": "…", "name": "…", "action": "…"}   whether a node that shows was found, and did it
    {"ask": "announced"}                                what was announced since the start
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - after its version is said

PROGRAM = "stretchcoach"


class Reader:
    """Answers questions about the program's tree, and notes what it announces."""

    def __init__(self) -> None:
        self._announced: list[dict[str, Any]] = []
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")

    def answer(self, question: dict[str, str]) -> object:
        match question["ask"]:
            case "tree":
                told = [_told(node, showing) for node, showing in _nodes()]
                return [node for node in told if node is not None]
            case "do":
                return _do(question["role"], question["name"], question["action"])
            case _:
                return self._announced

    def _hear(self, event: Any) -> None:
        self._announced.append({"text": event.any_data, "politeness": event.detail1})


def _nodes() -> Iterator[tuple[Any, bool]]:
    """Every node of the program, and whether it and all that it is in can be seen."""
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(number)
        if program is not None and program.get_name() == PROGRAM:
            program.set_cache_mask(Atspi.Cache.NONE)  # what is true now, not what was told before
            yield from _below(program, showing=True)


def _below(node: Any, *, showing: bool) -> Iterator[tuple[Any, bool]]:
    try:
        now = showing and (
            node.get_role() is Atspi.Role.APPLICATION or node.get_state_set().contains(Atspi.StateType.SHOWING)
        )
        yield node, now
        children = [node.get_child_at_index(number) for number in range(node.get_child_count())]
    except GLib.Error:
        return  # gone meanwhile
    for child in children:
        if child is not None:
            yield from _below(child, showing=now)


def _actions(node: Any) -> list[str]:
    if "Action" not in node.get_interfaces():
        return []
    return [node.get_action_name(number) for number in range(node.get_n_actions())]


def _labels(node: Any) -> list[str]:
    """The texts that say what a node is for; a combo box's name is what is chosen in it."""
    return [
        relation.get_target(number).get_name()
        for relation in node.get_relation_set()
        if relation.get_relation_type() is Atspi.RelationType.LABELLED_BY
        for number in range(relation.get_n_targets())
    ]


def _told(node: Any, showing: bool) -> dict[str, Any] | None:
    """What is said of a node; nothing of one that is gone meanwhile."""
    try:
        return {
            "role": node.get_role_name(),
            "name": node.get_name(),
            "labels": _labels(node),
            "description": node.get_description(),
            "focusable": node.get_state_set().contains(Atspi.StateType.FOCUSABLE),
            "showing": showing,
            "actions": _actions(node),
        }
    except GLib.Error:
        return None


def _do(role: str, name: str, action: str) -> bool:
    for node, showing in _nodes():
        try:
            if showing and node.get_role_name() == role and node.get_name() == name:
                return bool(node.do_action(_actions(node).index(action)))
        except GLib.Error:
            continue  # gone meanwhile
    return False


def main() -> None:
    """Answer until no more is asked."""
    reader = Reader()
    loop = GLib.MainLoop()

    def asked(*_from: object) -> bool:
        line = sys.stdin.readline()
        answer = ""
        try:
            answer = json.dumps(reader.answer(json.loads(line))) if line else ""
        finally:
            if not answer:  # the end, or a fault that whoever asked sees by our end
                loop.quit()
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
        return bool(answer)

    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, asked)
    loop.run()


if __name__ == "__main__":
    main()
