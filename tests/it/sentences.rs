//! Every rule that can be a must says in Danish and in English what it asks: for each there is a small plan that it makes
//! impossible, with the words of the plan that are marked and the sentence under them.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::report::Diagnostic;
use aarshjul::diagnostic::source::Sources;
use aarshjul::explain::conflict::diagnostic;
use aarshjul::plan::language::Language::{Danish, English};
use aarshjul::plan::rule::RULES;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::Outcome;

/// A plan that a rule makes impossible.
struct Impossible {
    rule: &'static str,
    plan: &'static str,
    /// The words of the plan that state the rule.
    words: &'static str,
    danish: &'static str,
    english: &'static str,
}

/// What only costs, whatever the plan says.
const WISHES: [&str; 5] = ["spread", "preferred-weekday", "preferred-start", "drift", "phase-wish"];

const PLANS: &[Impossible] = &[
    Impossible {
        rule: "window",
        plan: r#"
people: {x: {leave: 2027-03-01..2027-03-12}}
groups: {g: {members: x, meets: {windows: {v: 03-02..03-05}, at: "10:00", length: 1h}}}
"#,
        words: "03-02..03-05",
        danish: "`p/g/2027-v` ligger mellem tirsdag 2. marts og fredag 5. marts 2027",
        english: "`p/g/2027-v` lies between Tuesday 2 March and Friday 5 March 2027",
    },
    Impossible {
        rule: "window",
        plan: r#"
people: {x: {leave: 2027-03-01..2027-03-31}}
groups: {g: {members: x, meets: {each: month, except: [january, february, april, may, june, july, august, september, october, november, december], at: "10:00", length: 1h}}}
"#,
        words: "month",
        danish: "`p/g/2027-03` ligger i marts 2027",
        english: "`p/g/2027-03` lies in March 2027",
    },
    Impossible {
        rule: "window",
        plan: r#"
people: {x: {leave: 2027-03-03}}
groups: {g: {members: x, meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h}, occurrences: {2027-v: {on: 2027-03-03, reason: valg}}}}
"#,
        words: "2027-03-03",
        danish: "`p/g/2027-v` er fastsat til onsdag 3. marts 2027 (valg)",
        english: "`p/g/2027-v` is fixed on Wednesday 3 March 2027 (valg)",
    },
    Impossible {
        rule: "window",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-01..03-05}, at: "10:00", length: 1h}, after: {h: 20..25 days}}, h: {meets: {windows: {v: 03-01..03-31}, except: 03-08..03-09, at: "10:00", length: 1h}}}
"#,
        words: "03-01..03-05",
        danish: "`p/g/2027-v` ligger mellem mandag 1. marts og fredag 5. marts 2027",
        english: "`p/g/2027-v` lies between Monday 1 March and Friday 5 March 2027",
    },
    Impossible {
        rule: "weekday",
        plan: r#"
people: {x: {leave: [2027-03-02, 2027-03-04]}}
groups: {g: {members: x, meets: {windows: {v: 03-01..03-05}, on: [tue, thu], at: "10:00", length: 1h}}}
"#,
        words: "tue",
        danish: "`p/g` holder møde på tirsdage og torsdage",
        english: "`p/g` meets on Tuesdays and Thursdays",
    },
    Impossible {
        rule: "open-day",
        plan: r#"
calendars: {dk: {country: dk}}
calendar: dk
people: {x: {leave: 2027-03-24}}
groups: {g: {members: x, meets: {windows: {v: 03-24..03-26}, at: "10:00", length: 1h}}}
"#,
        words: "g",
        danish: "`p/g` holder ikke møde på lukkede dage: torsdag 25. marts 2027 er Skærtorsdag og fredag 26. marts 2027 er Langfredag",
        english: "`p/g` does not meet on closed days: Thursday 25 March 2027 is Maundy Thursday and Friday 26 March 2027 is Good Friday",
    },
    Impossible {
        rule: "open-day",
        plan: r#"
calendars: {dk: {country: dk, closed: {halv: {on: 2027-03-03, from: "12:00"}}}}
calendar: dk
groups: {g: {meets: {windows: {v: 03-03}, at: "13:00", length: 1h}}}
"#,
        words: "g",
        danish: "`p/g` holder ikke møde på lukkede dage: onsdag 3. marts 2027 lukker kl. 12.00 (halv)",
        english: "`p/g` does not meet on closed days: Wednesday 3 March 2027 closes at 12:00 (halv)",
    },
    Impossible {
        rule: "open-day",
        plan: r"
calendars: {dk: {country: dk}}
calendar: dk
roadmap: {tracks: {t: {milestones: {m: {between: 2027-03-24..2027-03-28, after: {a: 1..9 days}}}, phases: {a: {from: 2027-03-01, to: 2027-03-24}}}}}
",
        words: "m",
        danish: "`p/roadmap/t/m` ligger ikke på lukkede dage: torsdag 25. marts 2027 er Skærtorsdag, fredag 26. marts 2027 er Langfredag, lørdag 27. marts 2027 er weekend og søndag 28. marts 2027 er Påskedag",
        english: "`p/roadmap/t/m` does not lie on closed days: Thursday 25 March 2027 is Maundy Thursday, Friday 26 March 2027 is Good Friday, Saturday 27 March 2027 is a weekend and Sunday 28 March 2027 is Easter Sunday",
    },
    Impossible {
        rule: "attendance",
        plan: r#"
people: {x: {leave: [{on: 2027-W10, reason: barsel}]}}
groups: {g: {members: x, meets: {windows: {v: 03-09..03-10}, at: "10:00", length: 1h}}}
"#,
        words: "2027-W10",
        danish: "`x` er fraværende i uge 10 i 2027 (barsel)",
        english: "`x` is away in week 10 of 2027 (barsel)",
    },
    Impossible {
        rule: "availability",
        plan: r#"
people: {x: {works: {on: [mon, tue], between: 08:00-15:30}}}
groups: {g: {members: x, meets: {windows: {v: 03-03..03-05}, at: "10:00", length: 1h}}}
"#,
        words: "08:00-15:30",
        danish: "`x` arbejder mandag og tirsdag kl. 08.00–15.30",
        english: "`x` works on Mondays and Tuesdays between 08:00 and 15:30",
    },
    Impossible {
        rule: "availability",
        plan: r#"
calendars: {skole: {closed: {vinterferie: 2027-W07}}}
people: {x: {calendar: skole}}
groups: {g: {members: x, meets: {windows: {v: 02-16..02-18}, at: "10:00", length: 1h}}}
"#,
        words: "skole",
        danish: "`x` holder ikke møde på lukkede dage i kalenderen `Skole`: tirsdag 16. februar til torsdag 18. februar 2027 er vinterferie",
        english: "`x` does not meet on closed days of the calendar `Skole`: Tuesday 16 February to Thursday 18 February 2027 is vinterferie",
    },
    Impossible {
        rule: "hours",
        plan: r#"
calendars: {c: {closed: {half: {on: 2027-03-03, from: "12:00"}}}}
calendar: c
groups: {g: {meets: {windows: {v: 03-03}, between: 13:00-16:00, length: 90m}}}
"#,
        words: "13:00-16:00",
        danish: "`p/g` holder møde kl. 13.00–16.00 i 90 minutter",
        english: "`p/g` meets between 13:00 and 16:00 for 90 minutes",
    },
    Impossible {
        rule: "deadline-leave",
        plan: r#"
people: {x: {leave: 2027-03-01}, y: Y}
groups: {g: {members: y, meets: {windows: {v: 03-02}, at: "10:00", length: 1h}, deadlines: {dagsorden: {due: 1 working day before, by: "x, must"}}}}
"#,
        words: r#""x, must""#,
        danish: "`x` er til stede, når fristen `dagsorden` for `p/g` udløber",
        english: "`x` is not away when `dagsorden` of `p/g` is due",
    },
    Impossible {
        rule: "spacing",
        plan: r#"
people: {x: {leave: 2027-03-01..2027-03-04}}
groups: {g: {members: x, meets: {windows: {v: 03-01..03-05, w: 03-22..03-24}, at: "10:00", length: 1h, apart: at least 3 weeks}}}
"#,
        words: "at least 3 weeks",
        danish: "møderne i `p/g` ligger mindst 3 uger fra hinanden",
        english: "the meetings of `p/g` lie at least 3 weeks apart",
    },
    Impossible {
        rule: "spacing",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-01..03-05, w: 03-01..03-05}, on: tue, at: "10:00", length: 1h}}}
"#,
        words: "{",
        danish: "møderne i `p/g` ligger i rækkefølge, hver på sin dag",
        english: "the meetings of `p/g` lie in order, each on a day of its own",
    },
    Impossible {
        rule: "same-weekday",
        plan: r#"
people: {x: {leave: [2027-03-03, 2027-03-09]}}
groups: {g: {members: x, meets: {windows: {v: 03-02..03-03, w: 03-09..03-10}, at: "10:00", length: 1h, same-weekday: must}}}
"#,
        words: "must",
        danish: "møderne i `p/g` ligger på samme ugedag",
        english: "the meetings of `p/g` lie on the same weekday",
    },
    Impossible {
        rule: "same-time",
        plan: r#"
calendars: {c: {closed: {half: {on: 2027-03-02, from: "10:00"}}}}
calendar: c
groups: {g: {meets: {windows: {v: 03-02, w: 03-09}, between: 09:00-12:00, length: 1h, same-time: must}, occurrences: {2027-w: {on: 2027-03-09, at: "11:00", reason: lokalet}}}}
"#,
        words: "must",
        danish: "møderne i `p/g` begynder på samme klokkeslæt",
        english: "the meetings of `p/g` start at the same time of day",
    },
    Impossible {
        rule: "relation",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-01..03-05}, at: "10:00", length: 1h}}, h: {meets: {windows: {v: 03-04..03-05}, at: "10:00", length: 1h}, after: {g: at least 10 working days}}}
"#,
        words: "at least 10 working days",
        danish: "`p/h` holder møde mindst 10 arbejdsdage efter `p/g`",
        english: "`p/h` meets at least 10 working days after `p/g`",
    },
    Impossible {
        rule: "relation",
        plan: r#"
calendars: {dk: {country: dk}}
calendar: dk
groups: {g: {meets: {windows: {v: 03-01..03-31}, at: "10:00", length: 1h}, occurrences: {2027-v: {on: 2027-03-18, reason: aftalt}}}, h: {meets: {windows: {v: 03-25..04-06}, on: fri, at: "10:00", length: 1h}, after: {g: 5..7 working days}}}
"#,
        words: "5..7 working days",
        danish: "`p/h` holder møde 5 til 7 arbejdsdage efter `p/g`: `p/h/2027-v` mellem tirsdag 30. marts og torsdag 1. april 2027",
        english: "`p/h` meets 5 to 7 working days after `p/g`: `p/h/2027-v` between Tuesday 30 March and Thursday 1 April 2027",
    },
    Impossible {
        rule: "relation",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-15..03-19}, at: "10:00", length: 1h}}}
roadmap: {tracks: {t: {milestones: {m: {on: 2027-03-10, decided-at: g}}}}}
"#,
        words: "g",
        danish: "`p/roadmap/t/m` ligger samme dag som et møde i `p/g`: `p/g/2027-v` onsdag 10. marts 2027",
        english: "`p/roadmap/t/m` lies on the day of a meeting of `p/g`: `p/g/2027-v` on Wednesday 10 March 2027",
    },
    Impossible {
        rule: "relation",
        plan: r"
roadmap: {tracks: {t: {phases: {a: {length: 5 working days, between: 2027-03-01..2027-03-12}, b: {length: 5 working days, between: 2027-03-01..2027-03-10, after: {a: 1..5 days}}}}}}
",
        words: "1..5 days",
        danish: "`p/roadmap/t/b` begynder 1 til 5 dage efter slutningen af `p/roadmap/t/a`",
        english: "`p/roadmap/t/b` starts 1 to 5 days after the end of `p/roadmap/t/a`",
    },
    Impossible {
        rule: "topic",
        plan: r#"
people: {x: {leave: 2027-03-03..2027-03-04}}
groups: {g: {members: x, meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h}, topics: {budget: {in: 2027-03-03..2027-03-04, priority: must}}}}
"#,
        words: "2027-03-03..2027-03-04",
        danish: "`p/g` behandler `budget` på et møde mellem onsdag 3. marts og torsdag 4. marts 2027",
        english: "`p/g` has `budget` on the agenda of a meeting between Wednesday 3 March and Thursday 4 March 2027",
    },
    Impossible {
        rule: "presence",
        plan: r#"
people: {x: X}
groups: {g: {members: x, meets: {windows: {v: 03-03}, at: "10:00", length: 1h}}, h: {members: x, meets: {windows: {w: 03-03}, at: "10:30", length: 1h}}}
"#,
        words: "x",
        danish: "`x` er kun til ét møde ad gangen",
        english: "`x` is in one meeting at a time",
    },
    Impossible {
        rule: "quorum",
        plan: r#"
people: {x: {leave: 2027-03-03}, y: {leave: 2027-03-03}}
groups: {g: {members: {any: 1, of: [x, y]}, meets: {windows: {v: 03-03}, at: "10:00", length: 1h}}}
"#,
        words: "1",
        danish: "mindst 1 af `x` og `y` deltager i hvert møde i `p/g`",
        english: "at least 1 of `x` and `y` is at every meeting of `p/g`",
    },
    Impossible {
        rule: "room",
        plan: r#"
rooms: {sal: Sal}
groups: {g: {uses: sal, meets: {windows: {v: 03-03}, at: "10:00", length: 1h}}, h: {uses: sal, meets: {windows: {w: 03-03}, at: "10:00", length: 1h}}}
"#,
        words: "sal",
        danish: "`sal` rummer ét møde ad gangen",
        english: "`sal` holds 1 meeting at a time",
    },
    Impossible {
        rule: "room",
        plan: r#"
calendars: {hus: {closed: {maling: 2027-03-03}}}
rooms: {sal: {calendar: hus}}
groups: {g: {uses: sal, meets: {windows: {v: 03-03}, at: "10:00", length: 1h}}}
"#,
        words: "hus",
        danish: "`sal` kan ikke bruges på lukkede dage i kalenderen `Hus`: onsdag 3. marts 2027 er maling",
        english: "`sal` is not used on closed days of the calendar `Hus`: Wednesday 3 March 2027 is maling",
    },
    Impossible {
        rule: "separation",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-01..03-05}, at: "10:00", length: 1h}, not-same-week: {h: must}}, h: {meets: {windows: {w: 03-02..03-04}, at: "10:00", length: 1h}}}
"#,
        words: "h",
        danish: "`p/g` og `p/h` holder ikke møde i samme uge",
        english: "`p/g` and `p/h` do not meet in the same week",
    },
    Impossible {
        rule: "gathering",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-02}, at: "10:00", length: 1h}, same-day: {h: must}}, h: {meets: {windows: {w: 03-03}, at: "10:00", length: 1h}}}
"#,
        words: "h",
        danish: "`p/g` holder møde samme dag som `p/h`",
        english: "`p/g` meets on the same day as `p/h`",
    },
    Impossible {
        rule: "back-to-back",
        plan: r#"
groups: {g: {meets: {windows: {v: 03-03}, at: "10:00", length: 1h}, back-to-back: {h: 15..30 minutes}}, h: {meets: {windows: {w: 03-03}, at: "08:00", length: 1h}}}
"#,
        words: "15..30 minutes",
        danish: "`p/g` begynder 15 til 30 minutter efter `p/h` samme dag",
        english: "`p/g` starts 15 to 30 minutes after `p/h` ends, on the same day",
    },
    Impossible {
        rule: "week-load",
        plan: r#"
week-load: {most: 1, priority: must}
groups: {g: {meets: {windows: {v: 03-01..03-05}, at: "10:00", length: 1h}}, h: {meets: {windows: {w: 03-02..03-04}, at: "10:00", length: 1h}}}
"#,
        words: "1",
        danish: "`p` har højst ét møde i samme uge",
        english: "`p` has at most 1 meeting in one week",
    },
    Impossible {
        rule: "diary-load",
        plan: r#"
people: {x: {limits: {day: 1}}}
groups: {g: {members: x, meets: {windows: {v: 03-03}, at: "10:00", length: 1h}}, h: {members: x, meets: {windows: {w: 03-03}, at: "14:00", length: 1h}}}
"#,
        words: "1",
        danish: "`x` deltager i højst ét møde om dagen",
        english: "`x` is at no more than 1 meeting a day",
    },
    Impossible {
        rule: "capacity",
        plan: r"
capacity: {c: {most: 1, of: test}}
roadmap: {tracks: {t: {phases: {a: {kind: test, length: 5 working days, between: 2027-03-01..2027-03-09}, b: {kind: test, length: 5 working days, between: 2027-03-01..2027-03-09}}}}}
",
        words: "1",
        danish: "højst 1 fase af typen `test` er i gang samtidig",
        english: "at most 1 phase of the kind `test` at a time",
    },
    Impossible {
        rule: "workload",
        plan: r"
people: {x: {hours: 10}}
roadmap: {tracks: {t: {phases: {a: {effort: {x: 6}, length: 5 working days, between: 2027-03-01..2027-03-05}, b: {effort: {x: 6}, length: 5 working days, between: 2027-03-01..2027-03-05}}}}}
",
        words: "10",
        danish: "`x` har 10 timer om ugen til faser",
        english: "`x` has 10 hours a week for phases",
    },
    Impossible {
        rule: "avoid",
        plan: r#"
calendars: {skole: {closed: {vinterferie: 2027-02-15..2027-02-19}}}
groups: {g: {avoid: {skole: must}, meets: {windows: {v: 02-16..02-18}, at: "10:00", length: 1h}}}
"#,
        words: "skole",
        danish: "`p/g` holder ikke møde på dage i kalenderen `Skole`: tirsdag 16. februar til torsdag 18. februar 2027 er vinterferie",
        english: "`p/g` does not meet on days of the calendar `Skole`: Tuesday 16 February to Thursday 18 February 2027 is vinterferie",
    },
    Impossible {
        rule: "avoid",
        plan: r#"
calendars: {dk: {country: dk}}
calendar: dk
groups: {g: {avoid: {bridge-days: must}, meets: {windows: {v: 05-07}, at: "10:00", length: 1h}}}
"#,
        words: "bridge-days",
        danish: "`p/g` holder ikke møde på indeklemte dage: fredag 7. maj 2027 er indeklemt",
        english: "`p/g` does not meet on squeezed days: Friday 7 May 2027 is squeezed between closed days",
    },
    Impossible {
        rule: "alignment",
        plan: r"
roadmap: {tracks: {t: {phases: {a: {length: 5 working days, between: 2027-03-02..2027-03-12, ends: last day of month}}}}}
",
        words: "last day of month",
        danish: "`p/roadmap/t/a` slutter på den sidste arbejdsdag i en måned",
        english: "`p/roadmap/t/a` ends on the last working day of a month",
    },
];

/// Words of the one language that no sentence of the other holds.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "is", "are", "on", "meets", "meet", "lies", "lie", "to", "from", "between", "at", "least", "most", "not",
    "does", "day", "days", "week", "weeks", "starts", "ends", "after", "before", "closed", "hour", "hours", "with",
];
const DANISH: &[&str] = &[
    "og", "ikke", "er", "på", "holder", "møde", "møder", "møderne", "ligger", "til", "fra", "mellem", "mindst", "højst", "dag",
    "dage", "uge", "uger", "begynder", "slutter", "efter", "før", "lukkede", "kl", "timer", "minutter", "af", "de",
];

/// What is told of the conflict of a plan.
struct Told {
    /// The labels, each with its rule and the words that it stands under.
    labels: Vec<(&'static str, String, String)>,
    /// The message and the hints.
    around: Vec<String>,
}

/// What is told of the conflict of a plan, in Danish and in English.
fn told(plan: &str) -> [Told; 2] {
    let mut sources = Sources::default();
    sources.add("plan.yaml", format!("product: p\nyears: 2027\n{plan}"));
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("{plan}{:#?}", reading.diagnostics));
    let outcome = optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Budget { work: 1_000_000 });
    let Outcome::Infeasible(conflict) = outcome else { panic!("it can be met: {outcome:#?}") };
    assert!(conflict.minimal);
    [Danish, English].map(|language| {
        let Diagnostic { labels, message, mut hints, .. } = diagnostic(&conflict, &plan, language);
        let rules = conflict.rules.iter().map(|tag| tag.rule);
        let labels = rules.zip(labels).map(|(rule, label)| (rule, sources.text(label.span).to_owned(), label.text));
        hints.push(message);
        Told { labels: labels.collect(), around: hints }
    })
}

/// The words of a sentence that are its own: not the plan's names in backticks or its reasons in brackets.
fn own_words(sentence: &str) -> BTreeSet<String> {
    let outside: String = sentence.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let outside: String = outside.split(['(', ')']).step_by(2).collect::<Vec<_>>().join(" ");
    outside.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect()
}

#[test]
fn every_must_says_what_it_asks_at_its_own_words_in_either_language_alone() {
    for Impossible { rule, plan, words, danish, english } in PLANS {
        for (told, (sentence, foreign)) in told(plan).into_iter().zip([(danish, ENGLISH), (english, DANISH)]) {
            let Told { labels, around } = told;
            let own: Vec<&(&str, String, String)> = labels.iter().filter(|(named, at, _)| named == rule && at == words).collect();
            let [(_, _, label)] = own[..] else { panic!("`{rule}` is to stand at `{words}`: {labels:#?}\n{plan}") };
            assert_eq!(label, sentence, "{plan}");
            for (rule, _, label) in &labels {
                assert_ne!(label, &rule.replace('-', " "), "{plan}");
            }
            for sentence in labels.into_iter().map(|(_, _, label)| label).chain(around) {
                let words = own_words(&sentence);
                let found: Vec<&&str> = foreign.iter().filter(|word| words.contains(**word)).collect();
                assert!(found.is_empty(), "{found:?}: {sentence}");
            }
        }
    }
}

#[test]
fn every_rule_that_can_be_a_must_has_a_plan_here_and_the_others_cannot_be_one() {
    let here: BTreeSet<&str> = PLANS.iter().map(|impossible| impossible.rule).collect();
    let musts: BTreeSet<&str> = RULES.iter().copied().filter(|rule| !WISHES.contains(rule)).collect();
    assert_eq!(here, musts);
    let cycle = |how: &str| format!("groups: {{g: {{meets: {{length: 1h, {how}}}}}}}");
    for (wish, plan) in WISHES.iter().zip([
        cycle("each: month, at: '10:00', spread: must"),
        cycle("each: month, at: '10:00', prefer: {on: 'mon, must'}"),
        cycle("each: month, between: 09:00-12:00, prefer: {at: '10:00, must'}"),
        cycle("rrule: FREQ=MONTHLY;BYDAY=1MO, at: '10:00', drift: '5 working days, must'"),
        "roadmap: {tracks: {t: {phases: {a: {length: 5 working days, between: 2027-03-01..2027-03-31, start: '2027-03-01, must'}}}}}".to_owned(),
    ]) {
        let mut sources = Sources::default();
        sources.add("plan.yaml", format!("product: p\nyears: 2027\n{plan}\n"));
        let codes: Vec<Code> = read(&sources).diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::FirmPreference], "{wish}");
    }
}
