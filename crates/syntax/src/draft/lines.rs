//! Lines of the input, and paragraphs made whole again where a line or page end cut them.

use crate::document::width::{fold, is_wide};
use crate::numbering::Numbering;

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Words.
    Words,
    /// A heading that the input itself marks, and its level.
    Heading(usize),
    /// Markdown that goes through as it is: a table, a quote, a code block.
    Whole,
    /// Words that were moved out here.
    Dropped,
    /// Nothing.
    Blank,
}

/// A line of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its words, without blanks at the ends.
    pub text: String,
    /// Its number, counted from 1.
    pub number: usize,
    /// What it is.
    pub kind: LineKind,
}

impl Line {
    /// A line of words, or a blank one.
    pub fn words(text: &str, number: usize) -> Line {
        let text = text.trim().to_owned();
        let kind = if text.is_empty() { LineKind::Blank } else { LineKind::Words };
        Line { text, number, kind }
    }
}

/// The lines of plain text.
pub(super) fn text(input: &str) -> Vec<Line> {
    let input = input.strip_prefix('\u{feff}').unwrap_or(input);
    input.lines().enumerate().map(|(i, line)| Line::words(line, i + 1)).collect()
}

/// The lines of Markdown: headings by their marks, tables, quotes and code as wholes.
pub(super) fn markdown(input: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut front = false;
    let raw_lines = input.strip_prefix('\u{feff}').unwrap_or(input).lines();
    for (line, raw) in text(input).into_iter().zip(raw_lines) {
        let words = line.text.clone();
        let first = lines.iter().all(|l| l.kind == LineKind::Blank);
        if (first && words == "---") || front {
            front = first || words != "---";
            push_whole(&mut lines, raw, line.number);
            continue;
        }
        let marks = words.chars().take_while(|c| *c == '#').count();
        let mark = ["```", "~~~"].into_iter().find(|m| words.starts_with(m));
        let whole = fence.is_some() || mark.is_some() || words.starts_with(['|', '>']);
        fence = match (fence, mark) {
            (None, mark) => mark,
            (Some(open), Some(mark)) if open == mark => None,
            (open, _) => open,
        };
        if whole {
            push_whole(&mut lines, &words, line.number);
        } else if (1..=6).contains(&marks) && words.get(marks..).is_some_and(|r| r.starts_with(' ')) {
            let text = words.get(marks..).unwrap_or("").trim().trim_end_matches('#').trim_end().to_owned();
            lines.push(Line { text, number: line.number, kind: LineKind::Heading(marks) });
        } else {
            lines.push(line);
        }
    }
    lines
}

fn push_whole(lines: &mut Vec<Line>, words: &str, number: usize) {
    match lines.last_mut().filter(|l| l.kind == LineKind::Whole) {
        Some(last) => {
            last.text.push('\n');
            last.text.push_str(words);
        }
        None => lines.push(Line { text: words.to_owned(), number, kind: LineKind::Whole }),
    }
}

/// Joins lines that were cut in mid-sentence; the others become paragraphs of their own.
pub(super) fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    // Noise between two halves of a sentence goes after the sentence.
    let mut noise: Vec<Line> = Vec::new();
    let mut blank = true;
    for line in lines {
        match line.kind {
            LineKind::Blank => blank = true,
            LineKind::Dropped => noise.push(line),
            LineKind::Words => {
                match out.last_mut().filter(|l| l.kind == LineKind::Words && goes_on(&l.text, &line.text, blank)) {
                    Some(last) => join(&mut last.text, &line.text),
                    None => {
                        out.append(&mut noise);
                        out.push(line);
                    }
                }
                blank = false;
            }
            LineKind::Heading(_) | LineKind::Whole => {
                out.append(&mut noise);
                out.push(line);
                blank = true;
            }
        }
    }
    out.append(&mut noise);
    out
}

fn join(text: &mut String, next: &str) {
    let wide = text.chars().next_back().is_some_and(is_wide) || next.chars().next().is_some_and(is_wide);
    if !wide {
        text.push(' ');
    }
    text.push_str(next);
}

/// Shorter lines end where they end: titles, dates, names.
const SHORTEST_CUT: usize = 28;

/// Whether `next` goes on with the sentence that `text` began.
fn goes_on(text: &str, next: &str, blank: bool) -> bool {
    if Numbering::of(next).is_some() || next.starts_with(['-', '+', '*']) && next.get(1..2) == Some(" ") {
        return false;
    }
    let Some(last) = text.chars().next_back() else { return false };
    if matches!(fold(last), ',' | '、') || open_bracket(text) {
        return true;
    }
    if matches!(fold(last), '。' | '.' | '!' | '?' | ';' | ':' | '…' | ')' | '】' | '”' | '》') {
        return false;
    }
    if last.is_ascii() {
        // A Latin paragraph goes on in the next line, and over a page end in small letters.
        let small = next.chars().next().is_some_and(|c| c.is_lowercase());
        return text.chars().count() >= SHORTEST_CUT && (small || !blank);
    }
    text.chars().count() >= SHORTEST_CUT
}

fn open_bracket(text: &str) -> bool {
    let count = |open: char, close: char| {
        let opened = text.chars().filter(|c| fold(*c) == open).count();
        opened > text.chars().filter(|c| fold(*c) == close).count()
    };
    count('(', ')') || count('《', '》')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(input: &str) -> Vec<String> {
        joined(text(input)).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn cut_sentences_are_made_whole() {
        let cut = "(1)按照本县托育条例的要求,各镇(乡、\n\n街道)政府应当征求意见(20分)。";
        assert_eq!(paragraphs(cut), ["(1)按照本县托育条例的要求,各镇(乡、街道)政府应当征求意见(20分)。"]);
        let cut = "⑶加强机构建设(20分)。建立健全服务站点,承担全县托育服务管理与服务推\n\n广职能(5分)。";
        assert_eq!(paragraphs(cut).len(), 1);
        let cut = "Every facility that keeps a waste log in the\nagreed form gets 2 points.";
        assert_eq!(paragraphs(cut), ["Every facility that keeps a waste log in the agreed form gets 2 points."]);
    }

    #[test]
    fn titles_and_numbered_lines_stay_apart() {
        assert_eq!(paragraphs("考核办法\n\n为做好工作,制定本办法。\n一、总则\n二、内容").len(), 4);
    }
}
