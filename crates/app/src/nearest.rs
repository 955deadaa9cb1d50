//! The names that a mistyped one may have meant.

/// Up to three names near to `word`, the nearest first; those that hold it count as near.
pub fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    if wanted.is_empty() || wanted.len() > 60 {
        return Vec::new();
    }
    let most = (wanted.len() / 3).max(1);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in all.filter(|n| !n.is_empty()) {
        let lower = name.to_lowercase();
        let held = wanted.len() > 1 && lower.contains(&wanted.iter().collect::<String>());
        let away = if held { 0 } else { distance(&wanted, &lower.chars().take(80).collect::<Vec<_>>()) };
        if away <= most && !found.iter().any(|(_, n)| *n == name) {
            found.push((away, name));
        }
    }
    found.sort_by_key(|(away, _)| *away);
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many characters must be put in, taken out or changed to make one of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let above = *cell;
            left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_first() {
        let all = ["sum-mismatch", "policy-open", "sum-missing"];
        assert_eq!(nearest("sum-mismach", all.into_iter()), ["sum-mismatch"]);
        assert_eq!(nearest("policy", all.into_iter()), ["policy-open"]);
        assert!(nearest("zzz", all.into_iter()).is_empty());
        assert_eq!(nearest("清河", ["清河镇", "柳林镇"].into_iter()), ["清河镇"]);
    }

    #[test]
    fn distances_count_single_edits() {
        let chars = |s: &str| s.chars().collect::<Vec<_>>();
        for (a, b, away) in
            [("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("kitten", "sitting", 3), ("ab", "", 2)]
        {
            assert_eq!(distance(&chars(a), &chars(b)), away, "{a} {b}");
        }
    }
}
