//! Lists of units, good and bad.

use crate::support::{told, workbook};
use kaocheng_exchange::units::read_units;

fn problems(text: &str) -> Vec<String> {
    told(&read_units("units.csv", text.as_bytes()).problems)
}

#[test]
fn columns_come_in_any_order_language_and_encoding() {
    let english = "parent,level,name,code\n,town,Lanxi,A01\nA01,village,Dongling,A0101\n";
    let chinese = "编码,名称,层级,上级,类别\nA01,蓝溪镇,乡镇,,镇\nA0101,东岭村,村,A01,\n";
    let gb = encoding_rs::GB18030.encode(chinese).0.into_owned();
    for bytes in [english.as_bytes().to_vec(), chinese.as_bytes().to_vec(), gb] {
        let units = read_units("units.csv", &bytes).units.unwrap();
        assert_eq!(units.len(), 2);
        assert_eq!(units.all()[1].parent, units.find("A01"));
    }
    let units = read_units("u.csv", chinese.as_bytes()).units.unwrap();
    assert_eq!(units.all()[0].class.as_deref(), Some("镇"));
}

#[test]
fn workbooks_hold_units_too() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "单位名单").unwrap();
        for (column, text) in (0u16..).zip(["单位编码", "单位名称", "层级"]) {
            sheet.write(2, column, text).unwrap();
        }
        sheet.write(3, 0, 411_381).unwrap();
        sheet.write(3, 1, "蓝溪镇").unwrap();
        sheet.write(3, 2, "乡镇").unwrap();
    });
    let read = read_units("units.xlsx", &bytes);
    assert_eq!(read.units.unwrap().find("411381"), Some(0));
}

#[test]
fn every_slip_has_its_place() {
    assert_eq!(
        problems("code,name,level,parent\nA,甲,镇,\n,乙,镇,\nA,丙,镇,\n"),
        ["3:1 unit-without-code", "4:1 duplicate-unit unit=A first=2",]
    );
    assert_eq!(
        problems("code,name,level,parent\nA01,甲,镇,\nB,乙,村,A02\n"),
        ["3:4 unknown-parent found=A02 nearest=A01"]
    );
    assert_eq!(
        problems("code,name,level,parent\nA,甲,镇,B\nB,乙,镇,C\nC,丙,镇,A\n"),
        ["2:4 parent-cycle unit=A → B → C → A"]
    );
    assert_eq!(problems("code,name\nA,甲\n"), ["1 missing-column names=level / 层级"]);
    assert_eq!(problems("code,name,level\nA,甲\n"), ["2 ragged-row found=2 expected=3"]);
    assert_eq!(problems("code,name,level,code\nA,甲,镇,B\n"), ["1:4 duplicate-column found=code first=A"]);
    assert_eq!(problems("甲,乙\n1,2\n"), ["missing-column names=code / 编码"]);
    assert_eq!(problems(" \n\n"), ["empty-file"]);
    assert_eq!(problems("code,name,level\n"), ["empty-file"]);
}

#[test]
fn lists_of_persons_are_refused_though_names_of_units_are_fine() {
    let read = read_units("u.csv", "编码,名称,层级,姓名\nA,甲镇,乡镇,某某\n".as_bytes());
    assert!(read.units.is_none());
    assert_eq!(told(&read.problems), ["1:4 personal-records column=姓名"]);
}
