//! Roles → tokens, and the last look: what no rule used is an error with its place.

use super::phrase::is_punctuation;
use super::reader::Reader;
use super::split::Run;
use super::text::Range;
use crate::clause::{InputKind, InputPhrase, Role, Token};
use crate::diagnostic::Diagnostic;

/// Words that a phrase may not hold: they speak of points.
const SCORING_WORDS: &[&str] = &[
    "扣分",
    "加分",
    "减分",
    "奖分",
    "不得分",
    "得满分",
    "扣完为止",
    "不计分",
    "计满",
    "倒扣",
    "扣除",
    "加扣",
    "计分",
    "记分",
    "给分",
    "的得分",
    "以上得分",
    "以下得分",
    "%得分",
];

/// Reports numbers and scoring words that stand in phrases unused.
pub(super) fn leftovers(reader: &mut Reader<'_>) {
    let numbers: Vec<Range> = reader.text.nums.iter().filter(|n| !n.soft).map(|n| (n.start, n.end)).collect();
    for range in numbers {
        if matches!(reader.roles.get(range.0), Some(Some(Role::Input(_)))) && !described(reader, range) {
            let (number, phrase) = (reader.text.str(range), reader.text.str(phrase_around(reader, range)));
            let span = reader.text.span(range);
            reader
                .diagnostics
                .push(Diagnostic::error("number-in-phrase", span).with("number", number).with("phrase", phrase));
            set(reader, range, Role::Unread);
        }
    }
    missing_figures(reader);
    for at in 0..reader.text.len() {
        let Some(Some(Role::Input(input))) = reader.roles.get(at) else { continue };
        // 省考核加分情况: the points of another scheme are points.
        let elsewhere = reader.inputs.get(input.0).is_some_and(|i| i.feed != crate::clause::Feed::Supplied);
        if elsewhere || reader.text.guarded(at) {
            continue;
        }
        // 一、二、三等奖分别: no points of a prize.
        let apart = reader.text.is(at, "奖分别");
        if let Some(end) = reader.text.any(at, SCORING_WORDS).filter(|_| !apart && !names_a_way(reader, at)) {
            let phrase = reader.text.str(phrase_around(reader, (at, end)));
            let word = reader.text.str((at, end));
            let span = reader.text.span((at, end));
            reader
                .diagnostics
                .push(Diagnostic::error("scoring-word-in-phrase", span).with("word", word).with("phrase", phrase));
            set(reader, (at, end), Role::Unread);
        }
    }
}

/// Inputs whose words are those of points: 扣满15分的 asks for nothing that anybody could supply.
pub(super) fn nameless(reader: &mut Reader<'_>, inputs: &[InputPhrase]) {
    const WORDS: &[&str] = &[
        "扣",
        "加",
        "得",
        "计",
        "减",
        "奖",
        "追",
        "递",
        "另",
        "再",
        "否",
        "则",
        "按",
        "以",
        "为",
        "累计扣",
        "累计扣分",
        "累计加分",
        "扣分",
        "加分",
        "减分",
        "合计扣",
        "共扣",
        "已扣",
        "以上",
        "以下",
        "以内",
    ];
    // 超过0.5立方米的每处扣2分,小于0.5立方米的扣1分: a size of what was counted is no figure of the item.
    let sized = |i: &InputPhrase| {
        let measured = i.unit.as_deref().filter(|u| i.label == "指标值" && *u != "分");
        measured.is_some_and(|unit| {
            inputs
                .iter()
                .any(|o| o.label.find(unit).is_some_and(|at| o.label[..at].ends_with(|c: char| c.is_ascii_digit())))
        })
    };
    // 10万元以上得5分,3-5万得1分: one figure in two units, which would be two.
    let twice = inputs.iter().filter(|i| i.label == "指标值").count() > 1;
    let moves = |i: &InputPhrase| moves_nameless(i, inputs) || holds_demand(i) || twice && i.label == "指标值";
    for input in inputs
        .iter()
        .filter(|i| WORDS.contains(&i.label.as_str()) || i.label.starts_with("未每") || sized(i) || moves(i))
    {
        reader.diagnostics.push(
            Diagnostic::error("clause-not-read", input.span)
                .with("left", input.label.clone())
                .with("understood", "")
                .with("nearest", "每发现1例扣2分"),
        );
    }
}

/// 按排名计分: says how points are found, and gives none.
fn names_a_way(reader: &Reader<'_>, at: usize) -> bool {
    let text = reader.text;
    let from = (0..at).rev().find(|&i| matches!(text.c(i), ',' | ';' | '。' | ':' | '\n')).map_or(0, |i| i + 1);
    text.any(at, &["计分", "记分", "给分"]).is_some() && text.has((from, at), &["按", "根据", "依据"])
}

/// Reports units and rates whose figure is missing: 达到%以上, 每降低个百分点, 不少于条.
pub(super) fn missing_figures(reader: &mut Reader<'_>) {
    for at in 0..reader.text.len() {
        let Some(Some(Role::Input(_))) = reader.roles.get(at) else { continue };
        if reader.text.guarded(at) {
            continue;
        }
        let text = reader.text;
        let unit = text.any(at, &["%", "个百分点"]).filter(|_| !text.before(at).is_ascii_digit());
        let compared = text.any(at, &["不少于", "不低于", "不多于", "≥", "≤"]);
        let bare = compared.and_then(|end| {
            text.any(end, &["条", "次", "名", "个", "篇", "份", "项", "场", "家", "户", "天", "分", "万元", "%"])
        });
        if let Some(end) = unit.or(bare) {
            let place = if unit.is_some() { (at.saturating_sub(4), end) } else { (at, end) };
            let left = text.str(place);
            let span = text.span((at, end));
            let nearest = "每降低1个百分点扣2分".to_owned();
            reader.diagnostics.push(
                Diagnostic::error("clause-not-read", span)
                    .with("left", left)
                    .with("understood", String::new())
                    .with("nearest", nearest),
            );
            set(reader, (at, end), Role::Unread);
        }
    }
}

/// A figure that describes which cases are counted (身份证号不足18位的，每条扣…) rather than one that settles points.
fn described(reader: &Reader<'_>, range: Range) -> bool {
    let text = reader.text;
    // 有其中任意1项: whether there is one, not how many.
    if text.ends(range.0, &["任意", "任何"]) {
        return true;
    }
    let compared = super::compare::before(text, range.0.saturating_sub(6), range.0).is_some()
        || super::compare::after(text, range.1).is_some();
    let ordinal = matches!(text.before(range.0), '前' | '第' | '近' | '约') || text.ends(range.0, &["不少", "连续"]);
    let Some(Some(Role::Input(input))) = reader.roles.get(range.0) else { return false };
    let around = phrase_around(reader, range);
    if text.num(range.0).is_some_and(|num| super::compare::describes_event(text, around, num)) {
        return true;
    }
    let counted = reader
        .inputs
        .get(input.0)
        .is_some_and(|i| matches!(i.kind, crate::clause::InputKind::Count | crate::clause::InputKind::Judged));
    (compared || ordinal) && counted
}

/// The run of input characters around `range`.
fn phrase_around(reader: &Reader<'_>, range: Range) -> Range {
    let input = |at: usize| matches!(reader.roles.get(at), Some(Some(Role::Input(_) | Role::Unread)));
    let mut from = range.0;
    while from > 0 && input(from - 1) && range.0 - from < 40 {
        from -= 1;
    }
    let mut to = range.1;
    while to < reader.text.len() && input(to) && to - range.1 < 40 {
        to += 1;
    }
    super::phrase::clean(reader.text, (from, to))
}

fn set(reader: &mut Reader<'_>, range: Range, role: Role) {
    for slot in reader.roles.iter_mut().take(range.1).skip(range.0) {
        *slot = Some(role);
    }
}

/// Characters that nothing has claimed: prose in sentences that do not score, otherwise an error.
pub(super) fn unclaimed(reader: &mut Reader<'_>, runs: &[Run], scoring: &[usize]) {
    for (index, run) in runs.iter().enumerate() {
        let mut at = run.range.0;
        while at < run.range.1 {
            if !free(reader, at) {
                at += 1;
                continue;
            }
            let end = (at..run.range.1).find(|&i| !free(reader, i)).unwrap_or(run.range.1);
            if scoring.contains(&index) {
                let words = reader.text.str((at, end));
                if words.chars().all(|c| "的者时,、".contains(c)) {
                    reader.mark((at, end), Role::Filler);
                } else {
                    reader.unread((at, end), "", "每发现1例扣2分");
                }
            } else {
                reader.mark((at, end), Role::Prose);
            }
            at = end.max(at + 1);
        }
    }
}

fn free(reader: &Reader<'_>, at: usize) -> bool {
    matches!(reader.roles.get(at), Some(None)) && !is_punctuation(reader.text.c(at))
}

/// Tokens in text order, without gaps.
pub(super) fn tokens(reader: &Reader<'_>) -> Vec<Token> {
    let mut tokens: Vec<(Range, Role)> = Vec::new();
    for at in 0..reader.text.len() {
        let c = reader.text.c(at);
        if c == '\n' || c == ' ' {
            continue;
        }
        let role = match reader.roles.get(at).copied().flatten() {
            Some(role @ (Role::Quantity | Role::Keyword | Role::Numbering | Role::Unread)) => role,
            Some(role) if is_punctuation(c) && !reader.text.guarded(at) => {
                if matches!(role, Role::Prose) {
                    Role::Prose
                } else {
                    Role::Punctuation
                }
            }
            Some(role) => role,
            None if is_punctuation(c) => Role::Punctuation,
            None => Role::Prose,
        };
        match tokens.last_mut() {
            Some((range, last)) if *last == role && range.1 == at => range.1 = at + 1,
            _ => tokens.push(((at, at + 1), role)),
        }
    }
    tokens.into_iter().map(|(range, role)| Token { span: reader.text.span(range), role }).collect()
}

/// 性别比在110以内得10分,每上升1个百分点扣1分: by how much what rises, where another figure is named.
fn moves_nameless(input: &InputPhrase, inputs: &[InputPhrase]) -> bool {
    const MOVES: &[&str] =
        &["上升", "下降", "降低", "低", "高", "增加", "提高", "降", "升", "增长", "减少", "超", "超过", "超出"];
    let measured = |i: &InputPhrase| {
        matches!(i.kind, InputKind::Rate | InputKind::Amount) && !MOVES.iter().any(|m| i.label.ends_with(m))
    };
    input.kind == InputKind::Rate
        && MOVES.contains(&input.label.as_str())
        && inputs.iter().any(|i| i.label != input.label && measured(i))
}

/// 每年不少于6次、开会不少于6次: a second demand that the name of the first has swallowed.
fn holds_demand(input: &InputPhrase) -> bool {
    if matches!(input.kind, InputKind::YesNo | InputKind::Choice(_) | InputKind::Judged) {
        return false;
    }
    let digit_behind = |word: &str| {
        input.label.match_indices(word).any(|(at, w)| {
            let behind = input.label[at + w.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
            behind.len() < input.label[at + w.len()..].len() && !behind.starts_with('米')
        })
    };
    ["不少于", "不低于", "不得少于", "不得低于"].iter().any(|w| digit_behind(w)) || input.label.contains("%以上")
}
