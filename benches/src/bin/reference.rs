//! `reference VILLAGES SEED OUT.parquet`: what the reference evaluator gives for workload S, in the form that is compared.

use kaocheng_bench::hierarchy::units;
use kaocheng_bench::items::Items;
use kaocheng_bench::measures::Measures;
use kaocheng_bench::output::{reference, write};
use kaocheng_bench::random::Seed;
use kaocheng_bench::table::{plan, table};
use std::error::Error;
use std::fs::File;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [villages, seed, out] = words.as_slice() else { return Err("reference VILLAGES SEED OUT.parquet".into()) };
    let seed = Seed(seed.parse()?);
    let items = Items::read().ok_or("workload-s/items.json is broken")?;
    let measures = Measures::new(&items, seed);
    let units = units(villages.parse()?, seed);
    let plan = plan();
    println!("{} nodes, {} inputs, {} items", plan.nodes.len(), plan.inputs.len(), plan.items.len());
    let table = table(&plan, &units, &measures).map_err(|errors| format!("{errors:?}"))?;
    let columns = reference(&plan, &table, &units, &items);
    write(&units, &columns, File::create(out)?)?;
    Ok(())
}
