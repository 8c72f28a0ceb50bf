"""The names of the backgrounds that come with the program, and the endings of the sound files that it writes."""

NO_BACKGROUND = "none"
OURS = ("rain", "waves", "wind", "brown-noise", "drone")
SOUND_ENDINGS = (".flac", ".wav", ".mp3", ".ogg", ".opus")
