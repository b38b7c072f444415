//! Plans of many products, made from a seed: groups, people, leave, relations and roadmaps as real plans have them. The
//! same number of products gives the same texts. Knows no reader.

use std::fmt::Write as _;

/// A source of choices: xorshift64*, S. Vigna, 2016.
struct Choices(u64);

impl Choices {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let count = u64::try_from(words.len()).unwrap_or(1);
        words[usize::try_from(self.below(count)).unwrap_or_default()]
    }
}

/// The shared file and a file for each product, by name. `slip` is added to the names that relations use: with it none of
/// them is declared.
pub(crate) fn files(products: usize, slip: &str) -> Vec<(String, String)> {
    let mut choices = Choices(0x9E37_79B9_7F4A_7C15);
    let mut files = vec![("shared.yaml".to_owned(), shared(products, &mut choices))];
    files.extend((0..products).map(|number| (format!("product{number}.yaml"), product(number, slip, &mut choices))));
    files
}

fn add(text: &mut String, line: std::fmt::Arguments<'_>) {
    text.write_fmt(line).expect("a text takes every line");
    text.push('\n');
}

fn shared(products: usize, choices: &mut Choices) -> String {
    let mut text = String::from(
        "years: 2026..2027\ncalendars:\n  dk: {country: dk}\n  lukkedage: {closed: {Jul: 12-27..12-30}}\n  \
         skoleferie: {closed: {Vinterferie: week 7, Sommerferie: 06-27..08-09, Efterårsferie: week 42}}\npeople:\n",
    );
    for number in 0..products {
        for role in ["formand", "ejer", "koordinator"] {
            let day = 1 + choices.below(20);
            let month = 1 + choices.below(12);
            add(&mut text, format_args!("  {role}{number}:"));
            add(&mut text, format_args!("    title: {role} {number}"));
            add(&mut text, format_args!("    leave: [2027-{month:02}-{day:02}..2027-{month:02}-{:02}]", day + 5));
        }
    }
    text
}

fn product(number: usize, slip: &str, choices: &mut Choices) -> String {
    let mut text = format!(
        "product: produkt{number}\ntitle: Produkt {number}\ncalendar: [dk, lukkedage]\navoid: [skoleferie, bridge-days]\nweek-load: 3\ngroups:\n"
    );
    let day = choices.of(&["mon", "tue", "wed"]);
    add(
        &mut text,
        format_args!("  koordinationsgruppe:\n    title: Koordinationsgruppe\n    members: [ejer{number}, koordinator{number}]"),
    );
    add(
        &mut text,
        format_args!("    meets:\n      each: month\n      except: july\n      on: [{day}, thu]\n      between: 09:00-15:00"),
    );
    add(&mut text, format_args!("      length: 1h\n      prefer: {{on: {day}}}\n      apart: at least 2 weeks"));
    add(&mut text, format_args!("    deadlines: {{dagsorden: 5 working days before, referat: 5 working days after}}"));
    add(&mut text, format_args!("  styregruppe:\n    members: [formand{number}, ejer{number}, koordinator{number}]"));
    add(&mut text, format_args!("    meets: {{each: quarter, on: [tue, wed, thu], between: 09:00-15:00, length: 90m}}"));
    add(&mut text, format_args!("    not-same-week: {{brugerklub{slip}: should}}\n    deadlines: {{materiale: 7 days before}}"));
    add(&mut text, format_args!("    after: {{koordinationsgruppe{slip}: 1..30 days}}"));
    add(&mut text, format_args!("  brugerklub:\n    members: koordinator{number}"));
    add(
        &mut text,
        format_args!("    meets: {{rrule: FREQ=MONTHLY;INTERVAL=6;BYDAY=2WE, drift: 6 working days, at: 12:00, length: 2h}}"),
    );
    let length = 10 + choices.below(30);
    add(
        &mut text,
        format_args!(
            "roadmap:\n  tracks:\n    overdragelse:\n      phases:\n        støtte: {{from: 2027-01-04, to: 2027-03-26}}"
        ),
    );
    add(
        &mut text,
        format_args!(
            "        oplæring:\n          length: {length} working days\n          overlap: {{støtte{slip}: 5..15 working days}}"
        ),
    );
    add(&mut text, format_args!("        hypercare: {{length: 3 months, after: {{oplæring{slip}: 1..10 working days}}}}"));
    add(
        &mut text,
        format_args!(
            "      milestones:\n        overdraget: {{critical: yes, between: 2027-06-01..2027-12-17, after: {{hypercare{slip}: 0..60 days}}}}"
        ),
    );
    text
}
