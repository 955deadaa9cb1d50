"""compare.py A.parquet B.parquet: whether two outputs are equal in every cell; exit code 1 if not.

A column that one of them lacks is named and not compared. Units may stand in any order.
"""

import sys

import polars as pl


def read(path):
    table = pl.read_parquet(path).sort("unit")
    return table.with_columns(pl.exclude("unit").cast(pl.Int64))


def main(first, second):
    a, b = read(first), read(second)
    if a["unit"].to_list() != b["unit"].to_list():
        sys.exit(f"other units: {len(a)} and {len(b)}")
    both = [c for c in a.columns if c in b.columns and c != "unit"]
    for path, own, other in ((first, a, b), (second, b, a)):
        lacking = [c for c in other.columns if c not in own.columns]
        if lacking:
            print(f"{path} has no {', '.join(lacking)}")
    different = {c: int(a[c].ne_missing(b[c]).sum()) for c in both}
    different = {c: n for c, n in different.items() if n}
    for column, n in different.items():
        at = a[column].ne_missing(b[column]).arg_max()
        print(f"{column}: {n} cells differ; unit {a['unit'][at]}: {a[column][at]} and {b[column][at]}")
    if different:
        sys.exit(1)
    print(f"equal: {len(a)} units, {len(both)} columns")


main(*sys.argv[1:3])
