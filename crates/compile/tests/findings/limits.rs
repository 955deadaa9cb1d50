use crate::{all, each, found, scheme};
use kaocheng_compile::scheme::Compiled;

/// One item of 10 points with this text.
fn item(text: &str) -> Compiled {
    scheme("", &format!("# 一、工作(10分)\n\n{text}\n"))
}

fn bonus(text: &str) -> Compiled {
    scheme("", &format!("# 一、公示(10分)\n\n公示结果的,计10分。\n\n# 二、加分\n\n{text}\n"))
}

const NONE: [&str; 0] = [];

#[test]
fn limits_of_every_form_are_held_against_what_the_form_gives() {
    let never = |text: &str| all(&bonus(text), "cap-never-reached", &["limit", "most"]).concat().join(" of ");
    assert_eq!(never("获国家、省、市表彰的,分别加5、3、1分,最多加8分。"), "8 of 5");
    assert_eq!(never("获国家、省、市表彰的,分别加5、3、1分,最多加4分。"), "");
    let above = |text: &str| all(&item(text), "cap-above-item", &["limit", "points"]).concat().join(" of ");
    assert_eq!(above("办结时间不超过30天;每超过1天,扣0.5分,最多扣12分。"), "12 of 10");
    assert_eq!(above("办结时间不超过30天;每超过1天,扣0.5分,最多扣10分。"), "");
    assert_eq!(above("按未整改率扣分,最多扣12分。"), "12 of 10");
}

#[test]
fn a_cliff_is_seen_where_the_other_figures_are_best() {
    let at = |text: &str| each(&item(text), "cliff", "at").join(", ");
    assert_eq!(at("示范村比例达到65%的,计10分;弄虚作假的,不得分。"), "65%");
    assert_eq!(at("示范村比例达到65%的,计10分;每发现1处差错,扣1分,扣完为止。"), "65%");
    // The other figure is best at 4 meetings and more, from 4 to 7, at exactly 3, from 60 % up.
    assert_eq!(at("示范村比例达到65%的,计10分;会议次数不超过3次的,不得分。"), "65%, 3次 → 4次");
    assert_eq!(
        at("示范村比例达到65%的,计10分;会议次数不超过3次的,不得分;会议次数达到8次的,不得分。"),
        "65%, 7次 → 8次"
    );
    assert_eq!(at("示范村比例达到65%的,计10分;会议次数超过3次的,不得分;会议次数低于3次的,不得分。"), "65%, 3次 → 4次");
    assert_eq!(at("示范村比例达到65%的,计10分;满意率低于60%的,不得分;满意率超过90%的,不得分。"), "65%, 90%");
}

#[test]
fn a_jump_lies_on_either_side_of_its_edge() {
    let jump =
        |text: &str| all(&item(text), "cliff", &["at", "before", "after", "change", "points"]).concat().join(" ");
    assert_eq!(jump("示范村比例超过65%的,计10分。"), "65% 0 10 10 10");
    assert_eq!(jump("示范村比例达到65%的,计10分。"), "65% 0 10 10 10");
    assert_eq!(jump("平均用时不超过20分钟的,计10分。"), "20分钟 10 0 10 10");
    // Half of the points is no cliff, more than half is one.
    assert_eq!(jump("示范村比例达到65%的,计5分;有村规的,计5分。"), "");
    assert_eq!(jump("示范村比例达到65%的,计6分;有村规的,计4分。"), "65% 4 10 6 10");
}

#[test]
fn points_that_run_out_within_one_step_are_a_cliff() {
    let slope = |rate: &str| {
        let text = format!("示范村比例达到70%的,计10分;每降低1个百分点,扣{rate}分。");
        all(&item(&text), "cliff", &["at", "before", "after"]).concat().join(" ")
    };
    assert_eq!(slope("20"), "69.5% → 70% 0 10");
    assert_eq!(slope("8"), "68.75% → 69.75% 0 8");
    assert_eq!(slope("5"), "");
    // No step is named: a share in the thousandths has no percentage point to speak of.
    let text = "得分=5000×就诊率。";
    assert_eq!(each(&item(text), "cliff", "at"), NONE);
}

#[test]
fn a_slope_without_an_end_counts_by_one_unit() {
    let front = "policies:\n  ties: share-rank\n  missing: zero\n  not-applicable: full\n  below-zero: parent\n";
    let falls = crate::bare(front, "# 一、预算(10分)\n\n得分=10-6×超支额。\n");
    assert_eq!(all(&falls, "cliff", &["at", "before", "after"]), [["0 → 1", "10", "4"]]);
    let rises = crate::bare(front, "# 一、预算(10分)\n\n得分=6×节余额-2。\n");
    assert_eq!(all(&rises, "cliff", &["at", "before", "after"]), [["1 → 2", "4", "10"]]);
    let even = crate::bare(front, "# 一、预算(10分)\n\n得分=10-5×超支额。\n");
    assert_eq!(found(&even, "cliff").len(), 0);
}

#[test]
fn a_bonus_has_no_cliff_and_no_points_that_must_be_earned() {
    let body = "# 一、公示(10分)\n\n公示结果的,计10分。\n\n# 二、加分(10分)\n\n示范村比例达到65%的,加8分。\n";
    let compiled = scheme("", body);
    assert_eq!(each(&compiled, "cliff", "at"), NONE);
    assert_eq!(each(&compiled, "points-unearnable", "most"), NONE);
}

#[test]
fn two_clauses_about_one_figure_give_no_more_than_at_its_best_value() {
    let text = "到位率达到50%的,计6分;到位率低于50%的,计4分。";
    assert_eq!(all(&item(text), "points-unearnable", &["points", "most"]), [["10", "6"]]);
    // 12x − 6x is 6x, and 6 at most.
    let terms = "# 二、指标说明\n\n| 指标 | 范围 |\n|---|---|\n| 到会率 | 0..100% |\n";
    let compiled = scheme("", &format!("# 一、会议(10分)\n\n得分=12×到会率-6×到会率。\n\n{terms}"));
    assert_eq!(all(&compiled, "points-unearnable", &["points", "most"]), [["10", "6"]]);
}

#[test]
fn what_did_not_read_whole_is_not_found_wanting() {
    let short = "每召开1次会议,计3分,计满5分为止。";
    assert_eq!(each(&item(short), "points-unearnable", "most"), ["5"]);
    let broken = item(&format!("{short}\n\n档案不全的,扣2分或者加3分。"));
    assert!(!broken.runs(), "{:?}", broken.diagnostics);
    assert_eq!(each(&broken, "points-unearnable", "most"), NONE);
}

#[test]
fn a_cut_off_above_a_target_is_told_with_its_edges() {
    let text = |cut: &str| format!("差错率不超过5%的,计10分;每超过1个百分点,扣2分;差错率超过{cut}的,不得分。");
    let told =
        |cut: &str| all(&item(&text(cut)), "cutoff-never-acts", &["cutoff", "zero_at", "figure"]).concat().join(" ");
    assert_eq!(told("20%"), "20% 10% 差错率");
    assert_eq!(told("10%"), "");
    assert_eq!(told("8%"), "");
    let reached = text("20%").replace("差错率超过20%", "差错率达到20%");
    assert_eq!(all(&item(&reached), "cutoff-never-acts", &["cutoff", "zero_at"]), [["20%", "10%"]]);
}

#[test]
fn a_cut_off_on_a_bounded_figure_ends_at_its_edge() {
    let terms = "# 二、指标说明\n\n| 指标 | 范围 |\n|---|---|\n| 到位率 | 0..100% |\n";
    let body = "# 一、投入(30分)\n\n到位率达到60%的,计30分;每降低1个百分点,扣2.5分;低于40%的,不计分。\n\n";
    let compiled = scheme("", &format!("{body}{terms}"));
    assert_eq!(all(&compiled, "cutoff-never-acts", &["cutoff", "zero_at"]), [["40%", "48%"]]);
    // Below all that the figure can be, it never holds at all.
    let terms = "# 二、指标说明\n\n| 指标 | 范围 |\n|---|---|\n| 到位率 | 45%..100% |\n";
    let compiled = scheme("", &format!("{body}{terms}"));
    assert_eq!(all(&compiled, "cutoff-never-acts", &["cutoff", "zero_at"]), [["…", "…"]]);
}

#[test]
fn a_cut_off_by_two_figures_or_by_a_fact_is_left_alone() {
    let steps = "到位率达到60%的,计10分;每降低1个百分点,扣2.5分;";
    assert_eq!(each(&item(&format!("{steps}到位率低于30%且未整改的,不计分。")), "cutoff-never-acts", "cutoff"), NONE);
    assert_eq!(
        each(&item(&format!("{steps}到位率低于30%或完成率低于10%的,不计分。")), "cutoff-never-acts", "cutoff"),
        NONE
    );
}

#[test]
fn a_divisor_is_told_once() {
    let body = "# 一、培训(10分)\n\n得分=10×参训人数÷应训人数。\n\n# 二、考试(10分)\n\n得分=10×合格人数÷应训人数。\n\n";
    let terms = "# 三、指标说明\n\n| 指标 | 编号 |\n|---|---|\n| 应训人数 | required |\n";
    let compiled = scheme("", &format!("{body}{terms}"));
    assert_eq!(each(&compiled, "zero-denominator", "divisor"), ["应训人数"]);
}
