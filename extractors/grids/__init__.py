"""Tables of PDF pages as grids: ruled.py finds them by their rules, cells.py fills them with text."""
