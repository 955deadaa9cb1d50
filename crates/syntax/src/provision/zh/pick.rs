//! How units get on a list: places in a ranking, events, years on another list.

use crate::provision::number;
use crate::provision::rule::{Basis, End, OutsideFact, Pick, Ranked, Within};
use crate::provision::text::{Range, Text};

/// A place phrase: 前15名, 最后一名, 位居第一的.
struct Place {
    range: Range,
    end: End,
    count: u32,
}

/// The picks of a segment that speaks of places: `前15名的乡镇`, `A、B获得第一名的县区`, `15个整体工作先进的乡镇`.
pub(super) fn ranked(text: &Text, range: Range) -> Option<Vec<Pick>> {
    if let Some(found) = best_of(text, range).or_else(|| quotas(text, range)) {
        return Some(found);
    }
    if let Some(found) = by_class(text, range) {
        return Some(found);
    }
    let place = place(text, range)?;
    let mut after = text.str((place.range.1, range.1));
    // What stands after the place names the units, and nothing else.
    if let Some(open) = after.find('(') {
        after.truncate(open);
    }
    let after = after.trim_start_matches(['的', '者']);
    let units = after.trim_end_matches(['的', '者']);
    if units.chars().count() > 14 || units.contains(['及', '或', '和', '且', '、', '未', '并']) {
        return None;
    }
    let before = text.str((range.0, place.range.0));
    let (before, within) = match (leading_level(lead(&before)), within(lead(&before))) {
        // 各县区综合考核最后一名: the level stands before the basis.
        (Some((level, rest)), (_, Within::All)) => (rest, Within::Each(level)),
        (_, found) => found,
    };
    let bases = bases(before)?;
    let pick = |basis| Pick::Ranked(Ranked { end: place.end, count: place.count, basis, within: within.clone() });
    Some(bases.into_iter().map(pick).collect())
}

/// 满意度得分前2名的街道、前2名的镇 or 街道前3名、镇前5名: so many of each class, by one ranking.
fn by_class(text: &Text, range: Range) -> Option<Vec<Pick>> {
    let parts = text.split(range, &['、', '和']);
    let places: Option<Vec<Place>> = parts.iter().map(|p| place(text, *p)).collect();
    let places = places.filter(|p| p.len() > 1)?;
    let opening = text.str((parts.first()?.0, places.first()?.range.0));
    let mut opening = lead(&opening).to_owned();
    let mut picks = Vec::new();
    for (number, (part, place)) in parts.iter().zip(&places).enumerate() {
        let before = text.str((part.0, place.range.0));
        let after = text.str((place.range.1, part.1));
        let after = after.trim_start_matches(['的', '者']).trim_end_matches(['的', '者']);
        let class = if after.is_empty() {
            let class = CLASSES.iter().find(|c| before.ends_with(**c))?;
            if number == 0 {
                opening = opening.strip_suffix(class)?.to_owned();
            } else if before != **class {
                return None;
            }
            *class
        } else {
            (number == 0 || before.is_empty()).then_some(())?;
            CLASSES.iter().find(|c| after == **c)?
        };
        picks.push((place.end, place.count, class));
    }
    let (opening, scope) = within(&opening);
    let [basis] = <[Basis; 1]>::try_from(bases(opening)?).ok()?;
    let apart =
        scope == Within::All && picks.iter().enumerate().all(|(i, p)| picks.iter().skip(i + 1).all(|q| p.2 != q.2));
    apart.then(|| {
        let pick = |(end, count, class): (End, u32, &str)| {
            Pick::Ranked(Ranked { end, count, basis: basis.clone(), within: Within::Class(class.to_owned()) })
        };
        picks.into_iter().map(pick).collect()
    })
}

/// Classes of units of one level.
const CLASSES: [&str; 6] = ["街道", "乡镇", "镇", "乡", "县", "区"];

/// Words before a basis that carry nothing: 对, 在, 凡.
fn lead(words: &str) -> &str {
    let mut words = words;
    for lead in ["根据", "按照", "对于", "对", "凡", "将", "在", "按", "其中", "年度内"] {
        words = words.strip_prefix(lead).unwrap_or(words);
    }
    words
}

/// Words between a basis and a place: 排序, 位居, 获得.
const LINKS: &[&str] = &[
    "进入",
    "排序",
    "排名",
    "排位",
    "位居",
    "位列",
    "居",
    "位于",
    "名列",
    "列",
    "获得",
    "获",
    "取得",
    "得分",
    "在",
    "为",
    "的",
    "考核排",
    "处于",
    "排",
    "处",
    "评比",
    "成绩",
    "结果",
];

fn without_links(words: &str) -> &str {
    let mut words = words;
    while let Some(rest) = LINKS.iter().find_map(|l| words.strip_suffix(l)) {
        words = rest;
    }
    words
}

/// Words for what units lie in, the longer before those that they hold.
const LEVELS: [&str; 14] =
    ["县市区", "县(市、区)", "县(区)", "县区", "乡镇", "县", "区", "市", "街道", "片区", "组", "村", "类别", "类"];

/// 各县区综合考核: the level whose units are ranked apart, and the words after it.
fn leading_level(words: &str) -> Option<(String, &str)> {
    let rest = ["各", "每个", "每"].iter().find_map(|l| words.strip_prefix(l))?;
    let level = LEVELS.iter().find(|l| rest.starts_with(**l))?;
    let rest = rest.strip_prefix(level)?;
    Some(((*level).to_owned(), rest.trim_start_matches(['的', '内', '中'])))
}

/// 位居各县区: among whom the ranking is, and the words before.
fn within(words: &str) -> (&str, Within) {
    let bare = without_links(words);
    for scope in ["全市", "全县", "全区", "全省", "全州", "全镇"] {
        if let Some(rest) = bare.strip_suffix(scope) {
            return (without_links(rest), Within::All);
        }
    }
    for level in LEVELS {
        let cut =
            bare.strip_suffix(level).and_then(|rest| rest.strip_suffix(['各', '每']).or(rest.strip_suffix("每个")));
        if let Some(rest) = cut {
            return (without_links(rest), Within::Each(level.to_owned()));
        }
    }
    (bare, Within::All)
}

/// What the ranking goes by; several items apart by 、.
fn bases(words: &str) -> Option<Vec<Basis>> {
    let words = words.trim_end_matches([',', '的', ':']);
    if words.chars().count() > 80 {
        return None;
    }
    if is_total(words) {
        return Some(vec![Basis::Total]);
    }
    let items: Vec<Basis> = words
        .split('、')
        .map(|w| without_links(w.trim().trim_start_matches('"').trim_end_matches('"')))
        .map(|w| if is_total(w) { Basis::Total } else { Basis::Item(w.to_owned()) })
        .collect();
    let named = items
        .iter()
        .all(|b| !matches!(b, Basis::Item(w) if w.contains(['未', ',', ';', ':', '"', '且']) || w.is_empty()));
    named.then_some(items)
}

/// Whether words speak of the whole assessment.
pub(super) fn is_total(words: &str) -> bool {
    let whole = [
        "综合考核",
        "综合得分",
        "总分",
        "总成绩",
        "总得分",
        "综合成绩",
        "综合排",
        "综合考评",
        "综合评价",
        "整体工作",
        "综合工作",
        "综合",
    ];
    let mut rest = words.to_owned();
    // 群众满意度综合得分 is an item's.
    for word in whole {
        rest = rest.replace(word, "");
    }
    let generic = [
        "全市",
        "全县",
        "全区",
        "年度",
        "全年",
        "当年",
        "考核",
        "考评",
        "得分",
        "成绩",
        "结果",
        "排名",
        "排序",
        "总",
        "目标",
        "管理",
        "责任制",
        "责任",
        "本",
        "综合",
        "位次",
        "名次",
        "年",
        "最终",
        "单位",
        "绩效",
    ];
    for word in generic {
        rest = rest.replace(word, "");
    }
    rest.trim_matches(|c: char| c == '的' || c == '(' || c == ')' || c.is_ascii_digit()).is_empty()
}

/// The first place phrase of a segment, outside quotation marks.
fn place(text: &Text, range: Range) -> Option<Place> {
    let mut at = range.0;
    while at < range.1 {
        if let Some(end) = text.closes(at).filter(|end| *end <= range.1) {
            at = end;
            continue;
        }
        if let Some(found) = place_at(text, at, range.1) {
            return Some(found);
        }
        at += 1;
    }
    None
}

fn place_at(text: &Text, at: usize, end: usize) -> Option<Place> {
    let word = |w: &str| w.chars().enumerate().all(|(i, c)| at + i < end && text.c(at + i) == c);
    let fixed = [
        ("最后一名", End::Bottom),
        ("最末一名", End::Bottom),
        ("末位", End::Bottom),
        ("倒数第一名", End::Bottom),
        ("倒数第1名", End::Bottom),
        ("倒数第一", End::Bottom),
        ("最后1名", End::Bottom),
        ("末尾", End::Bottom),
        ("第一名", End::Top),
        ("第1名", End::Top),
        ("首位", End::Top),
        ("榜首", End::Top),
    ];
    for (words, side) in fixed {
        if word(words) {
            let to = at + words.chars().count();
            // 末位 may be followed by 的 only; 末位次 is no place.
            return Some(Place { range: (at, to), end: side, count: 1 });
        }
    }
    let leads = [
        ("倒数后", End::Bottom),
        ("最后", End::Bottom),
        ("倒数", End::Bottom),
        ("后", End::Bottom),
        ("末", End::Bottom),
        ("前", End::Top),
    ];
    let (lead, side) = leads.iter().find(|(w, _)| word(w))?;
    let from = at + lead.chars().count();
    let (to, count) = number::whole(text, from, end)?;
    matches!(text.c(to), '名' | '位').then(|| Place { range: (at, to + 1), end: *side, count })
}

/// 15个整体工作先进的乡镇: the best so many.
fn best_of(text: &Text, range: Range) -> Option<Vec<Pick>> {
    let words = text.str(range);
    let from = range.0 + words.chars().count() - lead(&words).chars().count();
    let (to, count) = number::whole(text, from, range.1)?;
    if !matches!(text.c(to), '个' | '名') {
        return None;
    }
    let rest = text.str((to + 1, range.1));
    let (basis, _) = ["先进的", "优秀的", "突出的", "较好的", "最好的", "优异的", "靠前的"]
        .iter()
        .find_map(|w| rest.find(w).map(|i| (rest.get(..i).unwrap_or(""), *w)))?;
    let basis = basis.trim_end_matches("成绩");
    let basis = if is_total(basis) { Basis::Total } else { Basis::Item(basis.to_owned()) };
    Some(vec![Pick::Ranked(Ranked { end: End::Top, count, basis, within: Within::All })])
}

/// 服务管理工作(街道、乡镇各2个、城关镇1个)、群众满意度(5个): the best of each item, so many of each class.
fn quotas(text: &Text, range: Range) -> Option<Vec<Pick>> {
    let words = text.str(range);
    let from = range.0 + words.chars().count() - lead(&words).chars().count();
    let mut picks = Vec::new();
    for item in text.split((from, range.1), &['、']) {
        let open = (item.0..item.1).find(|i| text.c(*i) == '(')?;
        let close = text.closes(open).filter(|c| *c == item.1)?;
        let basis = text.str((item.0, open));
        let basis = if is_total(&basis) { Basis::Total } else { Basis::Item(basis) };
        for (within, count) in classes(text, (open + 1, close - 1))? {
            picks.push(Pick::Ranked(Ranked { end: End::Top, count, basis: basis.clone(), within }));
        }
    }
    (!picks.is_empty()).then_some(picks)
}

/// 街道、乡镇各2个、城关镇1个 or 5个.
fn classes(text: &Text, range: Range) -> Option<Vec<(Within, u32)>> {
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for part in text.split(range, &['、', ',']) {
        let Some(at) = (part.0..part.1).find(|i| number::whole(text, *i, part.1).is_some()) else {
            open.push(text.str(part));
            continue;
        };
        let (end, count) = number::whole(text, at, part.1)?;
        if end + 1 != part.1 || !matches!(text.c(end), '个' | '名') {
            return None;
        }
        let name = text.str((part.0, at)).trim_end_matches(['各', '前']).to_owned();
        open.push(name);
        for name in open.drain(..) {
            let within = if name.is_empty() { Within::All } else { Within::Class(name) };
            found.push((within, count));
        }
    }
    (open.is_empty() && !found.is_empty()).then_some(found)
}

/// 连续两年列为“甲”的: the list, and how many years.
pub(super) fn years(text: &Text, range: Range) -> Option<(String, u32, Option<Pick>)> {
    let words = text.str(range);
    let at = words.find("连续").map(|i| words.get(..i).unwrap_or("").chars().count())?;
    let from = text.trim(range).0 + at + 2;
    let (end, years) = number::whole(text, from, range.1)?;
    let mut to = end;
    while matches!(text.c(to), '个' | '年' | '度') {
        to += 1;
    }
    if to == end || years < 2 {
        return None;
    }
    let rest = (to, range.1);
    if let Some(place) = place(text, rest) {
        let pick = ranked(text, rest)?.into_iter().next()?;
        return Some((text.str((to, place.range.1)), years, Some(pick)));
    }
    let mut rest = text.str(rest);
    for lead in ["均", "都", "被", "列为", "列入", "评为", "纳入", "确定为", "定为", "进入", "全市", "全县", "全区"]
    {
        rest = rest.strip_prefix(lead).unwrap_or(&rest).to_owned();
    }
    let name = super::list::bare_name(&rest)?;
    Some((name, years, None))
}

/// An event in its own words.
pub(super) fn event(text: &Text, range: Range) -> Pick {
    let words = text.str(range);
    let from = range.0 + words.chars().count() - lead_of_event(&words).chars().count();
    Pick::Event(OutsideFact { words: text.str((from, range.1)), span: text.span((from, range.1)) })
}

/// Whether a stretch can be an event: what happened to a unit, or what unit it is.
pub(super) fn is_event(text: &Text, range: Range) -> bool {
    let words = text.str(range);
    // 前30%的单位 are places too, and a share of them is none that can be held.
    if words.contains('%') && words.contains(['前', '后']) {
        return false;
    }
    let frame = ["按", "根据", "依据", "除", "严禁", "禁止"].iter().any(|w| words.starts_with(w));
    let opens = ["凡", "因", "未", "发生", "出现", "有"].iter().any(|w| words.starts_with(w));
    let breach = ["违规", "违纪", "违反", "弄虚作假", "造假", "瞒报", "拒绝", "干扰"].iter().any(|w| words.contains(w));
    let said = opens || breach || words.contains('的');
    said && !frame && !words.contains("连续") && !speaks_of_places(text, range)
}

/// Whether a stretch speaks of places in a ranking, or of numbers drawn, outside brackets and quotation marks.
pub(super) fn speaks_of_places(text: &Text, range: Range) -> bool {
    let mut at = range.0;
    while at < range.1 {
        if let Some(end) = text.closes(at).filter(|end| *end <= range.1) {
            at = end;
            continue;
        }
        if let Some((end, _)) = number::whole(text, at, range.1) {
            let placed = matches!(text.before(at), '前' | '后' | '第' | '末' | '-' | '至');
            if placed && matches!(text.c(end), '名' | '位' | '-' | '至') {
                return true;
            }
        }
        at += 1;
    }
    false
}

/// 第二名, 第3名: which place a segment begins with, the second or later.
pub(super) fn nth(text: &Text, range: Range) -> Option<(u32, usize)> {
    let at = text.trim(range).0;
    if text.c(at) != '第' {
        return None;
    }
    let (end, place) = number::whole(text, at + 1, range.1)?;
    (place >= 2 && matches!(text.c(end), '名' | '位')).then_some((place, end + 1))
}

fn lead_of_event(words: &str) -> &str {
    ["对于", "对", "凡是", "凡", "或者", "或", "以及"].iter().find_map(|l| words.strip_prefix(l)).unwrap_or(words)
}
