"""Figures of examples/tender: six bids, in a workbook."""

from .tables import UNITS, csv, workbook

INPUTS = ("price", "delivery", "sample-late", "downtime", "contracts", "3.3:1", "response", "spare-parts",
          "declaration-missing")
BIDS = (
    ("B1", "Beacon Signs", 655200, 60, 0, 26, 3, "8", 4, "yes", "no"),
    ("B2", "Corvid Displays", 598400, 95, 2, 57, 5, "6.5", 8, "yes", "no"),
    ("B3", "Driftwood Systems", 712300, 61, 0, 43.8, 2, "9", 6, "no", "no"),
    ("B4", "Estuary Electric", 624750, 121, 5, 140, 1, "5", 12, "no", "no"),
    ("B5", "Foreland Works", 640000, 90, 1, 33, 4, "7.5", 3, "yes", "yes"),
    ("B6", "Gannet Data", 905000, 45, 0, 9, 6, "9.5", 2, "yes", "no"),
)


def files():
    """units.csv and figures.xlsx, wide."""
    units = [(code, name, "bidder", "", "") for code, name, *_ in BIDS]
    rows = [(code, *figures) for code, _, *figures in BIDS]
    return {"tender/units.csv": csv(UNITS, units), "tender/figures.xlsx": workbook(("unit", *INPUTS), rows)}
