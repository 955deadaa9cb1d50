//! What occurred in a run: operations, forms and policies, each counted.

use crate::scheme::Scheme;
use kaocheng_compile::plan::{Op, Plan};
use kaocheng_compile::policy::PolicyName;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Every operation but the symbolic points of a lone sentence.
pub const OPERATIONS: [&str; 26] = [
    "Number",
    "Truth",
    "Word",
    "Missing",
    "Input",
    "UnitIs",
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Min",
    "Max",
    "Floor",
    "Ceil",
    "Round",
    "Compare",
    "Is",
    "And",
    "Or",
    "Not",
    "If",
    "Substitute",
    "Present",
    "Cohort",
    "RollUp",
    "ItemPoints",
];

/// Counts by table and word.
#[derive(Default)]
pub struct Seen {
    counts: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

impl Seen {
    pub fn add(&mut self, table: &'static str, word: String) {
        *self.counts.entry(table).or_default().entry(word).or_default() += 1;
    }

    pub fn count(&self, table: &str, word: &str) -> usize {
        self.counts.get(table).and_then(|t| t.get(word)).copied().unwrap_or(0)
    }

    /// A scheme that compiled, with what it uses.
    pub fn scheme(&mut self, scheme: &Scheme, plan: &Plan) {
        for node in &plan.nodes {
            let text = format!("{:?}", node.op);
            let word = text.split('(').next().unwrap_or_default().to_owned();
            let kind = match &node.op {
                Op::Cohort(statistic, _) => Some(format!("{statistic:?}")),
                Op::RollUp(kind, _) => Some(format!("{kind:?}")),
                Op::Compare(kind, ..) => Some(format!("{kind:?}")),
                Op::Substitute(_, absence, _) => Some(format!("{absence:?}")),
                Op::Round(_, digits) => Some(digits.to_string()),
                Op::Missing(reason) => Some(format!("{reason:?}")),
                _ => None,
            };
            if let Some(kind) = kind {
                self.add("kinds of operation", format!("{word} {kind}"));
            }
            self.add("operations", word);
        }
        for clause in scheme.walk().iter().flat_map(|s| &s.clauses) {
            self.add("forms", clause.form.to_owned());
        }
        for item in &plan.items {
            for clause in &item.clauses {
                let shape = format!("{:?}", clause.shape);
                let word = shape.split([' ', '{']).next().unwrap_or_default();
                let what = shape.split("what: ").nth(1).map_or("", |w| w.trim_end_matches([' ', '}']));
                self.add("rules", format!("{word} {what}").trim().to_owned());
            }
        }
        for veto in &plan.vetoes {
            self.add("vetoes", format!("{:?}", veto.effect));
        }
        for policy in &plan.policies {
            self.add("policies relied on", format!("{} {}", policy.name.english(), policy.choice));
        }
        for policy in PolicyName::all() {
            self.add("policies", format!("{} {}", policy.english(), choice(scheme, policy)));
        }
        self.add("levels", plan.levels.len().to_string());
    }

    /// Choices of policies that no scheme made.
    pub fn policies_missed(&self) -> Vec<String> {
        let all = PolicyName::all().flat_map(|p| p.choices().iter().map(move |c| format!("{} {}", p.english(), c.0)));
        all.filter(|word| self.count("policies", word) == 0).collect()
    }

    /// All counts as a table.
    pub fn table(&self) -> String {
        let mut text = String::new();
        for (table, counts) in &self.counts {
            let _ = writeln!(text, "{table}");
            counts.iter().for_each(|(word, count)| text += &format!("  {count:>8}  {word}\n"));
        }
        text
    }
}

/// The choice of a scheme for a policy, in English.
fn choice(scheme: &Scheme, policy: PolicyName) -> &'static str {
    let set = scheme.policies.iter().find(|(name, _)| PolicyName::from_text(name) == Some(policy));
    let word = set.and_then(|(_, choice)| choice.split(' ').next());
    let chosen = policy.choices().iter().find(|(english, chinese)| word == Some(*english) || word == Some(*chinese));
    chosen.map_or(policy.choices()[0].0, |(english, _)| *english)
}
