"""Figures of examples/clinic-quality: twelve clinics, a row each."""

import random

from .tables import UNITS, csv

NAMES = ("Alder Bank", "Birch Ferry", "Cinder Lane", "Dunlin Point", "Elm Cross", "Fennel Hill", "Gorse Bay", "Heron Weir",
         "Ivy Mill", "Juniper Row", "Kelp Quay", "Lapwing Moor")
INPUTS = ("reports-on-file reports-late roster complaints meetings followed-up recommendations stations-working "
          "stations-required bins sharps steriliser-log steriliser-broken guideline-cases reviewed-cases waiting referrals "
          "full-visits reviewed-visits transport-plan newborn-items stock-days medicine-days expired 5.3:1").split()
# This clinic offers no antenatal care, so nothing was reviewed; that one could not show its waiting times.
WITHOUT_ANTENATAL, WITHOUT_WAITING = 7, 10


def clinic(rng, quality):
    """The figures of one clinic."""
    def yes(chance):
        return "yes" if rng.random() < chance else "no"
    def part(whole, low):
        return min(whole, round(whole * (low + (1.03 - low) * quality * rng.uniform(0.85, 1.15))))
    required, recommendations = rng.randrange(6, 15), rng.randrange(5, 21)
    days = 18 * 90
    return {
        "reports-on-file": yes(0.5 + quality / 2), "reports-late": rng.choice((0, 0, 1)), "roster": yes(0.4 + quality / 2),
        "complaints": yes(quality), "meetings": rng.randrange(0, 5), "followed-up": part(recommendations, 0.5),
        "recommendations": recommendations, "stations-working": part(required, 0.4), "stations-required": required,
        "bins": rng.randrange(0, 6), "sharps": yes(0.5 - quality / 2), "steriliser-log": yes(0.4 + quality / 2),
        "steriliser-broken": yes(0.1), "guideline-cases": part(30, 0.5), "reviewed-cases": 30,
        "waiting": rng.choice((25, 30, 38, 44, 45, 46, 50, 52, 61, 75)), "referrals": rng.randrange(0, 7),
        "full-visits": part(20, 0.5), "reviewed-visits": 20, "transport-plan": yes(0.3 + quality / 2),
        "newborn-items": rng.randrange(5, 13), "stock-days": part(days, 0.6), "medicine-days": days,
        "expired": rng.choice((0, 0, 0, 1, 2)), "5.3:1": rng.choice(("3", "4.5", "5", "6", "7", "8")),
    }


def files():
    """units.csv and figures.csv, wide."""
    rng = random.Random(20260717)
    made = [clinic(rng, rng.uniform(0.2, 1)) for _ in NAMES]
    made[WITHOUT_ANTENATAL].update({"full-visits": 0, "reviewed-visits": 0})
    made[WITHOUT_WAITING]["waiting"] = "-"
    units = [("MD", "Marram district", "district", "", "")]
    units += [(f"MD{i:02}", f"{name} clinic", "clinic", "MD", "") for i, name in enumerate(NAMES, start=1)]
    rows = [(f"MD{i:02}", *(figures[name] for name in INPUTS)) for i, figures in enumerate(made, start=1)]
    return {"clinic-quality/units.csv": csv(UNITS, units),
            "clinic-quality/figures.csv": csv(("unit", *INPUTS), rows)}
