//! What a score is made of: 市考核占60%,县考核占40% · 县区得分由所辖乡镇平均分(70%)和本级得分(30%)构成.

use crate::clause::BelowStatistic;
use crate::exact::whole;
use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::{Captures, Pattern};
use crate::provision::rule::{CompositionPart, PartSource};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// The forms of composed scores.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form(
            "[其中|]{words:w}[占总分的|占总分|占总成绩的|占权重|占比为|占比|占|按|权重为|权重|比重为|所占比重为]{x:x}%[计算|计入总分|计入|折算|的比例计算|的权重|的比重|的比例|]",
            |text, c| {
                let part = one(text, c)?;
                Some(vec![Part::Composition { level: None, parts: vec![part], points: false }])
            },
        ),
        form(
            "{level:w}由{parts:w}[两部分|三部分|四部分|五部分|几部分|][构成|组成][,|][权重|比重|占比|所占比重|所占比例|比例|各部分|]分别[为|占|按]{shares:w}",
            respectively,
        ),
        form("{what:w}[采取|采用|实行|实施]{how:w}[方式|方法|办法|形式]", |_, _| {
            Some(vec![Part::Nothing])
        }),
        form("{level:w}[由|=]{parts:w}[两部分|三部分|四部分|][构成|组成|]", several),
        form("{level:w}[由|为]{parts:w}[之和|相加|合计][构成|组成|]", several),
        form(
            "[{level:w}|]为{below:w}[平均分|平均得分|得分的平均值|得分平均值|的平均分|得分的平均数]",
            |text, c| {
                let words = format!("{}平均分", c.words(text, "below")?);
                let source = source_of(&words);
                let level = c.words(text, "level").map(|l| level_of(&l));
                let span = text.span((c.range("below")?.0, c.range("below")?.1));
                let part = CompositionPart { words, source, weight: whole(1), span };
                Some(vec![Part::Composition { level, parts: vec![part], points: false }])
            },
        ),
    ]
}

fn one(text: &Text, c: &Captures) -> Option<CompositionPart> {
    let words = c.words(text, "words")?;
    // 占 speaks of shares of anything: here only of what is scored.
    is_score(&words).then_some(())?;
    let weight = c.decimal("x")? / whole(100);
    let (from, _) = c.range("words")?;
    let (_, to) = c.range("x")?;
    Some(CompositionPart { source: source_of(&words), words, weight, span: text.span((from, to + 1)) })
}

/// Whether words name a result.
pub(super) fn is_score(words: &str) -> bool {
    let result = ["考核", "得分", "成绩", "积分", "评价", "测评", "打分", "评分", "平均分", "考评", "总分", "评议"];
    result.iter().any(|w| words.contains(w)) && !words.contains(['未', '率', '、', '%']) && words.chars().count() <= 30
}

/// `A(60%)、B(40%)` or `A×60%+B×40%`.
fn several(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let level = c.words(text, "level")?;
    let scored = ["得分", "成绩", "总分", "评分", "考核", "积分"];
    scored.iter().any(|w| level.ends_with(w)).then_some(())?;
    // 本项得分=… is a formula of its item.
    if ["本项", "该项", "此项", "单项", "指标"].iter().any(|w| level.starts_with(w)) || level == "得分" {
        return None;
    }
    let range = c.range("parts")?;
    let mut marks = vec!['+', '、'];
    if !text.str(range).contains('+') {
        marks.extend(['和', '与', '及']);
    }
    let mut parts = Vec::new();
    let mut points = None;
    for part in text.split(range, &marks) {
        let (part, is_points) = inner(text, part)?;
        // Percentages and points are never mixed.
        if points.is_some_and(|p| p != is_points) {
            return None;
        }
        points = Some(is_points);
        parts.push(part);
    }
    (parts.len() > 1).then_some(())?;
    Some(vec![Part::Composition { level: Some(level_of(&level)).filter(|l| !l.is_empty()), parts, points: points? }])
}

/// `A、B两部分构成,分别占70%和30%`: as many shares as parts, in their order.
fn respectively(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    static SHARE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("{x:x}%"));
    const MARKS: &[char] = &['、', '和', '与', '及'];
    let level = c.words(text, "level")?;
    let shares = text.split(c.range("shares")?, MARKS);
    let named = text.split(c.range("parts")?, MARKS);
    (named.len() > 1 && named.len() == shares.len()).then_some(())?;
    let parts: Option<Vec<CompositionPart>> = named
        .into_iter()
        .zip(shares)
        .map(|(part, share)| {
            let words = text.str(part);
            let weight = SHARE.whole(text, share)?.decimal("x")? / whole(100);
            Some(CompositionPart { source: source_of(&words), words, weight, span: text.span(part) })
        })
        .collect();
    let level = Some(level_of(&level)).filter(|l| !l.is_empty());
    Some(vec![Part::Composition { level, parts: parts?, points: false }])
}

fn inner(text: &Text, range: Range) -> Option<(CompositionPart, bool)> {
    static FORMS: LazyLock<[(Pattern, bool); 4]> = LazyLock::new(|| {
        [
            (Pattern::new("{words:w}[(占|(权重|(][{a:q}:|]{x:x}%)"), false),
            (Pattern::new("{words:w}[×|*|占|的|]{x:x}%"), false),
            (Pattern::new("{x:x}%[×|*|的]{words:w}"), false),
            (Pattern::new("{words:w}[(满分|(][{a:q}:|]{x:x}分)"), true),
        ]
    });
    FORMS.iter().find_map(|(pattern, points)| {
        let c = pattern.whole(text, range)?;
        let words = c.words(text, "words")?;
        let weight = if *points { c.decimal("x")? } else { c.decimal("x")? / whole(100) };
        let source = source_of(&words);
        Some((CompositionPart { words, source, weight, span: text.span(range) }, *points))
    })
}

/// 上半年30分、年终45分, in a section about what a score is made of.
pub(in crate::provision) fn by_points(text: &Text, range: Range) -> Option<Vec<CompositionPart>> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("[其中|]{words:w}[(|满分|占|为|计|]{x:x}分[)|]"));
    let parts: Option<Vec<CompositionPart>> = text
        .split(range, &[',', '、'])
        .into_iter()
        .map(|part| {
            let c = FORM.whole(text, part)?;
            let words = c.words(text, "words")?;
            let weight = c.decimal("x")?;
            Some(CompositionPart { source: source_of(&words), words, weight, span: text.span(part) })
        })
        .collect();
    parts.filter(|p| p.len() > 1)
}

/// 乡镇综合得分 is a score of 乡镇.
pub(in crate::provision) fn level_of(words: &str) -> String {
    let mut level = words;
    for tail in
        ["得分", "成绩", "总分", "评分", "积分", "考核", "综合", "年度", "最终", "最后", "总", "的", "总体", "目标"]
    {
        level = level.strip_suffix(tail).unwrap_or(level);
    }
    level.trim_start_matches(['各', '每', '对']).trim_end_matches('的').to_owned()
}

/// What the words of a part say it is.
pub(in crate::provision) fn source_of(words: &str) -> PartSource {
    if let Some(level) = below(words) {
        let weighted =
            words.split_once('按').and_then(|(_, rest)| rest.split_once("加权")).map(|(by, _)| by.to_owned());
        let statistic = weighted.map_or(BelowStatistic::Mean, BelowStatistic::Weighted);
        return PartSource::Below { level, statistic };
    }
    let rounds = ["上半年", "下半年", "半年", "全年", "年终", "年末", "季度", "月度", "平时", "月积分", "年中"];
    if rounds.iter().any(|r| words.contains(r)) {
        return PartSource::Round(words.to_owned());
    }
    if ["本级", "自身", "本方案", "本办法", "本次考核", "本单位"].iter().any(|w| words.contains(w)) {
        return PartSource::Own;
    }
    PartSource::Elsewhere(words.to_owned())
}

/// 所辖乡镇平均分, 各村按人口加权平均得分: the level of the units below.
fn below(words: &str) -> Option<String> {
    if !words.contains("平均") && !words.contains("加权") {
        return None;
    }
    let rest = ["所辖各", "所辖", "下辖各", "下辖", "辖区内各", "辖区各", "辖区", "所属各", "所属", "各"]
        .iter()
        .find_map(|lead| words.find(lead).and_then(|at| words.get(at + lead.len()..)))?;
    let end = ["平均", "得分", "的", "按", "考核", "加权", "成绩", "综合"].iter().filter_map(|w| rest.find(w)).min()?;
    rest.get(..end).map(str::to_owned).filter(|l| !l.is_empty())
}
