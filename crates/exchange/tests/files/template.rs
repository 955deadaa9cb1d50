//! Templates, and their way back.

use crate::support::*;
use kaocheng_compile::plan::{InputIx, Plan, Reason, hash};
use kaocheng_engine::table::Value;
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::template::{Options, TemplateError, template};
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::exact::ratio;

const SHEET: &str = "xl/worksheets/sheet2.xml";

fn made(plan: &Plan) -> Vec<u8> {
    template(plan, &units(), &Options::new(Language::Chinese)).unwrap()
}

#[test]
fn an_empty_template_changes_nothing_and_has_no_problems() {
    for language in [Language::Chinese, Language::English] {
        let bytes = template(&plan(), &units(), &Options::new(language)).unwrap();
        let imported = read("t.xlsx", &bytes);
        assert_eq!(told(&imported.problems), Vec::<String>::new());
        assert!(imported.changes.is_empty());
        assert_eq!(imported.counts.rows, 3, "a row for every unit of the level assessed");
    }
}

#[test]
fn what_is_filled_in_comes_back() {
    let cells = [
        ("C8", "12"),
        ("D8", "0.45250000000000001"),
        ("E8", "3620000.5"),
        ("F8", "'是"),
        ("G8", "'省+市"),
        ("D9", "'不适用"),
        ("G9", "'无"),
    ];
    let imported = read("t.xlsx", &filled(&made(&plan()), SHEET, &cells));
    assert_eq!(told(&imported.problems), Vec::<String>::new());
    assert_eq!(value(&imported, "A01", "staff"), Some(Value::Number(ratio(12, 1))));
    assert_eq!(value(&imported, "A01", "funding"), Some(Value::Number(ratio(4525, 10000))), "a percent cell");
    assert_eq!(value(&imported, "A01", "budget"), Some(Value::Number(ratio(7_240_001, 2))));
    assert_eq!(value(&imported, "A01", "minutes"), Some(Value::Truth(true)));
    assert_eq!(value(&imported, "A01", "award"), Some(Value::Choice(vec![1, 2])));
    assert_eq!(value(&imported, "A02", "funding"), Some(Value::Missing(Reason::NotApplicable)));
    assert_eq!(value(&imported, "A02", "award"), Some(Value::Choice(vec![])));
    assert_eq!(imported.changes.len(), cells.len());
    assert_eq!(imported.changes[0].provenance.place, "t.xlsx 乡镇!C8");
}

#[test]
fn columns_are_known_again_when_every_header_was_edited() {
    let filled = filled(&made(&plan()), SHEET, &[("C8", "12")]);
    // Labels and ids alike: in the strings of the workbook, except those of the hidden sheet, which come last.
    let edited = edited(&filled, "xl/sharedStrings.xml", |text| {
        text.replace("<t>配备服务人员</t>", "<t>人数(改)</t>").replacen("<t>staff</t>", "<t>x</t>", 1)
    });
    let hidden = edited_hidden(&edited);
    let imported = read("t.xlsx", &hidden);
    assert_eq!(value(&imported, "A01", "staff"), Some(Value::Number(ratio(12, 1))), "{:?}", told(&imported.problems));
}

/// Shared strings are shared with the hidden sheet too, so its id is given back as text of its own.
fn edited_hidden(bytes: &[u8]) -> Vec<u8> {
    let strings = part(bytes, "xl/sharedStrings.xml");
    let at = strings.split("<si>").skip(1).position(|s| s.contains("<t>x</t>")).unwrap();
    edited(bytes, "xl/worksheets/sheet3.xml", |text| {
        text.replace(&format!("t=\"s\"><v>{at}</v>"), "t=\"inlineStr\"><is><t>staff</t></is>")
    })
}

#[test]
fn a_template_for_another_program_is_a_warning_with_both_hashes() {
    let mut other = plan();
    other.inputs[0].label = "配备服务人员数".into();
    let imported = read("t.xlsx", &made(&other));
    let expected = format!("_kaocheng other-template found={}… expected={}", &hash(&other)[..39], hash(&plan()));
    assert_eq!(told(&imported.problems), [expected]);
    assert!(imported.usable());
}

#[test]
fn levels_have_their_own_sheets() {
    let mut plan = plan();
    plan.inputs[3].level = Some("村".into());
    let bytes = made(&plan);
    let imported =
        read_figures("t.xlsx", &filled(&bytes, "xl/worksheets/sheet3.xml", &[("C9", "'否")]), &plan, &units());
    assert_eq!(told(&imported.problems), Vec::<String>::new());
    assert_eq!(imported.counts.sheets, 2);
    assert_eq!((imported.changes[0].unit, imported.changes[0].input), (4, InputIx(3)));
}

#[test]
fn one_provider_gets_one_provider_s_columns() {
    let options =
        Options { inputs: Some(vec![InputIx(1)]), units: Some(vec![0, 2]), ..Options::new(Language::Chinese) };
    let bytes = template(&plan(), &units(), &options).unwrap();
    let imported = read("t.xlsx", &filled(&bytes, SHEET, &[("C9", "1")]));
    assert_eq!(values(&imported), ["A03 funding 1"]);
}

#[test]
fn the_same_template_is_the_same_bytes_and_another_is_not() {
    assert_eq!(made(&plan()), made(&plan()));
    let one = Options { units: Some(vec![0]), ..Options::new(Language::Chinese) };
    let id = |bytes: &[u8]| {
        let strings = part(bytes, "xl/sharedStrings.xml");
        let after = strings.split("模板编号</t></si><si><t>").nth(1).unwrap().to_owned();
        after[..16].to_owned()
    };
    assert_ne!(id(&made(&plan())), id(&template(&plan(), &units(), &one).unwrap()));
}

#[test]
fn cells_say_what_they_take_and_locked_ones_stay() {
    let sheet = part(&made(&plan()), SHEET);
    assert!(
        sheet.contains("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\""),
        "protected, without a password"
    );
    assert!(sheet.contains("type=\"whole\""));
    assert!(sheet.contains("<formula1>0</formula1><formula2>50</formula2>"));
    assert!(sheet.contains("<formula1>\"是,否,不适用\"</formula1>"));
    assert!(sheet.contains("'_kaocheng'!$F$1:$F$5"), "the words of the choice, none and not applicable");
    assert!(sheet.contains("orientation=\"landscape\""));
    assert!(sheet.contains("state=\"frozen\""));
}

#[test]
fn what_must_not_be_asked_for_gets_no_template() {
    let mut plan = plan();
    plan.inputs.push(input("x", "已婚妇女孕情", InputKind::Count, None, None));
    let made = template(&plan, &units(), &Options::new(Language::Chinese));
    assert_eq!(made, Err(TemplateError::PersonalRecords(vec![InputIx(6)])));
    let nobody = Options { units: Some(vec![]), ..Options::new(Language::Chinese) };
    assert_eq!(template(&crate::support::plan(), &units(), &nobody), Err(TemplateError::NothingToFill));
}
