"""Text that a person, or their physiotherapist, may write, and how it is read aloud."""

import pytest

from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.catalogue import voices_to_try
from stretchcoach.speech.normalization import normalize

SAID = {
    # numbers with units
    "Hold for 30s.": "Hold for 30 seconds.",
    "Hold 30 s": "Hold 30 seconds",
    "Hold 1 s": "Hold 1 second",
    "30 sec. each": "30 seconds each",
    "Rest 45 secs": "Rest 45 seconds",
    "2 min rest": "2 minutes rest",
    "1 min": "1 minute",
    "Hold 1m": "Hold 1 minute",
    "Hold 1m30s": "Hold 1 minute 30 seconds",
    "1 min 30 s": "1 minute 30 seconds",
    "Stand 2 m from the wall": "Stand 2 metres from the wall",
    "5b": "5 breaths",
    "Lift 10cm": "Lift 10 centimetres",
    "Lift 2.5 kg": "Lift 2.5 kilograms",
    "Bend 90°": "Bend 90 degrees",
    "At 60% of your strength": "At 60 percent of your strength",
    "1,5 min": "1.5 minutes",
    # repetitions
    "3x30 s": "3 times 30 seconds",
    "3sets of 10reps": "3 sets of 10 reps",
    "3 x 10": "3 times 10",
    "3×10 reps": "3 times 10 reps",
    "Do it 10x.": "Do it 10 times.",
    "x10": "times 10",
    # ranges and lists
    "10–15 reps": "10 to 15 reps",
    "10-15 reps": "10 to 15 reps",
    "10 - 15 s": "10 to 15 seconds",
    "30s-60s": "30 seconds to 60 seconds",
    "Breathe 4-7-8": "Breathe 4, 7, 8",
    "4/6/1": "4, 6, 1",
    "-5 degrees": "minus 5 degrees",
    # fractions
    "Lift 1/2 way": "Lift a half way",
    "1/2 min": "half a minute",
    "1/2 h": "half an hour",
    "1 1/2 min": "1 and a half minutes",
    "1½ min": "1 and a half minutes",
    "3/4 of the way": "three quarters of the way",
    "Pain below 7/10": "Pain below 7 out of 10",
    # times of day
    "At 7:30": "At 7 30",
    "At 7:30 am": "At 7 30 A M",
    "At 7:05": "At 7 oh 5",
    "At 8:00": "At 8 o'clock",
    # signs and abbreviations
    "Left & right": "Left and right",
    "L side": "left side",
    "Left/right": "Left or right",
    "w/ a strap": "with a strap",
    "e.g. a belt": "for example a belt",
    "~20 s": "about 20 seconds",
    "Pull (gently) back": "Pull, gently, back",
    "*Slowly* down": "Slowly down",
    "HOLD here": "Hold here",
    "Cat 🐈 and cow": "Cat and cow",
    "See https://example.org/x": "See",
}


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_text_is_read_as_a_person_reads_it(written: str, said: str) -> None:
    assert normalize(written) == said


@pytest.mark.parametrize("text", ["растяжка", "伸展运动", "تمدد", "🧘", "!!", " ", "—"])
def test_text_that_an_english_voice_cannot_say_is_left_to_the_screen(text: str) -> None:
    assert normalize(text) == ""


def test_words_in_another_script_are_left_out() -> None:
    assert normalize("Растяжка, seated and calm") == "seated and calm"


@pytest.mark.parametrize(
    ("voice", "language"),
    [
        (None, "en"),
        ("natural:heart", "en"),
        ("system:zle/ru", "ru"),
        ("gmw/en-us", "en-us"),
        ("zle/ru", "ru"),
        (r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_EN-US_ZIRA_11.0", "en"),
        ("com.apple.voice.compact.de-DE.Anna", "de"),
        ("com.apple.speech.synthesis.voice.Alex", ""),
    ],
)
def test_the_language_of_a_voice(voice: str | None, language: str) -> None:
    assert voices_to_try(voice)[0].language == language


def test_a_voice_reads_the_script_of_its_language() -> None:
    assert normalize("растяжка", "ru") == "растяжка"
    assert normalize("ストレッチ", "ja") == "ストレッチ"
    assert normalize("растяжка", "ja") == ""
    assert normalize("растяжка", "") == "растяжка"


def test_other_languages_are_not_spelled_out_in_english() -> None:
    assert normalize("30 s halten", "de") == "30 s halten"


@pytest.mark.parametrize("routine", sorted(path.stem for path in (DATA / "routines").glob("*.toml")))
def test_our_own_lines_need_no_normalization(library: Library, routine: str) -> None:
    timeline = compile_timeline(library.routines[routine], Preferences(), lambda text: 0.06 * len(text))
    for cue in timeline.cues:
        assert normalize(cue.text) == cue.text


@pytest.mark.parametrize(
    "text", ["Stretch 1st", "the 2nd one", "in 5", "a b c", "x-ray", "S-curve", "I'm at ease", "co-operate"]
)
def test_plain_text_is_unchanged(text: str) -> None:
    assert normalize(text) == text
