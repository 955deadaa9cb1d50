"""examples/clinic-quality/scheme.md worked out by hand, sentence by sentence."""

import math
from fractions import Fraction as F

from expected import NOT_APPLICABLE, half_up, ranks, rescaled, share, within
from folder import Folder

ROUNDS = {None: "figures.csv"}


def management(n, yes):
    """A. Management and records."""
    followed = n("followed-up") / n("recommendations")
    return {
        "1.1": within(4 * yes("reports-on-file") + 3 * yes("roster") + 3 * yes("complaints") - 2 * n("reports-late"), 0, 10),
        "1.2": min(F(6), 2 * n("meetings")),
        "1.3": within(8 - max(F(0), F("0.9") - followed) / F("0.1") * 2, 0, 8),
    }


def hygiene(n, yes):
    """B. Hygiene and infection prevention."""
    stations = n("stations-working") / n("stations-required")
    sterile = F(7 if yes("steriliser-log") else 0)
    return {
        "2.1": F(10 if stations >= F("0.9") else 6 if stations >= F("0.7") else 3 if stations >= F("0.5") else 0),
        "2.2": within(8 - min(F(4), n("bins")) - 4 * yes("sharps"), 0, 8),
        "2.3": F(0) if yes("steriliser-broken") else sterile,
    }


def outpatients(n, yes):
    """C. Outpatient care."""
    waiting = n("waiting")
    # Every begun five minutes above forty-five cost a point; without a figure there are no points.
    late = None if waiting is None else math.ceil(max(F(0), waiting - 45) / 5)
    return {
        "3.1": 20 * n("guideline-cases") / n("reviewed-cases"),
        "3.2": F(0) if late is None else within(10 - late, 0, 10),
        "3.3": within(5 - F("0.5") * n("referrals"), 0, 5),
    }


def mothers(n, yes):
    """D. Mother and child services."""
    content = share(n("full-visits"), n("reviewed-visits"))
    return {
        "4.1": NOT_APPLICABLE if content is None else 15 * content,
        "4.2": F(5 if yes("transport-plan") else 0),
        "4.3": min(F(10), n("newborn-items")),
    }


def medicines(n, yes):
    """E. Medicines and supplies."""
    stock = n("stock-days") / n("medicine-days")
    short = max(F(0), F("0.95") - stock) / F("0.05")
    return {
        "5.1": F(0) if stock < F("0.6") else within(12 - short, 0, 12),
        "5.2": within(5 - n("expired"), 0, 5),
        "5.3": n("5.3:1"),
    }


PARTS = {
    "1": (15, management, {"1.1": 10, "1.2": 6, "1.3": 8}),
    "2": (20, hygiene, {"2.1": 10, "2.2": 8, "2.3": 7}),
    "3": (25, outpatients, {"3.1": 20, "3.2": 10, "3.3": 5}),
    "4": (20, mothers, {"4.1": 15, "4.2": 5, "4.3": 10}),
    "5": (20, medicines, {"5.1": 12, "5.2": 5, "5.3": 8}),
}


def scored():
    """Round -> unit -> item -> points."""
    folder = Folder("clinic-quality", ROUNDS[None])
    made = {}
    for unit in folder.at("clinic"):
        n = lambda figure: folder.number(unit, figure)
        yes = lambda figure: folder.yes(unit, figure)
        items, total = {}, F(0)
        for part, (weight, given, points) in PARTS.items():
            items |= given(n, yes)
            # A part counts its weight, whatever its items add up to.
            items[part] = rescaled(weight, [(points[item], items[item]) for item in points])
            total += items[part]
        made[unit] = items | {"total": half_up(total, 2)}
    for unit, place in ranks({unit: items["total"] for unit, items in made.items()}).items():
        made[unit]["rank"] = place
    return {None: made}
