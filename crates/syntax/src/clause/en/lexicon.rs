//! The closed lists of words that the English reader knows.

/// Nouns for points.
pub(super) const POINTS: &[&str] = &[
    "point", "points", "pt", "pts", "mark", "marks", "credit", "credits", "point(s)", "mark(s)", "demerits", "demerit",
    "merits",
];

/// Words that may stand between a number and `points`.
#[rustfmt::skip]
pub(super) const POINT_ADJECTIVES: &[&str] = &[
    "bonus", "extra", "additional", "penalty", "demerit", "merit", "negative", "more", "further", "full", "base",
    "quality", "technical", "service", "raw", "team", "house", "performance", "whole", "black", "minus",
    "evaluation", "activity", "safety", "disciplinary", "technical", "championship", "ranking", "event", "grade",
    "added", "partial",
];

/// Verbs, participles and nouns of earning.
#[rustfmt::skip]
pub(super) const EARN: &[&str] = &[
    "award", "awards", "awarded", "awarding", "earn", "earns", "earned", "earning", "receive", "receives",
    "received", "get", "gets", "gain", "gains", "gained", "score", "scores", "scored", "scoring", "worth", "carry",
    "carries", "carrying", "give", "gives", "given", "add", "adds", "added", "obtain", "obtains", "obtained",
    "allocate", "allocated", "grant", "granted", "grants", "assigned", "assign", "allotted", "allot", "attract",
    "attracts", "merit", "hold", "holds", "yield", "yields", "credited", "available", "accrue", "accrues",
    "accorded", "attributed", "achieve", "achieves", "achieved", "secure", "secures", "won", "win", "wins",
    "collect", "collects", "offered", "bring", "brings", "rated", "equals", "equal", "counts", "count", "get",
    "rewarded", "fetch", "fetches", "net", "nets", "garner", "garners", "pays", "deliver", "delivers", "apply", "applies", "applied",
];

/// Verbs, participles and nouns of losing.
#[rustfmt::skip]
pub(super) const LOSE: &[&str] = &[
    "deduct", "deducts", "deducted", "deducting", "lose", "loses", "losing", "lost", "subtract", "subtracts",
    "subtracted", "minus", "docked", "dock", "docks", "forfeit", "forfeits", "forfeited", "cost", "costs", "incur",
    "incurs", "incurred", "penalised", "penalized", "penalise", "penalize", "removed", "reduced", "reduce",
    "reduces", "imposed", "impose", "deductible", "charged", "withheld", "levied", "assessed", "off", "decreased",
    "less",
];

/// Nouns of loss.
#[rustfmt::skip]
pub(super) const LOSS_NOUNS: &[&str] = &[
    "penalty", "penalties", "deduction", "deductions", "reduction", "loss", "fine", "demerit", "demerits",
    "forfeiture", "penalisation", "decrease", "cost",
];

/// Nouns of gain.
pub(super) const GAIN_NOUNS: &[&str] = &[
    "bonus", "score", "award", "reward", "credit", "credits", "mark", "total", "value", "rating", "grade", "increase",
    "addition",
];

/// Auxiliaries and adverbs inside a verb group.
#[rustfmt::skip]
pub(super) const AUXILIARIES: &[&str] = &[
    "will", "shall", "is", "are", "be", "to", "can", "may", "would", "must", "should", "been", "being", "was",
    "were", "has", "have", "also", "then", "only", "automatically", "each", "therefore", "thus", "immediately",
    "additionally", "you'll", "they'll", "we'll", "it'll", "could", "might", "thereby", "does", "do", "again",
    "further", "still", "normally",
];

/// Who is scored: naming them adds nothing to a clause of theirs.
#[rustfmt::skip]
pub(super) const ACTORS: &[&str] = &[
    "team", "teams", "you", "they", "it", "he", "she", "student", "students", "candidate", "candidates", "bidder",
    "bidders", "tenderer", "tenderers", "participant", "participants", "player", "players", "contestant",
    "contestants", "competitor", "competitors", "applicant", "applicants", "supplier", "suppliers", "contractor",
    "contractors", "facility", "facilities", "entry", "entries", "proposal", "proposals", "bid", "bids", "tender",
    "tenders", "offer", "offers", "unit", "units", "group", "groups", "school", "schools", "firm", "firms",
    "provider", "providers", "vendor", "vendors", "robot", "robots", "rider", "riders", "driver", "drivers",
    "athlete", "athletes", "crew", "crews", "institution", "institutions", "organisation", "organisations",
    "organization", "organizations", "company", "companies", "consultant", "consultants", "we", "i", "examinee",
    "examinees", "debater", "debaters", "quizzer", "side", "sides", "department", "departments", "submission",
    "submissions", "offeror", "offerors", "programme", "program", "judges", "judge", "evaluator", "evaluators",
    "examiner", "examiners", "panel", "committee", "referee", "officials", "assessor", "assessors", "respondent",
    "respondents", "proponent", "proponents", "everyone", "anyone", "pilot", "pilots", "skipper", "boat", "boats",
    "health", "clinic", "hospital", "district", "employee", "employees", "operator", "alliance", "alliances", "club",
    "clubs", "house", "houses", "college", "colleges", "city", "cities", "town", "towns", "village", "villages",
    "council", "councils", "municipality", "municipalities", "township", "townships", "county", "counties", "lg",
    "lgs", "ulb", "ulbs", "bank", "banks", "worker", "workers", "scout", "scouts", "swimmer", "swimmers", "couple",
    "couples", "author", "authors", "exhibitor", "exhibitors", "establishment", "establishments", "centre", "centres",
    "nation", "nations", "country", "countries",
];

/// Determiners.
pub(super) const DETERMINERS: &[&str] = &[
    "a", "an", "the", "any", "each", "every", "that", "this", "these", "those", "its", "their", "your", "his", "her",
    "our", "such", "all", "another", "said", "same",
];

/// Opens a condition. Longest first where one begins another.
#[rustfmt::skip]
pub(super) const IF: &[&str] = &[
    "if and only if", "only if", "only when", "only where", "if", "when", "where", "whenever", "wherever",
    "provided that", "provided", "providing", "in case of", "in case", "in cases where", "in the event that",
    "in the event of", "as long as", "so long as", "should", "in the case of", "on condition that", "if any",
    "at the determination of the room officials that", "once", "because of", "because", "due to", "as soon as",
    "upon", "subject to", "conditional on", "for cases where", "for those", "assuming", "whose",
];

/// Opens what must not hold.
#[rustfmt::skip]
pub(super) const UNLESS: &[&str] = &[
    "unless", "except if", "except when", "except where", "except in case of", "except for", "except",
    "other than if",
];

/// Opens something counted.
#[rustfmt::skip]
pub(super) const EACH: &[&str] = &[
    "for each and every", "for each of the", "for every one of the", "for each", "for every", "on each", "on every",
    "of each", "each time", "every time", "each", "every", "per", "in respect of each", "in each", "in every",
    "with each", "with every", "against each", "to each", "for any", "at each", "at every",
];

/// What every other case gives.
#[rustfmt::skip]
pub(super) const OTHERWISE: &[&str] = &[
    "otherwise", "or else", "else", "if not", "in all other cases", "in other cases", "in any other case",
    "all other cases", "all others", "any other case", "anything else", "for all other cases", "all other",
    "other cases", "in all other circumstances", "failing which", "others", "all other values", "any other value",
    "any other result", "anything lower", "anything less", "anything below", "anything below that", "anything higher",
    "anything more", "anything above", "less than that", "lower than that", "below that", "anything worse",
    "anything slower", "in any other event", "everything else", "in every other case",
];

/// Units of measure: what they count need not be whole.
#[rustfmt::skip]
pub(super) const UNITS: &[&str] = &[
    "cm", "mm", "m", "km", "g", "kg", "gm", "gms", "gram", "grams", "kgs", "lb", "lbs", "oz", "tonne", "tonnes",
    "ton", "tons", "mg", "day", "days", "hour", "hours", "hr", "hrs", "minute", "minutes", "min", "mins", "second",
    "seconds", "sec", "secs", "s", "ms", "week", "weeks", "month", "months", "year", "years", "yr", "yrs", "quarter",
    "quarters", "meter", "meters", "metre", "metres", "centimetre", "centimetres", "centimeter", "centimeters",
    "millimetre", "millimetres", "millimeter", "millimeters", "inch", "inches", "ft", "feet", "foot", "mile",
    "miles", "kilometre", "kilometres", "kilometer", "kilometers", "kilogram", "kilograms", "kilogramme",
    "kilogrammes", "litre", "litres", "liter", "liters", "ml", "degree", "degrees", "volt", "volts", "kw", "mw",
    "kwh", "w", "dollar", "dollars", "usd", "euro", "euros", "eur", "pound", "pounds", "gbp", "rupee", "rupees",
    "kmh", "kph", "mph", "gb", "mb", "db", "ppm", "bar", "°c", "°", "decibel", "decibels", "nights", "hectare",
    "hectares", "sqm", "m2", "m²", "newton", "newtons", "knot", "knots", "semester", "semesters",
];

/// Adjectives between a number and its unit: `5 working days`.
#[rustfmt::skip]
pub(super) const UNIT_ADJECTIVES: &[&str] = &[
    "working", "business", "calendar", "full", "complete", "consecutive", "square", "cubic", "whole", "completed",
    "us", "academic", "school",
];

/// Words that a number belongs to as a name: question 17, Part 2.
#[rustfmt::skip]
pub(super) const NAMED: &[&str] = &[
    "question", "questions", "number", "part", "parts", "section", "sections", "round", "rounds", "stage", "phase",
    "level", "levels", "grade", "class", "form", "annex", "appendix", "table", "item", "items", "no", "iso",
    "article", "clause", "rule", "rules", "type", "category", "lot", "schedule", "chapter", "step", "task", "zone",
    "region", "tier", "week", "day", "year", "month", "quarter", "criterion", "criteria", "standard", "module",
    "unit", "paper", "exercise", "version", "priority", "severity", "group", "mission", "area", "attachment",
    "figure", "box", "gate", "checkpoint", "station", "field", "ohsas", "en", "bs", "astm", "act", "regulation",
    "paragraph", "volume", "page", "line", "lane", "set", "game", "heat", "leg", "run", "problem", "division",
    "ifrs", "haccp", "pm", "am", "room", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "fy", "sdg", "tasks", "phase", "aged", "age", "under-", "form",
    "objective", "indicator", "sop", "code",
];

/// Months, for dates.
#[rustfmt::skip]
pub(super) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Level words: exclusive by themselves.
#[rustfmt::skip]
pub(super) const LEVEL_WORDS: &[&str] = &[
    "excellent", "outstanding", "exceptional", "very good", "good", "satisfactory", "acceptable", "average", "fair",
    "adequate", "marginal", "weak", "poor", "very poor", "inadequate", "unsatisfactory", "unacceptable",
    "needs improvement", "exceeds expectations", "meets expectations", "below expectations", "gold", "silver",
    "bronze", "platinum", "win", "draw", "loss", "tie", "high", "medium", "moderate", "low", "none", "always",
    "often", "usually", "sometimes", "rarely", "never", "seldom", "met", "fully met", "mostly met", "largely met",
    "substantially met", "partially met", "partly met", "not met", "unmet", "pass", "fail", "compliant",
    "partially compliant", "non-compliant", "not compliant", "complete", "partial", "partially", "fully",
    "incomplete", "advanced", "proficient", "intermediate", "basic", "beginner", "novice", "expert", "national",
    "regional", "local", "international", "state", "provincial", "district", "municipal", "county", "minor", "major",
    "critical", "serious", "yes", "no", "true", "false", "correct", "incorrect", "wrong", "blank", "unanswered",
    "first class", "second class", "distinction", "merit", "credit", "strong", "emerging", "developing", "exemplary",
    "accomplished", "on time", "late", "in place", "not in place", "partly in place", "doctorate", "phd", "master",
    "master's", "masters", "bachelor", "bachelor's", "bachelors", "diploma", "certificate", "world", "continental",
    "not applicable", "very high", "very low", "absent", "present", "fully compliant", "minimal", "superior",
    "sufficient", "insufficient", "limited", "substantial", "not addressed", "unsuccessful", "successful",
];

/// Things that only a judge can put a number on.
#[rustfmt::skip]
pub(super) const JUDGED: &[&str] = &[
    "quality", "clarity", "creativity", "originality", "appropriateness", "adequacy", "relevance", "effectiveness",
    "understanding", "presentation", "innovation", "style", "overall", "impression", "soundness", "feasibility",
    "methodology", "approach", "design", "coherence", "suitability", "teamwork", "sportsmanship", "conduct",
    "attitude", "appearance", "professionalism", "elegance", "readability", "depth", "thoroughness", "artistry",
    "technique", "impact", "sustainability", "structure", "fluency", "delivery", "interpretation",
];

/// Whether `word` stands in `list`.
pub(super) fn among(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// A word that speaks of points wherever it stands; none may be left inside an input phrase.
pub(super) fn scores(word: &str) -> bool {
    matches!(
        word,
        "points"
            | "marks"
            | "pts"
            | "deduct"
            | "deducts"
            | "deducted"
            | "deducting"
            | "deduction"
            | "deductions"
            | "disqualified"
            | "disqualify"
            | "disqualification"
            | "subtracted"
            | "penalized"
            | "penalised"
            | "otherwise"
    )
}

/// A word that makes a sentence a scoring sentence.
pub(super) fn marks_scoring(word: &str) -> bool {
    scores(word)
        || matches!(
            word,
            "point"
                | "mark"
                | "pt"
                | "score"
                | "scores"
                | "scored"
                | "scoring"
                | "penalty"
                | "penalties"
                | "bonus"
                | "bonuses"
                | "demerit"
                | "demerits"
                | "eliminated"
                | "penalize"
                | "penalise"
                | "disqulified"
                | "negative"
                | "forfeit"
                | "forfeits"
                | "point(s)"
                | "mark(s)"
                | "merits"
                | "rejected"
                | "halved"
                | "doubled"
                | "ineligible"
                | "non-responsive"
                | "nonresponsive"
        )
}
