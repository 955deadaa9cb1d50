//! Files of a draw: a column that means nothing and one about persons are errors, never passed over.

#![allow(clippy::unwrap_used)]

use kaocheng_exchange::draws::{Person, read_measures, read_people, read_visited};

fn codes<T>(read: &kaocheng_exchange::registers::Register<T>) -> Vec<&'static str> {
    read.problems.iter().map(|p| p.code()).collect()
}

#[test]
fn people_are_read_as_written_with_their_rows() {
    let read = read_people("teams.csv", "team,member,role,home\n1,g01,leader,\n1,g02,member,A1\n".as_bytes());
    assert_eq!((read.errors, read.rows.len()), (0, 2));
    let last = Person { row: 3, team: "1".into(), member: "g02".into(), role: "member".into(), home: "A1".into() };
    assert_eq!(read.rows[1], last);
}

#[test]
fn what_means_nothing_is_told_and_nothing_is_half_read() {
    let extra = read_people("teams.csv", "调查组,成员,角色,所在单位,籍贯\n1,g01,组长,,x\n".as_bytes());
    assert_eq!((codes(&extra), extra.rows.len()), (vec!["unknown-column"], 0));
    let named = read_people("teams.csv", "调查组,成员,角色,所在单位,姓名\n1,g01,组长,,x\n".as_bytes());
    assert_eq!((codes(&named), named.rows.len()), (vec!["personal-records"], 0));
    let short = read_measures("sizes.csv", "code,name\nA,x\n".as_bytes());
    assert_eq!((codes(&short), short.rows.len()), (vec!["missing-column"], 0));
    let empty = read_visited("assignment.csv", "team,code,unit\n1,,x\n".as_bytes());
    assert_eq!((codes(&empty), empty.rows.len()), (vec!["cell-empty"], 0));
}
