#!/usr/bin/env python3
"""Works out the expected points of every example from its figures, apart from the program.

    python3 tests/golden/recompute.py           writes examples/<name>/expected[-<round>|-lists].csv, t_values.tsv,
                                                decisions.tsv
"""

import pathlib

import childcare_2026
import city_2016
import city_2016_older
import clinic_quality
import county_2016
import decisions
import expected
import lists
import t_values
import tender
from folder import EXAMPLES

SCHEMES = {
    "childcare-2026": childcare_2026,
    "clinic-quality": clinic_quality,
    "tender": tender,
    "county-2016": county_2016,
    "city-2016": city_2016.Scheme("city-2016", before="city-2016/2015"),
    "city-2016-older": city_2016_older,
    "city-2016/2015": city_2016.Scheme("city-2016/2015"),
}
T_VALUES = pathlib.Path(__file__).resolve().parent / "t_values.tsv"
DECISIONS = pathlib.Path(__file__).resolve().parent / "decisions.tsv"


def files():
    """Every file that is worked out: place -> text."""
    written = {T_VALUES: t_values.text(), DECISIONS: decisions.text()}
    for example, scheme in SCHEMES.items():
        for word, scored in scheme.scored().items():
            name = f"expected-{word}.csv" if word else "expected.csv"
            written[EXAMPLES / example / name] = expected.table(scored)
        if hasattr(scheme, "lists"):
            written[EXAMPLES / example / "expected-lists.csv"] = lists.table(scheme.lists())
    return written


if __name__ == "__main__":
    for place, text in files().items():
        place.write_text(text, encoding="utf-8")
        print(place.relative_to(EXAMPLES.parent))
