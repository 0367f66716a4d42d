"""The shipped files of likeness: what is usual, the weights."""

ROOM = __name__

__all__ = ["ROOM"]
