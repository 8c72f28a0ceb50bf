"""Someone without a display is asked which routine it shall be."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from stretchcoach.routine.library import Library
from stretchcoach.routine.routine import Routine
from stretchcoach.terminal.choosing import choose


def answering(*answers: str) -> Callable[[str], str]:
    """A person who gives these answers, and then closes the keyboard."""
    left = list(answers)

    def ask(_question: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return ask


def chosen(library: Library, *answers: str) -> tuple[Routine | None, str]:
    """What was chosen, and all that was shown."""
    shown = StringIO()
    entries = [(routine, 4) for routine in library.routines.values()]
    return choose(entries, Console(file=shown, width=120), answering(*answers)), shown.getvalue()


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("1", "seated-hamstring"),
        ("7", "settle"),
        ("settle", "settle"),
        (" Settle ", "settle"),
        ("", "seated-hamstring"),
    ],
)
def test_a_routine_is_chosen_by_its_number_its_id_or_return(library: Library, answer: str, wanted: str) -> None:
    routine, shown = chosen(library, answer)
    assert routine is library.routines[wanted]
    assert "none of them" not in shown


def test_every_routine_is_shown_with_its_number_and_length(library: Library) -> None:
    _routine, shown = chosen(library, "")
    for number, (line, routine) in enumerate(
        zip(shown.splitlines(), library.routines.values(), strict=True),
        start=1,
    ):
        assert line.split()[0] == str(number)
        assert routine.title in line
        assert "4 min" in line
        assert ", ".join(routine.needs) in line


@pytest.mark.parametrize("wrong", ["0", "8", "-1", "yoga", "1.5"])
def test_after_a_wrong_answer_the_person_is_asked_again(library: Library, wrong: str) -> None:
    routine, shown = chosen(library, wrong, "2")
    assert routine is list(library.routines.values())[1]
    assert shown.count("There is no such routine. Press Ctrl+C to quit.") == 1


@pytest.mark.parametrize("answers", [(), ("yoga",)])
def test_a_person_who_leaves_has_chosen_nothing(library: Library, answers: tuple[str, ...]) -> None:
    routine, _shown = chosen(library, *answers)
    assert routine is None
