//! A record and what its folder gives now → everything that differs, named.

use super::record::{Sealed, SealedFile, SealedList, SealedUnit};
use std::collections::BTreeMap;

/// One thing that does not hold any more. `sealed` is what the record has, `now` what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A file has other content.
    FileChanged {
        /// Which.
        name: String,
        /// Rows then, where it is a table.
        sealed: Option<i64>,
        /// Rows now.
        now: Option<i64>,
    },
    /// A file is gone.
    FileGone {
        /// Which.
        name: String,
    },
    /// A file counts now that did not count then.
    FileNew {
        /// Which.
        name: String,
    },
    /// An earlier record has another hash, or none.
    Earlier {
        /// Its file.
        file: String,
        /// The hash then.
        sealed: String,
        /// The hash now; `None`: it is gone.
        now: Option<String>,
    },
    /// The scheme computes something else.
    Program {
        /// The hash then.
        sealed: String,
        /// The hash now.
        now: String,
    },
    /// What a head, an item or a unit says of itself.
    Said {
        /// What, in Chinese and English: `item 3, points`.
        what: [String; 2],
        /// Then.
        sealed: String,
        /// Now.
        now: String,
    },
    /// A unit's score of an item.
    Score {
        /// The unit's code.
        unit: String,
        /// The item's id.
        item: String,
        /// Then.
        sealed: String,
        /// Now.
        now: String,
    },
    /// A unit's total.
    Total {
        /// The unit's code.
        unit: String,
        /// Then.
        sealed: String,
        /// Now.
        now: String,
    },
    /// A unit's rank.
    Rank {
        /// The unit's code.
        unit: String,
        /// Then.
        sealed: String,
        /// Now.
        now: String,
    },
    /// Who is on a list.
    List {
        /// Its name.
        name: String,
        /// On it then and not now.
        gone: Vec<String>,
        /// On it now and not then.
        new: Vec<String>,
    },
}

/// Stands for nothing.
const NOTHING: &str = "–";

/// Everything in which two records differ, except what they correct and when they were made. First what they rest on,
/// then what came out: the first lines say why the others differ.
pub fn compare(sealed: &Sealed, now: &Sealed) -> Vec<Difference> {
    let mut found = Vec::new();
    files(&sealed.files, &now.files, &mut found);
    earlier(sealed, now, &mut found);
    if sealed.program != now.program {
        found.push(Difference::Program { sealed: sealed.program.clone(), now: now.program.clone() });
    }
    head(sealed, now, &mut found);
    items(sealed, now, &mut found);
    units(&sealed.units, &now.units, &mut found);
    lists(&sealed.lists, &now.lists, &mut found);
    found
}

/// Both sides of two lists by a key, in the order of the keys.
fn pairs<'a, T>(a: &'a [T], b: &'a [T], key: fn(&T) -> &str) -> BTreeMap<&'a str, (Option<&'a T>, Option<&'a T>)> {
    let mut all: BTreeMap<&str, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for one in a {
        all.entry(key(one)).or_default().0 = Some(one);
    }
    for one in b {
        all.entry(key(one)).or_default().1 = Some(one);
    }
    all
}

fn files(sealed: &[SealedFile], now: &[SealedFile], found: &mut Vec<Difference>) {
    for (name, sides) in pairs(sealed, now, |f| &f.name) {
        let name = name.to_owned();
        match sides {
            (Some(then), Some(now)) if then.sha256 != now.sha256 => {
                found.push(Difference::FileChanged { name, sealed: then.rows, now: now.rows });
            }
            (Some(_), None) => found.push(Difference::FileGone { name }),
            (None, Some(_)) => found.push(Difference::FileNew { name }),
            _ => {}
        }
    }
}

/// Records that came later do not matter; those that were there must be the same.
fn earlier(sealed: &Sealed, now: &Sealed, found: &mut Vec<Difference>) {
    for then in &sealed.earlier {
        let hash = now.earlier.iter().find(|r| r.file == then.file).map(|r| r.hash.clone());
        if hash.as_ref() != Some(&then.hash) {
            found.push(Difference::Earlier { file: then.file.clone(), sealed: then.hash.clone(), now: hash });
        }
    }
}

/// What a record says of something: of the scheme, an item, a unit or a list, in Chinese and English.
type Words = (&'static str, &'static str);

const ITEM: Words = ("考核项", "item");
const UNIT: Words = ("单位", "unit");

/// `of` is the thing's id or code; empty for the scheme as a whole.
fn said(thing: Words, of: &str, field: Words, (sealed, now): (&str, &str), found: &mut Vec<Difference>) {
    if sealed != now {
        let words = |thing: &str, field: &str| [thing, of, field].join(" ").trim().replace("  ", " ");
        let what = [words(thing.0, field.0), words(thing.1, field.1)];
        found.push(Difference::Said { what, sealed: sealed.to_owned(), now: now.to_owned() });
    }
}

fn or_nothing(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or(NOTHING)
}

fn head(sealed: &Sealed, now: &Sealed, found: &mut Vec<Difference>) {
    let period = |r: &Sealed| r.period.as_ref().map_or(NOTHING.to_owned(), |(from, to)| format!("{from} – {to}"));
    let year = |r: &Sealed| r.year.map_or(NOTHING.to_owned(), |y| y.to_string());
    let mut of = |field, sealed: &str, now: &str| said(("", ""), "", field, (sealed, now), found);
    of(("方案编号", "scheme code"), &sealed.scheme, &now.scheme);
    of(("标题", "title"), &sealed.title, &now.title);
    of(("轮次", "round"), or_nothing(&sealed.round), or_nothing(&now.round));
    of(("年份", "year"), &year(sealed), &year(now));
    of(("考核期", "period"), &period(sealed), &period(now));
}

fn items(sealed: &Sealed, now: &Sealed, found: &mut Vec<Difference>) {
    for (id, sides) in pairs(&sealed.items, &now.items, |i| &i.id) {
        let (Some(then), Some(now)) = sides else {
            let there = |side: bool| if side { id } else { NOTHING };
            said(ITEM, id, ("", ""), (there(sides.0.is_some()), there(sides.1.is_some())), found);
            continue;
        };
        let mut of = |field, then: &str, now: &str| said(ITEM, id, field, (then, now), found);
        of(("标题", "title"), &then.title, &now.title);
        of(("分值", "points"), or_nothing(&then.points), or_nothing(&now.points));
        of(("种类", "kind"), &then.kind, &now.kind);
        of(("上级", "parent"), or_nothing(&then.parent), or_nothing(&now.parent));
        of(("层级", "level"), or_nothing(&then.level), or_nothing(&now.level));
    }
}

fn units(sealed: &[SealedUnit], now: &[SealedUnit], found: &mut Vec<Difference>) {
    let rank = |unit: &SealedUnit| unit.rank.map_or(NOTHING.to_owned(), |r| r.to_string());
    for (code, sides) in pairs(sealed, now, |u| &u.code) {
        let (Some(then), Some(now)) = sides else {
            let there = |side: bool| if side { code } else { NOTHING };
            said(UNIT, code, ("", ""), (there(sides.0.is_some()), there(sides.1.is_some())), found);
            continue;
        };
        said(UNIT, code, ("名称", "name"), (&then.name, &now.name), found);
        said(UNIT, code, ("层级", "level"), (&then.level, &now.level), found);
        let (vetoed, vetoed_now) = (then.vetoes.join(", "), now.vetoes.join(", "));
        said(UNIT, code, ("一票否决", "vetoes"), (&vetoed, &vetoed_now), found);
        let (stood_in, stands_in) = (then.substituted.join(", "), now.substituted.join(", "));
        said(UNIT, code, ("替代得分的项目", "items with a score that stands in"), (&stood_in, &stands_in), found);
        let ids: std::collections::BTreeSet<&String> = then.items.keys().chain(now.items.keys()).collect();
        for id in ids {
            let show = |unit: &SealedUnit| unit.items.get(id).map_or(NOTHING.to_owned(), ToString::to_string);
            if then.items.get(id) != now.items.get(id) {
                let (unit, item) = (code.to_owned(), id.clone());
                found.push(Difference::Score { unit, item, sealed: show(then), now: show(now) });
            }
        }
        if then.total != now.total {
            let (sealed, now) = (then.total.to_string(), now.total.to_string());
            found.push(Difference::Total { unit: code.to_owned(), sealed, now });
        }
        if then.rank != now.rank {
            found.push(Difference::Rank { unit: code.to_owned(), sealed: rank(then), now: rank(now) });
        }
    }
}

fn lists(sealed: &[SealedList], now: &[SealedList], found: &mut Vec<Difference>) {
    for (name, (then, now)) in pairs(sealed, now, |l| &l.name) {
        let members = |side: Option<&SealedList>| side.map(|l| l.members.clone()).unwrap_or_default();
        let (then_on, now_on) = (members(then), members(now));
        let only = |a: &[String], b: &[String]| a.iter().filter(|c| !b.contains(c)).cloned().collect::<Vec<_>>();
        let (gone, new) = (only(&then_on, &now_on), only(&now_on, &then_on));
        let there = then.is_some() == now.is_some();
        let settled = |side: Option<&SealedList>| side.is_some_and(|l| l.settled);
        if there && settled(then) != settled(now) {
            let word = |side| if settled(side) { "settled" } else { "pending" };
            said(("名单", "list"), name, ("", ""), (word(then), word(now)), found);
        }
        if !gone.is_empty() || !new.is_empty() || !there {
            found.push(Difference::List { name: name.to_owned(), gone, new });
        }
    }
}
