//! Who is on the lists of a sentence: places, years, events; and where what follows begins inside a segment.

use super::list::{exclusion, named};
use super::maker::{Maker, fallback_name};
use super::{consequence, pick};
use crate::provision::group::{Group, empty};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Basis, Consequence, End, Exclusion, OutsideFact, Pick, Ranked, Within};
use crate::provision::text::Range;
use std::sync::LazyLock;

/// Whether words speak of how the whole area fared (全市未进入前三的), which is no unit's doing.
fn of_the_area(words: &str) -> bool {
    let areas = ["全市", "全县", "全区", "我市", "我县", "我区", "本市", "本县", "本区"];
    // 2016年全市…: the year may stand before the area.
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年');
    let whole = areas.iter().any(|w| words.starts_with(w));
    whole && words.ends_with(['的', '时']) && ["未", "没有"].iter().any(|w| words.contains(w))
}

impl Maker<'_> {
    /// A subject and what follows for it without a comma between: 前15名评为先进单位.
    pub(super) fn picks_and_follows(&mut self, segment: Range) -> bool {
        let mut tried = 0;
        for at in segment.0 + 1..segment.1 {
            if tried == MOST_VERBS {
                break;
            }
            if !VERBS.iter().any(|v| v.chars().enumerate().all(|(i, c)| self.text.c(at + i) == c)) {
                continue;
            }
            let (head, tail) = ((segment.0, at), (at, segment.1));
            if self.inside_quotation(segment, at) {
                continue;
            }
            tried += 1;
            if named(self.text, tail).is_none()
                && consequence::all(self.text, tail).is_none()
                && consequence::amounts(self.text, tail).is_none()
            {
                continue;
            }
            let words = self.text.str(head);
            // The persons who bear it are part of what follows.
            let persons = PERSONS.iter().any(|w| words.contains(w));
            let before = self.group.clone();
            let open = self.open;
            if !persons && self.subject(head) && self.verdict(tail) {
                return true;
            }
            self.group.clone_from(&before);
            self.open = open;
            // 对发生事故的单位予以通报批评: who it happened to.
            if !persons && !self.group.settled && self.group.picks.is_empty() && pick::is_event(self.text, head) {
                self.open = Some(open.map_or(head, |o| (o.0, head.1)));
                if self.verdict(tail) {
                    return true;
                }
            }
            self.group = before;
            self.open = open;
            if persons {
                break;
            }
        }
        self.persons(segment)
    }

    fn inside_quotation(&self, segment: Range, at: usize) -> bool {
        (segment.0..at).any(|i| self.text.closes(i).is_some_and(|end| end > at))
    }

    /// 最后一名的县区分管负责人一年内不能调整工作: the place, and what follows for persons, as text.
    fn persons(&mut self, segment: Range) -> bool {
        let words = self.text.str(segment);
        let Some(at) = ["最后一名", "末位", "第一名"].iter().find_map(|w| words.find(w).map(|i| i + w.len()))
        else {
            return false;
        };
        let cut = segment.0 + words.get(..at).unwrap_or("").chars().count();
        let mut tail = (cut, segment.1);
        while matches!(self.text.c(tail.0), '的') {
            tail.0 += 1;
        }
        if !PERSONS.iter().any(|p| self.text.str(tail).contains(p)) {
            return false;
        }
        let Some(consequence @ Consequence::Text(_)) = consequence::read(self.text, tail) else { return false };
        if !self.subject((segment.0, cut)) {
            return false;
        }
        self.group.follow(consequence);
        true
    }

    /// Who is on the list: years, places, or the number that the text declares.
    pub(super) fn subject(&mut self, segment: Range) -> bool {
        static TOGETHER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("共[计|]{n:n}[个|名|家]{units:w}"));
        if let Some(c) = TOGETHER.whole(self.text, segment) {
            self.group.declared = c.whole("n");
            return !self.group.picks.is_empty();
        }
        if let Some((list, years, place)) = pick::years(self.text, segment) {
            self.fresh();
            if let Some(place) = place {
                let mut before = empty(list.clone());
                before.picks.push(place);
                self.done.push(Group { lists: vec![before], settled: true, ..Group::default() });
            }
            self.add(Pick::Years { list, years }, segment);
            return self.open.is_none();
        }
        if let Some((place, end)) = pick::nth(self.text, segment) {
            return self.later_place(place, (segment.0, end), (end, segment.1));
        }
        let (places, event) = self.alternatives(segment);
        let Some(mut picks) = pick::ranked(self.text, places) else { return false };
        let whole = self.open.take().map_or(segment, |o| (o.0, segment.1));
        if whole != segment {
            // 综合考核,位居各县区最后一名的: what stands before is what the ranking goes by.
            let words = self.text.str((whole.0, segment.0));
            let words = words.trim_end_matches(',');
            if of_the_area(words) {
                let open = (whole.0, whole.0 + words.chars().count());
                self.fresh();
                self.group.condition = Some(OutsideFact { words: words.to_owned(), span: self.text.span(open) });
                return self.picked(picks, segment, whole, event);
            }
            if words.ends_with(['的', '时', '后']) && !pick::is_total(words) {
                return false;
            }
            let basis = if pick::is_total(words) { Basis::Total } else { Basis::Item(words.to_owned()) };
            for pick in &mut picks {
                match pick {
                    Pick::Ranked(r) if r.basis == Basis::Total => r.basis = basis.clone(),
                    _ => return false,
                }
            }
        }
        self.fresh();
        self.picked(picks, segment, whole, event)
    }

    /// Puts places, an event beside them and who is left out on the list.
    fn picked(&mut self, mut picks: Vec<Pick>, segment: Range, whole: Range, event: Option<Range>) -> bool {
        self.inherit(&mut picks, segment);
        for pick in picks {
            self.add(pick, whole);
        }
        if let Some(event) = event {
            self.add(pick::event(self.text, event), whole);
        }
        if let Some(open) = (segment.0..segment.1).rev().find(|i| self.text.c(*i) == '(')
            && let Some(end) = self.text.closes(open)
            && let Some((exclusion, _)) = exclusion(self.text, (open + 1, end - 1), None)
        {
            self.group.exclusions.push(exclusion);
        }
        true
    }

    /// 第二名…, after 第一名…: the first of those who are on no list of the sentence before.
    fn later_place(&mut self, place: u32, at: Range, rest: Range) -> bool {
        let units = self.text.str(rest);
        let expected = self.done.len() + 2 == usize::try_from(place).unwrap_or(usize::MAX);
        let first = self.group.picks.first().cloned();
        let Some(Pick::Ranked(first)) = first.filter(|_| self.group.settled && expected && units.chars().count() <= 8)
        else {
            return false;
        };
        if first.end != End::Top || first.count != 1 {
            return false;
        }
        self.fresh();
        let name = |g: &Group| g.name.clone().or_else(|| g.words.map(|w| fallback_name(self.text, w)));
        let before: Vec<String> = self.done.iter().filter_map(name).collect();
        self.group.exclusions = before.into_iter().map(|list| Exclusion { list, succeed: true }).collect();
        // 综合排名第一名的乡镇 names the first list; the next is 综合排名第一名的乡镇之后的第2名.
        let opening = self.group.exclusions.first().map(|e| e.list.clone()).unwrap_or_default();
        self.group.name = Some(format!("{opening}之后的第{place}名"));
        self.add(Pick::Ranked(first), at);
        true
    }

    /// 后5名或因侵权引发案件的乡镇: places, and an event beside them.
    fn alternatives(&self, segment: Range) -> (Range, Option<Range>) {
        match self.text.split(segment, &['或']).as_slice() {
            [places, event] => (*places, Some(*event)),
            _ => (segment, None),
        }
    }

    /// 最后一名的, after 流动人口工作后3名: the last of the same ranking.
    fn inherit(&self, picks: &mut Vec<Pick>, segment: Range) {
        let bare = !self.text.str(segment).contains(['综', '总', '排', '考']);
        let [Pick::Ranked(alone)] = picks.as_slice() else { return };
        if !bare || alone.basis != Basis::Total {
            return;
        }
        let earlier: Vec<&Pick> = self.done.last().map_or(&self.around.bases, |g| &g.picks).iter().collect();
        let alone = alone.clone();
        let items: Vec<Pick> = earlier
            .into_iter()
            .filter_map(|p| match p {
                Pick::Ranked(r) => Some(Pick::Ranked(Ranked {
                    basis: r.basis.clone(),
                    within: if alone.within == Within::All { r.within.clone() } else { alone.within.clone() },
                    ..alone.clone()
                })),
                _ => None,
            })
            .collect();
        if !items.is_empty() {
            *picks = items;
        }
    }
}

/// Words with which the statement of what follows begins, inside a segment.
const VERBS: &[&str] = &[
    "评为",
    "列为",
    "列入",
    "纳入",
    "授予",
    "确定为",
    "命名为",
    "认定为",
    "定为",
    "直接",
    "予以",
    "给予",
    "各奖",
    "分别奖",
    "奖励",
    "进行",
    "取消",
    "实行",
    "通报",
    "由",
    "在全",
    "一律",
    "处罚",
    "约谈",
    "颁发",
    "将被",
    "被通报",
    "不得",
    "责令",
    "记入",
    "一票否决",
];

/// No stretch has more verbs than this.
const MOST_VERBS: usize = 12;

/// Words for persons in office.
const PERSONS: &[&str] = &["责任人", "负责人", "领导", "干部", "人员", "书记", "乡镇长", "主任"];
