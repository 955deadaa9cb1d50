//! A sample → the two texts that are published with it, byte for byte the same wherever they are made.

use crate::frame::row;
use crate::problem::{Kind, Problem};
use crate::sample::{Drawn, Outcome, Sample, Ticket};

/// `sample.csv`: a row a site drawn, by stratum and ticket. `short` is `yes` where the stratum had too few sites.
pub fn sample_csv(sample: &Sample) -> String {
    let mut text = row(&["stratum", "stratum_name", "site", "site_name", "how", "short"]);
    for drawn in &sample.strata {
        let short = if drawn.is_short() { "yes" } else { "" };
        for ticket in drawn.tickets.iter().filter(|t| t.outcome.is_drawn()) {
            let how = word(ticket);
            text.push_str(&row(&[&drawn.stratum, &drawn.name, &ticket.site, &ticket.name, &how, short]));
        }
    }
    text
}

/// `tickets.csv`: a row a site of the frame, by stratum and ticket.
pub fn tickets_csv(sample: &Sample) -> String {
    let mut text = row(&["stratum", "site", "ticket", "outcome"]);
    for (drawn, ticket) in sample.strata.iter().flat_map(|d: &Drawn| d.tickets.iter().map(move |t| (d, t))) {
        text.push_str(&row(&[&drawn.stratum, &ticket.site, &ticket.number, &word(ticket)]));
    }
    text
}

fn word(ticket: &Ticket) -> String {
    match ticket.outcome {
        Outcome::Drawn => "drawn".to_owned(),
        Outcome::Certain => "certain".to_owned(),
        Outcome::Replacement(number) => format!("replacement-{number}"),
    }
}

/// That a file is not what the draw gives, at its first other line.
pub(crate) fn differs(file: &'static str, told: &str, made: &str) -> Problem {
    let same = told.lines().zip(made.lines()).take_while(|(a, b)| a == b).count();
    let line = u32::try_from(same + 1).unwrap_or(u32::MAX);
    Kind::DrawFileDiffers { file, line }.at(line)
}
