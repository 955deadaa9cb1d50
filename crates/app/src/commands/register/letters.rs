//! Coverage of the cascade: by level, and the units without a letter.

use super::{Asked, Report, table};
use crate::phrase;
use kaocheng_exchange::registers::read_letters;
use kaocheng_register::letters::{Coverage, Letter, LevelCoverage, Line, coverage};
use serde_json::{Value as Json, json};

pub fn report(file: &str, bytes: &[u8], asked: &Asked) -> Report {
    let register = read_letters(file, bytes, asked.units);
    if register.errors > 0 {
        return Report::refused(register);
    }
    let coverage = coverage(&register.rows, asked.units, &asked.rules.letters, asked.as_of);
    let lines = lines(&coverage, &register.rows, asked);
    let json = json_of(&coverage, &register.rows, asked);
    Report::new(register, &coverage.faults, lines, json)
}

fn lines(coverage: &Coverage, letters: &[Letter], asked: &Asked) -> Vec<String> {
    let lang = asked.lang;
    let heads = [
        phrase::REGISTER_LEVEL,
        phrase::UNITS,
        phrase::REGISTER_SIGNED,
        phrase::REGISTER_NOTIFIED,
        phrase::REGISTER_WITHOUT,
    ];
    let mut rows = vec![heads.iter().map(|head| head.plain(lang).to_owned()).collect::<Vec<_>>()];
    for level in &coverage.levels {
        let (signed, notified, without) = (level.signed.len(), level.notified.len(), level.without.len());
        let counts = [signed + notified + without, signed, notified, without].map(|n| n.to_string());
        let remark = if level.asked { "" } else { phrase::REGISTER_NOT_ASKED.plain(lang) };
        rows.push([vec![level.level.clone()], counts.to_vec(), vec![remark.to_owned()]].concat());
    }
    let mut lines = table::lines(&rows);
    for level in &coverage.levels {
        let lists =
            [(&level.without, phrase::REGISTER_WITHOUT_LIST), (&level.notified, phrase::REGISTER_NOTIFIED_LIST)];
        for (units, phrase) in lists.into_iter().filter(|(units, _)| !units.is_empty() && level.asked) {
            let names: Vec<String> = units.iter().map(|u| table::unit(*u, asked)).collect();
            lines.push(phrase.with(lang, &[("level", &level.level), ("list", &table::list(&names, lang))]));
        }
    }
    for (line, phrase) in [(Line::Across, phrase::REGISTER_ACROSS), (Line::Outside, phrase::REGISTER_OUTSIDE)] {
        let own = letters.iter().zip(&coverage.lines).filter(|(_, l)| **l == line);
        let show =
            |letter: &Letter| format!("{} {} ↔ {}", letter.number, letter.opposite(), table::unit(letter.with, asked));
        let names: Vec<String> = own.map(|(letter, _)| show(letter)).collect();
        if !names.is_empty() {
            lines.push(phrase.with(lang, &[("list", &table::list(&names, lang))]));
        }
    }
    lines
}

fn json_of(coverage: &Coverage, letters: &[Letter], asked: &Asked) -> Json {
    let codes = |units: &[usize]| units.iter().map(|u| table::code(*u, asked)).collect::<Vec<_>>();
    let level = |level: &LevelCoverage| {
        json!({
            "level": level.level,
            "asked": level.asked,
            "signed": codes(&level.signed),
            "notified": codes(&level.notified),
            "without": codes(&level.without),
        })
    };
    let letter = |(letter, line): (&Letter, &Line)| {
        let line = match line {
            Line::Above => "above",
            Line::Across => "across",
            Line::Outside => "outside",
        };
        let with = table::code(letter.with, asked);
        json!({ "number": letter.number, "with": with, "counterparty": letter.opposite(), "line": line })
    };
    json!({
        "levels": coverage.levels.iter().map(level).collect::<Vec<_>>(),
        "letters": letters.iter().zip(&coverage.lines).map(letter).collect::<Vec<_>>(),
    })
}
