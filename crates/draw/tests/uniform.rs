//! Chances over 20,000 seeds, fixed, so that the outcome is always the same. Critical values are the 99.9 % quantiles of the
//! chi-squared distribution.

#![allow(clippy::unwrap_used)]

use kaocheng_draw::frame::{Frame, Method, Site, Stratum};
use kaocheng_draw::sample::{Sample, draw};
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::ticket::Key;
use std::collections::BTreeMap;

const SEEDS: u64 = 20_000;

fn frame(draw: u32, measures: &[Option<u64>]) -> Frame {
    let site =
        |(at, measure): (usize, &Option<u64>)| Site { code: format!("S{at}"), name: String::new(), measure: *measure };
    let method = if measures[0].is_some() { Method::Measure } else { Method::Equal };
    let sites = measures.iter().enumerate().map(site).collect();
    Frame::new(vec![Stratum { code: "T".into(), name: String::new(), draw, method, sites }]).unwrap()
}

/// The samples of all seeds.
fn samples(frame: &Frame) -> impl Iterator<Item = Sample> {
    let hash = frame.hash();
    (0..SEEDS).map(move |n| {
        let seed = Seed::read(&format!("{n:020}")).unwrap();
        draw(frame, &Key::new(&hash, &seed, &PublicDigits::default()))
    })
}

fn sites(sample: &Sample) -> Vec<String> {
    let mut sites: Vec<String> = sample.strata[0].sites().into_iter().map(str::to_owned).collect();
    sites.sort();
    sites
}

/// Σ (observed − expected)² ÷ expected ≤ critical ÷ 1000, with chances `weight` out of `total`, in whole numbers.
fn holds(observed: &[u64], weights: &[u64], critical_in_thousandths: i128) -> bool {
    let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    let product: i128 = weights.iter().map(|w| i128::from(*w)).product();
    let seeds = i128::from(SEEDS);
    // All terms over the common divisor seeds · total · product.
    let term = |(o, w): (&u64, &u64)| {
        let off = i128::from(*o) * total - seeds * i128::from(*w);
        off * off * (product / i128::from(*w))
    };
    let sum: i128 = observed.iter().zip(weights).map(term).sum();
    sum * 1000 <= critical_in_thousandths * seeds * total * product
}

#[test]
fn every_pair_of_ten_sites_is_equally_likely() {
    let mut pairs: BTreeMap<Vec<String>, u64> = BTreeMap::new();
    samples(&frame(2, &[None; 10])).for_each(|s| *pairs.entry(sites(&s)).or_default() += 1);
    let observed: Vec<u64> = pairs.into_values().collect();
    assert_eq!(observed.len(), 45);
    // 44 degrees of freedom.
    assert!(holds(&observed, &[1; 45], 78_750), "{observed:?}");
}

#[test]
fn one_site_is_drawn_in_proportion_to_its_measure() {
    let weights = [1, 2, 3, 4, 10];
    let mut observed = [0; 5];
    for sample in samples(&frame(1, &weights.map(Some))) {
        observed[sites(&sample)[0][1..].parse::<usize>().unwrap()] += 1;
    }
    // 4 degrees of freedom.
    assert!(holds(&observed, &weights, 18_467), "{observed:?}");
    // The test can fail: equal chances it is not.
    assert!(!holds(&observed, &[4; 5], 18_467));
}

#[test]
fn each_of_three_sites_is_included_in_proportion_to_its_measure() {
    let weights: [u64; 6] = [1, 2, 3, 4, 5, 6];
    let mut observed = [0_i128; 6];
    for sample in samples(&frame(3, &weights.map(Some))) {
        assert_eq!(sites(&sample).len(), 3);
        sites(&sample).iter().for_each(|s| observed[s[1..].parse::<usize>().unwrap()] += 1);
    }
    for (observed, weight) in observed.iter().zip(weights) {
        // Included with a chance of 3·weight/21: the square of the distance from the mean in standard deviations, at most
        // 10.828 (one degree of freedom).
        let (chance, of, seeds) = (i128::from(weight), 7, i128::from(SEEDS));
        let off = observed * of - seeds * chance;
        assert!(off * off * 1000 <= 10_828 * seeds * chance * (of - chance), "{observed} for {weight}");
    }
}
