"""Bytes of a published report to a document to records: pure, without network, database or scheduler."""
