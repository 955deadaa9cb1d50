"""Lists: the first or last of some units, and how lists are written."""


def first(units, places, key, tied="all"):
    """The `places` units with the greatest keys; those equal to the last of them too, or none of these."""
    order = sorted(units, key=key, reverse=True)
    if len(order) <= places:
        return order
    cut, after = key(order[places - 1]), key(order[places])
    if cut != after:
        return order[:places]
    return [unit for unit in order if key(unit) > cut or (tied == "all" and key(unit) == cut)]


def last(units, places, key, tied="all"):
    """The same from the other end."""
    class Turned:
        def __init__(self, unit):
            self.key = key(unit)

        def __lt__(self, other):
            return other.key < self.key

        def __gt__(self, other):
            return other.key > self.key

        def __eq__(self, other):
            return other.key == self.key
    return first(units, places, Turned, tied)


def table(lists):
    """The text of an expected file; `lists` holds name -> (listed, proposed), each by code."""
    lines = ["list,unit,state"]
    for name, (listed, proposed) in lists.items():
        lines += [f"{name},{unit},listed" for unit in sorted(listed)]
        lines += [f"{name},{unit},proposed" for unit in sorted(proposed)]
    return "\n".join(lines) + "\n"
