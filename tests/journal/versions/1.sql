-- A journal as version 1 wrote it.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE CHECK (typeof(uid) = 'text'),
    day TEXT NOT NULL CHECK (day IS date(day) AND day >= '1900-01-01'),
    begun TEXT NOT NULL CHECK (begun IS strftime('%Y-%m-%dT%H:%M:%S+00:00', begun) AND begun >= '1900-01-02'),
    changed TEXT NOT NULL CHECK (changed IS strftime('%Y-%m-%dT%H:%M:%S+00:00', changed) AND changed >= '1900-01-02'),
    ending TEXT CHECK (ending IN ('finished', 'stopped', 'lost')),
    routine TEXT NOT NULL CHECK (typeof(routine) = 'text'),
    file TEXT CHECK (typeof(file) IN ('text', 'null')),
    title TEXT NOT NULL CHECK (typeof(title) = 'text'),
    preferences TEXT NOT NULL CHECK (typeof(preferences) = 'text'),
    practised_seconds REAL NOT NULL CHECK (practised_seconds BETWEEN 0 AND 1000000),
    planned_seconds REAL NOT NULL CHECK (planned_seconds BETWEEN 0 AND 1000000),
    place TEXT CHECK (typeof(place) IN ('text', 'null'))
);
CREATE TABLE declined (
        stretch TEXT NOT NULL CHECK (typeof(stretch) = 'text'),
        matter TEXT NOT NULL CHECK (typeof(matter) = 'text'),
        begun TEXT CHECK (typeof(begun) IN ('text', 'null')),
        PRIMARY KEY (stretch, matter)
    ) WITHOUT ROWID
    ;
CREATE INDEX session_by_day ON session (day, practised_seconds);
CREATE INDEX session_going_on ON session (id) WHERE ending IS NULL AND place IS NOT NULL;
CREATE TABLE hold (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    exercise INTEGER NOT NULL CHECK (typeof(exercise) = 'integer' AND exercise BETWEEN 0 AND 9999),
    stretch TEXT NOT NULL CHECK (typeof(stretch) = 'text'),
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
    planned TEXT NOT NULL CHECK (planned = CAST(planned AS INTEGER) || substr(planned, -1) AND
        CASE substr(planned, -1)
            WHEN 's' THEN CAST(planned AS INTEGER) BETWEEN 5 AND 300
            WHEN 'b' THEN CAST(planned AS INTEGER) BETWEEN 1 AND 30
            ELSE 0
        END),
    planned_seconds REAL NOT NULL CHECK (planned_seconds BETWEEN 0 AND 1000000),
    held_seconds REAL NOT NULL CHECK (held_seconds BETWEEN 0 AND 1000000),
    eased INTEGER NOT NULL CHECK (eased IN (0, 1)),
    extended INTEGER NOT NULL CHECK (extended IN (0, 1)),
    feeling TEXT CHECK (feeling IN ('too-much', 'just-right', 'easy')),
    PRIMARY KEY (session, exercise, stretch, side)
) WITHOUT ROWID;
CREATE INDEX hold_by_stretch ON hold (stretch, session);
PRAGMA application_id = 1400128360;
PRAGMA user_version = 1;
INSERT INTO session VALUES (1, '5d1c7d1b1a7f4a5f8f2fb5a0b3c1d2e3', '2026-03-29', '2026-03-29T10:00:00+00:00',
    '2026-03-29T10:05:12+00:00', 'finished', 'seated-hamstring', NULL, 'Seated hamstring', '{"hold": "30s"}', 301.5, 312.0,
    NULL);
INSERT INTO session VALUES (2, '0b3c1d2e35d1c7d1b1a7f4a5f8f2fb5a', '2026-03-30', '2026-03-30T10:00:00+00:00',
    '2026-03-30T10:01:00+00:00', NULL, 'mine', '/home/me/mine.toml', 'My own', '{}', 60.0, 200.0,
    '{"mark": ["hold", null, 0, 0, "left"], "stretches": ["quads-lying"], "held": [[0, "left", "50s"]]}');
INSERT INTO hold VALUES (1, 0, 'seated-hamstring', 'left', '30s', 30.0, 12.0, 1, 0, 'easy');
INSERT INTO hold VALUES (1, 0, 'seated-hamstring', 'right', '30s', 30.0, 40.0, 0, 1, NULL);
INSERT INTO hold VALUES (2, 0, 'quads-lying', 'left', '45s', 45.0, 21.5, 0, 1, NULL);
