"""Orchestration: the command line, the Prefect flows and what they stand on. No parsing, no SQL."""
