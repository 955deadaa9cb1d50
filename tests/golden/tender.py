"""examples/tender/scheme.md worked out by hand, sentence by sentence."""

from fractions import Fraction as F

from expected import half_up, ranks, within
from folder import Folder

ROUNDS = {None: "figures.xlsx"}


def scored():
    """Round -> unit -> item -> points."""
    folder = Folder("tender", ROUNDS[None])
    bidders = folder.at("bidder")
    lowest = min(folder.number(bidder, "price") for bidder in bidders)
    made = {}
    for bidder in bidders:
        n = lambda figure: folder.number(bidder, figure)
        days, hours = n("delivery"), n("response")
        items = {
            "1": lowest / n("price") * 40,
            "2.1": F(12 if days <= 60 else 8 if days <= 90 else 4 if days <= 120 else 0),
            "2.2": within(8 - 2 * n("sample-late"), 0, 8),
            "3.1": within(10 - max(F(0), F("0.995") - (8760 - n("downtime")) / 8760) / F("0.001") * F("0.25"), 0, 10),
            "3.2": min(F(10), F("2.5") * n("contracts")),
            "3.3": n("3.3:1"),
            "4.1": F(6 if hours <= 4 else 3 if hours <= 8 else 0),
            "4.2": F(4 if folder.yes(bidder, "spare-parts") else 0),
            "5": F(0),
        }
        disqualified = folder.yes(bidder, "declaration-missing") or n("price") > 900000
        made[bidder] = items | {"total": F(0) if disqualified else half_up(sum(items.values()), 2)}
    for bidder, place in ranks({bidder: items["total"] for bidder, items in made.items()}).items():
        made[bidder]["rank"] = place
    return {None: made}
