"""What may be true: concepts, words, codes, forms, tables and fields, as data with their loaders."""
