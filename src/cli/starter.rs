//! The texts of a first plan, from templates that are plans themselves: `PRODUCT`, `TITLE`, `YEAR` and `GROUP` stand for what
//! is said, and a line that ends in `# with GROUP` stays only where that group was chosen. Writes nothing.

use crate::cli::arguments::Tongue;

/// The group of a template that stands for any group it does not know.
const ANY: &str = "GROUP";

/// What a first plan is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The product's key.
    pub product: String,
    /// The product's name in words.
    pub title: String,
    /// The year to plan.
    pub year: i32,
    /// The language of the templates and of the feeds.
    pub language: Tongue,
    /// The groups, by key.
    pub groups: Vec<String>,
}

/// The name and the text of the file that all products share.
pub fn shared(wanted: &Wanted) -> (&'static str, String) {
    let (name, template) = match wanted.language {
        Tongue::Da => ("faelles.yaml", include_str!("starter/shared.da.yaml")),
        Tongue::En => ("shared.yaml", include_str!("starter/shared.en.yaml")),
    };
    (name, template.replace("YEAR", &wanted.year.to_string()))
}

fn template(language: Tongue) -> &'static str {
    match language {
        Tongue::Da => include_str!("starter/product.da.yaml"),
        Tongue::En => include_str!("starter/product.en.yaml"),
    }
}

/// The groups that the templates of a language know, by key, in their order.
pub fn known_groups(language: Tongue) -> Vec<&'static str> {
    blocks(template(language), "groups:").into_iter().map(|(key, _)| key).filter(|key| *key != ANY).collect()
}

/// The text of the product's file. It names calendars only where `has_calendars` are at hand.
pub fn product(wanted: &Wanted, calendars: Calendars) -> String {
    let template = template(wanted.language);
    let known = blocks(template, "groups:");
    let block = |name: &String| {
        let found =
            known.iter().find(|(key, _)| key == name && *key != ANY).or_else(|| known.iter().find(|(key, _)| *key == ANY));
        found.map(|(_, lines)| lines.join("\n").replace(ANY, name)).unwrap_or_default()
    };
    let groups: Vec<String> = wanted.groups.iter().map(|name| chosen(&block(name), &wanted.groups)).collect();
    let groups = groups.join("\n\n");
    // A person who is a member of no chosen group would be told to do nothing.
    let people: Vec<String> = blocks(template, "people:")
        .into_iter()
        .filter(|(key, _)| groups.contains(&format!("{key},")) || groups.contains(&format!("{key}]")))
        .map(|(_, lines)| lines.join("\n"))
        .collect();
    let head = template.split("\npeople:").next().unwrap_or_default();
    let follows = |line: &str| line.starts_with("calendar:") || line.starts_with("avoid:");
    let head: Vec<&str> = head.lines().filter(|line| calendars == Calendars::OfTemplate || !follows(line)).collect();
    let title = if is_plain(&wanted.title) { wanted.title.clone() } else { serde_json::json!(wanted.title).to_string() };
    let text = format!("{}\n\npeople:\n{}\n\ngroups:\n{groups}\n", head.join("\n").trim_end(), people.join("\n"));
    text.replace("PRODUCT", &wanted.product).replace("TITLE", &title)
}

/// Which calendars a product's file may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendars {
    /// Those of the shared file that comes with it.
    OfTemplate,
    /// None: other files are there, and what they declare is their own matter.
    None,
}

/// Whether a title needs no quotes: letters and digits with spaces and hyphens between them, and no word of YAML's own.
fn is_plain(title: &str) -> bool {
    let is_word = title.chars().all(|sign| sign.is_alphanumeric() || " -".contains(sign));
    is_word && title.starts_with(char::is_alphabetic) && !title.ends_with(' ') && title.len() > 4
}

/// The lines of a block without those for groups that were not chosen.
fn chosen(block: &str, groups: &[String]) -> String {
    let kept = block.lines().filter_map(|line| match line.split_once("  # with ") {
        Some((line, other)) => groups.iter().any(|name| name == other).then_some(line),
        None => Some(line),
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// The entries below a key of the first level, each with its lines, blank ones left out.
fn blocks<'t>(template: &'t str, below: &str) -> Vec<(&'t str, Vec<&'t str>)> {
    let mut blocks: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = template.lines().skip_while(|line| *line != below).skip(1);
    for line in lines.take_while(|line| line.is_empty() || line.starts_with(' ')).filter(|line| !line.is_empty()) {
        if !line.starts_with("   ") {
            blocks.push((line.trim().split(':').next().unwrap_or_default(), Vec::new()));
        }
        if let Some((_, lines)) = blocks.last_mut() {
            lines.push(line);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{Calendars, Wanted, known_groups, product, shared};
    use crate::cli::arguments::Tongue;
    use crate::diagnostic::source::Sources;
    use crate::schema::format::format;
    use crate::schema::reading::read;

    fn wanted(language: Tongue, groups: &[&str]) -> Wanted {
        Wanted {
            product: "beta".into(),
            title: "Beta: \"ny\"".into(),
            year: 2028,
            language,
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        }
    }

    #[test]
    fn every_choice_of_groups_is_a_plan_without_a_warning_and_in_its_one_form() {
        for language in [Tongue::Da, Tongue::En] {
            let known = known_groups(language);
            assert_eq!(known.len(), 4);
            let choices = known.iter().map(|group| vec![*group]).chain([known.clone(), vec!["erfagruppe"]]);
            for groups in choices {
                let wanted = wanted(language, &groups);
                let mut sources = Sources::default();
                for (name, text) in [shared(&wanted), ("beta.yaml", product(&wanted, Calendars::OfTemplate))] {
                    assert_eq!(format(&text), Ok(text.clone()));
                    sources.add(name, text);
                }
                let reading = read(&sources);
                assert_eq!(reading.diagnostics, [], "{groups:?}");
                assert_eq!(reading.plan.map(|plan| plan.groups.len()), Some(groups.len()));
            }
        }
    }
}
