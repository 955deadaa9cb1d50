//! A sentence about lists, segment after segment: who is on them, and what follows.

use super::list::{Around, bare_name, exclusion, named};
use super::{consequence, pick};
use crate::provision::group::{Found, Group, empty};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{OutsideFact, Pick};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

pub(super) struct Maker<'a> {
    pub(super) text: &'a Text,
    pub(super) around: &'a Around,
    pub(super) done: Vec<Group>,
    pub(super) group: Group,
    /// A stretch that a later segment explains: an event, or the basis of a ranking.
    pub(super) open: Option<Range>,
}

impl Maker<'_> {
    /// Whether something that only lists have was read.
    pub(super) fn touched(&self) -> bool {
        self.group.settled || !self.done.is_empty() || self.group.picks.iter().any(|p| !matches!(p, Pick::Event(_)))
    }

    /// Reads a segment: how many segments were taken.
    pub(super) fn segment(&mut self, segment: Range, next: Option<Range>) -> Option<usize> {
        if let Some((exclusion, taken)) = exclusion(self.text, segment, next) {
            self.group.exclusions.push(exclusion);
            return Some(taken);
        }
        if self.group.settled && self.follows(segment) {
            return Some(1);
        }
        if self.group.is_empty() && self.open.is_none() && self.text.c(segment.0) == '"' && next.is_some() {
            // “单项预警”单位,参加座谈会: what follows for a list that other sentences fill.
            if let Some(name) = bare_name(&self.text.str(segment)) {
                self.group.name = Some(name);
                return Some(1);
            }
        }
        if self.group.is_empty() && self.open.is_none() && next.is_some() {
            // 列为“重点管理”的乡镇,…: those on a list that other sentences fill.
            static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
                Pattern::new("[对|凡|凡是|][已|][被|][列为|列入|纳入|评为|确定为]{name:w}的[单位|乡镇|县区|街道|]")
            });
            let name = LISTED.whole(self.text, segment).and_then(|c| c.words(self.text, "name"));
            if let Some(name) = name.filter(|n| n.starts_with('"')).and_then(|n| bare_name(&n)) {
                self.group.name = Some(name);
                return Some(1);
            }
        }
        if self.group.is_empty() && self.open.is_none() && prohibits(&self.text.str(segment)) && next.is_some() {
            return Some(1);
        }
        if self.text.str(segment).contains("连续") && self.subject(segment) {
            return Some(1);
        }
        if !self.group.settled && (self.condition(segment) || self.frame(segment) || self.chosen(segment)) {
            return Some(1);
        }
        if self.picks_and_follows(segment) || self.subject(segment) {
            return Some(1);
        }
        if !self.group.settled && self.follows(segment) {
            return Some(1);
        }
        if self.group.settled {
            return None;
        }
        // An event goes on to the segment that says what follows.
        self.open = Some(self.open.map_or(segment, |o| (o.0, segment.1)));
        Some(1)
    }

    /// 如未进入前三.
    pub(super) fn condition(&mut self, segment: Range) -> bool {
        let words = self.text.str(segment);
        let unless = ["如", "若", "倘若"].iter().any(|w| words.starts_with(w)) || words.contains("如未");
        if !unless || words.ends_with("顺延") {
            return false;
        }
        let (from, to) = (self.open.take().map_or(segment.0, |o| o.0), segment.1);
        self.group.condition = Some(OutsideFact { words: self.text.str((from, to)), span: self.text.span((from, to)) });
        true
    }

    /// 根据综合考核成绩, 年终考核后: says when or by what, and picks nobody.
    pub(super) fn frame(&mut self, segment: Range) -> bool {
        let words = self.text.str(segment);
        let by = ["根据", "按照", "依据", "按"].iter().any(|w| words.starts_with(w));
        let result =
            ["成绩", "得分", "结果", "排名", "情况", "排序", "等次", "名次"].iter().any(|w| words.ends_with(w));
        by && result
    }

    /// 评选“特殊贡献单位”10个 · 设一等奖1名、二等奖2名 · 共140名优秀个人.
    pub(super) fn chosen(&mut self, segment: Range) -> bool {
        static FORMS: LazyLock<[Pattern; 3]> = LazyLock::new(|| {
            [
                Pattern::new("[评选|评出|表彰|设立|设置|设|评定|奖励][出|产生|]{name:w}[单位|][各|共|]{n:n}[个|名|家]"),
                Pattern::new("[评选|评出|表彰|设立|设置|设|评定|奖励][出|产生|]{n:n}[个|名|家]{name:w}"),
                Pattern::new("{name:w}[各|共|]{n:n}[个|名|家]"),
            ]
        });
        static TOGETHER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("共[计|]{n:n}[个|名|家]{name:w}"));
        if !self.group.lists.is_empty()
            && let Some(c) = TOGETHER.whole(self.text, segment)
        {
            let (Some(count), Some(name)) = (c.whole("n"), c.words(self.text, "name")) else { return false };
            let mut all = empty(name);
            all.picks.push(Pick::Chosen { count });
            self.group.lists = vec![all];
            return true;
        }
        let words = self.text.str(segment);
        let opens = ["评选", "评出", "表彰", "设", "评定", "奖励"].iter().any(|w| words.starts_with(w));
        // 二等奖2个, after 一等奖1个 in the sentence before.
        let prize = words.contains("等奖") && !words.contains('元');
        // 市直单位,根据履职情况,评选…: what stands open is the field from which people choose.
        let field = opens && self.open.is_some_and(|o| !self.text.str(o).contains('的'));
        if (self.open.is_some() && !field)
            || !self.group.picks.is_empty()
            || !(opens || prize || !self.group.lists.is_empty())
        {
            return false;
        }
        let read = |part: Range, first: bool| {
            let forms = if first { FORMS.get(..2) } else { FORMS.get(2..) };
            forms.into_iter().flatten().find_map(|f| {
                let c = f.whole(self.text, part)?;
                Some((c.words(self.text, "name")?, c.whole("n")?))
            })
        };
        let whole = |range: Range, first: bool| read(range, first).map(|found| vec![found]);
        let parts = self.text.split(segment, &['、']);
        let apart: Option<Vec<(String, u32)>> =
            parts.iter().enumerate().map(|(i, part)| read(*part, i == 0 && opens)).collect();
        let Some(found) = apart.or_else(|| whole(segment, opens)) else { return false };
        self.open = None;
        for (name, count) in found {
            let mut list = empty(bare_name(&name).unwrap_or(name));
            list.picks.push(Pick::Chosen { count });
            self.group.lists.push(list);
        }
        true
    }

    /// What follows for the units so far.
    pub(super) fn follows(&mut self, segment: Range) -> bool {
        if self.group.picks.is_empty()
            && self.group.lists.is_empty()
            && self.open.is_none()
            && self.group.name.is_none()
        {
            return false;
        }
        self.verdict(segment)
    }

    /// Takes the statement of what follows at `range`, whoever it is about.
    pub(super) fn verdict(&mut self, range: Range) -> bool {
        if let Some(amounts) = consequence::amounts(self.text, range) {
            let words = self.group.words.map_or_else(String::new, |w| self.text.str(w));
            return self.open.is_none() && self.group.zip(amounts, words.trim_start_matches('对'));
        }
        if consequence::matched(self.text, range).is_some_and(|m| self.group.matched(&m)) {
            return true;
        }
        let found = match named(self.text, range) {
            Some(name) => Ok(name),
            None => match consequence::all(self.text, range) {
                Some(consequences) => Err(consequences),
                None => return false,
            },
        };
        if self.open.is_some_and(|open| !pick::is_event(self.text, open)) {
            return false;
        }
        self.close_event();
        match found {
            // A second name is a second list of the same units.
            Ok(name) if self.group.name.is_some() && self.group.settled && self.group.name.as_ref() != Some(&name) => {
                let picks = self.group.picks.clone();
                let before = std::mem::take(&mut self.group);
                self.done.push(before);
                self.group = Group { name: Some(name), picks, settled: true, ..Group::default() };
            }
            Ok(name) => {
                self.group.name = Some(name);
                self.group.settled = true;
            }
            Err(consequences) => consequences.into_iter().for_each(|c| self.group.follow(c)),
        }
        true
    }

    /// What stands open before a statement of what follows is an event.
    pub(super) fn close_event(&mut self) {
        if let Some(open) = self.open.take() {
            self.group.words = Some(self.group.words.map_or(open, |w| (w.0, open.1)));
            self.group.picks.push(pick::event(self.text, open));
        }
    }
    /// A subject after what followed for another begins a list of its own.
    pub(super) fn fresh(&mut self) {
        if self.group.settled {
            self.done.push(std::mem::take(&mut self.group));
        }
    }

    pub(super) fn add(&mut self, pick: Pick, at: Range) {
        self.group.words = Some(self.group.words.map_or(at, |w| (w.0.min(at.0), w.1.max(at.1))));
        self.group.picks.push(pick);
    }

    pub(super) fn finish(mut self, label: Option<String>) -> Found {
        let empty_label = label.is_some() && self.group.picks.is_empty() && !self.group.settled;
        if !self.group.settled || empty_label {
            return if self.touched() { Found::Failed(self.open.map_or(0, |o| o.0)) } else { Found::Nothing };
        }
        self.done.push(std::mem::take(&mut self.group));
        let text = self.text;
        let heading = self.around.heading.clone();
        let last = self.done.len();
        let lists = self.done.into_iter().enumerate().flat_map(|(i, group)| {
            let heading = heading.clone().filter(|_| i + 1 == last || last == 1);
            group.finish(|words| {
                heading.clone().unwrap_or_else(|| words.map_or_else(String::new, |w| fallback_name(text, w)))
            })
        });
        Found::Lists(lists.collect())
    }
}
/// Whether words only forbid: 严禁…, 不得….
fn prohibits(words: &str) -> bool {
    let opens = ["严禁", "禁止", "不准", "严格", "必须"].iter().any(|w| words.starts_with(w));
    opens || (words.contains("不得") && !words.contains('的'))
}

/// The name of a list that the text gives no name: the words that say who is on it.
pub(super) fn fallback_name(text: &Text, words: Range) -> String {
    text.str(words).trim_start_matches('对').trim_end_matches(['的', ',']).to_owned()
}
