"""JSON Schema of the files that people write. Rooms: make (the schemas), rulebook_words and file_words (what each key
means, in Norwegian, with examples)."""
