"""Workload S in Polars, in whole hundredths: polars_s.py FOLDER [--long] [--check OUT] [--write OUT]"""

import os

import workload_s as s

ASKED = s.arguments()
if ASKED.threads:
    os.environ["POLARS_MAX_THREADS"] = str(ASKED.threads)

import polars as pl  # noqa: E402  (the number of threads is read when it is imported)


def load_wide(folder):
    decimals = [m for m, kind in s.KIND.items() if kind == "amount"]
    whole = pl.col(decimals).to_physical().cast(pl.Int64)
    return pl.scan_parquet(folder / "wide.parquet").with_columns(whole).collect(engine="streaming")


def load_long(folder):
    """The figures of every measure put in their rows: a third of the time of a pivot."""
    units = pl.read_parquet(folder / "units.parquet").with_row_index("row")
    figures = pl.scan_parquet(folder / "long.parquet").with_columns(
        pl.col("value").to_physical().cast(pl.Int64), pl.col("measure").cast(pl.Enum(list(s.KIND))))
    rows = units.lazy().select("unit", "row")
    figures = figures.join(rows, on="unit").select("measure", "row", "value").collect(engine="streaming")
    parts = figures.partition_by("measure", as_dict=True, include_key=False)
    forms = {"check": lambda c: c != 0, "count": lambda c: (c // 100).cast(pl.Int32), "amount": lambda c: c}
    columns = []
    for measure, kind in s.KIND.items():
        empty = pl.repeat(None, len(units), dtype=pl.Int64, eager=True).alias(measure)
        part = parts.get((measure,))
        full = empty if part is None else empty.scatter(part["row"], part["value"])
        columns.append(forms[kind](full))
    return units.with_columns(columns)


def leaf(one):
    """The points of an item, in hundredths."""
    a, full, kind = pl.col(one["m"][0]), one["points"], one["kind"]
    if kind == "check":
        points = pl.when(a).then(full).otherwise(0)
    elif kind == "earn":
        points = (a * one["each"]).clip(upper_bound=full).fill_null(0)
    elif kind == "lose":
        points = (full - a * one["each"]).clip(lower_bound=0).fill_null(0)
    elif kind == "deduct":
        points = (a * -one["each"]).fill_null(0)
    elif kind == "ratio":
        points = ratio(one)
    elif kind == "bands":
        (x, y, z), (p, q, r, _) = one["edges"], one["marks"]
        points = pl.when(a >= x).then(p).when(a >= y).then(q).when(a >= z).then(r).otherwise(0)
    elif kind == "interpolated":
        low, width = one["low"], one["high"] - one["low"]
        points = ((2 * full * (a - low) + width) // (2 * width)).clip(0, full).fill_null(0)
    else:
        points = a.clip(0, full).fill_null(0)
    return points.cast(pl.Int32).alias(one["id"])


def ratio(one):
    """Full at the target; each point of percentage below costs; nothing under the floor; full where there is no ratio."""
    a, b = (pl.col(m).cast(pl.Int64) for m in one["m"])
    full, target, each, floor = one["points"], one["target"], one["each"], one["floor"]
    over_b = (full - target * each) * b + 100 * each * a
    points = ((2 * over_b + b) // (2 * b)).clip(0, full)
    # A null comparison takes the last branch: there is no ratio, or it reaches the target.
    return pl.when(100 * a < floor * b).then(0).when((100 * a < target * b) & (b > 0)).then(points).otherwise(full)


def own_scores(table):
    """Items, sections, blocks and own scores of every unit."""
    total = lambda names: pl.sum_horizontal(names)  # noqa: E731
    sections = [total(s.of_block(n)).alias(f"s{n:02}") for n in s.SECTIONS]
    blocks = [
        total(s.of_block("bonus")).clip(upper_bound=s.MOST_BONUS).alias("bonus"),
        total(s.of_block("deduction")).clip(lower_bound=-s.MOST_DEDUCTION).alias("deduction"),
    ]
    own = total([f"s{n:02}" for n in s.SECTIONS] + ["bonus", "deduction"]).alias("own")
    head = ["unit", "parent", "level", pl.col(s.VETO).fill_null(False).alias("vetoed")]
    leaves = table.lazy().select(head + [leaf(one) for one in s.items()])
    return leaves.with_columns(sections + blocks).with_columns(own).collect(engine="streaming")


def below(scored):
    """Sum and number of the totals of the units under each parent."""
    return scored.group_by("parent").agg(pl.col("total").sum().alias("sum"), pl.len().cast(pl.Int64).alias("n"))


def ranked(units):
    """Competition ranks among all of a level and under one parent; vetoed units after all others."""
    key = pl.col("total") - pl.col("vetoed").cast(pl.Int64) * 1_000_000_000
    units = units.with_columns(key.alias("key"))
    rank = lambda order: pl.col("key").rank("min", descending=order)  # noqa: E731
    parent = pl.when(pl.col("parent").is_not_null()).then(rank(True).over("parent"))
    return units.with_columns(rank(True).alias("rank"), parent.alias("rank_in_parent"))


def roll_up(own):
    """Totals and ranks of the four levels, each level apart."""
    of = lambda level: own.filter(pl.col("level") == level).select(  # noqa: E731
        "unit", "parent", "vetoed", pl.col("own").cast(pl.Int64))
    villages = of("村").with_columns(pl.col("own").clip(lower_bound=0).alias("total"))
    o, total, n = pl.col("own"), pl.col("sum"), pl.col("n")
    mixed = pl.coalesce((2 * (6 * o * n + 4 * total) + 10 * n) // (20 * n), o).clip(lower_bound=0)
    townships = under(of("乡镇"), villages).with_columns(mixed.alias("total"))
    mean = ((2 * total + n) // (2 * n)).clip(upper_bound=s.MOST_MEAN).alias("total")
    counties = under(of("县"), townships).with_columns(mean)
    cities = under(of("市"), counties).with_columns(mean)
    return [ranked(u.select("unit", "parent", "vetoed", "total")) for u in (villages, townships, counties, cities)]


def under(units, lower):
    return units.join(below(lower).rename({"parent": "unit"}), on="unit", how="left")


def lists(townships):
    """The first 15 and the last 5 townships, of all and of each county, equals at the cut with them."""
    last = pl.col("key").rank("min")
    return townships.select(
        "unit", (pl.col("rank") <= s.TOP).alias("top"), (last <= s.BOTTOM).alias("bottom"),
        (pl.col("rank_in_parent") <= s.TOP).alias("top_in_county"),
        (last.over("parent") <= s.BOTTOM).alias("bottom_in_county"),
    )


def score(table):
    own = own_scores(table)
    levels = roll_up(own)
    listed = lists(levels[1])
    totals = pl.concat(levels).select("unit", "total", "rank", "rank_in_parent")
    return own.join(totals, on="unit", how="left"), listed


def main():
    clock = s.Clock()
    table = (load_long if ASKED.long else load_wide)(ASKED.folder)
    clock.lap("load")
    results, listed = score(table)
    clock.lap("score")
    if ASKED.write:
        results.write_parquet(ASKED.write, compression="snappy")
        clock.lap("write")
    if ASKED.check:
        reports = pl.col("level").is_in(["村", "乡镇"])
        shown = [pl.when(reports).then(pl.col(c)).alias(c) for c in s.OUTPUT]
        every = results.with_columns(shown).drop("parent", "level", "vetoed").join(listed, on="unit", how="left")
        every.write_parquet(ASKED.check)
    clock.print(len(results))


main()
