"""Workload S in DuckDB SQL, in whole hundredths: duckdb_s.py FOLDER [--long] [--check OUT] [--write OUT]"""

import duckdb

import workload_s as s

ASKED = s.arguments()


def load_wide(db, folder):
    db.execute(f"CREATE TABLE figures AS SELECT unit, parent, level, {', '.join(map(column, s.KIND))} "
               f"FROM read_parquet('{folder}/wide.parquet')")


def column(measure):
    if s.KIND[measure] == "amount":
        return f"({measure} * 100)::BIGINT AS {measure}"
    return measure


def load_long(db, folder):
    """Measures by number, not by name, and no FILTER: half the time of the plain way and of PIVOT."""
    form = {"check": "{} <> 0", "count": "({} // 100)::INTEGER", "amount": "{}"}
    picks = [f"{form[kind].format(f'max(CASE WHEN k = {int(m[1:])} THEN v END)')} AS {m}" for m, kind in s.KIND.items()]
    db.execute(f"CREATE TABLE figures AS WITH long AS (SELECT unit, substr(measure, 2)::INTEGER AS k, "
               f"(value * 100)::BIGINT AS v FROM read_parquet('{folder}/long.parquet')), "
               f"wide AS (SELECT unit, {', '.join(picks)} FROM long GROUP BY unit) "
               f"SELECT u.parent, u.level, u.unit, wide.* EXCLUDE (unit) "
               f"FROM read_parquet('{folder}/units.parquet') u LEFT JOIN wide USING (unit)")


def leaf(one):
    """The points of an item, in hundredths."""
    a, full, kind, each = one["m"][0], one["points"], one["kind"], one.get("each")
    if kind == "check":
        points = f"CASE WHEN {a} THEN {full} ELSE 0 END"
    elif kind == "earn":
        points = f"CASE WHEN {a} IS NULL THEN 0 ELSE least({a} * {each}, {full}) END"
    elif kind == "lose":
        points = f"CASE WHEN {a} IS NULL THEN 0 ELSE greatest({full} - {a} * {each}, 0) END"
    elif kind == "deduct":
        points = f"coalesce(-{each} * {a}, 0)"
    elif kind == "ratio":
        points = ratio(one)
    elif kind == "bands":
        (x, y, z), (p, q, r, _) = one["edges"], one["marks"]
        points = f"CASE WHEN {a} >= {x} THEN {p} WHEN {a} >= {y} THEN {q} WHEN {a} >= {z} THEN {r} ELSE 0 END"
    elif kind == "interpolated":
        low, high = one["low"], one["high"]
        width = high - low
        points = f"CASE WHEN {a} >= {high} THEN {full} WHEN {a} > {low} " \
                 f"THEN (2 * {full} * ({a} - {low}) + {width}) // {2 * width} ELSE 0 END"
    else:
        points = f"CASE WHEN {a} IS NULL THEN 0 ELSE least(greatest({a}, 0), {full}) END"
    return f"({points})::INTEGER AS {one['id']}"


def ratio(one):
    """Full at the target; each point of percentage below costs; nothing under the floor; full where there is no ratio."""
    a, b = (f"{m}::BIGINT" for m in one["m"])
    full, target, each, floor = one["points"], one["target"], one["each"], one["floor"]
    over_b = f"({full - target * each} * {b} + {100 * each} * {a})"
    return f"CASE WHEN 100 * {a} < {floor} * {b} THEN 0 WHEN 100 * {a} < {target} * {b} AND {b} > 0 " \
           f"THEN greatest((2 * {over_b} + {b}) // (2 * {b}), 0) ELSE {full} END"


def own_scores():
    """Items, sections, blocks and own scores of every unit."""
    total = " + ".join
    sections = [f"{total(s.of_block(n))} AS s{n:02}" for n in s.SECTIONS]
    blocks = [f"least({total(s.of_block('bonus'))}, {s.MOST_BONUS}) AS bonus",
              f"greatest({total(s.of_block('deduction'))}, -{s.MOST_DEDUCTION}) AS deduction"]
    own = total([f"s{n:02}" for n in s.SECTIONS] + ["bonus", "deduction"])
    return f"""
        CREATE TABLE own_scores AS
        WITH leaves AS (SELECT unit, parent, level, coalesce({s.VETO}, false) AS vetoed,
                               {', '.join(map(leaf, s.items()))} FROM figures),
             blocks AS (SELECT *, {', '.join(sections + blocks)} FROM leaves)
        SELECT *, ({own})::INTEGER AS own FROM blocks"""


MEAN = f"least((2 * b.total + b.n) // (2 * b.n), {s.MOST_MEAN})"
MIXED = "greatest(coalesce((2 * (6 * o.own * b.n + 4 * b.total) + 10 * b.n) // (20 * b.n), o.own), 0)"


def level(table, name, lower, total):
    """The totals of a level from those of the level below."""
    return f"""
        CREATE TEMP TABLE {table} AS
        WITH b AS (SELECT parent, sum(total)::BIGINT AS total, count(*)::BIGINT AS n FROM {lower} GROUP BY parent)
        SELECT o.unit, o.parent, o.level, o.vetoed, ({total})::BIGINT AS total
        FROM own_scores o LEFT JOIN b ON b.parent = o.unit WHERE o.level = '{name}'"""


RANKED = """
    CREATE TABLE ranked AS
    SELECT unit, parent, level, total, key, rank() OVER (PARTITION BY level ORDER BY key DESC) AS rank,
           CASE WHEN parent IS NOT NULL THEN rank() OVER (PARTITION BY level, parent ORDER BY key DESC) END AS rank_in_parent
    FROM (SELECT *, total - vetoed::INTEGER * 1000000000 AS key FROM
          (FROM villages UNION ALL BY NAME FROM townships UNION ALL BY NAME FROM counties UNION ALL BY NAME FROM cities))"""

LISTS = f"""
    CREATE TABLE listed AS
    SELECT unit, rank <= {s.TOP} AS top, rank() OVER (ORDER BY key) <= {s.BOTTOM} AS bottom,
           rank_in_parent <= {s.TOP} AS top_in_county,
           rank() OVER (PARTITION BY parent ORDER BY key) <= {s.BOTTOM} AS bottom_in_county
    FROM ranked WHERE level = '乡镇'"""

# Both sides are materialised; putting them side by side is left to whoever reads them.
RESULTS = """
    CREATE VIEW results AS
    SELECT o.*, r.total, r.rank, r.rank_in_parent FROM own_scores o JOIN ranked r USING (unit)"""


def score(db):
    db.execute(own_scores())
    db.execute("CREATE TEMP TABLE villages AS SELECT unit, parent, level, vetoed, greatest(own, 0)::BIGINT AS total "
               "FROM own_scores WHERE level = '村'")
    db.execute(level("townships", "乡镇", "villages", MIXED))
    db.execute(level("counties", "县", "townships", MEAN))
    db.execute(level("cities", "市", "counties", MEAN))
    for statement in (RANKED, LISTS, RESULTS):
        db.execute(statement)


def main():
    db = duckdb.connect()
    db.execute("SET preserve_insertion_order = false")
    if ASKED.threads:
        db.execute(f"SET threads = {ASKED.threads}")
    clock = s.Clock()
    (load_long if ASKED.long else load_wide)(db, ASKED.folder)
    clock.lap("load")
    score(db)
    clock.lap("score")
    if ASKED.write:
        db.execute(f"COPY results TO '{ASKED.write}' (FORMAT parquet, COMPRESSION snappy)")
        clock.lap("write")
    if ASKED.check:
        shown = ", ".join(f"CASE WHEN level IN ('村', '乡镇') THEN {c} END AS {c}" for c in s.OUTPUT)
        listed = ", ".join(f"listed.{c}" for c in s.LISTS)
        db.execute(f"COPY (SELECT r.unit, {shown}, total, rank, rank_in_parent, {listed} FROM results r "
                   f"LEFT JOIN listed ON listed.unit = r.unit) TO '{ASKED.check}' (FORMAT parquet)")
    clock.print(db.execute("SELECT count(*) FROM results").fetchone()[0])


main()
