//! Who assesses how often, who signs with whom, who hands figures over, and by when faults are mended.

use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::Captures;
use crate::provision::rule::{Correction, Exchange, Frequency, Letters, Substitution};

/// The forms of conduct.
pub(super) fn forms() -> Vec<Form> {
    let mut all = frequency();
    all.extend(exchange());
    all.extend(letters_and_deadlines());
    all.extend(sample_errors());
    all.push(assesses());
    all.push(form("[考核|调查|检查|][结果|成绩|情况]{rest:w}", |text, c| {
        let rest = c.words(text, "rest")?;
        let filed = ["上报", "报送", "备案", "共享", "存档", "文件"].iter().any(|w| rest.contains(w));
        filed.then(|| vec![Part::Nothing])
    }));
    all.push(form("[调查|考核|抽样|入户|进点]时[间|限]{when:w}", |text, c| {
        let when = c.words(text, "when")?;
        when.contains(['年', '月', '日']).then(|| vec![Part::Nothing])
    }));
    all
}

/// 市对各县区进行综合考核 says who assesses whom; without a number nothing is held against it.
fn assesses() -> Form {
    form("{by:w}对{of:w}[进行|开展|实施|组织]{how:q}[考核|评价|考评]", |_, _| Some(vec![Part::Nothing]))
}

fn frequency() -> Vec<Form> {
    let build: fn(&crate::provision::text::Text, &crate::provision::pattern::Captures) -> Option<Vec<Part>> =
        |text, c| {
            let by = c.words(text, "by")?;
            let of = c.words(text, "of")?;
            Some(vec![Part::Frequency(Frequency { by, of, most: c.whole("n")? })])
        };
    vec![
        form(
            "{by:w}[每年|一年内|全年|年内|每年度][对|组织对]{of:w}[的|进行|开展|组织|][年度|综合|目标|目标管理|工作|全面|现场|][考核|检查|督查|评估|考评][次数|][原则上|][不得超过|不超过|不多于|不能超过|最多|至多|控制在]{n:n}次[以内|]",
            build,
        ),
        form(
            "{by:w}对{of:w}[的|进行|开展|组织|][年度|综合|目标|目标管理|工作|全面|现场|][考核|检查|督查|评估|考评][,|][每年|一年内|全年|年内][原则上|][不得超过|不超过|不多于|不能超过|最多|至多|控制在]{n:n}次[以内|]",
            build,
        ),
    ]
}

fn exchange() -> Vec<Form> {
    vec![
        form(
            "[各|]{who:w}[部门|单位|][要|应|须|]建立{how:w}机制,{every:w}[前|][向{to:w}|][提供|报送|交换|共享|推送|移交|反馈|通报|上报][一次|]{what:w}",
            |text, c| {
                let times = rhythm(&c.words(text, "every")?)?;
                let departments = super::names(&c.words(text, "who")?);
                Some(vec![Part::Exchange(Exchange { departments, times, what: c.words(text, "what")? })])
            },
        ),
        form(
            "[由|]{who:w}[部门|等部门|等单位|等有关部门|][要|应|须|应当|需|][{rhythm:w}前|]{every:w}[定期|][向{to:w}|][提供|报送|交换|共享|推送|移交|反馈|通报|上报][一次|]{what:w}",
            |text, c| {
                let times = rhythm(&c.words(text, "every")?)?;
                let departments = departments(&c.words(text, "who")?)?;
                let what = c.words(text, "what")?;
                Some(vec![Part::Exchange(Exchange { departments, times, what })])
            },
        ),
        form(
            "{every:w}[定期|][由|与]{who:w}[部门|等部门|等单位|][向{to:w}|][提供|报送|交换|共享|推送|移交|反馈|通报|上报][一次|]{what:w}",
            |text, c| {
                let times = rhythm(&c.words(text, "every")?)?;
                let departments = departments(&c.words(text, "who")?)?;
                Some(vec![Part::Exchange(Exchange { departments, times, what: c.words(text, "what")? })])
            },
        ),
    ]
}

/// 按季度, 每季度末, 每月5日前: how many times a year.
fn rhythm(words: &str) -> Option<u32> {
    let bare = words.trim_start_matches(['按', '每', '逐', '分']).trim_start_matches('个');
    if bare == words {
        return None;
    }
    let rows: [(&str, u32); 9] = [
        ("两个月", 6),
        ("两月", 6),
        ("2个月", 6),
        ("半年", 2),
        ("季度", 4),
        ("季", 4),
        ("月", 12),
        ("年度", 1),
        ("年", 1),
    ];
    let (word, times) = rows.iter().find(|(w, _)| bare.starts_with(w))?;
    let rest = bare.get(word.len()..)?;
    let day = rest
        .trim_start_matches(['末', '初', '底', '的', '前', '日', '第', '个', '工', '作', '内', '次', '月'])
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches(['末', '初', '底', '的', '前', '日', '个', '工', '作', '内', '号']);
    day.is_empty().then_some(*times)
}

/// Names of offices. A department has a name, not a verb.
fn departments(words: &str) -> Option<Vec<String>> {
    let clean = |w: &str| w.trim_end_matches(['局', '委']).is_empty();
    let all: Vec<String> = super::names(words)
        .into_iter()
        .map(|w| w.trim_end_matches("部门").trim_end_matches('等').to_owned())
        .filter(|w| !w.is_empty())
        .collect();
    let named = all.iter().all(|w| {
        w.chars().count() <= 14
            && !clean(w)
            && !w.contains(['的', '是', '未', '有', '(', '每', '前'])
            && !w.chars().any(|c| c.is_ascii_digit())
    });
    (!all.is_empty() && named).then_some(all)
}

fn letters_and_deadlines() -> Vec<Form> {
    vec![
        form(
            "{by:w}[每年|年初|][与|同|和]{with:w}[层层|逐级|分别|][签订|签署|签定][{what:w}|]责任书[({n:w})|]",
            |text, c| {
                let with = c.words(text, "with")?;
                let with = with.trim_start_matches(['各', '每', '个']).to_owned();
                // 市同县、县同乡镇逐级签订 are two letters, which one provision cannot say.
                let by = c.words(text, "by")?;
                if with.contains(['、', '同', '与']) || by.contains(['、', '同', '与']) {
                    return None;
                }
                Some(vec![Part::Letters(Letters { by, with })])
            },
        ),
        form(
            "[对{what:w}[的|问题|单位]|][责令|要求|必须|应当|应|须|][限期|限|在|于|自{from:w}起|][限|]{n:n}[天|日][之内|以内|内|][完成|予以|进行|][整改|改正|纠正][到位|完毕|完成|]",
            |_, c| Some(vec![Part::Rectification(c.whole("n")?)]),
        ),
        form(
            "[对{what:w}[的|问题|单位]|][责令|要求|必须|应当|应|须|][限期|限|在|于|自{from:w}起|][限|]{n:n}个月[之内|以内|内|][完成|予以|进行|][整改|改正|纠正][到位|完毕|完成|]",
            |_, c| months(c),
        ),
        form(
            "[限期整改|责令限期整改|责令整改|]整改[期限|时限|期][为|是|不超过|]{n:n}[天|日]",
            |_, c| Some(vec![Part::Rectification(c.whole("n")?)]),
        ),
        form("[限期整改|责令限期整改|责令整改|]整改[期限|时限|期][为|是|不超过|]{n:n}个月", |_, c| months(c)),
        form("[责令|要求|][限期|][进行|]整改", |_, _| Some(vec![Part::Nothing])),
        form("[对|]{what:w}[发现|查出|反馈|通报|存在]{of:w}[问题|事项]", |_, _| {
            Some(vec![Part::Nothing])
        }),
        form("对发现的问题", |_, _| Some(vec![Part::Nothing])),
    ]
}

/// 一个月内整改: a month is held as 30 days, which the reading says.
fn months(c: &Captures) -> Option<Vec<Part>> {
    Some(vec![Part::Rectification(c.whole("n")?.checked_mul(30)?)])
}

fn sample_errors() -> Vec<Form> {
    vec![
        form(
            "[{who:w}|]未[被|][抽查到|抽查|抽中|抽到|抽取到|抽取]的[{level:w}|],[按|以|按照|用]{by:w}[进行|来|][打分|计分|评分|计算|代替|替代|得分计|计入|计][得分|]",
            |text, c| {
                let mut by = c.words(text, "by")?;
                if text.str(c.range("by").map_or((0, 0), |r| (r.1, r.1 + 2))) == "得分" {
                    by += "得分";
                }
                Some(vec![Part::Substitution(Substitution { by })])
            },
        ),
        form(
            "{figures:w}[等|][指标|等指标|][,|][采用|使用|以]{data:w}[,|][并|][以|用|按]{error:w}[进行|][修正|校正][和扣分|并扣分|扣分|]",
            |text, c| {
                let figures = super::names(&c.words(text, "figures")?);
                Some(vec![Part::Correction(Correction { figures, error: c.words(text, "error")? })])
            },
        ),
        form(
            "{figures:w}[等|][指标|等指标|][,|][以|用|按]{error:w}[进行|][修正|校正][和扣分|并扣分|扣分|]",
            |text, c| {
                let error = c.words(text, "error")?;
                let figures = super::names(&c.words(text, "figures")?);
                error.contains("误差").then(|| vec![Part::Correction(Correction { figures, error })])
            },
        ),
    ]
}
