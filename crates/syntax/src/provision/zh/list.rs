//! Lists of units: 前15名评为先进单位 · 后5名列为重点管理 · 连续两年列为甲的,纳入乙.

use super::{consequence, pick};
use crate::provision::group::{Found, Group, empty};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Basis, Consequence, End, Exclusion, List, Matched, OutsideFact, Pick};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// 县区按同等数额奖励, in a sentence of its own.
pub(in crate::provision) fn matched(text: &Text, range: Range) -> Option<Matched> {
    consequence::matched(text, range)
}

/// Who is on a list, in a cell of its own.
pub(in crate::provision) fn subject(text: &Text, range: Range) -> Option<Vec<Pick>> {
    if let Some((list, years, None)) = pick::years(text, range) {
        return Some(vec![Pick::Years { list, years }]);
    }
    pick::ranked(text, range).or_else(|| Some(vec![pick::event(text, range)]))
}

/// What follows, in a cell of its own.
pub(in crate::provision) fn consequence(text: &Text, range: Range) -> Option<Consequence> {
    consequence::read(text, range)
}

/// What is known around a sentence.
#[derive(Clone, Debug, Default)]
pub(in crate::provision) struct Around {
    /// The list that the heading names.
    pub heading: Option<String>,
    /// What the ranking before went by, for 最后一名的.
    pub bases: Vec<Pick>,
}

/// Reads a piece that may be about lists.
pub(in crate::provision) fn read(text: &Text, range: Range, around: &Around) -> Found {
    let (label, range) = label(text, range);
    if let Some(list) = declared(text, range) {
        return Found::Lists(vec![list]);
    }
    let segments = text.split(range, &[',']);
    let mut maker = Maker { text, around, done: Vec::new(), group: Group::default(), open: None };
    maker.group.name = label.clone();
    let mut at = 0;
    while let Some(segment) = segments.get(at).copied() {
        let next = segments.get(at + 1).copied();
        match maker.segment(segment, next) {
            Some(taken) => at += taken,
            None if maker.touched() => return Found::Failed(segment.0),
            None => return Found::Nothing,
        }
    }
    maker.finish(label)
}

/// 重点管理:…
fn label(text: &Text, range: Range) -> (Option<String>, Range) {
    let parts = text.split(range, &[':']);
    match parts.as_slice() {
        [label, rest, ..] => {
            let words = text.str(*label);
            let short = words.chars().count() <= 12 && !words.contains(',');
            match bare_name(&words).filter(|_| short) {
                Some(name) => (Some(name), (rest.0, range.1)),
                None => (None, range),
            }
        }
        _ => (None, range),
    }
}

/// “重点管理”单位5名.
fn declared(text: &Text, range: Range) -> Option<List> {
    static FORM: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new("[设|确定|]{name:q}[单位|名单|][共|]{n:n}[名|个|家]"));
    if text.c(range.0) != '"' {
        return None;
    }
    let c = FORM.whole(text, range)?;
    let mut list = empty(bare_name(&c.words(text, "name")?)?);
    list.declared = c.whole("n");
    Some(list)
}

/// The name of a list without quotation marks, the area and 单位.
pub(in crate::provision) fn bare_name(words: &str) -> Option<String> {
    let mut words = words.trim();
    for area in ["全市", "全县", "全区", "全省", "为", "年度", "当年", "本年度"] {
        words = words.strip_prefix(area).unwrap_or(words);
    }
    for tail in ["的", "荣誉称号", "称号", "名单", "范围", "对象", "行列"] {
        words = words.strip_suffix(tail).unwrap_or(words);
    }
    let name = match words.split_once('"').and_then(|(before, rest)| Some((before, rest.split_once('"')?))) {
        // “重点管理”单位 is the list 重点管理.
        Some(("", (inside, "" | "单位" | "乡镇" | "县区" | "管理" | "等次"))) => inside,
        Some(_) => return None,
        None => words,
    };
    // 单位 after a name in quotation marks is not part of it; without them it is kept: 先进单位.
    let fits = !name.is_empty() && name.chars().count() <= 30 && !name.contains([',', '。', ';', '的', '"', ':']);
    fits.then(|| name.to_owned())
}

struct Maker<'a> {
    text: &'a Text,
    around: &'a Around,
    done: Vec<Group>,
    group: Group,
    /// A stretch that a later segment explains: an event, or the basis of a ranking.
    open: Option<Range>,
}

impl Maker<'_> {
    /// Whether something that only lists have was read.
    fn touched(&self) -> bool {
        self.group.settled || !self.done.is_empty() || self.group.picks.iter().any(|p| !matches!(p, Pick::Event(_)))
    }

    /// Reads a segment: how many segments were taken.
    fn segment(&mut self, segment: Range, next: Option<Range>) -> Option<usize> {
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
    fn condition(&mut self, segment: Range) -> bool {
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
    fn frame(&mut self, segment: Range) -> bool {
        let words = self.text.str(segment);
        let by = ["根据", "按照", "依据", "按"].iter().any(|w| words.starts_with(w));
        let result =
            ["成绩", "得分", "结果", "排名", "情况", "排序", "等次", "名次"].iter().any(|w| words.ends_with(w));
        by && result
    }

    /// 评选“特殊贡献单位”10个 · 设一等奖1名、二等奖2名 · 共140名优秀个人.
    fn chosen(&mut self, segment: Range) -> bool {
        static FORMS: LazyLock<[Pattern; 3]> = LazyLock::new(|| {
            [
                Pattern::new("[评选|评出|表彰|设立|设置|设|评定|奖励][出|产生|]{name:w}[单位|][各|共|]{n:n}[个|名|家]"),
                Pattern::new("[评选|评出|表彰|设立|设置|设|评定|奖励][出|产生|]{n:n}[个|名|家]{name:w}"),
                Pattern::new("{name:w}[各|共|]{n:n}[个|名|家]"),
            ]
        });
        static TOGETHER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("共[计|]{n:n}[个|名|家]{name:w}"));
        if !self.group.lists.is_empty() {
            if let Some(c) = TOGETHER.whole(self.text, segment) {
                let (Some(count), Some(name)) = (c.whole("n"), c.words(self.text, "name")) else { return false };
                let mut all = empty(name);
                all.picks.push(Pick::Chosen { count });
                self.group.lists = vec![all];
                return true;
            }
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
    fn follows(&mut self, segment: Range) -> bool {
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
    fn verdict(&mut self, range: Range) -> bool {
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
    fn close_event(&mut self) {
        if let Some(open) = self.open.take() {
            self.group.words = Some(self.group.words.map_or(open, |w| (w.0, open.1)));
            self.group.picks.push(pick::event(self.text, open));
        }
    }

    /// A subject and what follows for it without a comma between: 前15名评为先进单位.
    fn picks_and_follows(&mut self, segment: Range) -> bool {
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
    fn subject(&mut self, segment: Range) -> bool {
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
        self.inherit(&mut picks, segment);
        for pick in picks {
            self.add(pick, whole);
        }
        if let Some(event) = event {
            self.add(pick::event(self.text, event), whole);
        }
        if let Some(open) = (segment.0..segment.1).rev().find(|i| self.text.c(*i) == '(') {
            if let Some(end) = self.text.closes(open) {
                if let Some((exclusion, _)) = exclusion(self.text, (open + 1, end - 1), None) {
                    self.group.exclusions.push(exclusion);
                }
            }
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
                Pick::Ranked(r) => Some(Pick::Ranked(crate::provision::rule::Ranked {
                    basis: r.basis.clone(),
                    within: if alone.within == crate::provision::rule::Within::All {
                        r.within.clone()
                    } else {
                        alone.within.clone()
                    },
                    ..alone.clone()
                })),
                _ => None,
            })
            .collect();
        if !items.is_empty() {
            *picks = items;
        }
    }

    /// A subject after what followed for another begins a list of its own.
    fn fresh(&mut self) {
        if self.group.settled {
            self.done.push(std::mem::take(&mut self.group));
        }
    }

    fn add(&mut self, pick: Pick, at: Range) {
        self.group.words = Some(self.group.words.map_or(at, |w| (w.0.min(at.0), w.1.max(at.1))));
        self.group.picks.push(pick);
    }

    fn finish(mut self, label: Option<String>) -> Found {
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
fn fallback_name(text: &Text, words: Range) -> String {
    text.str(words).trim_start_matches('对').trim_end_matches(['的', ',']).to_owned()
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

/// 评为“先进单位”.
fn named(text: &Text, range: Range) -> Option<String> {
    static FORMS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
        [
            Pattern::new(
                "[并|同时|则|][直接|一律|将|][被|由{who:w}|][评为|列为|列入|纳入|授予|确定为|命名为|认定为|定为|进入]{name:w}",
            ),
            Pattern::new("[并|同时|][直接|一律|将|][予以|给予|实行]{name:w}"),
        ]
    });
    let c = FORMS.first()?.whole(text, range).or_else(|| {
        // 予以“重点帮助” names a list; 予以“一票否决” and 予以表彰 do not.
        let c = FORMS.get(1)?.whole(text, range)?;
        let words = c.words(text, "name")?;
        (words.starts_with('"') && !words.contains("否决") && !words.contains("通报")).then_some(c)
    })?;
    let words = c.words(text, "name")?;
    if words.ends_with('的') {
        return None;
    }
    let words = words.strip_suffix("管理").filter(|w| w.ends_with('"')).unwrap_or(&words).to_owned();
    bare_name(&words)
}

/// 已列入“重点管理”的,依次顺延, in a sentence of its own.
pub(in crate::provision) fn left_out(text: &Text, range: Range) -> Option<Exclusion> {
    exclusion(text, range, None).map(|(exclusion, _)| exclusion)
}

/// 已列入“重点管理”的,依次顺延: who is left out, and how many segments say so.
fn exclusion(text: &Text, segment: Range, next: Option<Range>) -> Option<(Exclusion, usize)> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "[其中|如|若|][{who:w}|][已|][被|][列入|列为|纳入|评为|进入|确定为]{name:w}的[单位|乡镇|县区|][,|][由下一名|依次|往后|向后|自动|逐一|][顺延|递补|除外|不再列入|不重复列入|不再重复列入]",
        )
    });
    let try_at = |range: Range, taken: usize| {
        let c = FORM.whole(text, range)?;
        let name = bare_name(&c.words(text, "name")?)?;
        let words = text.str(range);
        let succeed = words.ends_with("顺延") || words.ends_with("递补");
        Some((Exclusion { list: name, succeed }, taken))
    };
    try_at(segment, 1).or_else(|| next.and_then(|n| try_at((segment.0, n.1), 2)))
}
