"""The audit: checks as definitions (schemas/checks), each a query over all reports at once."""
