//! Phrases that name inputs: cleaned of what is not part of the name, compared by what is.

use super::outright::OPENERS;
use super::text::{Range, Text};

/// Openers that are also the beginning of other words, with the characters that make them so.
const NOT_OPENERS: &[(&str, &str)] = &[
    ("对", "口标接照比外象账方策应违辖"),
    ("及", "时早格其"),
    ("如", "实期下何约"),
    ("即", "时将日"),
    ("并", "网联列购发未按且能"),
    ("和", "谐解睦美"),
    ("还", "款贷清"),
    ("注", "重册意入销明射"),
    ("另", "行"),
    ("当", "年月日次天季地前事期场班众面选"),
    ("因", "地此素病公"),
    ("的", "确士"),
    ("再", "生就次"),
    ("而", "且"),
    ("且", "末"),
    ("也", ""),
    ("说明", "书材会理"),
    ("另外", ""),
    ("但", ""),
    ("若", "干"),
    ("凡", ""),
];

/// `range` without leading openers and punctuation and trailing 的, 者, punctuation.
pub(super) fn clean(text: &Text, range: Range) -> Range {
    let (mut from, mut to) = range;
    loop {
        let start = from;
        while from < to && is_punctuation(text.c(from)) && !opens(text, from, to) {
            from += 1;
        }
        if from < to
            && !text.guarded(from)
            && let Some(end) = text.any(from, OPENERS).filter(|&end| end <= to && is_opener(text, from, end))
        {
            from = end;
        }
        if from == start {
            break;
        }
    }
    loop {
        let end = to;
        while from < to && is_trailing_punctuation(text.c(to - 1)) {
            to -= 1;
        }
        for tail in ["的情况下", "的", "者", "时", "的情况", "的情形"] {
            let len = tail.chars().count();
            let word = matches!(tail, "时")
                && (text.ends(
                    to,
                    &[
                        "及时",
                        "按时",
                        "准时",
                        "适时",
                        "小时",
                        "实时",
                        "随时",
                        "学时",
                        "工时",
                        "临时",
                        "课时",
                        "不及时",
                        "平时",
                    ],
                ));
            let person = tail == "者"
                && text.ends(
                    to,
                    &["或者", "记者", "患者", "志愿者", "消费者", "经营者", "劳动者", "残疾者", "作者", "患者"],
                );
            if to > from + len && text.is(to - len, tail) && !word && !person && !text.ends(to, &["目的"]) {
                to -= len;
                break;
            }
        }
        if to == end {
            break;
        }
    }
    (from, to.max(from))
}

/// Whether the bracket at `from` opens something that belongs to the phrase.
fn opens(text: &Text, from: usize, to: usize) -> bool {
    match text.c(from) {
        '"' => true,
        '(' => text.closing(from).is_some_and(|end| end < to),
        _ => false,
    }
}

fn is_opener(text: &Text, from: usize, end: usize) -> bool {
    let word = text.str((from, end));
    let next = text.c(end);
    NOT_OPENERS.iter().all(|(opener, after)| *opener != word || !after.contains(next))
}

/// Marks that separate.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        ',' | '、'
            | '。'
            | ';'
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '"'
            | '\''
            | '!'
            | '?'
            | '.'
            | '|'
            | '\n'
            | ' '
            | '/'
            | '-'
            | '…'
            | '★'
            | '☆'
            | '●'
            | '◆'
            | '■'
            | '•'
            | '·'
            | '※'
            | '△'
            | '#'
            | '*'
            | '_'
    )
}

fn is_trailing_punctuation(c: char) -> bool {
    matches!(c, ',' | '、' | '。' | ';' | ':' | '(' | '!' | '?' | '.' | '|' | '\n' | ' ' | '/' | '-' | '…')
}

/// The label of several pieces, each cleaned; empty pieces are left out.
pub(super) fn label(text: &Text, pieces: &[Range]) -> String {
    let mut label = String::new();
    for piece in pieces {
        let words = text.str(clean(text, *piece));
        label.push_str(words.trim_matches(|c| matches!(c, ',' | ';' | ':' | '\n')));
    }
    label.replace('\n', "")
}

/// What is compared when two labels may name the same thing: without what commonly varies between mentions.
pub(super) fn key(label: &str) -> String {
    let mut key: String = label.chars().filter(|c| !is_punctuation(*c)).collect();
    for word in ["年度", "本年", "当年", "当月", "的"] {
        key = key.replace(word, "");
    }
    key
}

/// The positive form of a negative phrase (未公示 → 公示, 无台账 → 台账), or `None`.
pub(super) fn positive(label: &str) -> Option<String> {
    ["未能", "未", "没有", "没", "无", "不"]
        .iter()
        .find_map(|no| label.strip_prefix(no).filter(|rest| rest.chars().count() >= 2).map(str::to_owned))
}

/// Whether `later` counts failures of what `label` asks for: 完成职责任务 … 未完成职责任务, 按时缴纳 … 拖欠1个月.
pub(super) fn is_denied(label: &str, later: &str) -> bool {
    let timely = ["按时", "按期", "及时", "准时", "按规定时间", "按要求时限"].iter().any(|w| label.contains(w));
    if timely
        && ["推迟", "延迟", "逾期", "迟", "延期", "拖欠", "拖延", "超期", "超时"].iter().any(|w| later.contains(w))
    {
        return true;
    }
    let chars: Vec<char> = later.chars().collect();
    chars.iter().enumerate().any(|(i, c)| {
        let verb: String = chars.iter().skip(i + 1).take(2).collect();
        matches!(c, '未' | '不' | '缺')
            && verb.chars().count() == 2
            && !matches!(verb.as_str(), "达到" | "能够" | "按时")
            && label.contains(&verb)
    })
}

/// Whether a phrase says that all is well, so that what follows can only lose from it.
pub(super) fn is_perfect(label: &str) -> bool {
    const ENDS: &[&str] = &[
        "完善",
        "达标",
        "合格",
        "符合要求",
        "齐全",
        "健全",
        "完成",
        "全勤",
        "满勤",
        "规范",
        "完整",
        "及时",
        "准确",
        "到位",
        "无误",
        "无遗漏",
        "达到要求",
        "达到目标",
        "全覆盖",
        "正常",
        "完好",
        "良好",
        "整洁",
        "属实",
        "一致",
        "落实",
        "符合规定",
        "符合标准",
        "达到标准",
        "按要求完成",
        "按时完成",
        "按期完成",
        "达到规定要求",
        "执行到位",
        "正确",
        "清晰",
        "清楚",
        "整齐",
        "稳定",
        "有序",
        "安全",
        "合规",
        "详实",
        "真实",
    ];
    const STARTS: &[&str] =
        &["未", "无", "没有", "零", "全部", "均", "全年未", "全年无", "年内无", "年内未", "不存在", "杜绝", "没"];
    let bare: String =
        label.split_once('(').map_or(label, |(front, back)| if back.ends_with(')') { front } else { label }).to_owned();
    let label = bare.as_str();
    let last = label.rsplit(['，', ',', '、']).next().unwrap_or(label);
    ENDS.iter().any(|w| label.ends_with(w))
        || STARTS.iter().any(|w| label.starts_with(w) || last.starts_with(w))
        || last.contains("未发生")
        || last.contains("无") && last.chars().count() <= 12
        || last.contains("全部")
}
