"""Why what is said of a kind is not taken. Plain Python."""


class SequenceRefusedError(ValueError):
    """Raise for a sequence file that is not that of the plasmid; the message is a sentence for whoever sent it."""
