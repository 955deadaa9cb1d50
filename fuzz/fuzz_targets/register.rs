//! Any bytes are a register or have problems, and what registers amount to can always be said; a record whose hash holds is
//! written as it was read.
#![no_main]

use kaocheng_engine::sealed::text;
use kaocheng_engine::table::Units;
use kaocheng_exchange::registers::{
    read_assessments, read_exchange, read_groups, read_letters, read_rectification, read_visits,
};
use kaocheng_exchange::sealed::{digest_of, read};
use kaocheng_register::calendar::calendar;
use kaocheng_register::frequency::frequencies;
use kaocheng_register::groups::groups;
use kaocheng_register::letters::coverage;
use kaocheng_register::orders::standings;
use kaocheng_register::visits::round;
use kaocheng_register::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let units = Units::single();
    let day = Date::constant(2026, 6, 30);
    let _ = coverage(&read_letters("f.csv", bytes, &units).rows, &units, &[], day);
    let _ = groups(&read_groups("f.csv", bytes, &units).rows, &units, day);
    let _ = calendar(&read_exchange("f.csv", bytes).rows, &[], None, day);
    let _ = frequencies(&read_assessments("f.csv", bytes, &units).rows, &units, &[], Some(1));
    let _ = standings(&read_rectification("f.csv", bytes, &units).rows, Some(30), day);
    let _ = round(&read_visits("f.csv", bytes, &units).rows, &units, None);
    let _ = digest_of("f.csv", bytes);
    let found = read("f.json", bytes);
    if let Some(record) = found.record.filter(|_| found.holds) {
        assert_eq!(text(&record).as_bytes(), bytes);
    }
});
