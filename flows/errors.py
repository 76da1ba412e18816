"""What ends a run, as opposed to what a single document does."""


class RunFailed(Exception):
    """The run cannot go on; the message is one sentence for the user, who gets exit code 1."""
