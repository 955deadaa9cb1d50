//! The seed ceremony as the public reads it, from the files that its steps published.

use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What a draw published, so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ceremony {
    /// The hash of the frame.
    pub frame_hash: String,
    /// The commitment to the seed.
    pub commitment: String,
    /// The seed, once it is revealed.
    pub seed: String,
    /// The digits thrown in public.
    pub public: String,
    /// The strata, in the order of the frame.
    pub strata: Vec<Stratum>,
}

/// A stratum: the sites of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many sites are drawn in it.
    pub draw: String,
    /// The sites: by ticket once they have one, before that as in the frame.
    pub sites: Vec<Site>,
    /// The team that visits it, once that is public.
    pub team: String,
}

/// A site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its ticket.
    pub ticket: String,
    /// `drawn`, `certain`, `replacement-1` …; empty before the draw.
    pub outcome: String,
}

impl Site {
    /// Whether it was drawn.
    pub fn is_drawn(&self) -> bool {
        matches!(self.outcome.as_str(), "drawn" | "certain")
    }

    /// The ticket to as many digits as people compare; the file has all.
    pub fn short(&self) -> &str {
        self.ticket.get(..14).unwrap_or(&self.ticket)
    }

    /// Its place among the replacements.
    pub fn replacement(&self) -> &str {
        self.outcome.strip_prefix("replacement-").unwrap_or_default()
    }
}

impl Ceremony {
    /// Reads what there is; a file that is not there leaves its part empty. It is `verify draw` that checks them.
    pub fn of(files: &BTreeMap<String, String>) -> Ceremony {
        let text = |name: &str| files.get(name).map_or("", String::as_str);
        let record: Json = serde_json::from_str(text("record.json")).unwrap_or_default();
        let of = |name: &str| record.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let mut strata: Vec<Stratum> = Vec::new();
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows(text("frame.csv")) {
            let cell = |ix: usize| row.get(ix).cloned().unwrap_or_default();
            let ix = *at.entry(cell(0)).or_insert_with(|| {
                strata.push(Stratum { code: cell(0), name: cell(1), draw: cell(2), ..Stratum::default() });
                strata.len() - 1
            });
            if let Some(stratum) = strata.get_mut(ix).filter(|_| !cell(4).is_empty()) {
                stratum.sites.push(Site { code: cell(4), name: cell(5), ..Site::default() });
            }
        }
        for row in rows(text("tickets.csv")) {
            let cell = |ix: usize| row.get(ix).cloned().unwrap_or_default();
            let stratum = at.get(&cell(0)).and_then(|ix| strata.get_mut(*ix));
            let site = stratum.and_then(|stratum| stratum.sites.iter_mut().find(|site| site.code == cell(1)));
            if let Some(site) = site {
                (site.ticket, site.outcome) = (cell(2), cell(3));
            }
        }
        for stratum in &mut strata {
            // Tickets are compared as texts; those of equal text go by code, as the frame has them.
            stratum.sites.sort_by(|one, other| one.ticket.cmp(&other.ticket));
        }
        for row in rows(text("assignment.csv")) {
            let stratum = row.get(1).and_then(|code| at.get(code)).and_then(|ix| strata.get_mut(*ix));
            if let (Some(stratum), Some(team)) = (stratum, row.first()) {
                stratum.team.clone_from(team);
            }
        }
        Ceremony {
            frame_hash: text("frame.sha256").split_whitespace().next().unwrap_or_default().to_owned(),
            commitment: text("commitment.txt").trim().to_owned(),
            seed: of("seed"),
            public: of("public"),
            strata,
        }
    }

    /// How many sites there are.
    pub fn sites(&self) -> usize {
        self.strata.iter().map(|stratum| stratum.sites.len()).sum()
    }

    /// How many were drawn.
    pub fn drawn(&self) -> usize {
        self.strata.iter().flat_map(|stratum| &stratum.sites).filter(|site| site.is_drawn()).count()
    }
}

/// The rows of a table below its header.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    reader.records().filter_map(Result::ok).map(|row| row.iter().map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(these: &[(&str, &str)]) -> BTreeMap<String, String> {
        these.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    const FRAME: &str = "stratum,stratum_name,draw,method,site,site_name,measure\nA,清河镇,1,equal,A1,东岭村,\n\
                         A,清河镇,1,equal,A2,西坪村,\nB,杏山镇,1,equal,,,\n";

    #[test]
    fn before_the_draw_there_is_the_frame() {
        let ceremony = Ceremony::of(&files(&[("frame.csv", FRAME), ("frame.sha256", "ab12  frame.csv\n")]));
        assert_eq!((ceremony.frame_hash.as_str(), ceremony.sites(), ceremony.drawn()), ("ab12", 2, 0));
        assert_eq!(ceremony.strata.len(), 2, "a stratum without sites stands there too");
        assert!(ceremony.seed.is_empty() && ceremony.commitment.is_empty());
    }

    #[test]
    fn after_it_the_tickets_are_in_order() {
        let tickets = "stratum,site,ticket,outcome\nA,A2,0.1,drawn\nA,A1,0.7,replacement-1\n";
        let record = r#"{"seed":"00381294715520963847","public":"640213"}"#;
        let teams = "team,code,unit\n一组,A,清河镇\n";
        let all = files(&[
            ("frame.csv", FRAME),
            ("tickets.csv", tickets),
            ("record.json", record),
            ("assignment.csv", teams),
        ]);
        let ceremony = Ceremony::of(&all);
        assert_eq!((ceremony.seed.as_str(), ceremony.public.as_str()), ("00381294715520963847", "640213"));
        let [a, _] = ceremony.strata.as_slice() else { panic!("{ceremony:?}") };
        assert_eq!(a.sites.iter().map(|site| site.code.as_str()).collect::<Vec<_>>(), ["A2", "A1"]);
        assert!(a.sites[0].is_drawn() && a.sites[1].replacement() == "1");
        assert_eq!((ceremony.drawn(), a.team.as_str()), (1, "一组"));
    }
}
