//! Generated plans: read without a warning, in their one form, the same each time, and kept by the schedule that is hidden in
//! them; small ones are planned.

use std::path::PathBuf;
use std::process::Command;

use aarshjul::calendar::civil::TimeDelta;
use aarshjul::constraint;
use aarshjul::diagnostic::source::Sources;
use aarshjul::generate::generated::{Generated, Wanted, generate};
use aarshjul::plan::activity::ActivityId;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::placement::Placement;
use aarshjul::schema::format::format;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::Outcome;
use aarshjul::verify;

fn generated(products: usize, years: i32, seed: u64) -> Generated {
    generate(Wanted { products, years, first_year: 2027, seed }).unwrap()
}

/// The plan that the texts are; neither a fault nor a warning is told.
fn plan(generated: &Generated) -> Plan {
    let mut sources = Sources::default();
    for (name, text) in generated.clone().files() {
        sources.add(name, text);
    }
    let reading = read(&sources);
    let told: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|told| format!("{} {:?}", told.message, told.span().map(|span| sources.text(span))))
        .collect();
    assert_eq!(told, Vec::<String>::new());
    reading.plan.unwrap()
}

#[test]
fn the_hidden_schedule_keeps_every_must_and_dates_all_that_is_planned() {
    for (products, years, seed) in [(1, 1, 1), (2, 3, 2), (5, 1, 3), (7, 2, 4), (20, 1, 5), (20, 1, 6), (30, 1, 7)] {
        let generated = generated(products, years, seed);
        let plan = plan(&generated);
        let problem = Problem::of(&plan, Reach::Window);
        let wanted: Vec<_> = problem.activities.iter().map(|activity| &activity.id).collect();
        assert_eq!(wanted.len(), generated.schedule.placements.len());
        for activity in &problem.activities {
            let placement = generated.schedule.placement(&activity.id).unwrap();
            assert!(activity.candidates.contains(&placement), "{} {placement:?}", activity.id);
        }
        let bill = verify::bill::charges(&plan, &generated.schedule);
        let broken: Vec<_> = bill.iter().filter(|charge| charge.cost.is_none()).collect();
        assert!(broken.is_empty(), "{products} {years} {seed}: {broken:#?}");
        assert_eq!(constraint::bill::charges(&problem, &generated.schedule), bill);
    }
}

#[test]
fn the_rules_of_a_plan_bind() {
    let generated = generated(2, 1, 2);
    let plan = plan(&generated);
    let moved = |id: &ActivityId| {
        let mut schedule = generated.schedule.clone();
        if let Some(Placement::Meeting { date, .. }) = schedule.placements.get_mut(id) {
            *date += TimeDelta::days(14);
        }
        verify::bill::charges(&plan, &schedule).iter().any(|charge| charge.cost.is_none())
    };
    let meetings: Vec<_> = generated.schedule.placements.iter().filter(|(_, placement)| placement.end().is_some()).collect();
    let bound = meetings.iter().filter(|(id, _)| moved(id)).count();
    assert!(bound * 2 > meetings.len(), "{bound} of {} break a must two weeks later", meetings.len());
}

#[test]
fn any_years_can_be_asked_for() {
    for first_year in [2024, 2026, 2032, 2090] {
        let generated = generate(Wanted { products: 2, years: 5, first_year, seed: 1 }).unwrap();
        let plan = plan(&generated);
        assert!(verify::bill::charges(&plan, &generated.schedule).iter().all(|charge| charge.cost.is_some()), "{first_year}");
    }
    assert_eq!(generate(Wanted { products: 1, years: 1, first_year: i32::MAX, seed: 1 }), None);
}

#[test]
fn plans_of_any_size_and_seed_are_read_without_a_warning_and_in_their_one_form() {
    for seed in 10..50 {
        let generated = generated(1 + usize::try_from(seed % 6).unwrap(), 1 + i32::try_from(seed % 3).unwrap(), seed);
        plan(&generated);
        for (name, text) in generated.files() {
            assert_eq!(format(&text).as_deref(), Ok(text.as_str()), "{name} of seed {seed}");
        }
    }
}

#[test]
fn the_same_wish_gives_the_same_bytes_and_another_seed_another_plan() {
    let one = generated(6, 2, 1);
    assert_eq!(one, generated(6, 2, 1));
    let other = generated(6, 2, 2);
    assert!(one.shared != other.shared && one.products != other.products && one.schedule != other.schedule);
    // The bytes of another machine, or of an earlier version: whoever changes them changes what others have measured.
    let text =
        |generated: &Generated| generated.clone().files().into_iter().flat_map(|(name, text)| [name, text]).collect::<String>();
    let digest = |generated: &Generated| blake3::hash(text(generated).as_bytes()).to_hex().to_string();
    assert_eq!(digest(&one)[..16], *"0e070863bca78cb3");
}

#[test]
fn a_plan_has_what_real_plans_have() {
    let plan = plan(&generated(20, 1, 5));
    assert_eq!(plan.groups.len(), 6 * 20);
    assert!((500..800).contains(&plan.occurrences.len()), "{}", plan.occurrences.len());
    assert!(plan.relations.len() > 80 && plan.separations.len() > 60, "{} {}", plan.relations.len(), plan.separations.len());
    assert!(plan.phases.len() > 30 && plan.milestones.len() > 20 && plan.capacities.len() == 1);
    let pinned = plan.occurrences.iter().filter(|occurrence| occurrence.pinned().is_some()).count();
    assert!((20..120).contains(&pinned), "{pinned}");
    // Most people sit in the groups of several products.
    let products = |person: usize| {
        let groups = plan.groups.iter().filter(|group| group.called().iter().any(|called| called.0 == person));
        groups.map(|group| group.product).collect::<std::collections::BTreeSet<_>>().len()
    };
    let shared = (0..plan.people.len()).filter(|person| products(*person) > 1).count();
    assert!(shared * 2 > plan.people.len(), "{shared} of {}", plan.people.len());
}

#[test]
fn small_plans_are_planned() {
    for (products, seed) in [(1, 1), (1, 2), (2, 3)] {
        let plan = plan(&generated(products, 1, seed));
        let problem = Problem::of(&plan, Reach::Window);
        let Outcome::Planned(planned) = optimum(&problem, &Announced::default(), Budget { work: 20_000 }) else {
            panic!("a plan of {products} products, seed {seed}, can be met");
        };
        let bill = verify::bill::charges(&plan, &planned.schedule);
        assert!(bill.iter().all(|charge| charge.cost.is_some()), "seed {seed}");
    }
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_aarshjul")).arg("generate").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_folder_or_a_file_is_written_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    let (plans, file) = (path("plans"), path("one.yaml"));
    let (plans, file) = (plans.to_str().unwrap(), file.to_str().unwrap());
    assert_eq!(run(&["--products", "2", "-o", plans]).0, Some(0));
    assert!(path("plans/faelles.yaml").exists() && path("plans/produkt-002.yaml").exists());
    for refused in [&["--products", "2", "-o", plans][..], &["--products", "3", "-o", plans], &["--products", "1", "-o", plans]] {
        let (code, _, told) = run(refused);
        assert!(code == Some(2) && told.contains("is there already"), "{told}");
    }
    assert_eq!(run(&["--products", "3", "--force", "-o", plans]).0, Some(0));
    let (code, text, _) = run(&["--products", "1", "--seed", "8", "-o", "-"]);
    assert_eq!(code, Some(0));
    assert_eq!(run(&["--products", "1", "--seed", "8", "-o", file]).0, Some(0));
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
    let mut sources = Sources::default();
    sources.add("one.yaml", text);
    assert_eq!(read(&sources).diagnostics, []);
    let (code, _, told) = run(&["--products", "2", "-o", "-"]);
    assert!(code == Some(2) && told.contains("a plan file is of one product"), "{told}");
}
