"""The natural engine: it fails cleanly if something is missing, and never uses the network."""

import socket
import sys
from pathlib import Path

import numpy as np
import pytest

from stretchcoach.speech.engine import EngineUnavailableError
from stretchcoach.speech.natural import NaturalEngine

hibari = pytest.importorskip("hibari")


@pytest.fixture
def engine() -> NaturalEngine:
    return NaturalEngine()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("it used the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_only_installed_voices_are_offered(engine: NaturalEngine) -> None:
    assert [voice.id for voice in engine.voices()] == ["natural:heart"]


def test_a_downloaded_voice_is_offered(engine: NaturalEngine, own_home: Path) -> None:
    file = Path(hibari.voices.cache_dir()) / hibari.voices.VOICES["emma"]["file"]
    assert own_home in file.parents
    file.parent.mkdir(parents=True)
    file.write_bytes(b"a model")
    assert [voice.id for voice in engine.voices()] == ["natural:heart", "natural:emma"]


def test_a_missing_voice_is_not_downloaded(engine: NaturalEngine) -> None:
    with pytest.raises(EngineUnavailableError, match="emma is not on this computer"):
        engine.synthesize("Breathe in.", "emma", 125)


@pytest.mark.parametrize("content", [b"", b"not a model" * 100, bytes(100_000)])
def test_a_damaged_model_makes_the_engine_unavailable(
    engine: NaturalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    model = tmp_path / "heart.onnx"
    model.write_bytes(content)
    monkeypatch.setattr(hibari.voices, "voice_path", lambda *_arguments, **_more: str(model))
    with pytest.raises(EngineUnavailableError) as caught:
        engine.synthesize("Breathe in.", "heart", 125)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("module", ["hibari.voices", "onnxruntime"])
@pytest.mark.parametrize("error", [ImportError("DLL load failed"), OSError("cannot allocate memory")])
def test_a_library_that_cannot_load_makes_the_engine_unavailable(
    engine: NaturalEngine, monkeypatch: pytest.MonkeyPatch, module: str, error: Exception
) -> None:
    class Broken:
        def find_spec(self, name: str, *_more: object) -> None:
            if name == module:
                raise error

    monkeypatch.delitem(sys.modules, module, raising=False)
    if module == "hibari.voices":
        monkeypatch.delattr(hibari, "voices", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(EngineUnavailableError, match=str(error)):
        engine.synthesize("Breathe in.", "heart", 125)


@pytest.mark.parametrize("text", ["", "🧘", "تمدد", "伸展"])
def test_text_that_it_cannot_say_has_no_samples(engine: NaturalEngine, text: str) -> None:
    samples, rate = engine.synthesize(text, "", 125)
    assert rate == 24_000
    assert not samples.size


def test_the_rate_is_in_words_a_minute(engine: NaturalEngine) -> None:
    """Within a quarter, over sentences such as ours."""
    text = "Walk your hands forward along the leg. Let the breath come by itself. Bend the knee and set the foot down."
    for rate in (90, 125, 155, 200, 250):
        samples, sample_rate = engine.synthesize(text, "", rate)
        minutes = len(samples) / sample_rate / 60
        assert len(text.split()) / minutes == pytest.approx(rate, rel=0.25)


def test_sentences_are_spoken_one_after_the_other(engine: NaturalEngine) -> None:
    one, _rate = engine.synthesize("Breathe in.", "", 125)
    two, _rate = engine.synthesize("Breathe in. Breathe in.", "", 125)
    assert len(two) == pytest.approx(2 * len(one) + 0.25 * 24_000, abs=10)
    assert np.array_equal(two[: len(one)], one)
