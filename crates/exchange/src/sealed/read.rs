//! The text of a sealed record → the record. Every member must be there and of its kind, and the hash must hold; a record
//! that does not is still given as far as it reads, so that others can say what it would be.

use super::SealFault;
use crate::problem::{Kind, Place, Problem};
use kaocheng_engine::sealed::{
    Correction, Ref, Sealed, SealedFile, SealedItem, SealedList, SealedLists, SealedUnit, SealedValue, VERSION, hash,
    text,
};
use kaocheng_syntax::exact;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Larger records are none: ten thousand units with a hundred items each are less.
const LARGEST: usize = 256 << 20;

/// A record that was read.
#[derive(Clone, Debug)]
pub struct SealedRead {
    /// The record; `None` when it does not read.
    pub record: Option<Sealed>,
    /// The hash that it states; empty when it states none.
    pub hash: String,
    /// Whether that is its hash, and the text is that of such a record.
    pub holds: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Reads the text of a record's file.
pub fn read(file: &str, bytes: &[u8]) -> SealedRead {
    let here = Place::file(file);
    let mut given = SealedRead { record: None, hash: String::new(), holds: false, problems: Vec::new() };
    let value = match parse(bytes, &here) {
        Ok(value) => value,
        Err(problem) => {
            given.problems.push(*problem);
            return given;
        }
    };
    let top = Members { value: &value, path: String::new() };
    given.hash = value.get("hash").and_then(Value::as_str).unwrap_or_default().to_owned();
    let version = value.get("format");
    let wrong = |fault| here.clone().problem(Kind::Sealed(fault));
    if version.and_then(Value::as_i64) != Some(VERSION) {
        let found = version.map_or_else(|| "–".to_owned(), |v| crate::words::shorten(&v.to_string()));
        given.problems.push(wrong(SealFault::Version { found, expected: VERSION }));
        return given;
    }
    match top.record() {
        Err(Wrong(path)) => given.problems.push(wrong(SealFault::Member { path })),
        Ok(record) => {
            let computed = hash(&record);
            given.holds = computed == given.hash;
            if !given.holds {
                let stated = given.hash.clone();
                given.problems.push(wrong(SealFault::Altered { stated, computed }));
            } else if text(&record).as_bytes() != bytes {
                given.holds = false;
                given.problems.push(wrong(SealFault::Form));
            }
            given.record = Some(record);
        }
    }
    given
}

/// The lists of a record for looking back over years; `None` when it does not read at all.
pub fn lists(file: &str, read: &SealedRead) -> Option<SealedLists> {
    let record = read.record.as_ref()?;
    let members = |list: &SealedList| (list.name.clone(), list.members.iter().cloned().collect());
    Some(SealedLists {
        file: file.to_owned(),
        scheme: record.scheme.clone(),
        year: record.year,
        round: record.round.clone(),
        period: record.period.clone(),
        lists: record.lists.iter().map(members).collect(),
        hash: read.hash.clone(),
        holds: read.holds,
    })
}

fn parse(bytes: &[u8], here: &Place) -> Result<Value, Box<Problem>> {
    if bytes.len() > LARGEST {
        return Err(here.clone().problem(Kind::Sealed(SealFault::NotJson)).into());
    }
    serde_json::from_slice(bytes).map_err(|error| {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        here.cell(at(error.line()), at(error.column())).problem(Kind::Sealed(SealFault::NotJson)).into()
    })
}

/// The path of a member that is missing or not what it must be.
struct Wrong(String);

/// A value and its path.
struct Members<'v> {
    value: &'v Value,
    path: String,
}

impl<'v> Members<'v> {
    fn wrong<T>(&self) -> Result<T, Wrong> {
        Err(Wrong(crate::words::shorten(&self.path)))
    }

    fn object(&self) -> Result<&'v Map<String, Value>, Wrong> {
        self.value.as_object().map_or_else(|| self.wrong(), Ok)
    }

    fn of(&self, name: &str) -> Result<Members<'v>, Wrong> {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        match self.object()?.get(name) {
            Some(value) => Ok(Members { value, path }),
            None => Err(Wrong(path)),
        }
    }

    fn text(&self) -> Result<String, Wrong> {
        self.value.as_str().map_or_else(|| self.wrong(), |t| Ok(t.to_owned()))
    }

    fn whole(&self) -> Result<i64, Wrong> {
        self.value.as_i64().map_or_else(|| self.wrong(), Ok)
    }

    fn maybe<T>(&self, read: impl FnOnce(&Self) -> Result<T, Wrong>) -> Result<Option<T>, Wrong> {
        if self.value.is_null() { Ok(None) } else { read(self).map(Some) }
    }

    fn list<T>(&self, read: impl Fn(&Members<'v>) -> Result<T, Wrong>) -> Result<Vec<T>, Wrong> {
        let Some(list) = self.value.as_array() else { return self.wrong() };
        let entry = |(ix, value)| read(&Members { value, path: format!("{}[{ix}]", self.path) });
        list.iter().enumerate().map(entry).collect()
    }

    fn record(&self) -> Result<Sealed, Wrong> {
        // A member that no record has would be under no hash.
        const KNOWN: [&str; 14] = [
            "corrects", "earlier", "files", "format", "hash", "items", "lists", "period", "program", "round", "scheme",
            "title", "units", "year",
        ];
        if let Some(other) = self.object()?.keys().find(|name| !KNOWN.contains(&name.as_str())) {
            return Err(Wrong(crate::words::shorten(other)));
        }
        self.of("hash")?.text()?;
        Ok(Sealed {
            scheme: self.of("scheme")?.text()?,
            title: self.of("title")?.text()?,
            round: self.of("round")?.maybe(Members::text)?,
            year: self.of("year")?.maybe(Members::whole)?,
            period: self.of("period")?.maybe(Members::period)?,
            program: self.of("program")?.text()?,
            files: self.of("files")?.list(Members::file)?,
            earlier: self.of("earlier")?.list(Members::reference)?,
            items: self.of("items")?.list(Members::item)?,
            units: self.of("units")?.list(Members::unit)?,
            lists: self.of("lists")?.list(Members::sealed_list)?,
            corrects: self.of("corrects")?.maybe(Members::correction)?,
        })
    }

    fn period(&self) -> Result<(String, String), Wrong> {
        match self.list(Members::text)?.as_slice() {
            [from, to] => Ok((from.clone(), to.clone())),
            _ => self.wrong(),
        }
    }

    fn file(&self) -> Result<SealedFile, Wrong> {
        let rows = self.of("rows")?.maybe(Members::whole)?;
        Ok(SealedFile { name: self.of("name")?.text()?, rows, sha256: self.of("sha256")?.text()? })
    }

    fn reference(&self) -> Result<Ref, Wrong> {
        Ok(Ref { file: self.of("file")?.text()?, hash: self.of("hash")?.text()? })
    }

    fn correction(&self) -> Result<Correction, Wrong> {
        Ok(Correction { of: self.reference()?, reason: self.of("reason")?.text()? })
    }

    fn item(&self) -> Result<SealedItem, Wrong> {
        let maybe = |name: &str| self.of(name)?.maybe(Members::text);
        Ok(SealedItem {
            id: self.of("id")?.text()?,
            title: self.of("title")?.text()?,
            points: self.of("points")?.maybe(Members::number)?,
            parent: maybe("parent")?,
            kind: self.of("kind")?.text()?,
            level: maybe("level")?,
        })
    }

    fn unit(&self) -> Result<SealedUnit, Wrong> {
        let items = self.of("items")?;
        let mut scores = BTreeMap::new();
        for (id, value) in items.object()? {
            let score = Members { value, path: format!("{}.{id}", items.path) };
            scores.insert(id.clone(), score.score()?);
        }
        Ok(SealedUnit {
            code: self.of("code")?.text()?,
            name: self.of("name")?.text()?,
            level: self.of("level")?.text()?,
            total: self.of("total")?.score()?,
            rank: self.of("rank")?.maybe(Members::whole)?,
            vetoes: self.of("vetoes")?.list(Members::text)?,
            substituted: match self.object()?.contains_key("substituted") {
                true => self.of("substituted")?.list(Members::text)?,
                false => Vec::new(),
            },
            items: scores,
        })
    }

    fn sealed_list(&self) -> Result<SealedList, Wrong> {
        let settled = match self.of("settled")?.whole()? {
            0 => false,
            1 => true,
            _ => return self.of("settled")?.wrong(),
        };
        let members = self.of("members")?.list(Members::text)?;
        Ok(SealedList { name: self.of("name")?.text()?, settled, members })
    }

    /// An exact number as it is written: `18.125`, `120/13`.
    fn number(&self) -> Result<String, Wrong> {
        let text = self.text()?;
        let mut parts = text.split('/').map(exact::parse);
        let sound = match (parts.next().flatten(), parts.next(), parts.next()) {
            (Some(_), None, None) => true,
            (Some(a), Some(Some(b)), None) => exact::is_whole(&a) && exact::is_whole(&b),
            _ => false,
        };
        if sound { Ok(text) } else { self.wrong() }
    }

    fn score(&self) -> Result<SealedValue, Wrong> {
        match self.value {
            Value::Null => Ok(SealedValue::Nothing),
            Value::String(_) => self.number().map(SealedValue::Number),
            _ => self.of("word")?.text().map(SealedValue::Word),
        }
    }
}
