"""A whole round in the browser, with everybody: from an empty database to a sealed result, on either database.

All by typing, choosing, uploading and clicking. In the end the sealed points are those of the command line on the exported
folder, and those that another calculation gave for the example.
"""

import queue
import re
import unittest

import field
import founding
import issuing
import people
import records
import reporting
import results
import stores
from office import Office
from tabs import Browsers

STEPS = (
    founding.found,
    founding.people_in,
    founding.everybody,
    issuing.open_round,
    issuing.write_scheme,
    issuing.list_units,
    issuing.issue,
    issuing.open_reporting,
    reporting.type_sheet,
    reporting.two_at_one_sheet,
    reporting.attach,
    reporting.report_by_workbook,
    reporting.provide,
    reporting.dispute,
    reporting.claim,
    reporting.hand_in,
    field.draw,
    field.send_teams,
    field.judge,
    field.visit,
    field.feed_back,
    field.find,
    field.order_mending,
    results.compute,
    results.look_around,
    results.post_notice,
    results.appeal,
    results.seal,
    records.audit,
)
# Shapes of pages that were held against axe-core, on whichever database.
SEEN = set()
# Words count, not how wide their punctuation is set.
HALF_WIDTH = str.maketrans("\uff1a\uff0c\uff1b\uff1f\uff01\uff08\uff09", ":,;?!()")


class Play:
    """A round under way: its people, its office, and what is asked of them."""

    round = "2026"
    # A figure that somebody else changed meanwhile.
    stale = 422

    def __init__(self, test, office, browsers, folder, store):
        self.test, self.office, self.browsers, self.folder, self.store = test, office, browsers, folder, store
        self.base, self.passwords, self.factors = f"/rounds/{self.round}", {}, {}
        self.equal, self.has, self.lacks = test.assertEqual, self.holds, self.holds_not

    def tab(self, person):
        return self.browsers.of(person)

    def sheet(self, unit):
        return f"{self.base}/units/{unit}"

    def holds(self, text, words):
        self.test.assertIn(words.translate(HALF_WIDTH), text.translate(HALF_WIDTH))

    def holds_not(self, text, words):
        self.test.assertNotIn(words.translate(HALF_WIDTH), text.translate(HALF_WIDTH))

    def setup_code(self):
        """As the terminal shows it."""
        while True:
            said = "".join(self.office.told)
            found = re.search(r"(?:启动码|setup code) (\S+)", said)
            if found:
                return found[1]
            try:
                self.office.told.append(self.office.lines.get(timeout=30))
            except queue.Empty:
                raise AssertionError(f"no setup code: {said}") from None

    def review(self, decision):
        """The reviewer settles the finding that waits."""
        tab = self.tab(people.REVIEWER)
        tab.go(f"{self.base}/findings?state=reported")
        tab.click(tab.find("main tbody th a"))
        tab.send(tab.path + "/review", {"reason": "看过证据后决定。"}, words=decision)

    def points(self):
        """What the office sees as the result."""
        tab = self.tab(people.OFFICE)
        tab.go(f"{self.base}/results")
        return results.shown(tab)


class WholeRound:
    """One test; the store is the subclass's."""

    def test_from_an_empty_database_to_the_seal(self):
        folder, options, address = self.enterContext(self.store())
        office = Office(folder, *options)
        self.addCleanup(office.close)
        browsers = Browsers(office.address, folder / "downloads", SEEN)
        self.addCleanup(browsers.close)
        play = Play(self, office, browsers, folder, address)
        for step in STEPS:
            self.take(step, play)
        exported = self.take(records.compare, play)
        self.take(records.verify, play, exported)
        self.assertEqual(browsers.faults, [], "what axe-core found on the way")

    def take(self, step, play, *more):
        """A step; where it fails, what stood on the page last in front is told."""
        try:
            return step(play, *more)
        except Exception as error:
            front = play.browsers.first
            where = f"{step.__module__}.{step.__name__}, at {front.driver.current_url}"
            error.add_note(f"in {where}:\n{front.text[:1200]}")
            raise


class OnSqlite(WholeRound, unittest.TestCase):
    store = staticmethod(stores.sqlite)


class OnPostgres(WholeRound, unittest.TestCase):
    store = staticmethod(stores.postgres)


if __name__ == "__main__":
    unittest.main()
