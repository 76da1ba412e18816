"""Writes examples/reports/ and examples/expected.csv from examples/data/."""
