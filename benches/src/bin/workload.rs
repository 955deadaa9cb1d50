//! `workload --villages N --out DIR [--seed S] [--form wide|csv|long]…`: writes the files of workload S.

use kaocheng_bench::hierarchy::units;
use kaocheng_bench::items::Items;
use kaocheng_bench::measures::Measures;
use kaocheng_bench::random::Seed;
use kaocheng_bench::{write_csv, write_long, write_wide};
use std::error::Error;
use std::fs::{File, create_dir_all};
use std::io::BufWriter;
use std::path::PathBuf;

const USAGE: &str = "workload --villages N --out DIR [--seed S] [--form wide|csv|long]...";

/// What the command line asks for.
struct Asked {
    villages: usize,
    out: PathBuf,
    seed: Seed,
    forms: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = asked(std::env::args().skip(1))?;
    let wants = |form: &str| asked.forms.is_empty() || asked.forms.iter().any(|f| f == form);
    let items = Items::read().ok_or("workload-s/items.json is broken")?;
    let measures = Measures::new(&items, asked.seed);
    let units = units(asked.villages, asked.seed);
    create_dir_all(&asked.out)?;
    let file = |name: &str| File::create(asked.out.join(name));
    if wants("wide") {
        write_wide::wide(&units, &measures, file("wide.parquet")?)?;
    }
    if wants("csv") {
        write_csv::csv(&units, &measures, BufWriter::with_capacity(1 << 20, file("wide.csv")?))?;
    }
    if wants("long") {
        write_wide::units_alone(&units, file("units.parquet")?)?;
        write_long::long(&units, &measures, asked.seed, file("long.parquet")?)?;
    }
    Ok(())
}

fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked, Box<dyn Error>> {
    let mut asked = Asked { villages: 0, out: PathBuf::new(), seed: Seed(1), forms: Vec::new() };
    while let Some(word) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--villages" => asked.villages = value.parse()?,
            "--out" => asked.out = PathBuf::from(value),
            "--seed" => asked.seed = Seed(value.parse()?),
            "--form" if ["wide", "csv", "long"].contains(&value.as_str()) => asked.forms.push(value),
            _ => return Err(USAGE.into()),
        }
    }
    if asked.villages == 0 || asked.out.as_os_str().is_empty() {
        return Err(USAGE.into());
    }
    Ok(asked)
}
