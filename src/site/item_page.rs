//! The page of one meeting, phase or milestone: when, where, who, what is due, and why it lies where it does. Needs no script, so it
//! can be sent, printed and found.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, html};

use crate::plan::date_words::{at_time, clock, long_date, week_label};
use crate::plan::group::{Group, GroupId};
use crate::plan::language::Language;
use crate::plan::occurrence::{Occurrence, OccurrenceId, Verdict};
use crate::plan::person::PersonId;
use crate::render::artifact::Artifact;
use crate::render::audience::Audience;
use crate::render::page::is_of_the_web;
use crate::render::telling::{Telling, kind_word, title};
use crate::render::view::{Entry, Kind, View};
use crate::render::words::Word;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Placement;
use crate::site::data::moved_from;
use crate::site::location::{in_address, item_path, to_root};
use crate::site::shell::ICON;
use crate::site::site::Told;
use crate::site::words::PageWord;

/// What every page needs.
struct Pages<'v> {
    view: &'v View<'v>,
    told: Told<'v>,
    telling: Telling<'v>,
    /// The entries of each group's meetings, in order of time.
    meetings: BTreeMap<GroupId, Vec<&'v Entry>>,
}

/// The pages of every meeting, phase and milestone, and of the meetings that the plan cancels. A deadline is told on its meeting's.
pub fn item_pages<'v>(view: &'v View<'v>, told: Told<'v>) -> Vec<Artifact> {
    let mut meetings: BTreeMap<GroupId, Vec<&Entry>> = BTreeMap::new();
    for entry in &view.entries {
        if let Kind::Meeting { group, .. } = entry.kind {
            meetings.entry(group).or_default().push(entry);
        }
    }
    let pages = Pages { view, told, telling: Telling::new(view), meetings };
    let held =
        view.entries.iter().filter(|entry| !matches!(entry.kind, Kind::Deadline { .. })).map(|entry| pages.of_entry(entry));
    let cancelled = view.plan.occurrences.iter().filter(|occurrence| !occurrence.is_held());
    held.chain(cancelled.map(|occurrence| pages.of_cancelled(occurrence))).collect()
}

impl Pages<'_> {
    fn language(&self) -> Language {
        self.view.plan.language
    }

    fn word(&self, word: PageWord) -> &'static str {
        word.text(self.language())
    }

    fn of_entry(&self, entry: &Entry) -> Artifact {
        let (plan, language) = (self.view.plan, self.language());
        let path = item_path(entry.id.as_str());
        let root = to_root(&path);
        let name = title(plan, entry);
        let was = moved_from(self.told, &entry.id);
        let whys = self.told.whys.get(&entry.id).map_or(&[][..], Vec::as_slice);
        let body = html! {
            p.kind { (kind_word(entry.kind).text(language)) " · " (plan.product(entry.product).title) }
            h1 { (name) }
            p.when { (self.when(entry)) }
            @if let Some(was) = was {
                p.moved { (self.word(PageWord::MovedFrom)) " " (long_date(language, was)) }
            }
            dl { (self.facts(entry)) }
            h2 { (self.word(PageWord::WhyThisDate)) }
            @if whys.is_empty() { p { (self.word(PageWord::NoReason)) } }
            @else { ul.why { @for why in whys { li { (why) } } } }
            (self.subscription(entry, &root))
            (self.neighbours(entry, &root))
        };
        self.page(path, &format!("{name} · {}", plan.product(entry.product).title), entry.id.as_str(), &body)
    }

    fn of_cancelled(&self, occurrence: &Occurrence) -> Artifact {
        let (plan, language) = (self.view.plan, self.language());
        let group = plan.group(occurrence.group);
        let product = &plan.product(group.product).title;
        let shown = self.told.ledger.entry(&EntryId::activity(&occurrence.id));
        let body = html! {
            p.kind { (Word::Meeting.text(language)) " · " (product) }
            h1 { (group.title) " " (occurrence.label) }
            p.when.cancelled {
                (self.word(PageWord::Cancelled))
                @if let Some(record) = shown { ": " s { (long_date(language, record.when.first())) } }
            }
            @if let Some(exception) = &occurrence.exception {
                @if exception.verdict == Verdict::Cancelled && !exception.reason.trim().is_empty() {
                    dl { (fact(Word::Reason.text(language), &html! { (exception.reason) })) }
                }
            }
        };
        let name = format!("{} {} · {product}", group.title, occurrence.label);
        self.page(item_path(occurrence.id.as_str()), &name, "", &body)
    }

    /// The frame around what a page tells; `item` is what the page of everything opens.
    fn page(&self, path: String, name: &str, item: &str, body: &Markup) -> Artifact {
        let language = self.language();
        let root = to_root(&path);
        let back =
            if item.is_empty() { format!("{root}index.html") } else { format!("{root}index.html#item={}", in_address(item)) };
        let page = html! {
            (DOCTYPE)
            html lang=(language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (name) }
                    link rel="icon" href=(ICON);
                    link rel="stylesheet" href=(format!("{root}site/site.css"));
                }
                body.item-page {
                    header { a.brand href=(back) { "← " (self.word(PageWord::Back)) } }
                    main { (body) }
                }
            }
        };
        Artifact::new(path, page.into_string() + "\n")
    }

    fn when(&self, entry: &Entry) -> String {
        let language = self.language();
        let day = |date| format!("{}, {}", long_date(language, date), week_label(language, date));
        let is_in_writing = matches!(entry.kind, Kind::Meeting { occurrence, .. } if self.occurrence(occurrence).is_in_writing());
        match entry.when {
            Placement::Meeting { date, start, .. } if !is_in_writing => {
                let end = entry.when.end().unwrap_or(start);
                format!("{}, {}–{}", day(date), clock(language, start), clock(language, end))
            }
            Placement::Meeting { date, .. } | Placement::Milestone { date } => day(date),
            Placement::Phase { first, last } => format!("{} – {}", day(first), day(last)),
        }
    }

    fn occurrence(&self, id: OccurrenceId) -> &Occurrence {
        &self.view.plan.occurrences[id.0]
    }

    fn facts(&self, entry: &Entry) -> Markup {
        let (plan, language) = (self.view.plan, self.language());
        match entry.kind {
            Kind::Meeting { group, occurrence } => self.of_meeting(plan.group(group), occurrence),
            Kind::Phase { track, .. } | Kind::Milestone { track, .. } => {
                fact(Word::Track.text(language), &html! { (plan.tracks[track.0].title) })
            }
            Kind::Deadline { .. } => html! {},
        }
    }

    fn of_meeting(&self, group: &Group, id: OccurrenceId) -> Markup {
        let (plan, language) = (self.view.plan, self.language());
        let occurrence = self.occurrence(id);
        let sits = !occurrence.is_in_writing();
        let titles = |people: &[PersonId]| {
            people.iter().map(|person| plan.people[person.0].title.as_str()).collect::<Vec<&str>>().join(", ")
        };
        let seats = [
            (Word::Members, titles(&group.counted())),
            (Word::Optional, titles(&group.optional)),
            (Word::Absent, titles(&self.telling.absent(id))),
        ];
        html! {
            @if let Some(place) = occurrence.place(group).filter(|_| sits) {
                (fact(self.word(PageWord::Place), &html! { (place) }))
            }
            @if let Some(link) = occurrence.link(group).filter(|_| sits) {
                (fact(Word::Link.text(language), &web_link(link)))
            }
            @if let Some(topics) = self.view.agendas.get(&id) {
                (fact(Word::Topics.text(language), &html! {
                    ul { @for topic in topics { li { (plan.topics[topic.0].title) } } }
                }))
            }
            @for (word, people) in &seats {
                @if !people.is_empty() { (fact(word.text(language), &html! { (people) })) }
            }
            @if let Some(due) = self.view.due.get(&id) {
                (fact(self.word(PageWord::WhatIsDue), &html! {
                    ul {
                        @for due in due {
                            @let deadline = &group.deadlines[due.deadline];
                            li { (deadline.title) ": " (long_date(language, due.date)) (at_time(language, deadline.time)) }
                        }
                    }
                }))
            }
            @if let Some(note) = occurrence.once().and_then(|once| once.note.as_ref()) {
                (fact(Word::Note.text(language), &html! { (note) }))
            }
        }
    }

    /// The feed of the group, or of the product.
    fn subscription(&self, entry: &Entry, root: &str) -> Markup {
        let plan = self.view.plan;
        let audience = entry.kind.group().map_or(Audience::Product(entry.product), Audience::Group);
        html! {
            p.feed {
                (self.word(PageWord::Subscribe)) ": "
                a href=(format!("{root}{}", in_address(&audience.path(plan)))) { (audience.name(plan)) }
            }
        }
    }

    /// The meetings of the group before and after.
    fn neighbours(&self, entry: &Entry, root: &str) -> Markup {
        let Kind::Meeting { group, .. } = entry.kind else { return html! {} };
        let of_group = self.meetings.get(&group).map_or(&[][..], Vec::as_slice);
        let at = of_group.iter().position(|other| other.id == entry.id);
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| of_group.get(at));
        let after = at.and_then(|at| of_group.get(at + 1));
        let link = |word: PageWord, other: &Entry| {
            let address = format!("{root}{}", in_address(&item_path(other.id.as_str())));
            html! { a href=(address) { (self.word(word)) ": " (long_date(self.language(), other.when.first())) } }
        };
        html! {
            nav.neighbours {
                @if let Some(before) = before { (link(PageWord::Before, before)) }
                @if let Some(after) = after { (link(PageWord::After, after)) }
            }
        }
    }
}

/// A line of what is known.
fn fact(name: &str, value: &Markup) -> Markup {
    html! { dt { (name) } dd { (value) } }
}

/// Only an address of the web becomes a link.
fn web_link(address: &str) -> Markup {
    html! {
        @if is_of_the_web(address) { a href=(address) rel="noopener noreferrer" { (address) } }
        @else { (address) }
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::language::Language;
    use crate::plan::occurrence::Verdict;
    use crate::plan::plan::Plan;
    use crate::render::artifact::Artifact;
    use crate::render::change_table::Reasons;
    use crate::render::fixture;
    use crate::render::view::View;
    use crate::schedule::identity::EntryId;
    use crate::site::item_page::item_pages;
    use crate::site::site::Told;

    fn pages(plan: &Plan) -> Vec<Artifact> {
        let announced = fixture::plan();
        let ledger = fixture::shown(&View::new(&announced, &fixture::schedule()));
        let why = [(EntryId::activity(&fixture::steering()), vec!["Fordi <b>".to_owned()])];
        item_pages(&View::new(plan, &fixture::schedule()), Told { ledger: &ledger, whys: &Reasons::from(why) })
    }

    fn page(pages: &[Artifact], path: &str) -> String {
        pages.iter().find(|page| page.path == path).unwrap().text().to_owned()
    }

    #[test]
    fn a_meeting_tells_when_where_who_what_and_why() {
        let text = page(&pages(&fixture::plan()), "item/os2display/styregruppe/2027-q1.html");
        for told in [
            "<h1>Styregruppe</h1>",
            "torsdag 4. marts 2027, uge 9, 13.00–14.30",
            "<dd>Vejle, mødelokale 2</dd>",
            "<a href=\"https://example.org/m?a=1,2\" rel=\"noopener noreferrer\">",
            "<dd>Formand, Produktejer</dd>",
            "<li>dagsorden: torsdag 25. februar 2027</li>",
            "<li>Fordi &lt;b&gt;</li>",
            "href=\"../../../feeds/os2display-styregruppe.ics\"",
            "href=\"../../../index.html#item=os2display/styregruppe/2027-q1\"",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
    }

    #[test]
    fn no_markup_comes_from_a_plan() {
        let mut plan = fixture::plan();
        plan.groups[0].title = "<script>alert(1)</script>\"'&".to_owned();
        plan.groups[0].link = Some("javascript:alert(1)".to_owned());
        let text = page(&pages(&plan), "item/os2display/styregruppe/2027-q1.html");
        assert!(!text.contains("<script") && text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;"), "{text}");
        assert!(!text.contains("href=\"javascript") && text.contains("<dd>javascript:alert(1)</dd>"), "{text}");
    }

    #[test]
    fn a_meeting_that_is_cancelled_keeps_its_page_and_tells_its_reason() {
        let mut plan = fixture::plan();
        let exception = plan.occurrences[0].exception.as_mut().unwrap();
        exception.verdict = Verdict::Cancelled;
        let text = page(&pages(&plan), "item/os2display/styregruppe/2027-q1.html");
        assert!(
            text.contains("Aflyst: <s>torsdag 4. marts 2027</s>") && text.contains("Kommunevalg; lokalet er optaget"),
            "{text}"
        );
    }

    #[test]
    fn phases_and_milestones_have_pages_and_deadlines_have_none() {
        let plan = Plan { language: Language::English, ..fixture::plan() };
        let paths: Vec<String> = pages(&plan).into_iter().map(|page| page.path).collect();
        assert_eq!(
            paths,
            [
                "item/os2display/roadmap/drift/hypercare.html",
                "item/os2display/styregruppe/2027-q1.html",
                "item/os2display/roadmap/drift/overdraget.html",
                "item/os2display/brugere/2027-efterår.html",
            ]
        );
        let phase = page(&pages(&plan), &paths[0]);
        assert!(phase.contains("Monday 1 March 2027, week 9 – Monday 31 May 2027, week 22"), "{phase}");
        assert!(phase.contains("<html lang=\"en\">") && phase.contains("<dd>Overdragelse til drift</dd>"), "{phase}");
    }
}
