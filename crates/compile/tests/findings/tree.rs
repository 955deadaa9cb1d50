use crate::{all, bare, each, found, scheme};
use kaocheng_syntax::diagnostic::Severity;

const NONE: [&str; 0] = [];

/// The points of every item, as the plan knows them.
fn points(body: &str) -> Vec<String> {
    let compiled = scheme("", body);
    let show = |p: &kaocheng_syntax::exact::Exact| kaocheng_syntax::exact::show(p);
    compiled.plan.items.iter().map(|i| i.points.as_ref().map_or("-".to_owned(), show)).collect()
}

#[test]
fn a_weight_in_a_bonus_heading_is_a_limit_in_points() {
    let bonus = "# 一、公示(50%)\n\n公示结果的,计50分。\n\n# 二、加分(5%)\n\n## (一)表彰\n\n获得表彰的,加4分。\n";
    let front = "total: 200\n";
    let compiled = scheme(front, bonus);
    let of = |ix: usize| compiled.plan.items[ix].points.clone().map(|p| p.to_string());
    assert_eq!(of(0).as_deref(), Some("100"), "half of the total");
    assert_eq!(of(1).as_deref(), Some("5"), "the heading of a group of bonuses is a limit as it stands");
    // A bonus with clauses of its own is worth a share, like any item.
    let own = scheme(front, "# 一、加分(5%)\n\n获得表彰的,加4分。\n");
    assert_eq!(own.plan.items[0].points, Some(kaocheng_syntax::exact::whole(10)));
    // A base item without clauses is one, too.
    let judged = scheme(front, "# 一、作风(5%)\n\n## (一)制度\n\n制度健全。\n");
    assert_eq!(judged.plan.items[0].points, Some(kaocheng_syntax::exact::whole(10)));
    assert_eq!(points("# 一、公示(40%)\n\n## (一)过程(25%)\n\n公示过程的,计10分。\n"), ["40", "10"]);
}

#[test]
fn an_item_that_cannot_be_scored_says_why() {
    let empty = scheme("", "# 一、工作(10分)\n");
    assert_eq!(found(&empty, "item-without-clause")[0].severity, Severity::Error);
    let partial = scheme("partial: true\n", "# 一、工作(10分)\n");
    assert_eq!(found(&partial, "item-without-clause")[0].severity, Severity::Warning);
    let unread = scheme("", "# 一、档案(10分)\n\n档案不全的,扣2分或者加3分。\n");
    assert_eq!(found(&unread, "item-without-clause").len(), 0, "what did not read is told instead");
    let weightless = scheme("", "# 一、工作(60%)\n\n## (一)公示(0分)\n\n公示结果的,计0分。\n");
    assert_eq!(weightless.plan.items.len(), 2, "no points below a weight are no reason to divide by them");
    let pointless =
        scheme("", "# 一、工作(10分)\n\n## (一)公示\n\n工作扎实。\n\n## (二)总结(10分)\n\n有总结的,计10分。\n");
    assert_eq!(each(&pointless, "item-without-points", "item"), ["公示"]);
}

#[test]
fn an_item_of_another_round_has_nothing_in_this_one() {
    let body = "# 一、工作(10分)\n\n全年:有总结的,计10分。\n\n# 二、公示(10分)\n\n公示结果的,计10分。\n";
    let front = "rounds: [上半年, 全年]\npolicies:\n  ties: share-rank\n  missing: zero\n";
    let compiled = bare(front, body);
    assert_eq!(all(&compiled, "item-without-round", &["item", "round"]), [["工作", "上半年"]]);
    assert!(compiled.diagnostics.iter().all(|d| d.code != "item-without-clause"));
}

#[test]
fn a_judged_item_is_asked_about_only_if_nobody_decided() {
    let body = "# 一、成效(10分)\n\n工作成效明显。\n";
    let asked = |policy: &str| {
        let front = format!("policies:\n  ties: share-rank\n  missing: zero\n{policy}");
        let compiled = bare(&front, body);
        each(&compiled, "policy-open", "policy").concat()
    };
    assert_eq!(asked(""), "bare-points");
    assert_eq!(asked("  bare-points: judged\n"), "");
    let bounds = |policy: &str| {
        let compiled =
            bare(&format!("policies:\n  ties: share-rank\n  missing: zero\n  bare-points: {policy}\n"), body);
        let (least, most) = compiled.plan.inputs[0].bounds.clone();
        [least, most].map(|v| v.map_or("-".to_owned(), |v| v.to_string())).join(" ")
    };
    assert_eq!((bounds("judged"), bounds("all-or-nothing")), ("0 10".to_owned(), "- -".to_owned()));
    // Without any text there is nothing to judge, and no question.
    let empty = bare("policies:\n  ties: share-rank\n  missing: zero\n", "# 一、成效(10分)\n");
    assert_eq!(each(&empty, "policy-open", "policy"), NONE);
}

#[test]
fn clauses_of_one_kind_of_unit_speak_to_no_other() {
    let body = "# 一、满意度(20分)\n\n抽查乡镇:得分=20×调查满意率。\n未抽查乡镇:得分=20×上报满意率。\n";
    let compiled = scheme("level: 乡级\n", body);
    let item = &compiled.plan.items[0];
    assert_eq!(item.clauses.len(), 2);
    let nodes: Vec<_> = item.clauses.iter().map(|c| c.applies).collect();
    assert!(nodes.iter().all(Option::is_some) && nodes[0] != nodes[1], "{nodes:?}");
    let plain = scheme("", "# 一、公示(10分)\n\n公示结果的,计10分。\n");
    assert_eq!(plain.plan.items[0].clauses[0].applies, None);
}
