"""Turn codings of whole dreams into the yes/no labels that the model learns, with masks."""

from __future__ import annotations

from nightglass.reading.judging.tally import count_labels

__all__ = ["labels_of"]


def labels_of(items: list[str], names: list[str], *, settings_coded: bool) -> tuple[list[int], list[int]]:
    """Return a dream's labels and mask, each one value (0 or 1) a name.

    Parameters
    ----------
    items
        The codes of one dream in compact notation.
    names
        Labels of `count_labels`; ``NAME>=K`` asks for at least K of it.
    settings_coded
        Whether settings were coded for this dream at all; where not, their mask is 0.

    Returns
    -------
    labels, mask
        A label whose mask is 0 takes no part in the loss: nobody has coded it here.
    """
    counts = count_labels(items)
    labels, mask = [], []
    for name in names:
        base, _, least = name.partition(">=")
        labels.append(int(counts[base] >= int(least or 1)))
        mask.append(int(settings_coded or not name.startswith("set:")))
    return labels, mask
