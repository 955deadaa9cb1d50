//! Words without a head: remarks, targets for what follows, and sentences whose points are missing.

use super::compare::Bare;
use super::compose::Item;
use super::phrase;
use super::reader::Reader;
use super::split::Run;
use super::text::{Range, Text};
use crate::clause::Role;
use crate::diagnostic::Diagnostic;

/// Parts of a year: what is demanded in each of them is not what is counted at its end.
const SHORT_PERIODS: &[&str] =
    &["每月", "每季", "每周", "每天", "每日", "每学期", "每旬", "半年", "每人", "每村", "每次"];

impl Reader<'_> {
    /// Words after the last statement of a run: a remark, or something that did not read.
    pub fn tail(&mut self, range: Range, run: Run) {
        let cleaned = phrase::clean(self.text, range);
        if cleaned.0 >= cleaned.1 || self.step_rounding(cleaned, run.part) {
            return;
        }
        if let Some(code) = unscored(self.text, cleaned) {
            return self.report(code, cleaned);
        }
        // Points that no rule has read are no remark.
        if self.text.nums_in(cleaned).any(|n| n.unit == super::number::Unit::Points) {
            return self.unread(cleaned, "", "每发现1例扣2分");
        }
        self.mark(range, Role::Prose);
    }

    /// A run without a head: prose that may hold a target, or a scoring sentence that lacks its points.
    pub fn prose(&mut self, range: Range, run: Run, next: Option<&Item>) {
        let cleaned = phrase::clean(self.text, range);
        if cleaned.0 >= cleaned.1 || self.step_rounding(cleaned, run.part) {
            return;
        }
        if let Some(code) = unscored(self.text, cleaned) {
            return self.report(code, cleaned);
        }
        self.enter(run.part);
        let heads =
            matches!(next, Some(Item::Statement(n)) if n.place.aside && !run.aside && n.place.sentence == run.sentence);
        if heads {
            self.topic = Some(cleaned);
        } else if self.text.nums_in(cleaned).any(|n| !n.soft) && matches!(next, Some(Item::Statement(_))) {
            self.unscored_demand(cleaned, run);
        }
        for segment in self.text.segments(cleaned) {
            let least = self.text.has(segment, &["至少"]) && !self.text.has(segment, SHORT_PERIODS);
            let bare = if least { Bare::Counts } else { Bare::No };
            if let Some(compared) = super::compare::compared(self.text, segment, bare) {
                let pieces: Vec<Range> = compared.label.iter().copied().filter(|p| p.0 < p.1).collect();
                let one = compared.bounds.first().is_some_and(|b| matches!(b.value, super::compare::Value::Number(_)));
                if one {
                    self.remember(&compared, None, pieces, None, run);
                }
            }
        }
    }

    /// Figures that a sentence asks for but no points depend on, unless what follows is measured against them.
    fn unscored_demand(&mut self, range: Range, run: Run) {
        let targets = self
            .text
            .segments(range)
            .iter()
            .filter(|s| super::compare::compared(self.text, **s, Bare::No).is_some())
            .count();
        if targets > 1 && run.part == self.part && self.clauses.last().is_some_and(|c| c.part == run.part) {
            let words = self.text.str(range);
            self.diagnostics
                .push(Diagnostic::warning("unscored-condition", self.text.span(range)).with("phrase", words));
        }
    }

    /// Reports words that speak of points without giving any.
    pub fn report(&mut self, code: &'static str, range: Range) {
        if code == "points-missing" {
            for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                *slot = Some(Role::Unread);
            }
            let text = self.text.str(range);
            self.diagnostics
                .push(Diagnostic::error(code, self.text.span(range)).with("text", text).with("nearest", "…的,扣2分"));
            return;
        }
        self.unread(range, "", "每发现1例扣2分");
    }
}

/// Whether words without a head still speak of points: the code of what is wrong with them.
fn unscored(text: &Text, range: Range) -> Option<&'static str> {
    let words = text.str(range);
    let counted = words.contains('每');
    // 酌情 is taken care of elsewhere; 加分 as the last word of a heading is a name, behind a comma it is a verb.
    let verbs = ["加分", "计分", "得分", "减分", "记分", "给分", "奖分", "扣分"];
    let ends = verbs
        .iter()
        .any(|w| words.strip_suffix(w).is_some_and(|front| front.ends_with([',', '的']) && *w != "减分" || counted));
    // 第2-5名按第1名的比例得分: says how points are found, and no rule has read it.
    let segment = words.rsplit([',', ':', ';']).next().unwrap_or(&words);
    let found = ["按", "依", "以"].iter().any(|w| segment.contains(w))
        && ["得分", "计分", "扣分", "加分", "赋分", "给分", "记分", "减分"].iter().any(|w| segment.ends_with(w));
    let by_method = ["排名", "名次", "位次", "第", "比例", "等级", "等次", "实际", "完成", "幅度", "分段"]
        .iter()
        .any(|w| segment.contains(w));
    if found && by_method {
        return Some("clause-not-read");
    }
    // 其他依次类推: goes on with a series that nothing here can go on with.
    if ["依次类推", "以此类推", "依此类推", "依次递减", "依次递增"].iter().any(|w| words.ends_with(w))
    {
        return Some("clause-not-read");
    }
    let failing = ["未", "无", "不", "没", "缺", "出现", "发现", "发生", "存在"].iter().any(|w| words.starts_with(w));
    let lost = words.ends_with("扣分") && (failing || words.chars().count() > 8);
    let named = ["参照", "参考", "规则", "说明", "依据", "办法", "细则", "方式", "有正式文件", "重复", "倒扣分"]
        .iter()
        .any(|w| words.contains(w))
        && !counted;
    if (ends || lost) && !named {
        return Some("points-missing");
    }
    // 每发现1例扣: the verb is there, the points are not.
    let verb = ["扣", "计", "加", "得", "减", "记", "奖"].iter().any(|v| words.ends_with(v));
    if words.contains('每') && verb && !words.ends_with("统计") && !words.ends_with("合计") {
        return Some("points-missing");
    }
    None
}
