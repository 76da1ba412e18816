"""The warehouse on DuckLake: Parquet files anywhere, a catalogue in PostgreSQL, several loaders at once."""
