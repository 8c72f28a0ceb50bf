"""What a saved voice id means, and which voices are tried after it."""

import pytest

from stretchcoach.resources import DATA
from stretchcoach.speech import catalogue
from stretchcoach.speech.catalogue import VoiceId, parse_voice, voices_to_try
from stretchcoach.speech.pronunciation import Pronunciations, load_pronunciations

HEART, OWN = VoiceId("natural", "heart"), VoiceId("system", "")


@pytest.mark.parametrize(
    ("saved", "meant"),
    [
        ("natural:heart", HEART),
        ("system:gmw/en-gb", VoiceId("system", "gmw/en-gb")),
        ("gmw/en-gb", VoiceId("system", "gmw/en-gb")),
        ("com.apple.voice.compact.en-US.Samantha", VoiceId("system", "com.apple.voice.compact.en-US.Samantha")),
        (
            r"HKEY_LOCAL_MACHINE\SOFTWARE\Voices\Tokens\X",
            VoiceId("system", r"HKEY_LOCAL_MACHINE\SOFTWARE\Voices\Tokens\X"),
        ),
        ("urn:moz-tts:sapi:Zira", VoiceId("system", "urn:moz-tts:sapi:Zira")),
    ],
)
def test_ids_from_older_settings_files_still_work(saved: str, meant: VoiceId) -> None:
    assert parse_voice(saved) == meant


def test_the_natural_voice_comes_first_and_every_other_engine_after_the_chosen_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue, "is_installed", lambda _engine: True)
    assert voices_to_try(None) == [HEART, OWN]
    assert voices_to_try("natural:nobody") == [VoiceId("natural", "nobody"), HEART, OWN]
    assert voices_to_try("gmw/en-gb") == [VoiceId("system", "gmw/en-gb"), HEART, OWN]


def test_without_the_natural_engine_the_system_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "is_installed", lambda engine: engine != "natural")
    assert voices_to_try(None) == [OWN]


def test_words_are_respelled_for_their_engine() -> None:
    words = Pronunciations({"natural": {"psoas": "soæs"}, "system": {"psoas": "so-ass", "psoas major": "big one"}})
    assert words.apply("Your Psoas, not psoases.", "natural") == "Your [Psoas](/soæs/), not psoases."
    assert words.apply("The psoas and the psoas major", "system") == "The so-ass and the big one"
    assert Pronunciations({}).apply("psoas", "natural") == "psoas"


def test_our_pronunciations_use_only_known_phonemes() -> None:
    hibari = pytest.importorskip("hibari")
    known = set(hibari.Hibari().vocab)
    words = load_pronunciations(DATA / "pronunciations.toml")._words["natural"]
    assert words
    for word, phonemes in words.items():
        assert set(phonemes) <= known, word
        assert hibari.Hibari().phonemize(f"[{word}](/{phonemes}/)")[0].rstrip(".") == phonemes
