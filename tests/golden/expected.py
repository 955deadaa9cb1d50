"""Expected points: how they are rounded, ranked and written."""

import math
from fractions import Fraction

NOT_APPLICABLE = "n/a"
HALF = Fraction(1, 2)


def within(value, low, high):
    """`value`, but not below `low` nor above `high`."""
    return min(max(Fraction(value), Fraction(low)), Fraction(high))


def share(part, whole):
    """part ÷ whole; nothing where there is no whole."""
    return Fraction(part) / whole if whole else None


def half_up(value, places):
    """Rounded to so many places, halves up. Totals are never negative."""
    scale = 10**places
    return Fraction(math.floor(value * scale + HALF), scale)


def rescaled(points, parts):
    """The points of a group whose parts that do not apply leave their points to the others.

    `parts` holds (points available, points given) of each part.
    """
    given = sum((g for _, g in parts if g != NOT_APPLICABLE), Fraction(0))
    available = sum(a for a, g in parts if g != NOT_APPLICABLE)
    everything = sum(a for a, _ in parts)
    return given * everything / available * Fraction(points) / everything


def ranks(totals):
    """Places from the greatest total down; equal totals share one. A total of None has no place."""
    return {unit: None if own is None else 1 + sum(other is not None and other > own for other in totals.values())
            for unit, own in totals.items()}


def shown(value):
    """A decimal where it ends, else a/b."""
    if value is None:
        return "-"
    if isinstance(value, (str, int)):
        return str(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(value.numerator * 10**places // value.denominator)).zfill(places + 1)
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    return ("-" if value < 0 else "") + whole + ("." + part if part else "")


def table(scored):
    """The text of an expected file; `scored` holds unit -> {item: points}, the total and the rank among them."""
    lines = ["unit,item,points"]
    for unit, items in scored.items():
        lines += [f"{unit},{item},{shown(points)}" for item, points in items.items()]
    return "\n".join(lines) + "\n"
