"""examples/city-2016/county/scheme.md worked out by hand."""

from expected import ranks
from folder import Folder

ROUNDS = {None: "figures.csv"}


def scored():
    """Round -> unit -> item -> points."""
    folder = Folder("city-2016/county", ROUNDS[None])
    made = {}
    for unit in folder.at("县区"):
        townships = [folder.number(township, "township-score") for township in folder.below(unit)]
        items = {"2.1": 70 * (sum(townships) / len(townships)) / 100, "2.2": folder.number(unit, "2.2:1"),
                 "2.3": folder.number(unit, "2.3:1")}
        made[unit] = items | {"total": sum(items.values())}
    for unit, place in ranks({unit: items["total"] for unit, items in made.items()}).items():
        made[unit]["rank"] = place
    return {None: made}
