//! Rounds: 上半年…;全年….

use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::{Range, Text};
use crate::clause::Role;

const ROUNDS: &[&str] = &[
    "上半年",
    "下半年",
    "全年",
    "半年",
    "年终",
    "年末",
    "年底",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "第一季度",
    "第二季度",
    "第三季度",
    "第四季度",
    "前三季度",
    "年度",
];

/// The round named at `at`: its name and the end of its words.
fn named(text: &Text, at: usize) -> Option<(Range, usize, bool)> {
    let mut from = at;
    // 2016年上半年: the year belongs to the period, not to the round's name.
    while text.c(from).is_ascii_digit() {
        from += 1;
    }
    if from > at && text.c(from) == '年' {
        from += 1;
    } else {
        from = at;
    }
    let end = text.any(from, ROUNDS)?;
    let spoken = text.any(end, &["考核时", "考评时", "评估时", "考核中", "考核", "考评", "评估", "时"]);
    // 全年:…: a label says as much as 考核时.
    let explicit = text.c(end) == ':'
        || spoken.is_some_and(|e| text.any(e, &[",", ":", "此", "该", "本"]).is_some() || text.ends(e, &["时", "中"]));
    let end = spoken.filter(|_| explicit).unwrap_or(end);
    Some((
        (from, from + text.any(from, ROUNDS).map_or(0, |e| e - from)),
        text.any(end, &[",", ":"]).unwrap_or(end),
        explicit,
    ))
}

/// Whether the text tells rounds apart: two of them begin segments, or one says 考核时.
pub(super) fn told_apart(text: &Text, runs: &[super::split::Run]) -> bool {
    let mut names = Vec::new();
    for segment in runs.iter().flat_map(|run| text.segments(run.range)) {
        let from = phrase::clean(text, segment).0;
        if let Some((name, _, explicit)) = named(text, from) {
            if explicit {
                return true;
            }
            let name = text.str(name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.len() > 1
}

impl Reader<'_> {
    /// The round at the start of one of a lead's segments: its name, where its words begin and end.
    pub fn round_at(&self, statement: &Statement) -> Option<(Range, usize, usize)> {
        if !self.rounds {
            return None;
        }
        let text = self.text;
        text.segments(statement.lead).iter().find_map(|segment| {
            let from = phrase::clean(text, *segment).0;
            let (name, end, explicit) = named(text, from)?;
            // 年度工作计划 is a name; 年度, 年终 need 考核时.
            let weak = matches!(text.str(name).as_str(), "年度" | "年终" | "年末" | "年底" | "半年");
            (explicit || !weak).then_some((name, from, end))
        })
    }

    /// Takes the round out of a lead and remembers it; a new sentence that names none, and starts afresh, ends it.
    pub fn take_round(&mut self, statement: &Statement) -> Range {
        let lead = statement.lead;
        let Some((name, from, end)) = self.round_at(statement) else {
            let stale = self.round.as_ref().is_some_and(|(_, run)| {
                let gap = self.text.str((run.range.1.min(lead.0), lead.0));
                run.part != statement.place.part || (gap.contains(['。', '\n']) && !self.follows(lead))
            });
            if stale {
                self.round = None;
            }
            return lead;
        };
        self.round = Some((self.text.str(name), statement.place));
        self.mark_keyword((from, end));
        let before = phrase::clean(self.text, (lead.0, from));
        if before.0 < before.1 {
            self.mark((lead.0, from), Role::Prose);
            let words = self.text.str(before);
            self.diagnostics.push(
                crate::diagnostic::Diagnostic::warning("unscored-condition", self.text.span(before))
                    .with("phrase", words),
            );
        }
        (end.min(lead.1), lead.1)
    }

    /// Whether a lead goes on with what was said before: 每降低…, 低于….
    fn follows(&self, lead: Range) -> bool {
        let from = phrase::clean(self.text, lead).0;
        self.text.any(from, &["每", "低于", "高于", "超过", "否则", "未达", "不足", "其余"]).is_some()
    }
}
