//! Entries with their links → whether each carries its number and the hash of the one before it.
//!
//! The hash of an entry is its leaf hash, so that the chain and the tree speak of the same. The bytes of an entry hold its
//! link; the caller, who knows their form, reads it there.

use crate::digest::{Algorithm, Digest};
use std::fmt;

/// What an entry says of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// Its number, from 0.
    pub seq: u64,
    /// The leaf hash of the entry before it; [`Digest::ZERO`] in the first.
    pub previous: Digest,
}

impl Link {
    /// What the first entry says.
    pub const FIRST: Link = Link { seq: 0, previous: Digest::ZERO };

    /// What the entry after this one says, whose bytes are `entry`.
    pub fn next(self, algorithm: Algorithm, entry: &[u8]) -> Link {
        Link { seq: self.seq.saturating_add(1), previous: algorithm.leaf(entry) }
    }
}

/// An entry as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The link that stands in its bytes; `None` where they do not read.
    pub link: Option<Link>,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Where a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The place of the entry whose link does not hold, from 0.
    pub at: u64,
    /// What is wrong with it.
    pub fault: LinkFault,
}

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// The entry does not read, so it has none.
    Missing,
    /// Another number than that of its place.
    Number {
        /// The number it says.
        found: u64,
    },
    /// Another hash than that of the entry before it.
    Previous {
        /// The hash it names.
        named: Digest,
        /// The hash of the entry that stands before it.
        computed: Digest,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        match self.fault {
            LinkFault::Missing => write!(f, "entry {at} does not read, so that it names no entry before it"),
            LinkFault::Number { found } => write!(f, "entry {at} says that it is number {found}; it stands at {at}"),
            LinkFault::Previous { named, computed } if at == 0 => {
                write!(f, "the first entry names {named} as before it; there is nothing, which is written {computed}")
            }
            LinkFault::Previous { named, computed } => {
                let before = at.saturating_sub(1);
                write!(f, "entry {at} names {named} as the hash of entry {before}, which has {computed}")
            }
        }
    }
}

impl std::error::Error for Broken {}

/// The end of a chain: what the next entry must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    algorithm: Algorithm,
    next: Link,
}

impl Head {
    /// Of a chain without entries.
    pub fn new(algorithm: Algorithm) -> Head {
        Head { algorithm, next: Link::FIRST }
    }

    /// Of a chain with `count` entries, the last of which has this leaf hash.
    pub fn after(algorithm: Algorithm, count: u64, last: Digest) -> Head {
        let next = if count == 0 { Link::FIRST } else { Link { seq: count, previous: last } };
        Head { algorithm, next }
    }

    /// What the next entry must say.
    pub fn next(&self) -> Link {
        self.next
    }

    /// Takes an entry if its link holds, and gives its leaf hash. Otherwise the head stays where it is.
    pub fn accept(&mut self, entry: Entry<'_>) -> Result<Digest, Broken> {
        match self.faults(entry).next() {
            Some(broken) => Err(broken),
            None => Ok(self.step(entry.bytes)),
        }
    }

    /// What is wrong with the link of an entry that stands next.
    fn faults(&self, entry: Entry<'_>) -> impl Iterator<Item = Broken> + use<> {
        let Link { seq, previous } = self.next;
        let faults = match entry.link {
            None => [Some(LinkFault::Missing), None],
            Some(link) => [
                (link.seq != seq).then_some(LinkFault::Number { found: link.seq }),
                (link.previous != previous).then_some(LinkFault::Previous { named: link.previous, computed: previous }),
            ],
        };
        faults.into_iter().flatten().map(move |fault| Broken { at: seq, fault })
    }

    fn step(&mut self, bytes: &[u8]) -> Digest {
        self.next = self.next.next(self.algorithm, bytes);
        self.next.previous
    }
}

/// Every place where the chain of these entries, from the first, is broken. After a break it goes on with what stands
/// there, so that one break is told once.
pub fn check<'a>(algorithm: Algorithm, entries: impl IntoIterator<Item = Entry<'a>>) -> Vec<Broken> {
    let mut head = Head::new(algorithm);
    let mut found = Vec::new();
    for entry in entries {
        found.extend(head.faults(entry));
        head.step(entry.bytes);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA: Algorithm = Algorithm::Sha256;

    fn chain<'a>(bytes: &[&'a [u8]]) -> Vec<Entry<'a>> {
        let mut link = Link::FIRST;
        let entry = |bytes: &&'a [u8]| {
            let entry = Entry { link: Some(link), bytes };
            link = link.next(SHA, bytes);
            entry
        };
        bytes.iter().map(entry).collect()
    }

    #[test]
    fn an_unbroken_chain_has_no_faults_and_is_accepted() {
        let entries = chain(&[b"a", b"b", b"c"]);
        assert_eq!(check(SHA, entries.clone()), []);
        let mut head = Head::new(SHA);
        for entry in &entries {
            assert_eq!(head.accept(*entry), Ok(SHA.leaf(entry.bytes)));
        }
        assert_eq!(head.next(), Link { seq: 3, previous: SHA.leaf(b"c") });
        assert_eq!(Head::after(SHA, 3, SHA.leaf(b"c")), head);
        assert_eq!(Head::after(SHA, 0, SHA.leaf(b"c")), Head::new(SHA));
    }

    #[test]
    fn a_changed_entry_breaks_the_link_after_it() {
        let mut entries = chain(&[b"a", b"b", b"c"]);
        entries[1].bytes = b"x";
        let fault = LinkFault::Previous { named: SHA.leaf(b"b"), computed: SHA.leaf(b"x") };
        assert_eq!(check(SHA, entries.clone()), [Broken { at: 2, fault }]);
        let mut head = Head::new(SHA);
        head.accept(entries[0]).unwrap();
        head.accept(entries[1]).unwrap();
        let before = head;
        assert_eq!(head.accept(entries[2]), Err(Broken { at: 2, fault }));
        assert_eq!(head, before);
    }

    #[test]
    fn what_is_left_out_put_twice_or_unread_is_found() {
        let entries = chain(&[b"a", b"b", b"c"]);
        let places =
            |entries: &[Entry<'_>]| -> Vec<u64> { check(SHA, entries.iter().copied()).iter().map(|b| b.at).collect() };
        assert_eq!(places(&[entries[0], entries[2]]), [1, 1]);
        assert_eq!(places(&[entries[1], entries[2]]), [0, 0, 1]);
        assert_eq!(places(&[entries[0], entries[0], entries[1], entries[2]]), [1, 1, 2, 3]);
        let mut unread = entries.clone();
        unread[1].link = None;
        assert_eq!(check(SHA, unread), [Broken { at: 1, fault: LinkFault::Missing }]);
        let mut first = entries;
        first[0].link = Some(Link { seq: 4, previous: SHA.leaf(b"z") });
        let words: Vec<String> = check(SHA, first).iter().map(Broken::to_string).collect();
        assert_eq!(words[0], "entry 0 says that it is number 4; it stands at 0");
        assert!(words[1].starts_with("the first entry names"), "{words:?}");
    }
}
