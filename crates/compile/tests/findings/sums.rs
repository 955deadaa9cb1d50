use crate::{all, each, found, scheme};
use kaocheng_compile::scheme::Compiled;
use kaocheng_syntax::diagnostic::Severity;

fn item(text: &str) -> Compiled {
    scheme("", &format!("# 一、工作(10分)\n\n{text}\n"))
}

fn parts(compiled: &Compiled) -> Vec<&str> {
    each(compiled, "sum-mismatch", "parts")
}

const NONE: [&str; 0] = [];

#[test]
fn sentences_that_do_not_add_up_are_told_once() {
    let short = item("有方案的,计4分;有总结的,计5分。");
    assert_eq!(parts(&short), ["4 + 5"]);
    assert_eq!(each(&short, "points-unearnable", "most"), NONE, "the same slip in other words");
    assert_eq!(parts(&item("有方案的,计4分;有总结的,计5分;每缺席1次,扣1分。")), ["4 + 5"], "losses are no parts");
    assert_eq!(parts(&item("有方案的,计4分;有总结的,计5分;弄虚作假的,不得分。")), ["4 + 5"]);
    // One sentence below the points is what nobody can earn; above them it is a sum.
    assert_eq!(parts(&item("有方案的,计8分。")), NONE);
    assert_eq!(parts(&item("有方案的,计12分。")), ["12"]);
    let way = all(&short, "sum-mismatch", &["way", "way_zh", "sum", "difference"]);
    assert_eq!(way, [["fewer", "少", "9", "1"]]);
    let over = item("有方案的,计6分;有总结的,计5分。");
    assert_eq!(all(&over, "sum-mismatch", &["way", "way_zh", "sum"]), [["more", "多", "11"]]);
}

#[test]
fn sentences_that_hang_on_one_another_are_not_added_up() {
    assert_eq!(parts(&item("到位率达到50%的,计6分;到位率达到80%的,计3分。")), NONE, "cases of one figure");
    assert_eq!(parts(&item("有方案的,计4分;有总结的,计5分;每缺席1次,扣1分。因灾停工的,不扣分。")), NONE);
    assert_eq!(parts(&item("有方案的,计8分;有总结的,计7分。以上得分累计最高不超过10分。")), NONE);
    assert_eq!(parts(&item("起评分为5分。有方案的,加4分。")), NONE);
    let bounded = "# 二、指标说明\n\n| 指标 | 范围 |\n|---|---|\n| 处置率 | 0..100% |\n";
    let body = "# 一、工作(10分)\n\n①得分=6×处置率。②有方案的,计3分。\n\n";
    assert_eq!(parts(&scheme("", &format!("{body}{bounded}"))), NONE, "a formula");
}

#[test]
fn who_is_wrong_and_how_wrong_it_is() {
    let severity = |compiled: &Compiled| found(compiled, "sum-mismatch").iter().map(|d| d.severity).collect::<Vec<_>>();
    assert_eq!(severity(&item("有方案的,计4分;有总结的,计5分。")), [Severity::Warning]);
    let tree = |own: u32| {
        let body = format!(
            "# 一、组织(30分)\n\n## (一)制度({own}分)\n\n建立制度的,计8分;召开会议的,计12分。\n\n\
             ## (二)档案(10分)\n\n档案齐全的,计10分。\n"
        );
        scheme("", &body)
    };
    // 21 is above its sentences and above what the group leaves for it: its own number is the slip, and an error.
    assert_eq!(severity(&tree(21)), [Severity::Error]);
    assert_eq!(all(&tree(21), "sum-mismatch", &["item", "declared", "sum"]), [["(一)制度", "21", "20"]]);
    assert_eq!(severity(&tree(20)), []);
}

#[test]
fn a_total_is_marked_where_it_is_written() {
    let source = "---\ntitle: 总则\ntotal: 12\n---\n\n# 一、公示(10分)\n\n公示结果的,计10分。\n";
    let document = kaocheng_syntax::document::read(source);
    let compiled = kaocheng_compile::scheme::compile(&document, &Default::default());
    let span = found(&compiled, "sum-mismatch")[0].span;
    assert!(span.of(source).contains("12"), "{:?}", span.of(source));
}

#[test]
fn a_weight_over_points_of_their_own_may_be_limited() {
    let body = |limit: &str| {
        format!(
            "# 一、日常(60%)\n\n{limit}\n\n## (一)值班(70分)\n\n有值班表的,计70分。\n\n## (二)方案(30分)\n\n有方案的,计30分。\n"
        )
    };
    let limited = scheme("", &body("本项累计得分最高不超过50分。"));
    assert_eq!(all(&limited, "points-unearnable", &["points", "most"]), [["60", "50"]]);
    assert_eq!(each(&scheme("", &body("")), "points-unearnable", "most"), NONE);
}

#[test]
fn bonuses_are_no_part_of_the_hundred() {
    let body = "# 一、公示(100分)\n\n公示结果的,计100分。\n\n# 二、加分(20分)\n\n获得表彰的,加20分。\n";
    assert_eq!(each(&scheme("", body), "total-over-100", "total"), NONE);
    let body = "# 一、公示(100分)\n\n公示结果的,计100分。\n\n# 二、走访\n\n## (一)走访(20分)\n\n走访群众的,计20分。\n";
    assert_eq!(each(&scheme("", body), "total-over-100", "total"), ["120"]);
}

#[test]
fn the_burden_counts_figures_judgements_and_papers_apart() {
    let body = "# 一、公示(10分)\n\n公示结果的,计10分。查阅公示记录。\n\n# 二、成效(5分)\n\n工作成效明显。\n\n\
                # 三、档案(5分)\n\n档案齐全的,计5分,以佐证材料为准。\n\n# 四、说明\n\n查阅有关资料。\n";
    let compiled = scheme("", body);
    assert_eq!(all(&compiled, "burden", &["inputs", "judged", "evidence"]), [["2", "1", "2"]]);
    assert_eq!(each(&scheme("", "# 情况\n\n无。\n"), "burden", "inputs"), NONE, "nothing is asked for");
    let item = |n: usize| format!("# {n}. 事项{n}(1分)\n\n完成任务{n}的,计1分。\n\n");
    let sixty: String = (1..=60).map(item).collect();
    assert_eq!(each(&scheme("", &sixty), "burden", "inputs"), ["60"]);
}

#[test]
fn a_fact_shared_with_a_bonus_is_told_once() {
    let terms = "# 三、指标说明\n\n| 指标 | 编号 |\n|---|---|\n| 建成示范站 | station |\n";
    let shared = |title: &str| {
        let body = format!(
            "# 一、成效(10分)\n\n## (一)示范站(10分)\n\n建成示范站的,计10分。\n\n\
             # 二、加分\n\n## {title}\n\n建成示范站的,加2分。\n\n{terms}"
        );
        scheme("", &body)
    };
    assert_eq!(all(&shared("示范站"), "used-twice", &["fact", "first"]), [["示范站", "(一)示范站"]]);
    assert_eq!(all(&shared("表彰"), "used-twice", &["fact", "first"]), [["建成示范站", "(一)示范站"]]);
    assert_eq!(found(&shared("表彰"), "used-twice")[0].severity, Severity::Warning);
}

#[test]
fn one_figure_of_two_base_items_is_worth_a_note() {
    let terms = "# 三、指标说明\n\n| 指标 | 编号 |\n|---|---|\n| 培训 | training |\n";
    let body =
        "# 一、队伍(10分)\n\n每培训1人计1分,计满10分为止。\n\n# 二、宣传(5分)\n\n每培训1人计1分,计满5分为止。\n\n";
    let compiled = scheme("", &format!("{body}{terms}"));
    let told = found(&compiled, "used-twice");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].severity, Severity::Note);
    assert_eq!(each(&compiled, "asked-twice", "figure"), NONE, "it is asked for once");
}
