//! The sites that were drawn, from the published sample.

use crate::office::web::{Ask, Trouble};
use kaocheng_office::office::{Office, key};

/// The file of the draw that holds the sample.
const SAMPLE: &str = "sample.csv";

/// A site that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The code of the unit in which it was drawn.
    pub stratum: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// It was taken in place of one that could not be visited, or without a draw.
    pub how: String,
}

impl Site {
    /// Code and name.
    pub fn shown(&self) -> String {
        if self.name.is_empty() { self.code.clone() } else { format!("{} {}", self.code, self.name) }
    }
}

/// The drawn sites of a round; none before the draw.
pub async fn drawn(ask: &Ask, round: &str) -> Result<Vec<Site>, Trouble> {
    let blob = {
        let office = ask.office().await?;
        office.draws.get(&key(&[round])).and_then(|draw| draw.files.get(SAMPLE)).cloned()
    };
    match blob {
        Some(blob) => Ok(read(&ask.server.blobs.get(&blob).await?)),
        None => Ok(Vec::new()),
    }
}

/// The sites of a sample. A file without the columns has none: it is the draw that checks it.
fn read(bytes: &[u8]) -> Vec<Site> {
    let mut reader = csv::Reader::from_reader(bytes);
    let Ok(header) = reader.headers().cloned() else { return Vec::new() };
    let at = |name: &str| header.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
    let columns = [at("stratum"), at("site"), at("site_name"), at("how")];
    let site = |row: csv::StringRecord| {
        let [stratum, code, name, how] =
            columns.map(|column| column.and_then(|ix| row.get(ix)).unwrap_or_default().to_owned());
        Site { stratum, code, name, how }
    };
    reader.records().filter_map(Result::ok).map(site).filter(|site| !site.code.is_empty()).collect()
}

/// The sites of a unit: those drawn in it, or below it.
pub fn within<'s>(sites: &'s [Site], office: &Office, round: &str, unit: &str) -> Vec<&'s Site> {
    let is_within =
        |site: &&Site| office.is_within(round, &site.stratum, unit) || office.is_within(round, &site.code, unit);
    sites.iter().filter(is_within).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_sample_is_read_by_its_columns() {
        let sites =
            read("stratum,stratum_name,site,site_name,how,short\nYT01,东汀街道,YT01-1,桃红井村,drawn,\n".as_bytes());
        assert_eq!(sites.len(), 1);
        assert_eq!(sites[0].shown(), "YT01-1 桃红井村");
        assert_eq!(sites[0].stratum, "YT01");
        assert!(read(b"nonsense").is_empty());
    }
}
