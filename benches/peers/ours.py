"""ours.py RESULTS.parquet OUT.parquet: the program's results in the form of the peers, for compare.py."""

import sys

import polars as pl


def main(results, out):
    table = pl.read_parquet(results)

    def hundredths(*ids):
        own = [i for i in ids if i in table.columns]
        return (pl.coalesce(own).cast(pl.Decimal(18, 2)) * 100).cast(pl.Int64)

    columns = {"unit": pl.col("unit")}
    for n in range(1, 61):
        columns[f"i{n:02}"] = hundredths(f"vi{n:02}", f"ti{n:02}")
    for n in range(1, 11):
        columns[f"s{n:02}"] = hundredths(f"vs{n:02}", f"ts{n:02}")
    columns["bonus"] = hundredths("vbonus", "tbonus")
    columns["deduction"] = hundredths("vdeduction", "tdeduction")
    columns["own"] = hundredths("v", "t")
    columns["total"] = hundredths("total")
    columns["rank"] = pl.col("rank")
    # The peers leave out the units with none above, which the program ranks among each other.
    columns["rank_in_parent"] = pl.when(pl.col("level") != "市").then(pl.col("rank_in_parent"))
    table.select(**columns).write_parquet(out)


main(*sys.argv[1:3])
