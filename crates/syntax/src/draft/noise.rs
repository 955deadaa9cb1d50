//! Advertisements and lines that the page repeats: moved out, listed, never just gone.

use super::lines::{Line, LineKind};
use super::{DropReason, Dropped};
use std::collections::HashMap;

/// A line that stands on the page this often is the page's, not the document's.
const REPEATED: usize = 3;

/// Moves noise out of the lines; what was a line of its own leaves a mark in its place.
pub(super) fn remove(lines: Vec<Line>, dropped: &mut Vec<Dropped>) -> Vec<Line> {
    let brackets = repeated_brackets(&lines);
    let repeated = repeated_lines(&lines);
    let mut out = Vec::with_capacity(lines.len());
    for mut line in lines {
        if line.kind != LineKind::Words {
            out.push(line);
            continue;
        }
        for words in &brackets {
            while let Some(at) = line.text.find(words.as_str()) {
                let taken: String = line.text.drain(at..at + words.len()).collect();
                take(taken, line.number, DropReason::Repeated, dropped, &mut out);
            }
        }
        let text = line.text.trim().to_owned();
        if text.is_empty() {
            out.push(Line { text, number: line.number, kind: LineKind::Blank });
        } else if is_advertisement(&text) {
            take(text, line.number, DropReason::Advertisement, dropped, &mut out);
        } else if repeated.contains_key(&text) {
            take(text, line.number, DropReason::Repeated, dropped, &mut out);
        } else {
            line.text = text;
            out.push(line);
        }
    }
    out
}

fn take(text: String, number: usize, reason: DropReason, dropped: &mut Vec<Dropped>, out: &mut Vec<Line>) {
    dropped.push(Dropped { text: text.clone(), line: number, reason });
    out.push(Line { text, number, kind: LineKind::Dropped });
}

/// 【…】 with the same words at least twice.
fn repeated_brackets(lines: &[Line]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines.iter().filter(|l| l.kind == LineKind::Words) {
        let mut rest = line.text.as_str();
        while let Some(start) = rest.find('【') {
            let Some(length) = rest.get(start..).and_then(|r| r.find('】')) else { break };
            let end = start + length + '】'.len_utf8();
            // 【10分】 is points and comes back for good reason.
            if let Some(words) = rest.get(start..end).filter(|w| w.chars().count() >= 8) {
                *counts.entry(words).or_default() += 1;
            }
            rest = rest.get(end..).unwrap_or("");
        }
    }
    let mut found: Vec<String> = counts.into_iter().filter(|(_, n)| *n >= 2).map(|(w, _)| w.to_owned()).collect();
    found.sort();
    found
}

fn repeated_lines(lines: &[Line]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().filter(|l| l.kind == LineKind::Words) {
        let long = line.text.chars().count() >= 8;
        // Sentences that speak of points may well stand under several items.
        if long
            && !crate::document::kind::speaks_of_points(&line.text)
            && crate::numbering::Numbering::of(&line.text).is_none()
        {
            *counts.entry(line.text.clone()).or_default() += 1;
        }
    }
    counts.retain(|_, n| *n >= REPEATED);
    counts
}

fn is_advertisement(text: &str) -> bool {
    let lower = text.to_lowercase();
    let address = ["http://", "https://", "www."].iter().any(|w| lower.contains(w));
    let menu = lower.starts_with("当前位置") || lower.starts_with("您的位置");
    let page =
        ["更多资源", "欢迎访问", "点击下载", "版权所有", "相关阅读", "猜你喜欢"].iter().any(|w| lower.contains(w));
    address || menu || (page && text.chars().count() < 200)
}
