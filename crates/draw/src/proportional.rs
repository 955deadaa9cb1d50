//! Measures of size in an order made by chance, and a random start → which are drawn, each with a chance exactly in
//! proportion to its measure.
//!
//! Systematic sampling with unequal probabilities (W. G. Madow, 1949) over a random order (R. Goodman and L. Kish, 1950;
//! H. O. Hartley and J. N. K. Rao, 1962). Sites whose chance would reach 1 are taken first and the rest is drawn among the
//! others. Whole numbers throughout: a share of n·m/M is never computed, only compared.

use crate::sample::Outcome;

/// For each measure whether and how it is drawn; `None`: not drawn. `start` gives a whole number below its argument, all
/// equally likely. With no more measures than `size` all are drawn.
pub(crate) fn draw(measures: &[u64], size: usize, start: &dyn Fn(u128) -> u128) -> Vec<Option<Outcome>> {
    if measures.len() <= size {
        return vec![Some(Outcome::Drawn); measures.len()];
    }
    let mut outcomes = vec![None; measures.len()];
    let left = take_certain(measures, size, &mut outcomes);
    if left == 0 {
        return outcomes;
    }
    let total = open_total(measures, &outcomes);
    let mut point = start(total);
    let mut sum = 0_u128;
    for (measure, outcome) in measures.iter().zip(&mut outcomes).filter(|(_, o)| o.is_none()) {
        sum += u128::from(*measure) * left as u128;
        // A site's stretch is no longer than the distance of two points, so it holds one of them or none.
        if point < sum {
            *outcome = Some(Outcome::Drawn);
            point += total;
        }
    }
    outcomes
}

/// Takes the sites whose chance is 1 until there are none among the rest; gives how many are left to draw.
fn take_certain(measures: &[u64], size: usize, outcomes: &mut [Option<Outcome>]) -> usize {
    let mut left = size;
    loop {
        let total = open_total(measures, outcomes);
        let certain = |measure: u64| total > 0 && u128::from(measure) * left as u128 >= total;
        let mut taken = 0;
        for (measure, outcome) in measures.iter().zip(outcomes.iter_mut()).filter(|(_, o)| o.is_none()) {
            if certain(*measure) {
                *outcome = Some(Outcome::Certain);
                taken += 1;
            }
        }
        left = left.saturating_sub(taken);
        if taken == 0 || left == 0 {
            return left;
        }
    }
}

/// The measures that are still open, together.
fn open_total(measures: &[u64], outcomes: &[Option<Outcome>]) -> u128 {
    measures.iter().zip(outcomes).filter(|(_, o)| o.is_none()).map(|(m, _)| u128::from(*m)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often each measure is drawn over all possible starts: exactly its share.
    fn counts(measures: &[u64], size: usize) -> (Vec<u64>, u128) {
        let total: u128 = measures.iter().map(|m| u128::from(*m)).sum();
        let mut counts = vec![0; measures.len()];
        for at in 0..total {
            let outcomes = draw(measures, size, &|below| at % below);
            assert_eq!(outcomes.iter().flatten().count(), size, "{measures:?} from {at}");
            outcomes.iter().zip(&mut counts).for_each(|(o, count)| *count += u64::from(o.is_some()));
        }
        (counts, total)
    }

    #[test]
    fn chances_are_exactly_in_proportion_to_the_measures() {
        for measures in [&[3, 1, 4, 1, 5, 9, 2, 6][..], &[10, 20, 30, 40], &[7, 7, 7]] {
            for size in 1..=2 {
                let (counts, _) = counts(measures, size);
                let expected: Vec<u64> = measures.iter().map(|m| m * size as u64).collect();
                assert_eq!(counts, expected);
            }
        }
    }

    #[test]
    fn a_site_that_is_too_large_for_chance_is_certain_and_the_rest_shares_what_is_left() {
        let outcomes = draw(&[1, 100, 1, 2], 2, &|_| 3);
        assert_eq!(outcomes, [None, Some(Outcome::Certain), None, Some(Outcome::Drawn)]);
        // With 50 gone, 10 is certain among 10, 3, 2 for two places; one place is left for 3 and 2.
        let outcomes = draw(&[50, 10, 3, 2], 3, &|below| below - 1);
        assert_eq!(outcomes, [Some(Outcome::Certain), Some(Outcome::Certain), None, Some(Outcome::Drawn)]);
    }

    #[test]
    fn too_few_are_all_taken() {
        assert_eq!(draw(&[5, 1], 2, &|_| 0), [Some(Outcome::Drawn); 2]);
        assert_eq!(draw(&[], 2, &|_| 0), []);
    }
}
