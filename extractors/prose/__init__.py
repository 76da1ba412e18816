"""Figures from prose: a small clause grammar over the lexicon of schemas/, in the context of its section."""
