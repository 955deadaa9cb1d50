//! Bytes that are no file, or no longer: problems, never a panic and never half of it.

#![allow(clippy::unwrap_used, clippy::float_arithmetic)]

use crate::support::*;
use bytes::Bytes;
use kaocheng_engine::crew::Alone;
use kaocheng_exchange::bulk::read_parquet;
use parquet::basic::Encoding;
use parquet::file::properties::{WriterProperties, WriterVersion};

fn files() -> Vec<Bytes> {
    let wide = "message t { required int32 code; optional int32 parent; optional binary level (UTF8); optional int32 staff; \
        optional double budget; optional boolean minutes; optional binary award (UTF8); \
        optional fixed_len_byte_array(9) funding (DECIMAL(20,4)); }";
    let rows = 40i32;
    let rate = |n: i32| (n % 4 > 0).then(|| [[0; 5].as_slice(), &(n * 100).to_be_bytes()].concat());
    let columns = vec![
        Col::I32((0..rows).map(Some).collect()),
        Col::I32((0..rows).map(|n| (n > 0).then_some(n / 2)).collect()),
        Col::Text((0..rows).map(|n| Some(if n < 5 { "镇" } else { "村" })).collect()),
        Col::I32((0..rows).map(|n| (n % 3 > 0).then_some(n)).collect()),
        Col::F64((0..rows).map(|n| (n % 5 > 0).then_some(f64::from(n) / 8.0)).collect()),
        Col::Truth((0..rows).map(|n| (n % 7 > 0).then_some(n % 2 == 0)).collect()),
        Col::Text((0..rows).map(|n| (n % 2 > 0).then_some("省")).collect()),
        Col::Bytes((0..rows).map(rate).collect()),
    ];
    let plain =
        || WriterProperties::builder().set_dictionary_enabled(false).set_writer_version(WriterVersion::PARQUET_2_0);
    let long = "message t { optional int32 unit; optional binary input (UTF8); optional double value; }";
    let figures = vec![
        Col::I32((0..rows).map(|n| Some(n / 2)).collect()),
        Col::Text((0..rows).map(|n| Some(if n % 2 == 0 { "staff" } else { "budget" })).collect()),
        Col::F64((0..rows).map(|n| Some(f64::from(n))).collect()),
    ];
    vec![
        file(wide, std::slice::from_ref(&columns)),
        file_as(wide, std::slice::from_ref(&columns), plain()),
        file_as(wide, &[columns], plain().set_column_encoding("level".into(), Encoding::DELTA_BYTE_ARRAY)),
        file(long, std::slice::from_ref(&figures)),
        file_as(long, &[figures], plain()),
    ]
}

fn units_of_files() -> kaocheng_engine::columns::UnitColumns {
    let codes = kaocheng_engine::columns::Codes::Whole((0..40).collect());
    let levels = (vec![0; 40], vec![String::new()]);
    kaocheng_engine::columns::UnitColumns::new(
        codes,
        Default::default(),
        levels,
        Default::default(),
        vec![u32::MAX; 40],
    )
    .unwrap()
}

/// Reads anything: either there are columns of one length or errors.
fn any(bytes: Bytes, units: &kaocheng_engine::columns::UnitColumns) {
    for given in [None, Some(units)] {
        match read_parquet("f.parquet", bytes.clone(), &plan(), given, &Alone) {
            Ok(read) => assert!(read.columns.inputs.iter().all(|c| c.len() == read.columns.units.len())),
            Err(refused) => assert!(refused.errors > 0 && !refused.problems.is_empty()),
        }
    }
}

#[test]
fn files_are_whole_before_they_are_broken() {
    let units = units_of_files();
    for bytes in files() {
        assert_eq!(told(read(bytes, Some(&units))), [""; 0]);
    }
}

#[test]
fn truncated_files_are_refused() {
    let units = units_of_files();
    for bytes in files() {
        for length in (0..bytes.len()).step_by(97) {
            assert_eq!(told(read(bytes.slice(..length), Some(&units))), ["broken-parquet f.parquet"]);
        }
    }
}

#[test]
fn altered_files_are_read_or_refused() {
    let units = units_of_files();
    for bytes in files() {
        for at in (0..bytes.len()).step_by(97).chain(bytes.len().saturating_sub(1200)..bytes.len()) {
            for change in [0x01u8, 0x80, 0xff] {
                let mut altered = bytes.to_vec();
                altered[at] ^= change;
                any(altered.into(), &units);
            }
        }
    }
}
