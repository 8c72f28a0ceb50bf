"""The backgrounds that come with the program, and the file endings of the sound formats that it writes."""

NO_BACKGROUND = "none"
OURS = ("rain", "waves", "wind", "brown-noise", "drone")
SOUND_ENDINGS = (".flac", ".wav", ".mp3", ".ogg", ".opus")
