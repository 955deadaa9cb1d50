//! What the program says besides its findings, in both languages side by side.
//!
//! Findings have pages in `diagnostics/`; these are the words around them: headings, summaries, notes under a table,
//! what is wrong with a command line. `{slots}` are filled when they are said.

use crate::message::{Lang, fill};
use std::fmt::Display;

/// One phrase in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    zh: &'static str,
    en: &'static str,
}

impl Phrase {
    /// A phrase without slots.
    pub fn plain(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// A phrase with its slots filled.
    pub fn with(self, lang: Lang, slots: &[(&str, &dyn Display)]) -> String {
        fill(self.plain(lang), &|name| slots.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string()))
    }
}

macro_rules! phrases {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: Phrase = Phrase { zh: $zh, en: $en };
        )*
        #[cfg(test)]
        const ALL: &[(&str, Phrase)] = &[$((stringify!($name), $name)),*];
    };
}

phrases! {
    // Findings.
    ERROR: "错误", "error";
    QUESTION: "待定", "question";
    WARNING: "提醒", "warning";
    NOTE: "说明", "note";
    HELP: "改法", "help";
    UNDER: "位于", "under";
    ALSO: "还有", "also";
    PLACES: "{count} 处,第几行: {places}", "{count} more places, by line: {places}";
    FIX_ADD: "在此加上“{new}”", "add “{new}” here";
    FIX_REMOVE: "删去“{old}”", "remove “{old}”";
    FIX_REPLACE: "把“{old}”改为“{new}”", "write “{new}” instead of “{old}”";
    PROBLEM_LINE: "{place}: {severity}[{code}]: {message}", "{place}: {severity}[{code}]: {message}";
    PROBLEMS_MORE: "…… 另有 {count} 个问题", "... and more problems: {count}";

    // check.
    SUMMARY: "{items} 项,{points} 分,{inputs} 项数据:{errors} 个错误,{questions} 个待定问题,{warnings} 个提醒",
        "items: {items} · points: {points} · inputs: {inputs} · errors: {errors} · open questions: {questions} · warnings: {warnings}";
    FINDING_NAME: "名称(写进“保留”并说明理由,就不再提示)", "name (under `dismissed`, with a reason, it is not raised again)";
    KEPT: "保留 {name}:{reason}", "kept {name}: {reason}";
    SUMMARY_NOTES: "(另有 {notes} 条说明,加 --all 显示)", " (notes: {notes}, shown with --all)";
    PROGRAM: "程序 {hash}", "program {hash}";
    PROGRAM_OF_ROUND: "程序 {hash} {round}", "program {hash} {round}";
    CODE_HINT: "某个问题的说明: kaocheng explain {code}", "what a finding means: kaocheng explain {code}";

    // Files and folders.
    NO_SUCH_FILE: "没有 {path} 这个文件或文件夹", "there is no file or folder {path}";
    NOT_READABLE: "{path} 读不出来: {reason}", "{path} cannot be read: {reason}";
    NOT_WRITABLE: "{path} 写不进去: {reason}", "{path} cannot be written: {reason}";
    FILE_TOO_LARGE: "{path} 超过 {limit} 兆字节,不读", "{path} is larger than {limit} MB and was not read";
    IS_A_FOLDER: "{path} 是文件夹,此处要文件", "{path} is a folder; a file is needed here";
    NO_SCHEME: "{path} 中没有 scheme.md:工作文件夹须有方案文件,可用 `kaocheng new` 新建",
        "there is no scheme.md in {path}: a working folder holds the scheme; `kaocheng new` makes one";
    SEVERAL_SCHEMES: "{path} 中没有 scheme.md,却有几个 .md 文件({files}):请指明用哪一个",
        "there is no scheme.md in {path} but several .md files ({files}): say which one";
    NO_UNITS: "{path} 中没有 units.csv 或 units.xlsx:请列出被考核单位,列名为 编码,名称,层级,上级",
        "there is no units.csv or units.xlsx in {path}: list the units, with the columns code, name, level, parent";
    TWO_UNITS: "{path} 中既有 units.csv 又有 units.xlsx:请只留一个",
        "there are both units.csv and units.xlsx in {path}: keep one";
    NO_FIGURES: "{path} 中没有 figures.csv 或 figures.xlsx:可用 `kaocheng template {path}` 生成填报表",
        "there is no figures.csv or figures.xlsx in {path}: `kaocheng template {path}` makes a workbook to fill in";
    NO_ASSESSED: "没有层级为“{level}”的单位:单位表中的层级有 {levels}",
        "no unit is of the level “{level}”: the levels in the list of units are {levels}";
    SCHEME_HAS_ERRORS: "方案有 {count} 个错误,改正之前不能计分", "errors in the scheme: {count}; it cannot score until they are mended";
    NO_ITEMS: "{path} 中没有考核项:标题写上分值(如“## 一、责任落实(20分)”)才是考核项",
        "there is no item in {path}: a heading with points, such as “## 1. Staffing (20 points)”, is an item";

    // Usage.
    ROUND_UNKNOWN: "--round:方案的轮次有 {rounds},没有“{round}”", "--round: the scheme has the rounds {rounds}, not “{round}”";
    ROUND_NONE: "--round:方案没有分轮次", "--round: the scheme has no rounds";
    COMPARE_HEAD: "A {first}\nB {second}", "A {first}\nB {second}";
    COMPARE_COUNT: "不同之处共 {count} 项", "differences: {count}";
    COMPARE_NOTHING: "(没有)", "(nothing)";
    COMPARE_ERRORS: "{path} 有 {count} 个错误,没读懂的部分没有比较", "{path} has {count} errors; what did not read is not compared";
    LEVEL_UNKNOWN: "--level:方案考核的层级有 {levels},没有“{level}”", "--level: the scheme assesses {levels}, not “{level}”";
    LEVEL_NEEDED: "方案考核几个层级({levels}),CSV 一次只写一级:请加 --level", "the scheme assesses several levels ({levels}) and CSV holds one: add --level";
    CSV_ONLY_SCORE: "--format csv 只用于 score 和 decide", "--format csv is for score and decide only";
    POINTS_NOT_NUMBER: "--points:“{text}”不是数,应如 30 或 2.5", "--points: “{text}” is not a number, such as 30 or 2.5";
    POLICY_NOT_PAIR: "--policy:“{text}”不是“名称=选择”", "--policy: “{text}” is not NAME=CHOICE";
    POLICY_UNKNOWN: "--policy:没有“{name}”这个口径,有 {names}", "--policy: there is no policy “{name}”; there are {names}";
    POLICY_CHOICE: "--policy:{name} 可选 {choices},不能是“{choice}”", "--policy: {name} takes {choices}, not “{choice}”";
    SENTENCE_ROUND: "--round:句中的轮次是 {rounds},没有“{round}”", "--round: the sentence speaks of {rounds}, not of “{round}”";
    STDIN_NOT_READ: "标准输入: {reason}", "standard input: {reason}";

    // explain.
    NO_CODE: "没有代码为“{code}”的说明{nearest}", "there is no page for the code “{code}”{nearest}";
    NEAREST: ",相近的有 {names}", "; near to it: {names}";
    EXPLAIN_WHICH: "请指明单位: kaocheng explain {dir} 单位 [考核项]", "say which unit: kaocheng explain {dir} UNIT [ITEM]";
    NO_UNIT: "没有“{unit}”这个单位{nearest}", "there is no unit “{unit}”{nearest}";
    SEVERAL_UNITS: "有几个单位叫“{unit}”,请用编码: {codes}", "several units are called “{unit}”, use the code: {codes}";
    NOT_ASSESSED: "{unit} 的层级是“{level}”,本方案考核的是“{assessed}”",
        "{unit} is of the level “{level}”; this scheme assesses “{assessed}”";
    NO_ITEM: "没有“{item}”这个考核项{nearest}", "there is no item “{item}”{nearest}";
    RANKED: "合计 {total}{of} · 第 {rank} 名,共 {count} 个单位", "total {total}{of} · rank {rank} of {count}";
    RANKED_TIED: "合计 {total}{of} · 并列第 {rank} 名,共 {count} 个单位", "total {total}{of} · rank {rank} of {count}, shared";
    NOT_RANKED: "合计 {total}{of} · 不参加排名", "total {total}{of} · not ranked";
    DEFAULT_MARK: "默认给分", "by default";
    STAND_IN_MARK: "没有抽到样本点,由另一得分代替", "no site was drawn; another score stands in";
    STAND_IN_NOTE: "‡ 没有抽到样本点,由另一得分代替: {units}", "‡ no site was drawn; another score stands in: {units}";

    // score.
    RANK: "名次", "rank";
    UNIT: "单位", "unit";
    TOTAL: "总分", "total";
    HEADLINE: "{units} 个{level} · {items} 项 · {points} 分", "{level}: {units} · items: {items} · points: {points}";
    UNITS: "单位", "units";
    PARTIAL: "方案文本不完整,以下只是已有部分的得分", "the scheme's text is incomplete: these are the points of the part that is there";
    COLUMNS_LEFT_OUT: "另有 {count} 个考核项不在表中,见 --format csv", "items that do not fit in the table: {count} (see --format csv)";
    MISSING_NOTE: "* 未报的数据,{policy}: {list}", "* not reported, {policy}: {list}";
    MISSING_OF: "{unit} {count} 项({names})", "{unit} {count} ({names})";
    DEFAULT_NOTE: "° 默认给分,不是考核所得: {list}", "° given by default, not earned: {list}";
    VETO_NOTE: "† 一票否决({effect}): {unit} — {clause}", "† veto ({effect}): {unit} — {clause}";
    NO_TOTAL_NOTE: "没有总分,不排名: {list}", "no total, not ranked: {list}";
    TIES_NOTE: "= 同分并列,名次相同", "= equal totals share a rank";
    OPEN_POLICIES: "方案未定的口径,计分时用了默认(写入方案的“口径”即为确定):",
        "policies that the scheme leaves open; the default was used (decide them under “policies” in the scheme):";
    OPEN_POLICY: "{name}: {choice}({count} 处)", "{name}: {choice} (places: {count})";
    EFFECT_ZERO: "总分为零", "total zero";
    EFFECT_LAST: "列末位", "last place";
    EFFECT_GRADE: "最低等次", "lowest grade";
    EFFECT_OUT: "不参加评比", "not eligible";
    SCORING: "计分", "scoring";
    READING: "读入", "reading";
    COMPILING: "读方案", "compiling";
    SCORING_SO_MANY: "计分:单位 {units} 个,考核项 {items} 项", "scoring: units {units}, items {items}";
    WRITING_AFTER: "写出;计分每秒 {rate} 个单位", "writing; scored {rate} units a second";
    COMPUTED_AGAIN: "更改数据 {figures} 个,重算单位 {units} 个(共 {all} 个)",
        "figures changed: {figures}; units computed again: {units} of {all}";
    OUT_NEEDED: "几个文件夹的结果不能合为一个 CSV:请加 --out,各写入自己的文件夹",
        "results of several folders do not make one CSV: add --out, for a file in each";
    OUT_IN_EACH: "--out {path} 应是不带路径的文件名:每个文件夹各写一份",
        "--out {path} must be a file name without a path: one is written in each folder";
    LARGE_FILE_ALONE: "{path} 按列读入,本轮的数据须都在其中;同时还有 {others}",
        "{path} is read by columns and must hold all of the round; there are also {others}";
    LARGE_BY_COLUMNS: "{path} 只能按列计算:--engine reference 用于 figures.csv 和 figures.xlsx",
        "{path} is computed by columns only: --engine reference is for figures.csv and figures.xlsx";
    WRITTEN_BY_COLUMNS: "{path} 由按列计算写出:--engine reference 请写到 .csv 或 .json",
        "{path} is written by the columnar evaluator: with --engine reference, write .csv or .json";
    LEVEL_SUMMARY: "{level} · 共 {units} 个,参加排名 {ranked} 个", "{level} · units: {units}, ranked: {ranked}";
    PROFILE: "单位 {units} 个,考核项 {items} 项,线程 {threads} 个;用时(秒):读入 {read},计分 {score},写出 {write}",
        "units {units}, items {items}, threads {threads}; seconds: read {read}, score {score}, write {write}";
    SAVED: "已写入 {path}", "written to {path}";

    // decide.
    NO_LISTS: "方案没有奖惩名单", "the scheme has no lists: no awards, no warnings";
    DECIDE_RANKS: "名次 · {level}(参加排名 {count} 个)", "ranks · {level} (ranked: {count})";
    DECIDE_MORE: "…… 另有 {count} 个,见 kaocheng score", "... and {count} more, see kaocheng score";
    DECIDE_LOOK: "请核对:", "to be looked at:";
    LIST_HEAD: "{list} · {kind} · {count} 个", "{list} · {kind} · {count}";
    LIST_AWARD: "奖励名单", "award list";
    LIST_WARNING: "警示名单", "warning list";
    LIST_LINE: "{list}: {names}{state}", "{list}: {names}{state}";
    LIST_APART: "、", ", ";
    LIST_WOULD_BE: "若成立则列入: {names}", "if it holds, these are listed: {names}";
    LIST_FIRST_OUTSIDE: "未列入的第一个 {unit}: {why}", "first one not listed, {unit}: {why}";
    LIST_PROPOSED: "待办 {unit}: {why}", "to decide, {unit}: {why}";
    LIST_COSTS: "共奖励 {amount}{payer}", "awards in all: {amount}{payer}";
    LIST_FINES: "共处罚 {amount}{payer}", "fines in all: {amount}{payer}";
    LISTS: "名单:", "lists:";
    NO_LIST: "没有“{list}”这个名单{nearest}", "there is no list “{list}”{nearest}";
    ON_LIST: "列入{list}", "on {list}";
    NOT_ON_LIST: "没有列入{list}", "not on {list}";

    // new.
    NEW_DONE: "已建好 {dir}:", "{dir} is ready:";
    NEW_EXISTS: "{path} 已存在,不覆盖", "{path} is there already and is not overwritten";
    NEW_UNKNOWN: "没有“{name}”这个样例,有 {names}", "there is no example “{name}”; there are {names}";
    NEW_NEXT: "接下来:", "next:";
    NEW_CHECK: "看方案有没有问题", "what is wrong or open in the scheme";
    NEW_TEMPLATE: "生成填报表", "a workbook to fill in";
    NEW_IMPORT: "读入填好的表", "read it back";
    NEW_SCORE: "计分、排名", "points and ranks";

    // fmt.
    FMT_CHANGED: "{path} 已整理", "{path} is now in canonical form";
    FMT_SAME: "{path} 已是规范格式", "{path} is in canonical form";
    FMT_WOULD: "{path} 不是规范格式(第 {line} 行起不同)", "{path} is not in canonical form (from line {line})";

    // template and import.
    TEMPLATE_DONE: "已生成 {path}:{units} 个单位,{inputs} 项数据", "{path}: units {units}, inputs {inputs}";
    TEMPLATE_EXISTS: "{path} 已存在,里面也许已有填好的数据;换个文件名,或加 --force 覆盖",
        "{path} is there already and may hold figures: give another name, or --force to replace it";
    TEMPLATE_PERSONS: "方案要收集个人记录,不生成填报表: {inputs}", "the scheme asks for records of persons; no workbook is made: {inputs}";
    TEMPLATE_EMPTY: "没有哪个单位要填报数据:单位表中没有方案所要的层级", "no unit reports anything: the list of units lacks the level that the scheme asks";
    TEMPLATE_TOO_LARGE: "单位或数据太多,一个工作簿放不下;可用 --provider 分开", "too many units or inputs for one workbook; --provider makes smaller ones";
    PROVIDER_UNKNOWN: "指标说明中没有提供单位“{name}”,有: {names}", "no term names the provider “{name}”; there are: {names}";
    IMPORT_SUMMARY: "{file}:{rows} 行,{figures} 个数据,{missing} 个注明缺因",
        "{file}: rows {rows}, figures {figures}, missing with a reason {missing}";
    IMPORT_CHANGES: "新增 {added} 个,更改 {changed} 个,相同 {same} 个", "new {added}, changed {changed}, the same {same}";
    IMPORT_CELL_NEW: "+ {unit} {input}: {new}", "+ {unit} {input}: {new}";
    IMPORT_CELL_CHANGED: "~ {unit} {input}: {old} → {new}", "~ {unit} {input}: {old} → {new}";
    IMPORT_MORE: "…… 另有 {count} 个,加 --all 显示", "... and {count} more, shown with --all";
    IMPORT_DRY: "以上为试读,没有写入;加 --write 写入 {path}", "nothing was written; --write puts this into {path}";
    IMPORT_REFUSED: "有 {count} 个错误,没有写入", "nothing was written; errors: {count}";
    IMPORT_NOTHING: "没有变化,不必写入", "nothing changes";
    IMPORT_MARK_HINT: "加 --mark 得到一份标出问题的表 {path}", "--mark makes a copy of the workbook with the problems marked: {path}";
    IMPORT_MARKED: "标出问题的表: {path}", "the workbook with its problems marked: {path}";
    MARK_NOT_WORKBOOK: "{file} 不是 XLSX 表,标不了;问题见上", "{file} is not an XLSX workbook and cannot be marked; the problems are listed above";
    IMPORT_DISPUTE_HINT: "来源与提供单位不同的数据不能写入;加 --dispute 把它们记入 {path}", "figures of another office than their provider are not taken over; --dispute enters them in {path}";
    DISPUTES_OPENED: "记入 {count} 条异议: {path};数据没有写入,分数不变", "disputes entered: {count} ({path}); no figure was written and no score changes";
    DISPUTES_NONE: "没有来源与提供单位不同的数据", "no figure is of another office than its provider";
    DISPUTE_REASON: "与提供单位的数据不同", "differs from the provider's figure";

    // Findings and disputes of units.
    FINDING_SCORED: "计分", "scored";
    FINDING_NEEDS: "未计分,还需:{list}", "not scored, needs: {list}";
    FINDING_REJECTED: "不予认定", "rejected";
    FINDING_WITHDRAWN: "已撤回", "withdrawn";
    FINDING_NOT_SCORED: "{finding}:{why} [{place}]", "{finding}: {why} [{place}]";
    NEED_CONFIRMATION: "认定", "confirmation";
    NEED_EVIDENCE: "证据", "evidence";
    NEED_ROUTE: "确认途径({routes} 之一)", "a confirmation route (one of {routes})";
    NEED_REPORTS: "反映 {least} 件(现有 {found} 件)", "{least} reports (now {found})";
    NEED_INDEPENDENT: "{least} 人分别反映(现有 {found} 人)", "{least} people reporting independently (now {found})";
    NEED_VERIFICATION: "查实", "verification";
    NEED_VALUE: "分值", "a value";
    NEED_REASON: "理由", "a reason";
    NEED_SECOND: "第二单位复核", "a second office's signature";
    FINDINGS_WAITING: "未计分的查实事项 {count} 条:", "findings that do not score yet: {count}";
    FINDINGS_SUMMARY: "查实事项 {count} 条:计分 {scored} 条,未计分 {unscored} 条", "findings: {count} · scored: {scored} · not scored: {unscored}";
    DISPUTES_OPEN: "未了结的异议 {count} 条,不影响得分:", "disputes not settled, which change no score: {count}";
    DISPUTE_LINE: "异议({state}):{unit}“{input}”现为 {now},{by}主张 {proposed}({date},{reason})", "dispute ({state}): “{input}” of {unit} is {now}, {by} says {proposed} ({date}, {reason})";
    DISPUTE_MET: "异议已了结:{unit}“{input}”现为 {now},与{by}的主张一致", "dispute settled: “{input}” of {unit} is now {now}, as {by} said";

    // draft.
    DRAFT_SCHEME: "{path}: {title} · {items} 项", "{path}: {title} · items: {items}";
    DRAFT_READ: "读懂 {read} 条规则,其中 {open} 条有待定口径;{unread} 句没读懂",
        "rules read: {read}, of which leave a policy open: {open}; sentences that did not read: {unread}";
    DRAFT_NO_ITEMS: "第 {line} 行起: {title} · 没有带分值的项,未写出", "from line {line}: {title} · no items with points, not written";
    DRAFT_WORD: "{path} 是 Word 或压缩文件,还不能读:请另存为网页或纯文本", "{path} is a Word document or an archive, which is not read yet: save it as a web page or as text";
    DRAFT_ENCODING: "{path} 不是文本:不是 UTF-8、UTF-16 或 GB18030", "{path} is not text: neither UTF-8 nor UTF-16 nor GB18030";
    DROP_BEFORE: "正文之前", "before the first document";
    DROP_ADVERTISEMENT: "广告或网址", "advertisement or address";
    DROP_REPEATED: "反复出现", "repeated";
    DROP_NAVIGATION: "网页导航", "navigation";
    DROP_DIVIDER: "分篇标题", "divider";
    DRAFT_DROPPED: "没有收入方案的内容 {count} 段:", "passages left out of the schemes: {count}";
    DRAFT_NOTHING: "{path} 中没有找到考核方案:没有带分值的标题或编号", "no scheme was found in {path}: no headings or numbers with points";
    DRAFT_MORE: "…… 另有 {count} 条,加 --all 显示", "... and {count} more, shown with --all";

    // draw and verify draw.
    DRAW_STEP_FREEZE: "固定抽样框,公布其指纹", "the frame is frozen and its hash published";
    DRAW_STEP_COMMIT: "封存种子,公布承诺值", "the seed is committed to and the commitment published";
    DRAW_STEP_REVEAL: "公开种子,抽取样本", "the seed is revealed and the sample drawn";
    DRAW_STEP_TEAMS: "分配调查组,排定走访", "teams are assigned and visits planned";
    DRAW_NEXT: "下一步: {step}", "next: {step}";
    DRAW_DONE_BEFORE: "{path} 已存在:这一步做过了,不重来。确要作废,请先留存并公布作废的原因,再移走整个文件夹",
        "{path} is there already: this was done and is not done again. To void the draw, keep and publish why, then move the whole folder away";
    DRAW_STEP_BEFORE: "没有 {path}:请先做 {step} 这一步", "there is no {path}: the step {step} comes first";
    DRAW_NOT_SAID: "方案没有说怎样抽样:请写 --stratum 层级 --site 层级 --size 数量(如 --stratum 乡镇 --site 村 --size 2)",
        "the scheme does not say how to draw: give --stratum LEVEL --site LEVEL --size N, such as --stratum township --site village --size 2";
    DRAW_WHICH_SITE: "方案抽取几种样本点({sites}):请用 --site 指明", "the scheme draws several kinds of site ({sites}): say which with --site";
    DRAW_DIFFERS: "{option}:方案写的是 {scheme},命令行写的是 {told};以哪个为准,请先改成一致",
        "{option}: the scheme says {scheme}, the command line says {told}; make them agree first";
    DRAW_EXCEPT: "--except:“{text}”不是“单位=数量”", "--except: “{text}” is not UNIT=N";
    DRAW_MEASURE: "方案按“{measure}”大小抽样:请用 --measure 给出各样本点的数值", "the scheme draws in proportion to “{measure}”: give each site's with --measure";
    DRAW_EQUAL: "--measure:方案没有说按规模抽样;要这样抽,请先改方案", "--measure: the scheme does not draw in proportion to a measure; change the scheme first";
    DRAW_NO_LEVEL: "没有层级为“{level}”的单位:单位表中的层级有 {levels}", "no unit is of the level “{level}”: the levels in the list of units are {levels}";
    DRAW_LEVEL_OPEN: "方案写的“{words}”不是单位表中的层级({levels}):请用 {option} 指明是哪一级",
        "the scheme's “{words}” is no level of the list of units ({levels}): say which level is meant with {option}";
    DRAW_FROZEN: "{path}:{strata} 个单位,{sites} 个可抽的点\n抽样框指纹 {hash}\n请现在公布这个文件和指纹,然后封存种子(commit)",
        "{path}: strata {strata}, sites {sites}\nframe hash {hash}\npublish the file and the hash now, then commit to a seed (commit)";
    DRAW_ASK_SEED: "种子(20 至 100 位数字,可分组):", "seed (20 to 100 digits, groups allowed):";
    DRAW_COMMITTED: "{path}\n承诺值 {commitment}\n请现在公布承诺值;种子自行保管,公开前不要示人",
        "{path}\ncommitment {commitment}\npublish the commitment now; keep the seed to yourself until it is revealed";
    DRAW_NO_PUBLIC: "提醒:没有加入当众掷出的数字(--public)。选种子的人知道抽样框,外人无法排除他挑过种子",
        "note: no digits thrown in public were added (--public). Whoever chose the seed knew the frame, and nobody can rule out that it was chosen for its sample";
    DRAW_DRAWN: "{strata} 个单位抽出 {sites} 个点,已写入 {dir};任何人可用 kaocheng verify draw 核对",
        "sites drawn: {sites}, in strata: {strata}; written to {dir}; anybody can check it with kaocheng verify draw";
    DRAW_NO_TEAMS: "没有 {path}:请列出调查组,列名为 调查组,成员,角色,所在单位(成员写工号,不写姓名)",
        "there is no {path}: list the teams, with the columns team, member, role, home (members by an id of your own, never by name)";
    DRAW_PERSONAL_ID: "teams.csv 第 {row} 行:成员编号像身份证号或手机号,不收;请用自编的工号", "teams.csv, row {row}: a member's id looks like an identity or telephone number and is refused; use an id of your own";
    DRAW_DAYS: "“{text}”不是起止日期,应如 2016-07-26..2016-07-29,最多一年", "“{text}” is not a first and last day, such as 2016-07-26..2016-07-29, at most a year";
    DRAW_ASSIGNED: "{teams} 个组,走访安排已写入 {dir}", "teams: {teams}; their visits are in {dir}";
    TIES_DRAWN: "{units} 个单位的号码已写入 {path};同分的号码小者在前", "tickets of {units} units are in {path}; of equal scores the smaller comes first";
    TIES_NOT_BY_DRAW: "方案没有规定同分由公开抽签决定(口径 ties: by-draw)", "the scheme does not say that a public draw decides between equals (policy ties: by-draw)";
    TIES_TWICE: "{one} 和 {other} 都有同分抽签的号码,不知以哪个为准:请移走一个", "both {one} and {other} have tickets for equal scores and nobody said which count: move one away";
    VEHICLE_OFFICE: "考核方自备", "the office";
    VERIFY_DRAW_HOLDS: "相符:{strata} 个单位的 {sites} 个点,正是这个抽样框和种子抽出的\n抽样框指纹 {hash}",
        "yes: the {sites} sites of {strata} strata are those that this frame and seed give\nframe hash {hash}";

    // demo.
    DEMO_CHECK: "检查方案: {errors} 个错误,{questions} 个待定问题,{warnings} 个提醒 · 程序 {hash}",
        "check: errors {errors}, open questions {questions}, warnings {warnings} · program {hash}";
    DEMO_DRAW: "抽样由人人可复核的种子抽出。验一验:", "The sample came out of a seed that anybody can repeat. Checked:";
    DEMO_DRAWN: "再从头抽一次(固定抽样框、承诺种子、公开、分组):{sites} 个样本点,{units} 个单位分给各组", "Drawn once more from the start (frame frozen, seed committed, revealed, teams assigned): {sites} sites, {units} units among the teams";
    DEMO_TEAMS: "{count} 个组,各走访:", "{count} teams, each visits:";
    DEMO_LISTS: "谁列入哪个名单,为什么(最后列入的一个):", "Who is on which list, and why (the last one listed):";
    DEMO_SEALED: "封存的结果还对得上吗?", "Does what was sealed still hold?";
    DEMO_EXPLAIN: "为什么 {unit} 是这个分?", "why does {unit} have these points?";
    DEMO_DONE: "{count} 个样例,{units} 个单位。自己试一个: kaocheng new 我的方案 --example {name}",
        "examples: {count}, units: {units}. Try one yourself: kaocheng new mine --example {name}";

    // register.
    REGISTER_NONE: "{path} 中没有登记表:可有 letters、groups、exchange、assessments、rectification、visits,各为 .csv 或 .xlsx",
        "there is no register in {path}: it may hold letters, groups, exchange, assessments, rectification and visits, each as .csv or .xlsx";
    REGISTER_NO_FILE: "{path} 中没有 {name}.csv 或 {name}.xlsx", "there is no {name}.csv or {name}.xlsx in {path}";
    REGISTER_TWO: "{path} 中既有 {name}.csv 又有 {name}.xlsx:请只留一个", "there are both {name}.csv and {name}.xlsx in {path}: keep one";
    REGISTER_HEAD: "{title} · {file} · 截至 {day}", "{title} · {file} · as of {day}";
    REGISTER_DATE: "--as-of:“{text}”不是日期,应如 2026-06-30", "--as-of: “{text}” is not a date, such as 2026-06-30";
    REGISTER_LETTERS: "责任书", "responsibility letters";
    REGISTER_GROUPS: "领导小组", "leading groups";
    REGISTER_GROUP: "小组", "group";
    REGISTER_HEAD_POST: "组长职务", "head";
    REGISTER_FROM: "自", "from";
    REGISTER_UNTIL: "至", "until";
    REGISTER_IN_FORCE: "有效", "in force";
    REGISTER_NOT_YET_BEGUN: "未开始", "not begun";
    REGISTER_ENDED: "已止", "ended";
    REGISTER_NO_GROUP: "当日没有领导小组: {list}", "without a group on that day: {list}";
    REGISTER_GAP: "{unit} {group} 在 {from} 至 {until} 之间空缺", "{unit} {group}: none from {from} to {until}";
    REGISTER_EXCHANGE: "信息交换", "exchange of figures";
    REGISTER_ASSESSMENTS: "考核次数", "assessments";
    REGISTER_RECTIFICATION: "限期整改", "rectification orders";
    REGISTER_VISITS: "现场调查", "visits";
    REGISTER_LEVEL: "层级", "level";
    REGISTER_SIGNED: "已签", "signed";
    REGISTER_NOTIFIED: "只有通知书", "notice only";
    REGISTER_WITHOUT: "没有", "none";
    REGISTER_WITHOUT_LIST: "没有责任书或通知书({level}): {list}", "with neither letter nor notice ({level}): {list}";
    REGISTER_NOTIFIED_LIST: "只有任务通知书({level}): {list}", "with a task notice only ({level}): {list}";
    REGISTER_NOT_ASKED: "方案未要求", "not asked for by the scheme";
    REGISTER_ACROSS: "不在隶属关系内: {list}", "across lines: {list}";
    REGISTER_OUTSIDE: "对方不在单位表中: {list}", "the other side is not in the list of units: {list}";
    REGISTER_DEPARTMENT: "部门", "department";
    REGISTER_CONTINUOUS: "连续", "continuous";
    REGISTER_COMPLETE: "完整", "complete";
    REGISTER_ON_TIME: "按时", "on time";
    REGISTER_LATE: "迟 {days} 天", "{days} d late";
    REGISTER_UNDATED: "已收", "received";
    REGISTER_MISSING: "缺", "missing";
    REGISTER_EXPECTED: "未到期", "not due";
    REGISTER_YES: "是", "yes";
    REGISTER_NO: "否", "no";
    REGISTER_OPEN: "待定", "open";
    REGISTER_BROKEN: "否({period})", "no ({period})";
    REGISTER_COUNTS: "按时 {on_time},迟 {late},缺 {missing},未到期 {expected},未定期限 {undated};记录总数 {total}",
        "on time {on_time}, late {late}, missing {missing}, not due {expected}, without a due date {undated}; records in all {total}";
    REGISTER_BY: "考核单位", "assessed by";
    REGISTER_YEAR: "年份", "year";
    REGISTER_TIMES: "次数", "times";
    REGISTER_LIMIT: "上限", "limit";
    REGISTER_DATES: "日期", "dates";
    REGISTER_BURDEN: "考核负担: {unit} {year} 年共 {times} 次,{bodies} 个单位来考,最短间隔 {gap} 天",
        "burden: {unit} in {year}: assessments {times}, by bodies {bodies}, shortest gap in days {gap}";
    REGISTER_NUMBER: "编号", "number";
    REGISTER_DEADLINE: "期限", "deadline";
    REGISTER_STATE: "状态", "state";
    REGISTER_FOUND: "问题", "found";
    REGISTER_OVERDUE: "逾期 {days} 天", "{days} d overdue";
    REGISTER_OPEN_DAYS: "还有 {days} 天", "{days} d left";
    REGISTER_OPEN_NO_DAYS: "未办结,没有期限", "open, no deadline";
    REGISTER_CLOSED: "按期办结", "closed in time";
    REGISTER_CLOSED_LATE: "逾期 {days} 天办结", "closed {days} d late";
    REGISTER_ORDERS: "未到期 {open},逾期 {overdue},按期办结 {closed},逾期办结 {late}",
        "open {open}, overdue {overdue}, closed in time {closed}, closed late {late}";
    REGISTER_VISIT_COUNTS: "签字 {signed},拒签 {refused},未出反馈单 {pending},现场事件 {incidents}",
        "signed {signed}, refused {refused}, not presented {pending}, incidents {incidents}";
    REGISTER_REFUSED: "拒签: {unit} {site} {date} {team} — {reason}", "refused: {unit} {site} {date} {team} — {reason}";
    REGISTER_PENDING: "未出反馈单: {unit} {site} {date} {team}", "not presented: {unit} {site} {date} {team}";
    REGISTER_INCIDENT: "现场事件: {unit} {site} {date} {team} — {incident}", "incident: {unit} {site} {date} {team} — {incident}";
    REGISTER_GO_ON: "反馈单都有了结果,可以继续", "every sheet is signed or refused with a reason: the round can go on";
    REGISTER_NOT_YET: "还有反馈单没有结果", "some sheets are neither signed nor refused with a reason";

    // seal and verify.
    SEAL_DONE: "已封存 {path}:{units} 个单位,{files} 个文件\n{hash}", "sealed in {path}: units {units}, files {files}\n{hash}";
    SEAL_THERE: "{path} 已封存,不覆盖;要更正,加 --correct 理由", "{path} is sealed and is not overwritten; to correct it add --correct REASON";
    SEAL_NOTHING_TO_CORRECT: "--correct:没有可更正的 {path}", "--correct: there is no {path} to correct";
    SEAL_NO_REASON: "--correct:请写明理由", "--correct: give a reason";
    SEAL_YEAR: "方案没有轮次,也没有写明考核期:请用 --year 给出年份", "the scheme has neither rounds nor a reference period: give the year with --year";
    SEAL_NONE: "没有封存记录“{path}”,有: {files}", "there is no sealed record “{path}”; there are: {files}";
    SEAL_HOLDS: "{path} 无误:{units} 个单位的得分、{files} 个文件、{earlier} 份以前的记录都一致\n{hash}",
        "{path} holds: the scores of units {units}, files {files} and earlier records {earlier} all agree\n{hash}";

    // serve.
    SERVE_ADDRESS: "考核办公室在 {address}", "the office is at {address}";
    SERVE_SETUP: "还没有建立。请打开 {address},启动码 {code}", "it is not founded yet: open {address} with the setup code {code}";
    SERVE_TLS: "登录只在 https 下有效:请在前面放一个终结 TLS 的代理",
        "signing in works over https only: put a proxy that ends TLS in front";
    SERVE_DEMO: "样例办公室(管理员只用密码;真正的办公室要求管理员设动态口令),以下各人可以登录,密码都是 {password}\n{people}",
        "the example's office (its administrators need no second factor; a real office asks for one); these people can sign in, all with the password {password}\n{people}";
    SERVE_RENEWED: "上一版程序留下的数据行已按账本重做:重放 {acts} 条记录,{count} 行与原来不同",
        "the rows of another version of the program were made anew from the ledger: acts replayed {acts}, rows that differed {count}";
    SERVE_STOP: "按 Ctrl-C 停止", "Ctrl-C stops it";
    SERVE_NOT_LISTENING: "{address} 不能监听: {reason}", "cannot listen on {address}: {reason}";
    SERVE_NO_SCANNER: "--scan 之后要写查毒程序", "--scan needs the program that looks for viruses";
    SERVE_SCANNER_FAILED: "查毒程序 {command} 查不了一个无毒的文件: {reason}", "the scanner {command} does not pass a clean file: {reason}";
    SERVE_OTHER_KEY: "{path} 不是原来的密钥:动态口令都对不上。请放回原来的文件;在此之前,有动态口令的人只能用恢复码登录",
        "{path} is not the key that second factors were set up with: no code is right. Put that file back; until then people with a second factor need a recovery code";
    SERVE_NOBODY: "没有“{person}”这个账号,或账号已停用", "there is no open account {person}";
    SERVE_ONE_TIME: "{person} 的一次性密码(七天内有效): {password}", "one-time password of {person}, good for seven days: {password}";

    // backup, restore, rebuild.
    OFFICE_NO_BLOBS: "没有文件夹 {path}", "there is no folder {path}";
    OFFICE_MORE: "…… 另有 {count} 处", "... and more: {count}";
    BACKUP_DONE: "已备份到 {path}:{acts} 条记录,{blobs} 个文件\n{root}", "backed up in {path}: acts {acts}, files {blobs}\n{root}";
    BACKUP_ROTTEN: "{count} 个文件已损坏或被改动,没有进入备份:\n{names}",
        "files that were cut off or altered, which are not in the backup: {count}\n{names}";
    BACKUP_APART: "备份不含 office/identity.key(动态口令)和 office/ledger.key(签名密钥):请另行保管,不与备份放在一起。备份含密码的散列值,不可公开",
        "a backup does not hold office/identity.key (second factors) and office/ledger.key (signs checkpoints): keep them apart from it. It does hold hashes of passwords: keep it to yourselves";
    RESTORE_DONE: "已恢复:{acts} 条记录,{blobs} 个文件。请把 identity.key(动态口令)和 ledger.key(签名密钥)放回 office 文件夹:没有它们,动态口令都对不上,签名密钥另生成新的",
        "restored: acts {acts}, files {blobs}. Put identity.key (second factors) and ledger.key (signs checkpoints) back into the folder office: without them no second factor is right, and a new signing key is made";
    REBUILD_DONE: "重放 {acts} 条记录,得到 {rows} 行,其中 {count} 行原来不同", "replayed acts {acts}, rows {rows}; rows that were otherwise: {count}";
    ROW_MISSING: "{shelf} {key}: 原来没有", "{shelf} {key}: was not there";
    ROW_SURPLUS: "{shelf} {key}: 原来有,账本中没有", "{shelf} {key}: was there and is not in the ledger";
    LEDGER_HOLDS: "账本无误:{acts} 条记录,全部有签名({keys})\n{root}", "the ledger holds: acts {acts}, all of them signed for by {keys}\n{root}";
    LEDGER_NOT_REWRITTEN: "自这份检查点以来,历史没有被改写", "history was not rewritten since that checkpoint";
    LEDGER_FAULTS: "账本有误:{count} 处", "the ledger does not hold; faults: {count}";
    LEDGER_KEY: "--key:{reason}", "--key: {reason}";
    LEDGER_NO_KEY: "考核办公室没有保存公钥:请用 --key 给出", "the office keeps no public key: give one with --key";
    LEDGER_FILE: "{path}: 与清单不符", "{path}: not what the manifest says";
    LEDGER_ROW: "第 {at} 条记录: 编号、哈希或标识与记录本身不符", "act {at}: its row says another number, hash or id than the act itself";
    LEDGER_HEAD: "账本末尾写着 {size} 条记录或另一条末记录,实有 {acts} 条", "the head says acts {size}, or another last act; there are {acts}";
    LEDGER_CHECKPOINT_PLACE: "检查点 {size}: 与其正文的条数不符", "checkpoint {size}: its text is of another size";
    LEDGER_UNSIGNED: "第 {from} 至 {last} 条记录没有任何检查点签名", "acts {from} to {last} stand under no checkpoint that holds";
    LEDGER_MANIFEST: "条数或根哈希与备份清单不符", "size or root are not those of the manifest";
    LEDGER_SHOWN: "显示的内容与账本不符:{row}", "what is shown is not what the ledger amounts to: {row}";
    LEDGER_NOT_OURS: "给出的检查点不是由所信任的公钥签的:它属于另一个账本,或者密钥被换过({reason})",
        "no trusted key signed the checkpoint that was given: it is of another ledger, or the key was replaced ({reason})";
    LEDGER_REWRITTEN: "历史被改写:前 {size} 条记录已不是当时签名的", "history was rewritten: the first acts, {size} of them, are not those that were signed";
    LEDGER_CUT: "末尾被截去:曾对 {size} 条记录签名,现在只有 {acts} 条", "the end was cut off: signed over acts {size}, there are {acts}";
    LEDGER_UNREAD: "第 {at} 条记录读不出来", "act {at} does not read";
    LEDGER_NUMBER: "第 {at} 条记录自称第 {found} 条", "act {at} says that it is number {found}";
    LEDGER_LINK: "第 {at} 条记录所写的前一条哈希是 {named},实为 {computed}", "act {at} names {named} as the hash before it, which is {computed}";
    LEDGER_ALTERED: "第 {at} 条记录被改动:哈希为 {leaf},不在 {size} 条的检查点之下", "act {at} was altered: its hash {leaf} is not under the checkpoint of size {size}";
    LEDGER_NOT_SIGNED: "检查点 {checkpoint} 没有有效签名: {reason}", "checkpoint {checkpoint} is not signed: {reason}";
    LEDGER_OTHER: "检查点 {checkpoint} 属于账本 {found},其余属于 {expected}", "checkpoint {checkpoint} is of the ledger {found}, the others of {expected}";
    LEDGER_DIFFERS: "{size} 条的检查点与记录不符:前 {held} 条无误,其后有改动", "the checkpoint of size {size} does not hold: acts up to {held} are as signed, one after them is not";
    LEDGER_SIGNED_AGAIN: "历史被改写后重新签名:{size} 条的检查点不再成立,前 {held} 条无误,{again} 条时重新签名",
        "history was rewritten and signed again: the checkpoint of size {size} no longer holds; as signed up to {held}, signed again at {again}";
    LEDGER_TWO: "{size} 条有两份根不同的检查点:签过两种历史", "checkpoints of size {size} have different roots: two histories were signed";
    ROW_OTHER: "{shelf} {key}: 内容原来不同", "{shelf} {key}: held something else";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn slots(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_have_the_same_slots() {
        for (name, phrase) in ALL {
            assert_eq!(slots(phrase.zh), slots(phrase.en), "{name}");
            assert!(!phrase.zh.is_empty() && !phrase.en.is_empty(), "{name}");
        }
    }

    #[test]
    fn slots_are_filled() {
        let text = RANKED.with(Lang::En, &[("total", &"93.50"), ("of", &" / 100"), ("rank", &2), ("count", &28)]);
        assert_eq!(text, "total 93.50 / 100 · rank 2 of 28");
    }
}
