"""Reports about bodies that do not exist, and the generator that writes them from examples/data/."""
