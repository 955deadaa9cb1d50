//! Draws: 每个乡镇随机抽取2个村,杏山镇抽取1个.

use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::Captures;
use crate::provision::rule::{Sample, SampleException};
use crate::provision::text::Text;

/// The forms of draws.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form(
            "[原则上|一般|统一|][从|在|对|按|][每一个|每个|每|各]{stratum:w}[中|内|辖区内|范围内|所辖村中|分别|均|各|][按{measure:w}[规模|大小|多少|][成比例|的比例|比例]|][采取{how:w}方式|][随机|等概率|机会均等地|][抽查|抽取|抽选|抽样|抽|选取|选择|确定]{size:n}[个|名|所|处|]{site:w}[进行{what:w}|开展{what:w}|接受{what:w}|作为{what:w}|]",
            sample,
        ),
        form(
            "[样本{k:w}|抽样|样本点|][按|以]每[个|]{stratum:w}{size:n}个{site:w}[的标准|的数量|][随机|][抽查|抽取|抽选|确定|选取]",
            sample,
        ),
        form(
            "[其中|但|][,|]{stratum:w}[各|只|仅|分别|随机|][抽查|抽取|抽选|抽|选取|确定]{size:n}个[{site:w}|]",
            exception,
        ),
        form("[其中|但|]{stratum:w}[为|]{size:n}个[{site:w}|]", exception),
        form(
            "[抽取时|抽样时|][按|以|抽中机会与]{measure:w}[规模|大小|多少|][成比例|的比例|比例|成正比][地|][随机|][抽取|抽样|抽查|]",
            measure,
        ),
        form("[各{a:w}|每个{a:w}|]抽中[的|][机会|概率|可能][均等|相等|相同]", |_, _| {
            Some(vec![Part::Nothing])
        }),
        form(
            "[采取|采用|实行|按照|按|由计算机]{how:w}[方法|方式|办法|程序|原则][抽取|抽样|确定|进行|]",
            |text, c| {
                let how = c.words(text, "how")?;
                (how.contains('抽') || how.contains("随机")).then(|| vec![Part::Nothing])
            },
        ),
    ]
}

fn sample(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let (site, inside) = aside(&c.words(text, "site")?);
    let stratum = c.words(text, "stratum")?;
    let measure = c.words(text, "measure");
    let size = c.whole("size")?;
    let mut parts = vec![Part::Sample(Sample { stratum, site, size, exceptions: Vec::new(), measure })];
    for words in inside.iter().flat_map(|i| i.split([',', '、', ';'])) {
        parts.extend(inner_exceptions(words)?);
    }
    Some(parts)
}

/// 村(杏山镇1个): the words before the bracket, and its inside if that holds numbers.
fn aside(site: &str) -> (String, Option<String>) {
    let inside = site.split_once('(').and_then(|(before, rest)| Some((before, rest.strip_suffix(')')?)));
    match inside.filter(|(_, inside)| inside.contains(|c: char| c.is_ascii_digit() || "一两三四五".contains(c))) {
        Some((before, inside)) => (before.to_owned(), Some(inside.to_owned())),
        None => (site.to_owned(), None),
    }
}

/// 杏山镇1个, inside brackets.
fn inner_exceptions(words: &str) -> Option<Vec<Part>> {
    let text = Text::new(words, crate::clause::Language::Chinese);
    forms().iter().skip(2).take(2).find_map(|f| f.read(&text, (0, text.len())))
}

fn exception(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let size = c.whole("size")?;
    let strata = c.words(text, "stratum")?;
    // 每个村5个 is a draw of its own, not a place with a name.
    if strata.starts_with(['每', '各']) || strata.contains(['第', '不', '少', '多']) {
        return None;
    }
    let each = |stratum: String| Part::Exception(SampleException { stratum, size });
    Some(super::names(&strata).into_iter().map(each).collect())
}

fn measure(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    Some(vec![Part::Measure(c.words(text, "measure")?)])
}
