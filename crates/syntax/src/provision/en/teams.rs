//! Teams and who provides for them: `14 teams of 6 members go out` · `Cars and meals are provided by the townships visited`.

use super::without_article;
use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::Captures;
use crate::provision::rule::{Hosting, Supervisors};
use crate::provision::text::Text;

/// The forms of teams and hosts.
pub(super) fn forms() -> Vec<Form> {
    let mut all = team_forms();
    all.extend(hosting_forms());
    all
}

fn team_forms() -> Vec<Form> {
    let leader =
        |text: &Text, c: &Captures| Some(vec![Part::Leader(without_article(&c.words(text, "office")?).to_owned())]);
    let counts = |_: &Text, _: &Captures| Some(vec![Part::LeaderCounts(true)]);
    let beside = |_: &Text, _: &Captures| Some(vec![Part::LeaderCounts(false)]);
    vec![
        form(
            "[there are |a total of |in all |{who:w} sends out |{who:w} sends |{who:w} forms |]{n:n} [{kind:w} |]teams of {size:n}[ members| people| persons| staff|][ each|][ are formed| go out| are set up| are sent out| visit {whom:w}|]",
            |_, c| Some(vec![Part::TeamCount(c.whole("n")?), Part::TeamSize(c.whole("size")?)]),
        ),
        form(
            "[there are |a total of |in all |{who:w} sends out |{who:w} sends |{who:w} forms |]{n:n} [{kind:w} |]teams[ are formed| go out| are set up| are sent out| visit {whom:w}|]",
            |_, c| Some(vec![Part::TeamCount(c.whole("n")?)]),
        ),
        form(
            "[and |][each team has|each team consists of|each has|each of|with|each with|each team with] {n:n}[ members| people| persons| staff|][ each|][ ({bracket:w})|]",
            |text, c| {
                let mut parts = vec![Part::TeamSize(c.whole("n")?)];
                match c.words(text, "bracket").map(|w| w.to_lowercase()).as_deref() {
                    None => {}
                    Some(w) if w.starts_with("includ") || w.starts_with("with") => parts.push(Part::LeaderCounts(true)),
                    Some(w) if w.starts_with("not count") || w.starts_with("without") || w.starts_with("beside") => {
                        parts.push(Part::LeaderCounts(false));
                    }
                    Some(_) => return None,
                }
                Some(parts)
            },
        ),
        form("[and |][its|the|their] leader[s|] [included|being one of them|among them]", counts),
        form("[including|counting] [the|its|their] leader[s|]", counts),
        form("[the |]leader[s|] [is|are] [counted|included|one of the members|among the members]", counts),
        form("[not counting|without counting|besides|apart from|beside] [the|its|their] leader[s|]", beside),
        form("[the |]leader[s|] [is|are] [not counted|not included|in addition|additional]", beside),
        form("[and |][each team is|teams are|each is|each team|] led by {office:w}", leader),
        form(
            "[and |][the |each |team |the team |]leader[s|] [comes from|come from|is|are|are drawn from|is drawn from] {office:w}",
            leader,
        ),
        form("[and |]{office:w} lead[s|] [each team|the teams|each|them]", leader),
        form(
            "[and |][each|every] {office:w} [supervises|oversees|looks after|is responsible for] {n:n} [of the |]teams",
            |text, c| {
                let office = c.words(text, "office")?;
                Some(vec![Part::Supervisors(Supervisors { office, teams: c.whole("n")? })])
            },
        ),
    ]
}

fn hosting_forms() -> Vec<Form> {
    vec![
        form(
            "[and |]{what:s} [is|are] [provided|supplied|arranged|paid] [by|for by] {by:w}[ for {days:n} day[s|]|]",
            |text, c| {
                let by = without_article(&c.words(text, "by")?).to_owned();
                let own = by.to_lowercase().contains("team");
                let assessed = is_assessed(&by);
                hosting(text, c, if own { "the teams themselves".to_owned() } else { by }, assessed)
            },
        ),
        form("[and |][the |]{who:w} [pays|pay] for [their own |its own |]{what:w}", |text, c| {
            let who = c.words(text, "who")?;
            let own = who.to_lowercase().contains("team");
            let assessed = is_assessed(&who);
            hosting(text, c, if own { "the teams themselves".to_owned() } else { who }, assessed)
        }),
        form(
            "[and |][each |every |the |]{by:w} [provides|provide] [a car|cars|a vehicle|vehicles|{n:n} cars] for {days:n} day[s|]",
            |text, c| Some(vec![Part::HostingDays { by: c.words(text, "by")?, days: c.whole("days")? }]),
        ),
        form("[and |][each |every |the |]{by:w} [provides|provide] {what:s}", |text, c| {
            let by = c.words(text, "by")?;
            let assessed = is_assessed(&by);
            hosting(text, c, by, assessed)
        }),
    ]
}

/// What is provided must be something that teams need.
fn hosting(text: &Text, c: &Captures, by: String, assessed: bool) -> Option<Vec<Part>> {
    let what = super::names(&c.words(text, "what")?);
    let needed =
        ["car", "vehicle", "meal", "breakfast", "lunch", "dinner", "food", "lodging", "transport", "accommodation"];
    let known = |w: &String| needed.iter().any(|n| w.to_lowercase().split(' ').any(|part| part.starts_with(n)));
    let all = !what.is_empty() && what.iter().all(known);
    all.then(|| vec![Part::Hosting(Hosting { what, by, assessed, days: c.whole("days") })])
}

/// Whether the words name units that are assessed.
fn is_assessed(by: &str) -> bool {
    let by = by.to_lowercase();
    let marks = ["visited", "assessed", "inspected", "surveyed", "host", "local"];
    let levels = ["township", "townships", "county", "counties", "village", "villages", "district", "districts"];
    marks.iter().any(|m| by.contains(m)) || levels.contains(&without_article(&by))
}
