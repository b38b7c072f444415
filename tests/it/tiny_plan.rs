//! Random plans so small that every schedule of theirs can be looked at. The same seed gives the same plan.

#![expect(clippy::unwrap_used, reason = "a choice among a few is one of them")]

use aarshjul::diagnostic::source::Sources;
use aarshjul::plan::plan::Plan;
use aarshjul::schema::reading::read;

/// The days that are planned are 1 to 14 March 2027, a Monday to a Sunday.
const DAYS: u64 = 14;

/// A plan in words, to which leave can be added.
#[derive(Debug, Clone)]
pub(crate) struct TinyPlan {
    leave: [Vec<String>; PEOPLE.len()],
    /// What else the plan says of each person: `works: …, limits: …`.
    diaries: [Vec<String>; PEOPLE.len()],
    /// The hours a week that the first person has for phases.
    hours: Option<String>,
    rest: String,
}

const PEOPLE: [&str; 3] = ["x", "y", "z"];
const GROUPS: [&str; 3] = ["g", "h", "i"];

/// A source of choices: xorshift64*, S. Vigna, 2016.
struct Choices(u64);

impl Choices {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn of<'c>(&mut self, words: &[&'c str]) -> &'c str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap()]
    }

    fn day(&mut self) -> String {
        date(self.below(DAYS))
    }

    /// A run of days: `2027-03-02..2027-03-05`.
    fn run(&mut self, shortest: u64, longest: u64) -> String {
        let first = self.below(DAYS - longest);
        format!("{}..{}", date(first), date(first + shortest + self.below(longest - shortest + 1) - 1))
    }

    /// A distance to some meeting: a best one needs a range around it.
    fn distance_to_some(&mut self) -> String {
        if self.one_in(2) {
            return self.distance(0, false);
        }
        let (least, more) = (self.below(3), self.below(4));
        let (unit, best) = (self.of(&["days", "working days"]), least + self.below(more + 2));
        format!("\"{least}..{} {unit}, best {best}{}\"", least + more, self.of(&["", ", should", ", could"]))
    }

    /// A distance within a few days, with a word for how firmly.
    fn distance(&mut self, lowest: u64, has_best: bool) -> String {
        let least = lowest + self.below(3);
        let unit = self.of(&["days", "working days"]);
        let most = least + self.below(3);
        let mut text = match self.below(4) {
            0 => format!("at least {least} {unit}"),
            1 => format!("at most {} {unit}", most + 1),
            _ => format!("{least}..{most} {unit}"),
        };
        if has_best && self.one_in(2) {
            text = format!("{text}, best {}", least + self.below(3));
        }
        let firmness = self.of(&["", "", ", must", ", should", ", could"]);
        format!("\"{text}{firmness}\"")
    }
}

fn add(text: &mut String, more: &str) {
    text.push_str(more);
}

fn date(day: u64) -> String {
    format!("2027-03-{:02}", day + 1)
}

impl TinyPlan {
    /// The plan of a seed.
    pub(crate) fn of(seed: u64) -> TinyPlan {
        let mut choices = Choices(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let choices = &mut choices;
        choices.below(2);
        let mut leave = [Vec::new(), Vec::new(), Vec::new()];
        for days in &mut leave {
            if choices.one_in(3) {
                days.push(choices.run(1, 3));
            }
        }
        let diaries = [(); PEOPLE.len()].map(|()| diary(choices));
        let mut rest = calendars(choices);
        rest.push_str("product: p\ncalendar: [c]\n");
        if choices.one_in(2) {
            let (most, priority) = (1 + choices.below(2), choices.of(&["must", "should", "could"]));
            add(&mut rest, &format!("week-load: {{most: {most}, priority: {priority}}}\n"));
        }
        rest.push_str("groups:\n");
        let is_crowded = choices.one_in(4);
        let groups = if is_crowded { GROUPS.len() } else { 1 + usize::try_from(choices.below(3)).unwrap() };
        for index in 0..groups {
            add(&mut rest, &if is_crowded { crowded(index, choices) } else { group(index, groups, choices) });
        }
        if !is_crowded && choices.one_in(2) {
            add(&mut rest, &roadmap(groups, choices));
        }
        TinyPlan { leave, diaries, hours: None, rest }
    }

    /// A plan of phases alone: dependencies of all kinds, days to start and end on, and how much runs at once.
    pub(crate) fn of_phases(seed: u64) -> TinyPlan {
        let mut choices = Choices(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let choices = &mut choices;
        choices.below(2);
        let mut rest = calendars(choices);
        rest.push_str("product: p\ncalendar: [c]\n");
        if choices.one_in(2) {
            let (most, priority) = (1 + choices.below(2), choices.of(&["must", "should", "could"]));
            add(&mut rest, &format!("capacity: {{k: {{most: {most}, of: k, priority: {priority}}}}}\n"));
        }
        rest.push_str("roadmap:\n  tracks:\n    t:\n      phases:\n");
        add(&mut rest, "        fixed: {kind: k, from: 2027-03-03, to: 2027-03-05, effort: {x: 4}}\n");
        for (index, key) in ["a", "b", "d"].into_iter().enumerate() {
            add(&mut rest, &phase(key, &["fixed", "a", "b"][..=index], choices));
        }
        let hours = (3 + choices.below(8), choices.of(&["", ", should", ", could"]));
        TinyPlan {
            leave: [const { Vec::new() }; PEOPLE.len()],
            diaries: [const { Vec::new() }; PEOPLE.len()],
            hours: Some(format!("\"{}{}\"", hours.0, hours.1)),
            rest,
        }
    }

    /// The plan of a seed in which nearly every wish is a must: few of them can be met.
    pub(crate) fn of_musts(seed: u64) -> TinyPlan {
        TinyPlan::of(seed).hardened()
    }

    /// The plan of phases of a seed in which nearly every wish is a must.
    pub(crate) fn of_phases_and_musts(seed: u64) -> TinyPlan {
        TinyPlan::of_phases(seed).hardened()
    }

    /// The same plan with musts for wishes, but for those that can only be wishes.
    fn hardened(mut self) -> TinyPlan {
        const WISHES: [&str; 5] = ["prefer:", "spread:", "drift:", "start:", "weight"];
        let is_wish = |line: &str| WISHES.iter().any(|wish| line.contains(wish));
        let harden = |text: &str| text.replace("should", "must").replace("could", "must");
        self.rest =
            self.rest.split_inclusive('\n').map(|line| if is_wish(line) { line.to_owned() } else { harden(line) }).collect();
        for said in self.diaries.iter_mut().flatten() {
            *said = harden(said);
        }
        self.hours = self.hours.map(|hours| harden(&hours));
        self
    }

    /// The same plan in which a person is away on a day too.
    pub(crate) fn with_leave(&self, person: usize, date: impl std::fmt::Display) -> TinyPlan {
        let mut more = self.clone();
        more.leave[person].push(date.to_string());
        more
    }

    /// The plan in the plan language.
    pub(crate) fn text(&self) -> String {
        let people = PEOPLE.iter().zip(&self.leave).zip(&self.diaries).map(|((key, leave), diary)| {
            let leave = (!leave.is_empty()).then(|| format!("leave: [{}]", leave.join(", ")));
            let hours = self.hours.as_ref().filter(|_| *key == "x").map(|hours| format!("hours: {hours}"));
            let title = std::iter::once(format!("title: {}", key.to_uppercase()));
            let said = title.chain(leave).chain(hours).chain(diary.iter().cloned());
            format!("  {key}: {{{}}}\n", said.collect::<Vec<_>>().join(", "))
        });
        format!("years: 2027\npeople:\n{}{}", people.collect::<String>(), self.rest)
    }

    /// The plan read; none where it is at fault, as one with a fixed day on a closed one is.
    pub(crate) fn read(&self) -> Option<Plan> {
        let mut sources = Sources::default();
        sources.add("tiny.yaml", self.text());
        read(&sources).plan
    }
}

fn calendars(choices: &mut Choices) -> String {
    let mut text = "calendars:\n".to_owned();
    for name in ["c", "d", "school"] {
        add(&mut text, &format!("  {name}: {{closed: {{closed: {}", choices.run(1, 2)));
        if choices.one_in(2) {
            add(&mut text, &format!(", half: {{on: {}, from: \"{}\"}}", choices.day(), choices.of(&["10:30", "11:00", "11:30"])));
        }
        text.push_str("}}\n");
    }
    text.push_str("  wednesday: {closed: {day: 2027-03-03}}\n");
    add(&mut text, &format!("rooms: {{hall: Hall, zoom: {{capacity: 2{}}}}}\n", choices.of(&["", ", calendar: d"])));
    text
}

/// What a person's own diary asks.
fn diary(choices: &mut Choices) -> Vec<String> {
    const FIRMNESS: [&str; 4] = ["must", "must", "should", "could"];
    let mut said = Vec::new();
    if choices.one_in(4) {
        let (on, between) =
            (choices.of(&["[mon, tue, wed]", "[tue, wed, thu, fri]"]), choices.of(&["10:00-11:00", "08:00-16:00"]));
        said.push(format!("works: {{on: {on}, between: {between}, priority: {}}}", choices.of(&FIRMNESS)));
    }
    if choices.one_in(5) {
        said.push("calendar: d".to_owned());
    }
    if choices.one_in(3) {
        let (day, week) = (choices.of(&FIRMNESS), choices.of(&FIRMNESS));
        said.push(format!("limits: {{day: \"1, {day}\", week: \"{}, {week}\"}}", 1 + choices.below(2)));
    }
    said
}

/// Who is called to the meetings of a group, each person by one kind of seat.
fn seats(choices: &mut Choices) -> String {
    if choices.one_in(2) {
        return PEOPLE.iter().filter(|_| !choices.one_in(3)).copied().collect::<Vec<_>>().join(", ");
    }
    let mut seats: Vec<String> = Vec::new();
    let mut counted: Vec<&str> = Vec::new();
    for person in PEOPLE {
        match choices.below(6) {
            0 => seats.push(person.to_owned()),
            1 => seats.push(format!("{{optional: {person}}}")),
            2 => {}
            _ => counted.push(person),
        }
    }
    if let Some(first) = seats.first().filter(|_| choices.one_in(3)).filter(|first| first.len() == 1).cloned() {
        counted.push(PEOPLE[PEOPLE.iter().position(|person| *person == first).unwrap()]);
    }
    if !counted.is_empty() {
        seats.push(quorum(&counted, choices));
    }
    if let [one, other, ..] = counted.as_slice()
        && choices.one_in(3)
    {
        seats.push(format!("{{chair: {one}, deputy: {other}}}"));
    }
    seats.join(", ")
}

fn quorum(people: &[&str], choices: &mut Choices) -> String {
    let enough = choices.of(&["half", "majority", "1"]);
    let firmness = choices.of(&["must", "must", "should", "could"]);
    format!("{{quorum: {enough}, of: [{}], priority: {firmness}}}", people.join(", "))
}

fn group(index: usize, groups: usize, choices: &mut Choices) -> String {
    let mut text = format!("  {}:\n", GROUPS[index]);
    add(&mut text, &format!("    members: [{}]\n", seats(choices)));
    if choices.one_in(3) {
        add(&mut text, &format!("    uses: [{}]\n", choices.of(&["hall", "zoom", "hall, zoom"])));
    }
    if choices.one_in(4) {
        add(&mut text, &format!("    travel: {}\n", choices.of(&["15m", "30m"])));
    }
    if choices.one_in(3) {
        add(&mut text, &format!("    calendar: {}\n", choices.of(&["[d]", "[c, d]", "[]"])));
    }
    if choices.one_in(2) {
        let (school, bridge) = (choices.of(&["must", "should", "could"]), choices.of(&["must", "should", "could"]));
        add(&mut text, &format!("    avoid: {{school: {school}, bridge-days: {bridge}}}\n"));
    }
    if choices.one_in(5) {
        add(&mut text, &format!("    weight: {}\n", 2 + choices.below(2)));
    }
    let (rhythm, labels) = rhythm(choices);
    add(&mut text, &format!("    meets:\n{rhythm}"));
    text.push_str(&likeness(choices));
    match choices.below(4) {
        0 => add(&mut text, &format!("      at: \"{}\"\n", choices.of(&["10:00", "10:30"]))),
        1 => text.push_str("      between: 10:00-11:00\n"),
        _ => text.push_str("      between: 10:00-11:30\n"),
    }
    if choices.one_in(3) {
        text.push_str("      on: [mon, wed, thu, fri, sat]\n");
    }
    if choices.one_in(2) {
        let on = format!("\"{}, {}\"", choices.of(&["mon", "wed", "fri"]), choices.of(&["should", "could"]));
        let at = format!("\"{}, {}\"", choices.of(&["10:00", "10:15", "10:30"]), choices.of(&["should", "could"]));
        let wish = choices.of(&["on", "at", "both"]);
        add(
            &mut text,
            &match wish {
                "on" => format!("      prefer: {{on: {on}}}\n"),
                "at" => format!("      prefer: {{at: {at}}}\n"),
                _ => format!("      prefer: {{on: {on}, at: {at}}}\n"),
            },
        );
    }
    match choices.below(3) {
        0 => add(&mut text, &format!("      apart: {}\n", choices.distance(1, true))),
        1 => add(&mut text, &format!("      apart: [{}, {}]\n", choices.distance(1, true), choices.distance(0, true))),
        _ => {}
    }
    if index > 0 {
        let other = GROUPS[usize::try_from(choices.below(index as u64)).unwrap()];
        match choices.below(6) {
            5 => add(&mut text, &format!("    after: {{{other}: \"{}..5 days, same month\"}}\n", choices.below(3))),
            0 => add(&mut text, &format!("    after: {{{other}: {}}}\n", choices.distance(0, true))),
            1 => add(&mut text, &format!("    before: {{{other}: {}}}\n", choices.distance(0, true))),
            2 => {
                let distance = choices.distance_to_some();
                add(&mut text, &format!("    after: {{{other}: \"nearest, {}}}\n", &distance[1..]));
            }
            _ => {}
        }
    }
    if index > 0 {
        let other = GROUPS[usize::try_from(choices.below(index as u64)).unwrap()];
        text.push_str(&company(other, choices));
    }
    if index + 1 < groups && choices.one_in(2) {
        let (key, firmness) = (choices.of(&["not-same-day", "not-same-week"]), choices.of(&["must", "should", "could"]));
        add(&mut text, &format!("    {key}: {{{}: {firmness}}}\n", GROUPS[index + 1]));
    }
    add(&mut text, &occurrences(&labels, choices));
    if choices.one_in(5) {
        let (days, firmness) = (choices.run(4, 8), choices.of(&["must", "should", "could"]));
        let more = choices.of(&["", "", ", 03-05..03-10"]);
        add(&mut text, &format!("    topics: {{t: {{in: [{days}{more}], priority: {firmness}}}}}\n"));
    }
    if choices.one_in(3) {
        let (due, by) = (choices.of(&["1 working day before", "2 days after"]), choices.of(&PEOPLE));
        let firmness = choices.of(&["must", "should", "should", "could", "could"]);
        add(&mut text, &format!("    deadlines: {{d: {{due: {due}, by: \"{by}, {firmness}\"}}}}\n"));
    }
    text
}

/// How long the meetings of a group last, and how they are alike.
fn likeness(choices: &mut Choices) -> String {
    let mut text = match choices.below(6) {
        0 => "      length: [1h, {from: 2027-03-05, length: 30m}]\n".to_owned(),
        _ => "      length: 1h\n".to_owned(),
    };
    let any = choices.of(&["must", "should", "could"]);
    match choices.below(5) {
        0 => add(&mut text, &format!("      spread: {}\n", choices.of(&["should", "could"]))),
        1 => add(&mut text, &format!("      same-weekday: {any}\n")),
        2 | 3 => add(&mut text, &format!("      same-time: {any}\n")),
        _ => {}
    }
    text
}

/// How the meetings of a group go with those of another.
fn company(other: &str, choices: &mut Choices) -> String {
    let firmness = choices.of(&["must", "should", "could"]);
    match choices.below(6) {
        0 | 2 => format!("    {}: {{{other}: {firmness}}}\n", choices.of(&["same-day", "same-week"])),
        1 => {
            let minutes = choices.of(&["0..30 minutes", "0 minutes", "at most 30 minutes before"]);
            format!("    back-to-back: {{{other}: \"{minutes}, {firmness}\"}}\n")
        }
        _ => String::new(),
    }
}

/// What holds for one meeting alone, and one more meeting.
fn occurrences(labels: &[String], choices: &mut Choices) -> String {
    let mut single = Vec::new();
    if choices.one_in(4) {
        let label = &labels[usize::try_from(choices.below(labels.len() as u64)).unwrap()];
        let verdict = match choices.below(7) {
            0 => "cancelled: yes".to_owned(),
            1 => format!("on: {}", choices.day()),
            2 => format!("on: {}, at: \"{}\"", choices.day(), choices.of(&["10:15", "11:00"])),
            3 => format!("between: {}", choices.run(2, 5)),
            4 => "in-writing: yes".to_owned(),
            5 => format!("in-writing: yes, between: {}", choices.run(2, 5)),
            _ => format!("length: {}", choices.of(&["30m", "90m"])),
        };
        single.push(format!("{label}: {{{verdict}, reason: because}}"));
    }
    if choices.one_in(10) {
        single.push(format!("2027-x: {{extra: yes, between: {}, reason: because}}", choices.run(1, 4)));
    }
    if single.is_empty() { String::new() } else { format!("    occurrences: {{{}}}\n", single.join(", ")) }
}

/// A group that would rather meet when the others would: the first one may have to make way for several people, or to
/// take another day.
fn crowded(index: usize, choices: &mut Choices) -> String {
    let (members, window) = if index == 0 { ("x, y", "03-02..03-03") } else { (choices.of(&["x", "y", "x, y"]), "03-02") };
    // Some count for a quorum instead, and some share a room.
    let members = if choices.one_in(3) { quorum(&members.split(", ").collect::<Vec<_>>(), choices) } else { members.to_owned() };
    let uses = choices.of(&["", "", "    uses: hall\n", "    uses: zoom\n"]);
    let [wednesday, on, at] = [(); 3].map(|()| choices.of(&["should", "could"]));
    let key = GROUPS[index];
    let length = choices.of(&["1h", "90m"]);
    format!(
        "  {key}:\n    members: [{members}]\n{uses}    avoid: {{wednesday: {wednesday}}}\n    meets: {{windows: {{a: {window}}}, between: 10:00-12:00, \
         length: {length}, prefer: {{on: \"tue, {on}\", at: \"10:00, {at}\"}}}}\n"
    )
}

/// How often a group meets, and the labels of its meetings.
fn rhythm(choices: &mut Choices) -> (String, Vec<String>) {
    const EXCEPT: &str = "[january, february, april, may, june, july, august, september, october, november, december]";
    if choices.one_in(4) {
        let nth = choices.of(&["1TU", "1WE", "2MO", "1SU"]);
        let drift = choices.of(&["1 working day", "2 working days", "2 working days, should"]);
        let closed = choices.of(&["", "      on-closed: nearest\n", "      on-closed: after\n"]);
        let text = format!("      rrule: FREQ=MONTHLY;BYDAY={nth}\n      drift: {drift}\n{closed}      except: {EXCEPT}\n");
        return (text, vec!["2027-03".to_owned()]);
    }
    if choices.one_in(5) {
        // Two runs of days in one window: as far apart as it takes for a whole week more or less.
        let later = choices.of(&["03-10..03-11", "03-11", "03-12"]);
        let text = format!("      windows: {{a: 03-01..03-02, b: [03-02..03-03, {later}]}}\n");
        return (text, vec!["2027-a".to_owned(), "2027-b".to_owned()]);
    }
    let names = &["a", "b", "c"][..=usize::try_from(choices.below(3)).unwrap()];
    let mut first = choices.below(3);
    let mut windows = Vec::new();
    for name in names {
        let last = (first + 1 + choices.below(4)).min(DAYS - 1);
        windows.push(format!("{name}: 03-{:02}..03-{:02}", first + 1, last + 1));
        first = (first + 2 + choices.below(3)).min(DAYS - 2);
    }
    let except = if choices.one_in(4) { format!("      except: {}\n", choices.run(1, 2)) } else { String::new() };
    (format!("      windows: {{{}}}\n{except}", windows.join(", ")), names.iter().map(|name| format!("2027-{name}")).collect())
}

fn roadmap(groups: usize, choices: &mut Choices) -> String {
    let mut text = "roadmap:\n  tracks:\n    t:\n      phases:\n".to_owned();
    add(
        &mut text,
        &format!("        fixed: {{from: 2027-03-0{}, to: 2027-03-0{}}}\n", 1 + choices.below(3), 4 + choices.below(4)),
    );
    let group = GROUPS[usize::try_from(choices.below(groups as u64)).unwrap()];
    if choices.one_in(2) {
        add(
            &mut text,
            &format!("        moving:\n          length: {}\n", choices.of(&["2 working days", "3 working days", "1 week"])),
        );
        add(&mut text, &format!("          between: {}\n", choices.run(4, 8)));
        if choices.one_in(2) {
            add(&mut text, &format!("          start: \"{}, {}\"\n", choices.day(), choices.of(&["should", "could"])));
        }
        match choices.below(6) {
            0 => add(&mut text, &format!("          after: {{fixed: {}}}\n", choices.distance(0, true))),
            1 => add(&mut text, &format!("          overlap: {{fixed: {}}}\n", choices.distance(1, true))),
            2 => add(&mut text, &format!("          accepted-at: {{{group}: {}}}\n", choices.distance_to_some())),
            3 => add(&mut text, &format!("          after: {{{group}: {}}}\n", choices.distance_to_some())),
            _ => {}
        }
    }
    text.push_str("      milestones:\n");
    add(&mut text, &format!("        known: {{on: {}, on-closed: keep}}\n", choices.day()));
    if choices.one_in(2) {
        add(&mut text, &format!("        due:\n          between: {}\n", choices.run(3, 6)));
        match choices.below(5) {
            0 => add(&mut text, &format!("          after: {{fixed: {}}}\n", choices.distance(0, true))),
            1 => add(&mut text, &format!("          before: {{known: {}}}\n", choices.distance(0, true))),
            2 => add(&mut text, &format!("          after: {{{group}: {}}}\n", choices.distance_to_some())),
            _ => add(&mut text, &format!("          decided-at: {group}\n")),
        }
    }
    text
}

/// A phase to be placed on one of a few days, that depends on one of the others.
fn phase(key: &str, others: &[&str], choices: &mut Choices) -> String {
    let length = choices.of(&["2 working days", "3 working days", "4 working days", "1 week"]);
    let mut text = format!("        {key}:\n          kind: {}\n          length: {length}\n", choices.of(&["k", "k", "other"]));
    add(&mut text, &format!("          between: {}\n", choices.run(5, 9)));
    add(&mut text, &format!("          effort: {{x: {}}}\n", 1 + choices.below(6)));
    if choices.one_in(3) {
        let (day, firmness) =
            (choices.of(&["monday", "tuesday", "1st of month", "first working day of month"]), firmness(choices));
        add(&mut text, &format!("          starts: \"{day}{firmness}\"\n"));
    }
    if choices.one_in(3) {
        let (day, firmness) = (choices.of(&["thursday", "friday", "last day of month"]), firmness(choices));
        add(&mut text, &format!("          ends: \"{day}{firmness}\"\n"));
    }
    if choices.one_in(3) {
        let (school, bridge) = (choices.of(&["must", "should", "could"]), choices.of(&["must", "should", "could"]));
        add(&mut text, &format!("          not-start-in: {{school: {school}, bridge-days: {bridge}}}\n"));
    }
    let other = choices.of(others);
    let dependency = choices.of(&["after", "before", "starts-after-start", "ends-after-end", "ends-after-start", "overlap", ""]);
    if !dependency.is_empty() {
        add(&mut text, &format!("          {dependency}: {{{other}: {}}}\n", choices.distance(0, true)));
    }
    text
}

fn firmness<'c>(choices: &mut Choices) -> &'c str {
    choices.of(&[", should", ", could", ", could", ""])
}
