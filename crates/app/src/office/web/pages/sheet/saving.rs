//! What was typed into a form of figures, saved: an act a unit, and what stands against it beside each field.

use super::entry::{chosen, from_form};
use crate::office::assess::Scheme;
use crate::office::desk::Refused;
use crate::office::rounds::{By, RoundError};
use crate::office::web::{Ask, Trouble};
use kaocheng_office::act::{Capacity, FigureRow};
use kaocheng_office::office::{key, last_part};
use kaocheng_office::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// What came of a form of figures.
#[derive(Default)]
pub struct Saved {
    /// Figures that were taken.
    pub figures: usize,
    /// Units none of whose figures were.
    pub failed: BTreeSet<String>,
    /// What is wrong with a figure, by the key of its field.
    pub problems: BTreeMap<String, String>,
    /// Figures that somebody else changed meanwhile.
    pub stale: BTreeSet<String>,
    /// What stands against a unit's figures as a whole.
    pub general: Vec<String>,
    /// What is worth a second look with figures that were taken.
    pub warnings: Vec<String>,
}

impl Saved {
    /// Whether all of it was taken, with nothing to say.
    pub fn is_clean(&self) -> bool {
        self.failed.is_empty() && self.warnings.is_empty()
    }

    /// What stands at the head of the page.
    pub fn words(&self, ask: &Ask) -> String {
        let taken = ask.t.pick(format!("已保存 {} 项。", self.figures), format!("Saved: {}. ", self.figures));
        if self.failed.is_empty() {
            return taken;
        }
        let stale = if self.stale.is_empty() {
            ask.t.pick(
                "有的数据没有存上，原因写在各项旁边；你填的都还在。",
                "Some figures were not saved; why stands beside each, and what you typed is still there.",
            )
        } else {
            ask.t.pick("有人同时改了标出的数据，两种填法并列在旁，请选定后再存。", "Somebody else changed the marked figures meanwhile. Both values stand beside each: choose, and save again.")
        };
        format!("{taken}{stale}{}", self.general.join(" "))
    }
}

/// Saves what was changed in a form of figures.
pub async fn save(ask: &Ask, round: &str, scheme: &Scheme, capacity: Capacity) -> Result<Saved, Trouble> {
    let units = changed(ask, round, scheme, capacity).await?;
    let mut saved = Saved::default();
    for (unit, rows) in units {
        let (id, count) = (ask.act_id(&unit), rows.len());
        let by = By { person: &ask.who.person, id: &id, lang: ask.t };
        let at = |measure: &str| key(&[&unit, measure]);
        let undated: Vec<&FigureRow> = rows.iter().filter(|row| !is_day(&row.date)).collect();
        if !undated.is_empty() {
            let words = ask.t.pick("日期要写成 2026-07-31。", "A day such as 2026-07-31.");
            saved.problems.extend(undated.into_iter().map(|row| (at(&row.measure), words.to_owned())));
            saved.failed.insert(unit);
            continue;
        }
        // A remark to no figure would be lost.
        let empty: Vec<&FigureRow> = rows.iter().filter(|row| row.value.is_empty() && row.base.is_none()).collect();
        if !empty.is_empty() {
            let words = ask.t.pick("有说明或来源而没有数据。", "There is a remark or a source and no figure.");
            saved.problems.extend(empty.into_iter().map(|row| (at(&row.measure), words.to_owned())));
            saved.failed.insert(unit);
            continue;
        }
        let error = match ask.server.rounds.enter(by, round, &unit, capacity, rows).await {
            Ok(entered) => {
                saved.figures += count;
                saved.warnings.extend(entered.warnings.into_iter().map(|warning| warning.message));
                continue;
            }
            Err(error) => error,
        };
        saved.failed.insert(unit.clone());
        match error {
            RoundError::Rows(problems) => {
                for problem in problems.into_iter().filter(|problem| problem.is_error) {
                    match problem.measure.is_empty() {
                        true => saved.general.push(problem.message),
                        false => drop(saved.problems.insert(at(&problem.measure), problem.message)),
                    }
                }
            }
            RoundError::Refused(Refused::NotAdmitted(Refusal::Stale(rows))) => {
                saved.stale.extend(rows.iter().map(|row| at(&row.mine.measure)));
            }
            RoundError::Refused(Refused::NotAdmitted(refusal @ (Refusal::Over { .. } | Refusal::Field { .. }))) => {
                let [zh, en] = refusal.words();
                saved.general.push(ask.t.pick(format!("{unit}：{zh}。"), format!("{unit}: {en}.")));
            }
            other => return Err(other.into()),
        }
    }
    Ok(saved)
}

/// Whether it is a day, or not said.
fn is_day(text: &str) -> bool {
    text.is_empty() || kaocheng_compile::date::day(text).is_some()
}

/// The rows that differ from what their author saw, by unit.
async fn changed(
    ask: &Ask,
    round: &str,
    scheme: &Scheme,
    capacity: Capacity,
) -> Result<BTreeMap<String, Vec<FigureRow>>, Trouble> {
    let office = ask.office().await?;
    let issued = office.rounds.get(&key(&[round])).and_then(|found| found.issued.as_ref());
    let mut units: BTreeMap<String, Vec<FigureRow>> = BTreeMap::new();
    // Boxes come several times under one name.
    let names: BTreeSet<&str> = ask.form.fields().iter().map(|(name, _)| name.as_str()).collect();
    for name in names {
        let Some((unit, measure)) = name.strip_prefix("v/").and_then(|at| at.split_once('/')) else { continue };
        let field = |stem: &str| format!("{stem}/{unit}/{measure}");
        let beside = |stem: &str| ask.form.text(&field(stem));
        let typed = chosen(&ask.form, name);
        let note = beside("n");
        let same = [("n", "m"), ("s", "t"), ("d", "e")].iter().all(|(now, seen)| beside(now) == beside(seen));
        let asks_source = ask.form.is_set(&field("s"));
        let same = if asks_source { same } else { note == beside("m") };
        if (typed == beside("o") && same) || beside("p") == "theirs" {
            continue;
        }
        let (unit, measure) = (last_part(unit), last_part(measure));
        let Some(at) = scheme.plan.inputs.iter().position(|input| input.id == measure) else { continue };
        let there = office.figure(round, &unit, &measure);
        let provider =
            issued.and_then(|i| i.measures.iter().find(|m| m.id == measure)).and_then(|m| m.provider.clone());
        let source = match capacity {
            Capacity::Provided => provider.unwrap_or_default(),
            _ if asks_source => beside("s").to_owned(),
            _ => there.map(|figure| figure.source.clone()).unwrap_or_default(),
        };
        let row = FigureRow {
            value: from_form(scheme, at, &typed),
            source,
            date: match asks_source {
                true => beside("d").to_owned(),
                false => there.map(|figure| figure.date.clone()).unwrap_or_default(),
            },
            note: note.to_owned(),
            base: beside("b").parse().ok(),
            measure,
        };
        units.entry(unit).or_default().push(row);
    }
    Ok(units)
}
