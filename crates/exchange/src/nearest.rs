//! The word that was probably meant.

/// Comparing everything with everything is slow, and after so many wrong words the file is wrong, not the words.
const QUESTIONS: usize = 50;

/// Answers the first questions about near words.
#[derive(Default)]
pub(crate) struct Nearest {
    asked: usize,
}

impl Nearest {
    /// The candidate nearest to `word` by edits, if it is near enough to be worth naming.
    pub fn of<'c>(&mut self, word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        self.asked += 1;
        let word: Vec<char> = crate::words::key(word).chars().take(60).collect();
        if self.asked > QUESTIONS || word.is_empty() {
            return None;
        }
        let allowed = (word.len() / 3).max(1);
        candidates
            .filter_map(|c| {
                let key: Vec<char> = crate::words::key(c).chars().collect();
                // One that only adds words is near, however long: 到位率 for 事业费到位率.
                let holds = word.len() > 1 && key.windows(word.len()).any(|w| w == word);
                let edits = if key.len().abs_diff(word.len()) <= allowed { edits(&word, &key) } else { usize::MAX };
                let near = if holds { edits.min(allowed) } else { edits };
                (near <= allowed && near < key.len()).then_some((near, c))
            })
            .min_by_key(|(near, _)| *near)
            .map(|(_, c)| c)
    }
}

/// How many characters must be put in, taken out or replaced.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let here = (diagonal + usize::from(x != y)).min(left + 1).min(*above + 1);
            diagonal = std::mem::replace(above, here);
            left = here;
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
    fn near_words_are_found_and_far_ones_are_not() {
        let labels = ["事业费到位率", "配备专职人员", "1.1.5:1"];
        let mut near = Nearest::default();
        assert_eq!(near.of("事业费到位律", labels.into_iter()), Some("事业费到位率"));
        assert_eq!(near.of("到位率", labels.into_iter()), Some("事业费到位率"));
        assert_eq!(near.of("1.1.5:2", labels.into_iter()), Some("1.1.5:1"));
        assert_eq!(near.of("会议次数", labels.into_iter()), None);
        assert_eq!(edits(&['a', 'b', 'c'], &['b', 'c', 'd']), 2);
    }
}
