"""From publishing sites to the archive."""
