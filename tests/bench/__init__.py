"""Benchmarks: speed, memory and parallel reading beside those of other readers, with accuracy next to them.

`python -m tests.bench` (or `make bench`) runs one module after the other; each has `run(documents, rounds)` and gives a
`Result`. What is measured runs in a process of its own (`task.py`), so that no reader pays for another's memory.
"""
