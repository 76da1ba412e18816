"""Crawling: from the source registry to bytes in the archive, politely. What documents say is not its concern."""
