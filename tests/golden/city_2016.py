"""examples/city-2016/scheme.md worked out by hand: every item is judged."""

from expected import ranks
from folder import Folder

ROUNDS = {None: "figures.csv"}
ITEMS = ("2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.6", "2.7.1", "2.7.2", "2.7.3", "2.7.4")


def scored():
    """Round -> unit -> item -> points."""
    folder = Folder("city-2016", ROUNDS[None])
    made = {}
    for unit in folder.at("乡镇"):
        items = {item: folder.number(unit, f"{item}:1") for item in ITEMS}
        made[unit] = items | {"total": sum(items.values())}
    for unit, place in ranks({unit: items["total"] for unit, items in made.items()}).items():
        made[unit]["rank"] = place
    return {None: made}
