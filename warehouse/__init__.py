"""The warehouse: one DuckDB file that one writer loads, and the published copy that readers open."""
