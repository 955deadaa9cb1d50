"""What is left of the round, held against the command line: the sealed record, the exported folder, the ledger."""

import json
import subprocess
import zipfile
from fractions import Fraction

import example
import people
from office import PROGRAM


def run(*words):
    """The command line: exit code and all that it said."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def exported(play):
    """The round's folder, downloaded and unpacked."""
    tab = play.tab(people.OFFICE)
    tab.go(play.base + "/results")
    archive = tab.download(tab.link("/export"))
    folder = play.folder / "exported"
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    return folder


def points_of(units):
    """`code -> (rank, exact total, points of every item)` of a result or a sealed record."""
    exact = lambda value: value.get("exact") if isinstance(value, dict) else value
    return {unit["code"]: (unit.get("rank"), exact(unit["total"]), {id: exact(v) for id, v in unit["items"].items()}) for unit in units}


def compare(play):
    """Page, published result, sealed record and command line say the same of every unit; so does another calculation."""
    folder = exported(play)
    code, out, said = run("score", str(folder), "--format", "json")
    play.equal(code, 0, said)
    scored = points_of(json.loads(out)["units"])
    play.equal(set(scored), set(people.TOWNSHIPS), "who is scored")
    public = play.tab("")
    public.go(f"/public/{play.round}")
    result = json.loads(public.download(public.link("/result.json")).read_text(encoding="utf-8"))
    published = points_of(result["levels"][0]["units"])
    play.equal(published, scored, "the published result is what the command line gives on the exported folder")
    play.equal(sealed_in(folder), scored, "so is the sealed record")
    names = {row[0]: row[1] for row in example.units()}
    on_page = {name: (row[0], row[2]) for name, row in play.points().items()}
    play.equal(on_page, {names[unit]: (str(row[0] or ""), row[1]) for unit, row in scored.items()}, "so is the page")
    for unit, points in example.expected().items():
        _, total, items = scored[unit]
        play.equal(Fraction(total), points.pop("total"), f"{unit}: the total that the other calculation gave")
        of_items = {item: items[item] and Fraction(items[item]) for item in points}
        play.equal(of_items, points, f"{unit}: its points")
    return folder


def sealed_in(folder):
    """The same in the record of the seal, which is the only one in the folder."""
    (file,) = (folder / "sealed").glob("*.json")
    return points_of(json.loads(file.read_text(encoding="utf-8"))["units"])


def verify(play, folder):
    """Draw, seal and ledger hold: of the folder, of the live store, and of the ledger that the auditor took away."""
    for what in ("draw", "seal"):
        code, out, said = run("verify", what, str(folder))
        play.equal(code, 0, f"verify {what}: {out}{said}")
    code, out, said = run("verify", "office", "--store", play.store)
    play.equal(code, 0, f"verify office: {out}{said}")
    tab = play.tab(people.AUDITOR)
    tab.go("/ledger")
    archive = tab.download(tab.link("/ledger/export"))
    ledger = play.folder / "ledger"
    with zipfile.ZipFile(archive) as files:
        files.extractall(ledger)
    code, out, said = run("verify", "office", str(ledger))
    play.equal(code, 0, f"verify the exported ledger: {out}{said}")


def audit(play):
    """The auditor finds the seal in the ledger, with the proof that it stands there; and acts nowhere."""
    tab = play.tab(people.AUDITOR)
    tab.go("/")
    tab.go("/ledger")
    tab.put(tab.find("main form[action='/ledger']"), "kind", "sealed")
    tab.click(tab.find("main form[action='/ledger'] button"))
    tab.click(tab.find("main tbody th a"))
    play.has(tab.main, "怎样核对")
    script = next(pre.text for pre in tab.all("main pre") if "sha256sum" in pre.text)
    entry = tab.download(tab.link("/entry"))
    done = subprocess.run(["bash", "-c", script], cwd=entry.parent, capture_output=True, text=True)
    play.equal(done.stdout.strip(), "OK", f"the proof as the page gives it: {done.stderr}")
    tab.go(play.base)
    tab.go(play.base + "/results")
    play.equal(tab.all(f"main form[action='{play.base}/seal']"), [], "the auditor seals nothing")
