"""The shipped files of likeness: an encoder, what is usual, the weights."""
