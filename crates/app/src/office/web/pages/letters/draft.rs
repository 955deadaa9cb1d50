//! A letter for every unit that is asked for one and has none.

use super::list::asked;
use crate::office::web::naming::address;
use crate::office::web::{Ask, Outcome};
use kaocheng_office::act::{Act, Register};
use kaocheng_office::office::under;
use std::collections::{BTreeMap, BTreeSet};

pub async fn draft(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let (taken, numbers, name) = {
        let office = ask.office().await?;
        let (mut taken, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for (_, row) in under(&office.registers, &[&round, Register::Letters.word()]) {
            let cell = |name: &str| row.cells.get(name).cloned().unwrap_or_default();
            if row.struck.is_none() {
                taken.insert(cell("with"));
            }
            numbers.insert(cell("number"));
        }
        (taken, numbers, office.name().to_owned())
    };
    let mut next = (1..).map(|n: u32| format!("{n:03}")).filter(|number| !numbers.contains(number));
    let mut count = 0;
    for code in asked(&scheme).into_iter().filter(|code| !taken.contains(code)) {
        let level = scheme.units.find(&code).and_then(|at| scheme.units.all().get(at)).map(|unit| unit.level.as_str());
        let rule = scheme.plan.mechanism.letters.iter().find(|rule| level.is_some_and(|of| rule.with.contains(of)));
        let by = rule.map_or(&name, |rule| &rule.by).clone();
        let cells = [
            ("number", next.next().unwrap_or_default()),
            ("by", by),
            ("with", code.clone()),
            ("kind", "letter".into()),
        ];
        let cells: BTreeMap<String, String> = cells.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let id = ask.act_id(&code);
        let row = Act::RowEntered { round: round.clone(), register: Register::Letters, id, cells, base: None };
        ask.act_part(&code, row).await?;
        count += 1;
    }
    let (zh, en) =
        (format!("已拟 {count} 份，等各单位签字。"), format!("Drafted: {count}. The units are asked to sign."));
    ask.done(&address(&["rounds", &round, "letters"]), &zh, &en)
}
