//! Files of findings: what they say, and what is wrong with them.

use crate::support::{filled, input, part, rows, told, units, workbook};
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::finding::{Evidence, Given, State};
use kaocheng_exchange::findings::{FindingsRead, headers, read_findings, twice_in_files};
use kaocheng_exchange::template::{TemplateError, findings_template};
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::exact::ratio;
use kaocheng_syntax::provision::{Route, RouteKind};
use rust_xlsxwriter::{ExcelDateTime, Format};

/// Inputs: 0 fees (count), 1 grave (count), 2 hosted (yes or no), 3 station (3—5 judged), 4 award (choice), 5 staff, which
/// is reported.
fn plan() -> Plan {
    let award = InputKind::Choice(["国家", "省", "市"].map(str::to_owned).to_vec());
    let mut plan = Plan {
        inputs: vec![
            input("fees", "乱收费", InputKind::Count, Some("例"), None),
            input("grave", "造成严重后果", InputKind::Count, None, None),
            input("hosted", "承办现场会", InputKind::YesNo, None, None),
            input("station", "新建服务站", InputKind::Judged, None, Some(5)),
            input("award", "获得表彰", award, None, None),
            input("staff", "配备服务人员", InputKind::Count, None, None),
        ],
        ..Plan::default()
    };
    plan.head.level = Some("乡镇".into());
    plan.head.period = Some(("2026-01-01".into(), "2026-12-31".into()));
    plan.mechanism.found = (0..5).map(InputIx).collect();
    let route = |number, kind, words: &str| Route { number, kind, words: words.into() };
    plan.mechanism.routes = vec![
        route(1, RouteKind::Reports { least: 3 }, "3名以上群众分别反映并查实"),
        route(2, RouteKind::Inspection, "检查中发现"),
    ];
    plan
}

fn read(text: &str) -> FindingsRead {
    read_findings("f.csv", text.as_bytes(), &plan(), &units())
}

#[test]
fn every_column_is_read_in_chinese_and_in_english() {
    let hash = "0f".repeat(32);
    let zh = format!(
        "单位,事项,日期,次数,分值,加重情节,证据,确认途径,反映数,独立反映数,查实,状态,理由,复核,备注\n\
         蓝溪镇,乱收费,2026年5月3日,２,,造成严重后果,\"来信7号 sha256:{hash}；核查报告\",1,4,3,是,已认定,,,已退费\n\
         A02,新建服务站,2026-06-01,,3.5,,验收单,,,,,已认定,面积达标,督查组,\n\
         A02,获得表彰,2026-06-01,,省+市,,文件14号,,,,否,待认定,,,\n"
    );
    let en = format!(
        "unit,kind,date,count,value,aggravators,evidence,route,reports,independent,verified,state,reason,second,note\n\
         A01,fees,2026-05-03,2,,grave,\"来信7号 sha256:{hash};核查报告\",(1),4,3,yes,confirmed,,,已退费\n\
         A02,station,2026-06-01,1,3.5,,验收单,,,,,confirmed,面积达标,督查组,\n\
         A02,award,2026-06-01,1,省、市,,文件14号,,,,no,reported,,,\n"
    );
    let (zh, en) = (read(&zh), read(&en));
    assert_eq!(told(&zh.problems), Vec::<String>::new());
    assert_eq!(zh.findings, en.findings);
    let [fees, station, award] = &zh.findings[..] else { panic!("{:?}", zh.findings) };
    assert_eq!((fees.unit, fees.kind, fees.date.as_str(), fees.count), (0, InputIx(0), "2026-05-03", 2));
    assert_eq!((fees.route, fees.reports, fees.independent, fees.verified), (Some(1), Some(4), Some(3), true));
    assert_eq!(fees.aggravators, [InputIx(1)]);
    assert_eq!(fees.evidence[0], Evidence { words: "来信7号".into(), sha256: Some(hash) });
    assert_eq!(fees.evidence[1].words, "核查报告");
    assert_eq!((fees.note.as_str(), fees.place.as_str()), ("已退费", "f.csv:2"));
    assert_eq!(station.value, Some(Given::Number(ratio(7, 2))));
    assert_eq!(
        (station.reason.as_str(), station.second.as_str(), station.state),
        ("面积达标", "督查组", State::Confirmed)
    );
    assert_eq!((&award.value, award.state), (&Some(Given::Words(vec![1, 2])), State::Reported));
}

#[test]
fn a_workbook_is_read_with_its_dates() {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["单位", "事项", "日期", "次数", "证据", "状态"], &["A01", "承办现场会"]]);
        let date = ExcelDateTime::from_ymd(2026, 5, 3).unwrap();
        sheet.write_with_format(1, 2, &date, &day).unwrap();
        sheet.write(1, 3, 1).unwrap();
        sheet.write(1, 4, "通知14号").unwrap();
        sheet.write(1, 5, "已认定").unwrap();
    });
    let read = read_findings("f.xlsx", &bytes, &plan(), &units());
    assert_eq!(told(&read.problems), Vec::<String>::new());
    assert_eq!((read.findings[0].date.as_str(), read.findings[0].place.as_str()), ("2026-05-03", "f.xlsx 乡镇!2"));
}

#[test]
fn everything_wrong_with_a_row_is_told_and_nothing_of_it_is_kept() {
    let read = read(
        "单位,事项,日期,次数,加重情节,证据,确认途径,查实,状态\n\
         蓝西镇,乱收废,2026年5月,0.5,严重后果,sha256:12,7,也许,差不多\n\
         A01,乱收费,2026-05-03,1,,记录,2,是,已认定\n",
    );
    assert!(!read.usable());
    assert_eq!(read.findings.len(), 1, "the row that is right stays readable beside it");
    assert_eq!(
        told(&read.problems),
        [
            "2:1 unknown-unit found=蓝西镇 nearest=蓝溪镇",
            "2:2 finding-kind-unknown found=乱收废 nearest=乱收费",
            "2:3 date-not-read date=2026年5月",
            "2:4 finding-count found=0.5",
            "2:5 finding-kind-unknown found=严重后果 nearest=造成严重后果",
            "2:6 evidence-not-read found=sha256:12",
            "2:7 route-unknown found=7 routes=1 3名以上群众分别反映并查实; 2 检查中发现",
            "2:8 not-yes-or-no input=verified / 查实 found=也许",
            "2:9 not-a-choice input=state / 状态 found=差不多 words=待认定 / 已认定 / 不予认定 / 已撤回 / reported / \
             confirmed / rejected / withdrawn",
        ]
    );
}

#[test]
fn a_kind_with_two_inputs_is_asked_for_by_id() {
    let mut plan = plan();
    plan.inputs[1].label = "乱收费".into();
    let text = "unit,kind,date,evidence,route,verified,state\nA01,乱收费,2026-05-03,x,2,yes,confirmed\n";
    let read = read_findings("f.csv", text.as_bytes(), &plan, &units());
    assert_eq!(told(&read.problems), ["2:2 ambiguous-input found=乱收费 inputs=fees, grave"]);
    let by_id = text.replace("乱收费", "grave");
    let read = read_findings("f.csv", by_id.as_bytes(), &plan, &units());
    assert_eq!(read.findings.first().map(|f| f.kind), Some(InputIx(1)));
}

#[test]
fn a_value_outside_the_range_or_an_unlisted_word_is_refused() {
    let read = read(
        "unit,kind,date,value,evidence,state\nA01,station,2026-05-03,6,x,confirmed\nA01,award,2026-05-03,县,x,confirmed\n\
         A01,station,2026-05-03,=1/0,x,confirmed\n",
    );
    assert_eq!(
        told(&read.problems),
        [
            "2:4 out-of-bounds input=新建服务站 found=6 allowed=0 – 5",
            "3:4 not-a-choice input=获得表彰 found=县 words=国家 / 省 / 市",
            "4:4 not-a-number input=新建服务站 found==1/0",
        ]
    );
}

#[test]
fn who_reported_is_refused_with_the_whole_file() {
    for header in ["反映人", "举报人姓名", "信访人", "reporter", "Complainant's name", "联系人手机号"]
    {
        let read = read(&format!("单位,事项,日期,状态,{header}\nA01,乱收费,2026-05-03,待认定,林某某\n"));
        let codes: Vec<&str> = read.problems.iter().map(|p| p.code()).collect();
        assert_eq!((codes, read.findings.len()), (vec!["personal-records"], 0), "{header}");
        assert!(!format!("{:?}", read.problems).contains("林某某"));
    }
}

#[test]
fn a_file_without_its_columns_or_with_others_is_refused() {
    assert_eq!(told(&read("").problems), ["empty-file"]);
    assert_eq!(told(&read("county,x\nA01,x\n").problems), ["missing-column names=unit / 单位"]);
    let missing = ["kind / 事项", "date / 日期", "state / 状态"].map(|c| format!("1 missing-column names={c}"));
    assert_eq!(told(&read("unit,remark\nA01,x\n").problems), missing);
    assert_eq!(
        told(&read("unit,kind,date\nA01,fees,2026-05-03\n").problems).first().map(String::as_str),
        Some("1 missing-column names=state / 状态")
    );
    let twice = read("unit,kind,date,state,state\nA01,fees,2026-05-03,reported,reported\n");
    assert_eq!(told(&twice.problems), ["1:5 duplicate-column found=state first=D"]);
    let short = read("unit,kind,date,state\nA01,fees\n");
    assert!(told(&short.problems).contains(&"2 ragged-row found=2 expected=4".to_owned()));
}

#[test]
fn one_event_in_two_files_is_told_twice() {
    let text = "unit,kind,date,evidence,state\nA01,hosted,2026-05-03,通知,confirmed\n";
    let one = |file: &str| read_findings(file, text.as_bytes(), &plan(), &units()).findings;
    let problems = twice_in_files(&[one("a.csv"), one("b.csv")]);
    let all: Vec<(String, &str)> = problems.iter().map(|p| (p.place.to_string(), p.code())).collect();
    assert_eq!(all, [("b.csv:2".to_owned(), "finding-twice")]);
}

#[test]
fn every_header_of_a_template_is_read() {
    for language in [Language::Chinese, Language::English] {
        let names: Vec<&str> = headers(language).iter().map(|(_, name)| *name).collect();
        let read = read(&format!("{}\n", names.join(",")));
        assert_eq!(told(&read.problems), Vec::<String>::new());
    }
}

#[test]
fn what_is_entered_in_a_template_comes_back() {
    for (language, cells) in [
        (Language::Chinese, ["'蓝溪镇", "'乱收费", "'2026-05-03", "'是", "'已认定"]),
        (Language::English, ["'蓝溪镇", "'乱收费", "'2026-05-03", "'yes", "'confirmed"]),
    ] {
        let bytes = findings_template(&plan(), &units(), language).expect("a template");
        assert_eq!(bytes, findings_template(&plan(), &units(), language).expect("the same"), "the same bytes");
        let [unit, kind, date, verified, state] = cells;
        let entered = [
            ("A2", unit),
            ("B2", kind),
            ("C2", date),
            ("D2", "2"),
            ("F2", "'造成严重后果"),
            ("G2", "'来信7号"),
            ("H2", "'3名以上群众分别反映并查实"),
            ("I2", "4"),
            ("J2", "3"),
            ("K2", verified),
            ("L2", state),
        ];
        let read = read_findings("f.xlsx", &filled(&bytes, "xl/worksheets/sheet1.xml", &entered), &plan(), &units());
        assert_eq!(told(&read.problems), Vec::<String>::new());
        let [finding] = &read.findings[..] else { panic!("{:?}", read.findings) };
        assert_eq!((finding.unit, finding.kind, finding.count, finding.route), (0, InputIx(0), 2, Some(1)));
        assert_eq!((finding.aggravators.as_slice(), finding.state), (&[InputIx(1)][..], State::Confirmed));
    }
}

#[test]
fn a_template_offers_units_kinds_routes_and_states() {
    let bytes = findings_template(&plan(), &units(), Language::English).expect("a template");
    let lists = part(&bytes, "xl/sharedStrings.xml");
    for word in ["蓝溪镇", "乱收费", "承办现场会", "检查中发现", "confirmed"] {
        assert!(lists.contains(&format!(">{word}<")), "{word}");
    }
    assert!(!lists.contains("东岭村") && !lists.contains("配备服务人员"), "{lists}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for (cells, list) in [("A2:A501", "$A$1:$A$3"), ("B2:B501", "$B$1:$B$5"), ("H2:H501", "$D$1:$D$2")] {
        assert!(sheet.contains(cells) && sheet.contains(&format!("'Lists'!{list}")), "{cells} {list}");
    }
    let mut nothing = plan();
    nothing.mechanism.found.clear();
    assert_eq!(findings_template(&nothing, &units(), Language::English), Err(TemplateError::NothingToFill));
}
