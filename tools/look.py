"""Every page of the example office as each of its people sees it, photographed at 1280 and 360 pixels.

    tools/look.py PROGRAM FOLDER [--en] [PERSON...]

Starts `PROGRAM serve --demo` on a folder of its own, walks it as tests/browser does, and writes the pictures into FOLDER.
Without PERSONs, everybody's, the public's and the forms of an office that is not founded yet. Exit code 1 if a page answers
with an error or is wider than its window.
"""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "browser"))


def look(browser, person, folder, faults, *first):
    """Pictures of one person's pages."""
    for path in walk.pages(browser, *first):
        if walk.status(browser) >= 400:
            faults.append(f"{person} {path}: {walk.status(browser)}")
        for width in (window.WIDE, window.NARROW):
            window.resize(browser, width)
            window.photograph(browser, folder / f"{person}-{walk.name(path)}-{width}.png")
            if window.overflow(browser) > 0:
                faults.append(f"{person} {path} at {width}: wider by {window.overflow(browser)}")


def main(folder, language, chosen):
    faults = []
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as empty:
        demo, bare = Office(place, "--demo", "--lang", "zh"), Office(empty, "--lang", "zh")
        browser = Chromium(demo.address, language)
        try:
            if not chosen:
                look(browser, "public", folder, faults, "/", "/public", "/sign-in")
            for person in chosen or walk.people(demo):
                walk.sign_in(browser, person, walk.password(demo))
                look(browser, person, folder, faults)
            if not chosen:
                browser.address = bare.address
                look(browser, "setup", folder, faults, "/setup")
        finally:
            browser.close()
            demo.close()
            bare.close()
    print("\n".join(faults) or "every page answers and fits its window")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ["KAOCHENG"] = str(pathlib.Path(sys.argv[1]).resolve())
    import walk
    import window
    from chromium import Chromium
    from office import Office

    pictures = pathlib.Path(sys.argv[2])
    pictures.mkdir(parents=True, exist_ok=True)
    sys.exit(main(pictures, "en" if "--en" in sys.argv else "zh-CN", [name for name in sys.argv[3:] if name != "--en"]))
