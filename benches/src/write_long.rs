//! A row a figure, as Parquet: unit, measure, value. Figures stand in no order within a row group; absent ones are not there.

use crate::hierarchy::Unit;
use crate::items::Form;
use crate::measures::Measures;
use crate::random::Seed;
use crate::write_wide::required;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::Arc;

/// Units of which the figures make a row group of about a million rows.
const UNITS: usize = 16_384;
/// Where the order of figures is drawn.
const ORDER: u64 = 1_006;

/// Writes the long table: values are DECIMAL(18,2) on INT64, a fact is 0 or 1.
pub fn long(units: &[Unit], measures: &Measures, seed: Seed, to: impl Write + Send) -> Result<()> {
    let text =
        "message s { required int32 unit; required binary measure (STRING); required int64 value (DECIMAL(18,2)); }";
    let schema = Arc::new(parse_message_type(text)?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(to, schema, Arc::new(properties))?;
    let names: Vec<ByteArray> = measures.all.iter().map(|m| ByteArray::from(m.id.as_str())).collect();
    let reporting: Vec<i32> = units.iter().filter(|u| u.level.reports()).map(|u| u.unit).collect();
    for (at, some) in reporting.chunks(UNITS).enumerate() {
        let mut figures = figures(some, measures);
        seed.shuffle(&mut figures, ORDER << 16 | at as u64);
        let mut group = file.next_row_group()?;
        let units: Vec<i32> = figures.iter().map(|f| f.0).collect();
        required::<Int32Type, _>(&mut group, &units)?;
        let named: Vec<ByteArray> = figures.iter().filter_map(|f| names.get(f.1).cloned()).collect();
        required::<ByteArrayType, _>(&mut group, &named)?;
        let values: Vec<i64> = figures.iter().map(|f| f.2).collect();
        required::<Int64Type, _>(&mut group, &values)?;
        group.close()?;
    }
    file.close().map(|_| ())
}

/// The figures of some units: unit, measure, hundredths.
fn figures(units: &[i32], measures: &Measures) -> Vec<(i32, usize, i64)> {
    let mut all = Vec::with_capacity(units.len() * measures.all.len());
    for unit in units {
        for (at, measure) in measures.all.iter().enumerate() {
            let scale = if measure.form == Form::Hundredths { 1 } else { 100 };
            all.extend(measures.value(at, *unit).map(|v| (*unit, at, v * scale)));
        }
    }
    all
}
