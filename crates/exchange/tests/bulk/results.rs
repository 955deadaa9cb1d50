//! Scores out, and in again.

#![allow(clippy::unwrap_used)]

use crate::support::*;
use kaocheng_compile::plan::{Item, ItemKind, NodeId, Plan};
use kaocheng_engine::columnar::{LevelScores, ScoreColumn, Scores};
use kaocheng_engine::columns::{Absent, Codes, Column, NO_PARENT, Numbers, UnitColumns};
use kaocheng_engine::crew::Alone;
use kaocheng_exchange::bulk::{WriteError, write_csv, write_parquet, write_xlsx};
use kaocheng_exchange::workbook::{Limits, read_file};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::span::Span;
use parquet::file::reader::{FileReader, SerializedFileReader};

fn item(id: &str, node: usize, level: Option<&str>) -> Item {
    Item {
        id: id.into(),
        title: "会议, 记录".into(),
        parent: None,
        level: level.map(str::to_owned),
        kind: ItemKind::Base,
        points: None,
        score: NodeId(node),
        grade: None,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: Span::default(),
        heading: Span::default(),
    }
}

fn small() -> (Plan, UnitColumns, Scores) {
    let plan = Plan {
        items: vec![item("1.1", 0, None), item("1.2", 1, Some("乡镇")), item("1.3", 2, None)],
        total: Some(NodeId(3)),
        ..Plan::default()
    };
    let levels = (vec![0, 0, 1], vec!["乡镇".to_owned(), "村".to_owned()]);
    let mut codes = Codes::default();
    ["A01", "A02", "A0101"].iter().for_each(|c| codes.push(c));
    let units =
        UnitColumns::new(codes, Codes::default(), levels, Default::default(), vec![NO_PARENT, NO_PARENT, 0]).unwrap();
    let mut absent = Absent::default();
    absent.set(1, 2, kaocheng_compile::plan::Reason::NotReported);
    let column = |values: Column, below: Option<Vec<i32>>| ScoreColumn {
        values,
        denominators: below.map(|v| Column::new(Numbers::I32(v), 1, Absent::default())),
    };
    let nodes = vec![
        (NodeId(0), column(Column::new(Numbers::I32(vec![1250, -5]), 100, Absent::default()), None)),
        (NodeId(1), column(Column::new(Numbers::I16(vec![1, 0]), 8, absent), None)),
        (NodeId(2), column(Column::new(Numbers::I32(vec![120, 30]), 1, Absent::default()), Some(vec![13, 4]))),
        (NodeId(3), column(Column::new(Numbers::I64(vec![1 << 40, 2]), 1000, Absent::default()), None)),
    ];
    let level = LevelScores { rows: vec![0, 1], nodes, overall: vec![1, 0], within_parent: vec![1, 0] };
    (plan, units, Scores { levels: vec![level] })
}

#[test]
fn scores_are_written_exactly_as_csv() {
    let (plan, units, scores) = small();
    let text = String::from_utf8(write_csv(&plan, &units, &scores, Language::Chinese, &Two)).unwrap();
    let expected = "\u{feff}编码,层级,\"1.1 会议, 记录\",\"1.2 会议, 记录\",\"1.3 会议, 记录\",总分,名次,同一上级内名次\n\
        A01,乡镇,12.5,0.125,120/13,1099511627.776,1,1\n\
        A02,乡镇,-0.05,,7.5,0.002,,\n";
    assert_eq!(text, expected);
}

#[test]
fn scores_are_written_exactly_as_parquet() {
    let (plan, units, scores) = small();
    let bytes = write_parquet(&plan, &units, &scores, &Two).unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(
        rows,
        [
            "{unit: \"A01\", level: \"乡镇\", 1.1: 12.50, 1.2: 0.125, 1.3: \"120/13\", total: 1099511627.776, rank: 1, rank_in_parent: 1}",
            "{unit: \"A02\", level: \"乡镇\", 1.1: -0.05, 1.2: null, 1.3: \"7.5\", total: 0.002, rank: null, rank_in_parent: null}",
        ]
    );
}

#[test]
fn several_row_groups_come_back_as_they_were() {
    let rows = 300_000usize;
    let codes = Codes::Whole((0..rows as i64).collect());
    let levels = (vec![0; rows], vec![String::new()]);
    let units = UnitColumns::new(codes, Codes::default(), levels, Default::default(), vec![NO_PARENT; rows]).unwrap();
    let values: Vec<i32> = (0..rows as i32).map(|n| n.wrapping_mul(7919) % 10_000).collect();
    let score = ScoreColumn { values: Column::new(Numbers::I32(values), 100, Absent::default()), denominators: None };
    let ranks: Vec<u32> = (1..=rows as u32).collect();
    let (nodes, all) = (vec![(NodeId(0), score)], (0..rows as u32).collect());
    let level = LevelScores { rows: all, nodes, overall: ranks.clone(), within_parent: ranks };
    let plan = Plan { items: vec![item("staff", 0, None)], total: Some(NodeId(0)), ..Plan::default() };
    let scores = Scores { levels: vec![level] };
    let bytes = write_parquet(&plan, &units, &scores, &Two).unwrap();
    assert_eq!(SerializedFileReader::new(bytes::Bytes::from(bytes.clone())).unwrap().num_row_groups(), 3);
    let amounts = Plan {
        inputs: vec![
            input("staff", "staff", kaocheng_syntax::clause::InputKind::Amount, None),
            input("total", "total", kaocheng_syntax::clause::InputKind::Amount, None),
            input("rank", "rank", kaocheng_syntax::clause::InputKind::Rank, None),
            input("rank_in_parent", "rank_in_parent", kaocheng_syntax::clause::InputKind::Rank, None),
        ],
        ..Plan::default()
    };
    let read = kaocheng_exchange::bulk::read_parquet("r.parquet", bytes.into(), &amounts, None, &Two).unwrap();
    for row in (0..rows).step_by(1013) {
        assert_eq!(read.columns.inputs[0].value(row), scores.levels[0].nodes[0].1.value(row));
        assert_eq!(
            read.columns.inputs[2].value(row),
            kaocheng_engine::table::Value::Number(kaocheng_syntax::exact::whole(row as i64 + 1))
        );
    }
}

/// Two levels in one file: stretches without any value, single rows without one, numbers close together and far apart.
#[test]
fn columns_with_gaps_come_back_as_they_were() {
    let (villages, townships) = (150_001usize, 9_000usize);
    let rows = villages + townships;
    let codes = Codes::Whole((0..rows as i64).map(|n| n * 7 - 5).collect());
    let of_level: Vec<u16> = (0..rows).map(|row| u16::from(row >= townships)).collect();
    let levels = (of_level, vec!["乡镇".to_owned(), "村".to_owned()]);
    let units = UnitColumns::new(codes, Codes::default(), levels, Default::default(), vec![NO_PARENT; rows]).unwrap();
    let gaps = |rows: usize, lacks: &dyn Fn(usize) -> bool| {
        let mut bits = vec![0u64; rows.div_ceil(64)];
        (0..rows).filter(|row| lacks(*row)).for_each(|row| bits[row / 64] |= 1 << (row % 64));
        Absent::new(bits, Vec::new())
    };
    let odd = |row: usize| row % 13 == 5 || (20_000..50_000).contains(&row);
    let near = |rows: usize| Numbers::I16((0..rows).map(|row| (row * 31 % 997) as i16 - 400).collect());
    let far = |rows: usize| Numbers::I32((0..rows).map(|row| (row * 7919 % 90_001) as i32 * 11).collect());
    let level = |rows: usize, first: usize, nodes: Vec<(usize, Column)>| LevelScores {
        rows: (first as u32..(first + rows) as u32).collect(),
        nodes: nodes
            .into_iter()
            .map(|(node, values)| (NodeId(node), ScoreColumn { values, denominators: None }))
            .collect(),
        overall: (0..rows as u32).map(|row| row % 900).collect(),
        within_parent: vec![0; rows],
    };
    let upper = vec![
        (0, Column::new(near(townships), 10, gaps(townships, &odd))),
        (1, Column::new(far(townships), 100, Absent::default())),
        (3, Column::new(far(townships), 1, Absent::default())),
    ];
    let lower = vec![
        (2, Column::new(far(villages), 100, gaps(villages, &odd))),
        (4, Column::new(near(villages), 100, gaps(villages, &odd))),
    ];
    let scores = Scores { levels: vec![level(townships, 0, upper), level(villages, townships, lower)] };
    let plan = Plan {
        items: vec![item("a", 0, Some("乡镇")), item("b", 1, Some("乡镇")), item("c", 2, Some("村"))],
        levels: [("乡镇", 3), ("村", 4)]
            .map(|(name, node)| kaocheng_compile::plan::LevelTotal {
                level: Some(name.to_owned()),
                total: NodeId(node),
            })
            .into(),
        ..Plan::default()
    };
    let bytes = write_parquet(&plan, &units, &scores, &Two).unwrap();
    assert_eq!(bytes, write_parquet(&plan, &units, &scores, &Alone).unwrap());
    let kinds =
        ["a", "b", "c", "total"].map(|name| input(name, name, kaocheng_syntax::clause::InputKind::Amount, None));
    let rank = input("rank", "rank", kaocheng_syntax::clause::InputKind::Rank, None);
    let within = input("rank_in_parent", "rank_in_parent", kaocheng_syntax::clause::InputKind::Rank, None);
    let figures = Plan { inputs: kinds.into_iter().chain([rank, within]).collect(), ..Plan::default() };
    let read = kaocheng_exchange::bulk::read_parquet("r.parquet", bytes.into(), &figures, None, &Two).unwrap();
    let missing = kaocheng_engine::table::Value::Missing(kaocheng_compile::plan::Reason::NotReported);
    for row in 0..rows {
        assert_eq!(read.columns.units.codes().get(row), (row as i64 * 7 - 5).to_string());
        assert_eq!(read.columns.units.levels()[row], u16::from(row >= townships));
        let (of, place) = if row < townships { (0, row) } else { (1, row - townships) };
        let wanted = |node: usize| {
            let column = scores.levels[of].column(NodeId(node));
            column.map_or(missing.clone(), |column| column.value(place))
        };
        for (ix, node) in [0, 1, 2, 3 + of].into_iter().enumerate() {
            assert_eq!(read.columns.inputs[ix].value(row), wanted(node), "{row} {ix}");
        }
        let rank = match place % 900 {
            0 => missing.clone(),
            rank => kaocheng_engine::table::Value::Number(kaocheng_syntax::exact::whole(rank as i64)),
        };
        assert_eq!(read.columns.inputs[4].value(row), rank, "{row}");
    }
}

#[test]
fn a_workbook_of_scores_is_read_again() {
    let (plan, units, scores) = small();
    let bytes = write_xlsx(&plan, &units, &scores, Language::English, &Two).unwrap();
    let book = read_file("r.xlsx", &bytes, &Limits::default()).unwrap();
    let rows: Vec<Vec<String>> =
        book.sheets[0].rows.iter().map(|row| (1..=8).map(|column| row.text(column)).collect()).collect();
    assert_eq!(rows[0][..3], ["code", "level", "1.1 会议, 记录"]);
    assert_eq!(rows[1], ["A01", "乡镇", "12.5", "0.125", "120/13", "1099511627.776", "1", "1"]);
    assert_eq!(rows[2], ["A02", "乡镇", "-0.05", "", "7.5", "0.002", "", ""]);
}

#[test]
fn more_units_than_a_sheet_has_rows_are_refused() {
    let rows = 1_048_576;
    let levels = (vec![0; rows], vec![String::new()]);
    let codes = Codes::Whole((0..rows as i64).collect());
    let units = UnitColumns::new(codes, Codes::default(), levels, Default::default(), vec![NO_PARENT; rows]).unwrap();
    let refused = write_xlsx(&Plan::default(), &units, &Scores::default(), Language::Chinese, &Two);
    assert_eq!(refused, Err(WriteError::TooManyRows { rows, most: rows - 1 }));
}
