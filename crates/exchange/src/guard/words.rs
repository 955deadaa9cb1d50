//! The words of the refuse-list, without blanks inside, as headers are compared.

use super::list::Refusal;

/// Words that are refused wherever they stand in a header: nothing harmless holds them.
pub(super) const ANYWHERE: &[(Refusal, &str)] = &[
    (
        Refusal::Identity,
        "身份证 公民身份号码 身份号码 个案信息 个案登记 户籍地址 家庭住址 持证名单 花名册 人员名单 \
         妇女名单 对象名单 患者名单 儿童名单 证名单 生育证号 准生证号 出生医学证明编号 住院号 病历号 \
         病案号 idcard identitynumber identitycard 随访记录 nationalid socialsecuritynumber \
         dateofbirth patientname patientid passportnumber homeaddress",
    ),
    (
        Refusal::Reproduction,
        "生育史 孕产史 末次月经 预产期 现孕人 待孕人 怀孕人 不孕症 不孕人 b超实名 出生实名 人工流产 \
         结扎 绝育 节育手术 避孕措施 pregnancystatus contraceptivemethod reproductivehistory \
         fertilityhistory lastmenstrual",
    ),
    (Refusal::Control, "环孕检 孕环检 查环查孕 查孕查环 透环 孕情 四术 跟踪服务表 跟踪监控"),
];

/// Words that are refused when the rest of the header only says more about them (see [`BESIDE`]); inside other words they
/// are harmless: 线上环境, 吸引产业, 出现孕产妇, 人流量.
pub(super) const ALONE: &[(Refusal, &str)] = &[
    (
        Refusal::Identity,
        "姓名 手机号 手机号码 手机 出生日期 出生年月 生日 性别 年龄 民族 个案 住址 家庭地址 婚姻状况 \
         银行卡号 full_name fullname firstname lastname surname dob birthdate birthday idno idnumber \
         id_number ssn mobilenumber mobilephone gender sex age personname caseid medicalrecordnumber \
         mrn 随访 跟踪服务 诊断 病史 diagnosis 举报人 反映人 信访人 上访人 投诉人 检举人 知情人 \
         reporter reporters reporter's complainant complainants complainant's informant informants \
         whistleblower whistleblowers",
    ),
    (
        Refusal::Reproduction,
        "上环 取环 放环 人流 引产 流产 绝经 不孕 现孕 待孕 怀孕 孕周 孕次 产次 胎次 避孕 避孕方法 \
         b超结果 b超日期 pregnant pregnancy abortion abortions miscarriage miscarriages \
         contraception contraceptive iud iuds infertile infertility menopause menstruation lmp \
         gravida parity hivstatus vasectomy ligation",
    ),
];

/// What may stand beside a refused word without making it harmless.
pub(super) const BESIDE: &str = "\
    是否 有无 本人 个人 妇女 育龄妇女 育妇 已婚 未婚 已婚育龄妇女 女方 男方 配偶 丈夫 妻子 夫妻 父亲 \
    母亲 子女 儿童 婴儿 患者 病人 孕妇 产妇 对象 服务对象 管理对象 当事人 户主 联系人 人员 流动人口 \
    群众 居民 村民 职工 被访者 受访者 已 未 新 现 当前 本月 本季 本年 首次 末次 上次 情况 日期 时间 \
    结果 记录 登记 登记表 名单 花名册 明细 明细表 一览表 台账 表 册 信息 状态 状况 类型 类别 种类 \
    方式 方法 原因 地点 机构 单位 医院 手术 措施 号 号码 证号 编号 序号 及 和 与 或 的 人 者 人数 \
    例数 人次 数 次数 总数 合计 数量 of the and or a patient patients patient's client client's \
    clients person person's woman woman's women mother mother's child child's children respondent \
    respondent's beneficiary beneficiary's spouse husband husband's wife currently current is has \
    was name names full first last date time type status result results method number numbers no no. \
    list record records register reason place history id phone mobile birth case cases women's total \
    count family given tubal sterilization sterilisation sterilized sterilised";

/// Harmless words that together ask for a person: one of the first with one of the second.
pub(super) const TOGETHER: &[(&str, &str)] = &[
    (
        "patient patient's client client's person person's woman woman's mother mother's child \
         child's respondent respondent's beneficiary beneficiary's spouse husband husband's wife",
        "name names id phone mobile number",
    ),
    ("first last full family given", "name names"),
    ("id", "number no no."),
    ("mobile", "phone number"),
    ("date place", "birth"),
    // Instruments are sterilised too: only with a person beside it.
    ("sterilization sterilisation sterilized sterilised", "woman women client patient wife"),
    ("case", "record records list id"),
];

/// How rates end.
pub(super) const RATES: &str = "\
    率 比例 占比 比率 比重 百分比 覆盖面 性别比 rate ratio share percentage percent % proportion";

/// How rates begin in English.
pub(super) const RATES_BEFORE: &str = "rateof shareof percentageof proportionof";

/// How counts end.
pub(super) const COUNTS: &str = "\
    数 人次 总数 合计 数量 次数 份数 例数 户数 经费 金额 count total";

/// How counts begin in English.
pub(super) const COUNTS_BEFORE: &str = "\
    numberof total averagenumberof";

/// Units in brackets that show a count.
pub(super) const UNITS: &str = "\
    人 名 例 次 人次 户 件 份 个 条 元 万元";
