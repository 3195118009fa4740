class PictureRefused(ValueError):
    """The picture cannot be taken in; the message is meant for its author."""
