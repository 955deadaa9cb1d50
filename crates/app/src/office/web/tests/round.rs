//! A round with a scheme of its own: boxes to tick, where figures come from, letters, the exchange calendar.

use super::*;
use crate::office::assess::{Files, compute};
use crate::office::rounds::By;
use kaocheng_office::act::Register;
use kaocheng_office::office::{key, last_part, under};

const OPEN: &str = "r1";

const SCHEME: &str = "---
编号: demo-office
考核对象: 乡镇
口径:
  级别: 累加
---

# 工作考核

## 一、考核权限

县政府与各乡镇签订责任书。

## 二、数据交换

公安、教育部门按季度提供汇总数据。

## 三、表彰(7分)

获省、市、县表彰的,分别加4、2、1分。

## 四、通报(5分)

被省、市、县通报批评的,分别扣5、3、2分。
";

const UNITS: &str = "code,name,level,parent\nQ,清河县,县,\nQH,清河镇,乡镇,Q\nXS,杏山镇,乡镇,Q\n";

/// A trial with the round open for reporting.
async fn collecting() -> Trial {
    let trial = Trial::founded().await;
    let rounds = &trial.server.rounds;
    let by = |id: &'static str| By { person: OFFICER, id, lang: Lang::Zh };
    let opened = Act::RoundOpened { round: OPEN.into(), title: "试考核".into(), of_scheme: None };
    rounds.act(by("o"), opened).await.unwrap();
    let files: Files = [("scheme.md", SCHEME), ("units.csv", UNITS)]
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .collect();
    rounds.bring(by("b"), OPEN, files).await.unwrap();
    let measures = rounds.proposed_measures(OPEN, Lang::Zh).await.unwrap();
    rounds.issue(by("i"), OPEN, "清考〔2026〕1号", measures).await.unwrap();
    let opened = Act::CollectingOpened { round: OPEN.into(), due: "2199-12-31".into() };
    rounds.act(by("c"), opened).await.unwrap();
    trial
}

/// The ids of what the scheme asks for.
async fn measures(trial: &Trial) -> Vec<String> {
    let office = trial.server.desk.read().await.unwrap();
    let issued = office.rounds[OPEN].issued.as_ref().unwrap();
    issued.measures.iter().map(|measure| measure.id.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ticked_words_score_as_the_command_line_reads_them() {
    let trial = collecting().await;
    let ids = measures(&trial).await;
    let [praise, blame] = ids.as_slice() else { panic!("{ids:?}") };
    let mut browser = trial.signed_in("reporter").await;
    let sheet = format!("/rounds/{OPEN}/units/{UNIT}");
    let page = browser.get(&sheet).await;
    assert!(page.says(&format!("type=\"checkbox\" id=\"b1-v/{UNIT}/{praise}\"")), "{}", page.body);
    let field = |stem: &str, id: &str| format!("{stem}/{}", key(&[UNIT, id]));
    let (ticked, source, day) = (field("v", praise), field("s", praise), field("d", praise));
    let form = [
        (ticked.as_str(), ""),
        (&ticked, "省"),
        (&ticked, "县"),
        (&source, "表彰文件"),
        (&day, "2026-06-30"),
        (&field("v", blame), "无"),
    ];
    let answer = browser.post(&sheet, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let files = trial.server.rounds.files(OPEN).await.unwrap();
    let figures = String::from_utf8(files["figures.csv"].clone()).unwrap();
    assert!(figures.contains(&format!("{UNIT},{praise},省+县,表彰文件,2026-06-30,")), "{figures}");
    // The same file through the code of `kaocheng score`: 4 + 1 of 7, and 5 of 5.
    let told: serde_json::Value = serde_json::from_slice(&compute(&files, None, Lang::Zh).unwrap().result).unwrap();
    let units = told["levels"][0]["units"].as_array().unwrap();
    let own = units.iter().find(|unit| unit["code"] == UNIT).unwrap();
    assert_eq!(own["total"]["exact"], "10", "{own}");
    // The page shows what stands; sent as it is, it changes nothing.
    let page = browser.get(&sheet).await;
    assert!(page.says("value=\"表彰文件\"") && page.says("value=\"2026-06-30\""), "{}", page.body);
    let checked = page.body.matches(" checked>").count();
    assert_eq!(checked, 3, "省, 县 and 无");
    let seen = [("o", "省+县"), ("t", "表彰文件"), ("e", "2026-06-30")].map(|(stem, v)| (field(stem, praise), v));
    let mut again: Vec<(&str, &str)> = form[1..5].to_vec();
    again.extend(seen.iter().map(|(name, value)| (name.as_str(), *value)));
    let before = trial.server.store.head().await.unwrap().size;
    assert_eq!(browser.post(&sheet, &again).await.status, 303);
    assert_eq!(trial.server.store.head().await.unwrap().size, before);
    // A word beside 无, and a day that is none, are not taken.
    let both =
        [(field("v", blame), "无"), (field("v", blame), "市"), (field("s", blame), ""), (field("d", blame), "昨天")];
    let both: Vec<(&str, &str)> = both.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let answer = browser.post(&sheet, &both).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("日期要写成"), "{}", answer.body);
    assert_eq!(browser.post(&sheet, &both[..2]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reports_for_a_unit_outside_the_list_has_nothing_to_do() {
    let trial = collecting().await;
    let desk = &trial.server.desk;
    desk.act("xi", "p", Act::PersonAdded { person: "wai".into(), name: "外".into() }).await.unwrap();
    let seats = vec![Seat::in_unit(Role::Reporter, "ZZ99")];
    desk.act("an", "s", Act::SeatsGranted { person: "wai".into(), seats }).await.unwrap();
    trial.give_password("wai").await;
    let mut outside = trial.signed_in("wai").await;
    assert!(!outside.get("/").await.says("填报数据并提交"));
    let mut inside = trial.signed_in("reporter").await;
    assert!(inside.get("/").await.says("填报数据并提交"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_are_drafted_for_the_units_of_the_scheme_and_signed_by_their_leaders() {
    let trial = collecting().await;
    let mut office = trial.signed_in("office").await;
    let list = format!("/rounds/{OPEN}/letters");
    assert!(office.get(&list).await.says("清河镇"));
    for _ in 0..2 {
        assert_eq!(office.post(&list, &[]).await.status, 303);
    }
    let letters: Vec<(String, String)> = {
        let state = trial.server.desk.read().await.unwrap();
        let rows = under(&state.registers, &[OPEN, Register::Letters.word()]);
        rows.map(|(at, row)| (last_part(at), row.cells["with"].clone())).collect()
    };
    assert_eq!(letters.len(), 2, "one for each township, and none twice: {letters:?}");
    let id = letters.iter().find(|(_, with)| with == UNIT).unwrap().0.clone();
    let mut leader = trial.signed_in("signing-leader").await;
    let letter = format!("/rounds/{OPEN}/letters/{UNIT}/{id}");
    assert!(leader.get("/").await.says(&letter), "it waits on the first page");
    let page = leader.get(&letter).await;
    for words in ["目标管理责任书", "清考〔2026〕1号", "表彰", "县政府"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    let base = page.body.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(leader.post(&letter, &[("base", &base), ("answer", "refuse")]).await.status, 422, "a reason is missing");
    assert_eq!(leader.post(&letter, &[("base", &base), ("answer", "sign")]).await.status, 303);
    assert!(!leader.get("/").await.says(&letter));
    let page = office.get(&list).await;
    assert!(page.says("已签字") && page.says("待签字"), "{}", page.body);
    // The command line counts the unit among those that have signed.
    let said = office.get(&format!("/rounds/{OPEN}/registers/letters")).await;
    assert!(said.says("2026-"), "{}", said.body);
    let mut stranger = trial.signed_in("reporter").await;
    assert_eq!(stranger.post(&letter, &[("base", &base), ("answer", "sign")]).await.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_calendar_is_laid_out_by_the_scheme_and_departments_hand_over() {
    let trial = collecting().await;
    let desk = &trial.server.desk;
    let seat = Seat { provider: Some("县公安局".to_owned()), ..Seat::of(Role::Provider) };
    desk.act("an", "gong", Act::SeatsGranted { person: "provider".into(), seats: vec![seat] }).await.unwrap();
    let mut office = trial.signed_in("office").await;
    let calendar = format!("/rounds/{OPEN}/exchange");
    office.get(&calendar).await;
    assert_eq!(office.post(&format!("{calendar}/lay"), &[("year", "12"), ("days", "10")]).await.status, 422);
    // The office's clock stands in November 2026.
    for _ in 0..2 {
        office.get(&calendar).await;
        assert_eq!(office.post(&format!("{calendar}/lay"), &[("year", "2026"), ("days", "10")]).await.status, 303);
    }
    let page = office.get(&calendar).await;
    assert_eq!(page.body.matches("2026-Q1</td>").count(), 2, "a row for each department, none twice: {}", page.body);
    assert!(page.says("2026-04-10") && page.says("2027-01-10") && page.says("未交") && page.says("未到期"));
    let mut provider = trial.signed_in("provider").await;
    assert!(provider.get("/").await.says("交换信息：2026-Q1"));
    let page = provider.get(&calendar).await;
    assert!(!page.says("教育"), "another department's deliveries are none of its business");
    let field = |name: &str| {
        let found = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1);
        found.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    let (row, base) = (field("row"), field("base"));
    let form = [("row", row.as_str()), ("base", base.as_str()), ("total", "625")];
    assert_eq!(provider.post(&calendar, &form).await.status, 303);
    assert!(!provider.get("/").await.says("交换信息：2026-Q1"));
    let page = office.get(&calendar).await;
    assert!(page.says("625") && page.says("迟交"), "{}", page.body);
    let files = trial.server.rounds.files(OPEN).await.unwrap();
    let text = String::from_utf8(files["exchange.csv"].clone()).unwrap();
    assert!(text.contains("公安,2026-Q1,2026-04-10,2026-11-") && text.contains(",625"), "{text}");
}
