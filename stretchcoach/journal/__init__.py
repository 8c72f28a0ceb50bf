"""The journal: recording sessions in SQLite, recovering, exchanging and looking back."""
