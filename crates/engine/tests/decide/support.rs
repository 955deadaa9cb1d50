//! Schemes with provisions built by hand, scored over units that a test names with their scores.

use kaocheng_compile::plan::{ListIx, Plan, verify};
use kaocheng_compile::scheme::{Compiled, Options, compile};
use kaocheng_engine::decide::{Decisions, Given, decide};
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Table, UnitRow, Units};
use kaocheng_engine::value;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::parse;
use kaocheng_syntax::provision::*;
use kaocheng_syntax::span::Span;

/// Two judged items, so that a unit's total is what the test says: 成效 out of 100 and 满意度 out of 10.
pub const SCHEME: &str = "---
编号: demo
level: 乡镇
口径: {ties: share-rank, missing: zero, not-applicable: full, bare-points: judged, cut-ties: all, list-overlap: allow,
  penalties: add}
---

## 一、成效(100分)

工作成效由考评人员评定。

## 二、满意度(10分)

群众满意度由调查评定。

## 三、奖惩

按考核结果奖惩。
";

pub fn scheme(settings: &[(&str, &str)], rules: Vec<ProvisionRule>) -> Compiled {
    scheme_of(SCHEME, settings, rules)
}

/// Compiles a text with some policies of its front matter changed and with provisions in its last section.
pub fn scheme_of(text: &str, settings: &[(&str, &str)], rules: Vec<ProvisionRule>) -> Compiled {
    let mut text = text.to_owned();
    for (from, to) in settings {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let mut document = document::read(&text);
    let section = document.sections.last_mut().expect("a section");
    let span = section.span;
    section.provisions = rules.into_iter().map(|rule| Provision { rule, span }).collect();
    let compiled = compile(&document, &Options::default());
    assert_eq!(verify(&compiled.plan, false), []);
    compiled
}

pub fn list(name: &str, picks: Vec<Pick>) -> List {
    List { name: name.into(), declared: None, picks, exclusions: vec![], consequences: vec![], condition: None }
}

pub fn ranked(end: End, count: u32, within: Within) -> Pick {
    Pick::Ranked(Ranked { end, count, basis: Basis::Total, within })
}

pub fn top(count: u32) -> Pick {
    ranked(End::Top, count, Within::All)
}

pub fn bottom(count: u32) -> Pick {
    ranked(End::Bottom, count, Within::All)
}

pub fn last_of_each(level: &str) -> Pick {
    ranked(End::Bottom, 1, Within::Each(level.into()))
}

pub fn fact(words: &str) -> OutsideFact {
    OutsideFact { words: words.into(), span: Span::default() }
}

pub fn without(name: &str) -> Exclusion {
    Exclusion { list: name.into(), succeed: true }
}

pub fn yuan(value: &str) -> Consequence {
    Consequence::Amount { value: parse(value).expect("a number"), unit: "元".into(), matched: vec![] }
}

/// 重点管理: the last five, or by an event; 重点帮助: the last of each county, the next in line where that is listed.
pub fn warnings() -> Vec<ProvisionRule> {
    let manage = List {
        declared: Some(5),
        consequences: vec![Consequence::Ineligible, yuan("-3000")],
        ..list("“重点管理”", vec![bottom(5), Pick::Event(fact("因侵权引发重大案件"))])
    };
    let help = List {
        declared: Some(5),
        exclusions: vec![without("重点管理")],
        consequences: vec![Consequence::Circulate],
        ..list("重点帮助", vec![last_of_each("县")])
    };
    vec![ProvisionRule::List(manage), ProvisionRule::List(help)]
}

/// A scored round.
pub struct Round {
    pub compiled: Compiled,
    pub table: Table,
    pub results: Results,
    pub given: Given,
}

impl Round {
    /// Units are written `A4 12 5`: code, 成效 and, if it matters, 满意度; the first letter is the county.
    pub fn new(compiled: Compiled, units: &[&str]) -> Round {
        let mut rows: Vec<UnitRow> = Vec::new();
        let row = |code: &str, level: &str, parent: &str| UnitRow {
            code: code.into(),
            name: if level == "县" { code.into() } else { format!("{code}镇") },
            level: level.into(),
            class: String::new(),
            parent: parent.into(),
        };
        for unit in units {
            let code = unit.split(' ').next().expect("a code");
            let county: String = code.chars().take(1).collect();
            if !rows.iter().any(|r| r.code == county) {
                rows.push(row(&county, "县", ""));
            }
            rows.push(row(code, "乡镇", &county));
        }
        let plan = &compiled.plan;
        let mut table = Table::new(plan, Units::new(rows).expect("units"));
        for unit in units {
            let mut words = unit.split(' ');
            let at = table.units().find(words.next().expect("a code")).expect("a unit");
            for (id, text) in ["1:1", "2:1"].iter().zip(words) {
                let ix = plan.inputs.iter().position(|i| i.id == *id).expect("an input");
                let parsed = value::parse(&plan.inputs[ix], text).expect("a value");
                table.set(kaocheng_compile::plan::InputIx(ix), at, parsed);
            }
        }
        let results = score(plan, &table);
        Round { compiled, table, results, given: Given::default() }
    }

    pub fn plan(&self) -> &Plan {
        &self.compiled.plan
    }

    pub fn set(&mut self, input: &str, unit: &str, text: &str) {
        let plan = &self.compiled.plan;
        let ix = plan.inputs.iter().position(|i| i.label == input).expect("an input");
        let at = self.table.units().find(unit).expect("a unit");
        self.table.set(kaocheng_compile::plan::InputIx(ix), at, value::parse(&plan.inputs[ix], text).expect("a value"));
        self.results = score(plan, &self.table);
    }

    pub fn decide(&self) -> Decisions {
        decide(self.plan(), &self.table, &self.results, &self.given)
    }

    pub fn code(&self, unit: usize) -> &str {
        &self.table.units().all()[unit].code
    }

    pub fn unit(&self, code: &str) -> usize {
        self.table.units().find(code).expect("a unit")
    }

    pub fn list(&self, name: &str) -> ListIx {
        self.plan().mechanism.find_list(name).expect("a list")
    }

    /// The codes on a list, in its order.
    pub fn on<'a>(&'a self, decisions: &Decisions, name: &str) -> Vec<&'a str> {
        let list = decisions.list(self.list(name)).expect("a decision");
        list.entries.iter().map(|e| self.code(e.unit)).collect()
    }
}

/// Twenty townships in five counties whose last five are A4 A3 B4 C4 A2.
pub const TWENTY: [&str; 20] = [
    "A1 95", "A2 14", "A3 11", "A4 10", "B1 80", "B2 70", "B3 50", "B4 12", "C1 81", "C2 71", "C3 51", "C4 13",
    "D1 82", "D2 72", "D3 62", "D4 52", "E1 83", "E2 73", "E3 63", "E4 53",
];
