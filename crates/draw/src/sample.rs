//! A frame and a key → what is drawn in each stratum, and who stands in for a site that cannot be visited.

use crate::frame::{Frame, Method, Site, Stratum};
use crate::problem::{Kind, Problem};
use crate::proportional;
use crate::ticket::{Key, site_id};

/// What was drawn in each stratum, in the order of the frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The strata.
    pub strata: Vec<Drawn>,
}

/// What was drawn in one stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Its code.
    pub stratum: String,
    /// Its name.
    pub name: String,
    /// How many were to be drawn.
    pub asked: u32,
    /// All its sites by ticket, the smallest first.
    pub tickets: Vec<Ticket>,
}

/// A site, its number and what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The site's code.
    pub site: String,
    /// Its name.
    pub name: String,
    /// Its number: `0.d…`.
    pub number: String,
    /// What it came to.
    pub outcome: Outcome,
}

/// What became of a site in a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Drawn by chance.
    Drawn,
    /// Taken with certainty: its measure is so large that its chance is 1.
    Certain,
    /// Not drawn. If a drawn site cannot be visited, replacements stand in, number 1 first.
    Replacement(usize),
}

impl Outcome {
    /// Whether the site is in the sample.
    pub fn is_drawn(self) -> bool {
        !matches!(self, Outcome::Replacement(_))
    }
}

impl Drawn {
    /// The codes of the sites drawn, in the order of tickets.
    pub fn sites(&self) -> Vec<&str> {
        self.tickets.iter().filter(|t| t.outcome.is_drawn()).map(|t| t.site.as_str()).collect()
    }

    /// The codes of the replacements, the first to stand in first.
    pub fn replacements(&self) -> Vec<&str> {
        self.tickets.iter().filter(|t| !t.outcome.is_drawn()).map(|t| t.site.as_str()).collect()
    }

    /// Whether there were fewer sites than were to be drawn, so that all are taken (T-26).
    pub fn is_short(&self) -> bool {
        self.tickets.len() < self.asked as usize
    }
}

impl Sample {
    /// What was drawn in a stratum.
    pub fn stratum(&self, code: &str) -> Option<&Drawn> {
        self.strata.iter().find(|d| d.stratum == code)
    }

    /// How many sites were drawn in all.
    pub fn size(&self) -> usize {
        self.strata.iter().map(|d| d.sites().len()).sum()
    }

    /// A warning for each stratum that has fewer sites than were to be drawn.
    pub fn warnings(&self) -> Vec<Problem> {
        let short = self.strata.iter().filter(|d| d.is_short());
        short
            .map(|d| Kind::SampleTooFew { stratum: d.name.clone(), sites: d.tickets.len(), asked: d.asked }.anywhere())
            .collect()
    }
}

/// Draws. The same arguments give the same sample on any machine (T-25).
pub fn draw(frame: &Frame, key: &Key) -> Sample {
    Sample { strata: frame.strata().iter().map(|s| draw_in(s, key)).collect() }
}

fn draw_in(stratum: &Stratum, key: &Key) -> Drawn {
    let number = |site: &Site| key.ticket(&site_id(&stratum.code, &site.code));
    let mut order: Vec<(String, &Site)> = stratum.sites.iter().map(|s| (number(s), s)).collect();
    order.sort_by(|a, b| (&a.0, &a.1.code).cmp(&(&b.0, &b.1.code)));
    let size = stratum.draw as usize;
    let mut outcomes: Vec<Option<Outcome>> = match stratum.method {
        Method::Equal => (0..order.len()).map(|place| (place < size).then_some(Outcome::Drawn)).collect(),
        Method::Measure => {
            let measures: Vec<u64> = order.iter().map(|(_, s)| s.measure.unwrap_or(0)).collect();
            let start = |below| key.whole(&format!("start\n{}\n", stratum.code), below);
            proportional::draw(&measures, size, &start)
        }
    };
    let open = outcomes.iter_mut().filter(|o| o.is_none());
    open.enumerate().for_each(|(at, outcome)| *outcome = Some(Outcome::Replacement(at + 1)));
    let ticket = |((number, site), outcome): ((String, &Site), Option<Outcome>)| {
        let outcome = outcome?;
        Some(Ticket { site: site.code.clone(), name: site.name.clone(), number, outcome })
    };
    Drawn {
        stratum: stratum.code.clone(),
        name: stratum.title().to_owned(),
        asked: stratum.draw,
        tickets: order.into_iter().zip(outcomes).filter_map(ticket).collect(),
    }
}
