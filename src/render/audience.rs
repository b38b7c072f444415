//! Who subscribes to what: everyone, a product's people, a group, a role. Knows no calendar format; feeds and pages share it.

use std::collections::BTreeSet;

use crate::plan::group::GroupId;
use crate::plan::id::ProductId;
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::render::content_line::single_line;
use crate::render::view::{Entry, View};
use crate::render::words::Word;

/// Those who follow one feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everyone: all entries of the plan.
    Everyone,
    /// A product's people: all its entries.
    Product(ProductId),
    /// A group: its meetings and their deadlines.
    Group(GroupId),
    /// A role: the meetings and deadlines of every group it has a seat in, also an optional one.
    Role(PersonId),
}

/// The audiences that have something to follow: everyone, then products, groups and roles, each in plan order.
///
/// A calendar without an entry is none (RFC 5545, 3.4), so it is not offered.
pub fn audiences(view: &View<'_>) -> Vec<Audience> {
    let plan = view.plan;
    let has_some = |audience: &Audience| {
        let following = audience.following(plan);
        view.entries.iter().any(|entry| following.takes(entry))
    };
    all_audiences(plan).filter(has_some).collect()
}

/// Everyone, then products, groups and roles, each in plan order, whether there is something to follow or not.
pub fn all_audiences(plan: &Plan) -> impl Iterator<Item = Audience> {
    let products = (0..plan.products.len()).map(|index| Audience::Product(ProductId(index)));
    let groups = (0..plan.groups.len()).map(|index| Audience::Group(GroupId(index)));
    let roles = (0..plan.people.len()).map(|index| Audience::Role(PersonId(index)));
    std::iter::once(Audience::Everyone).chain(products).chain(groups).chain(roles)
}

impl Audience {
    /// Whether an entry is in this feed.
    pub fn follows(self, plan: &Plan, entry: &Entry) -> bool {
        self.following(plan).takes(entry)
    }

    /// What it follows, looked up once for many entries.
    pub fn following(self, plan: &Plan) -> Following {
        match self {
            Audience::Everyone => Following::Everything,
            Audience::Product(product) => Following::Product(product),
            Audience::Group(group) => Following::Groups([group].into()),
            Audience::Role(person) => {
                let groups = plan.groups.iter().enumerate().filter(|(_, group)| group.seat(person).is_some());
                Following::Groups(groups.map(|(index, _)| GroupId(index)).collect())
            }
        }
    }

    /// The path of its feed below the output folder.
    pub fn path(self, plan: &Plan) -> String {
        match self {
            Audience::Everyone => "feeds/all.ics".to_owned(),
            Audience::Product(product) => format!("feeds/{}.ics", plan.product(product).key),
            Audience::Group(group) => {
                let group = plan.group(group);
                format!("feeds/{}-{}.ics", plan.product(group.product).key, group.key)
            }
            Audience::Role(person) => format!("feeds/role-{}.ics", plan.people[person.0].key),
        }
    }

    /// What its calendar is called: `Styregruppe · OS2display`, `Årshjul · Formand`.
    pub fn name(self, plan: &Plan) -> String {
        let cycle = Word::AnnualCycle.text(plan.language);
        let of = |title: &str| format!("{cycle} · {}", single_line(title));
        match self {
            Audience::Everyone => cycle.to_owned(),
            Audience::Product(product) => of(&plan.product(product).title),
            Audience::Group(group) => {
                let group = plan.group(group);
                format!("{} · {}", single_line(&group.title), single_line(&plan.product(group.product).title))
            }
            Audience::Role(person) => of(&plan.people[person.0].title),
        }
    }
}

/// What an audience follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Following {
    /// All entries.
    Everything,
    /// All entries of a product.
    Product(ProductId),
    /// The meetings and deadlines of groups.
    Groups(BTreeSet<GroupId>),
}

impl Following {
    /// Whether an entry is among what is followed.
    pub fn takes(&self, entry: &Entry) -> bool {
        match self {
            Following::Everything => true,
            Following::Product(product) => entry.product == *product,
            Following::Groups(groups) => entry.kind.group().is_some_and(|group| groups.contains(&group)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Audience, audiences};
    use crate::plan::group::GroupId;
    use crate::plan::id::ProductId;
    use crate::plan::person::PersonId;
    use crate::render::fixture;
    use crate::render::view::View;
    use crate::schedule::placement::Schedule;

    #[test]
    fn an_audience_without_an_entry_is_not_offered() {
        let plan = fixture::plan();
        let (everyone, product) = (Audience::Everyone, Audience::Product(ProductId(0)));
        let groups = [Audience::Group(GroupId(0)), Audience::Group(GroupId(1))];
        // The third role is a member of nothing, and the third group has no meeting.
        let roles = [Audience::Role(PersonId(0)), Audience::Role(PersonId(1))];
        let expected = [&[everyone, product][..], &groups, &roles].concat();
        assert_eq!(audiences(&View::new(&plan, &fixture::schedule())), expected);
        assert_eq!(audiences(&View::new(&plan, &Schedule::default())), []);
    }

    #[test]
    fn a_role_follows_the_meetings_and_deadlines_of_its_groups_alone() {
        let plan = fixture::plan();
        let view = View::new(&plan, &fixture::schedule());
        let followed = |audience: Audience| -> Vec<&str> {
            view.entries.iter().filter(|entry| audience.follows(&plan, entry)).map(|entry| entry.id.as_str()).collect()
        };
        let steering = [
            "os2display/styregruppe/2027-q1#dagsorden",
            "os2display/styregruppe/2027-q1",
            "os2display/styregruppe/2027-q1#referat",
        ];
        assert_eq!(followed(Audience::Role(PersonId(0))), steering);
        assert_eq!(followed(Audience::Group(GroupId(0))), steering);
        assert_eq!(followed(Audience::Everyone).len(), view.entries.len());
    }

    #[test]
    fn feeds_are_named_by_keys_and_calendars_by_titles() {
        let plan = fixture::plan();
        let told = |audience: Audience| (audience.path(&plan), audience.name(&plan));
        let pair = |path: &str, name: &str| (path.to_owned(), name.to_owned());
        assert_eq!(told(Audience::Everyone), pair("feeds/all.ics", "Årshjul"));
        assert_eq!(told(Audience::Product(ProductId(0))), pair("feeds/os2display.ics", "Årshjul · OS2display"));
        assert_eq!(told(Audience::Group(GroupId(0))), pair("feeds/os2display-styregruppe.ics", "Styregruppe · OS2display"));
        assert_eq!(told(Audience::Role(PersonId(0))), pair("feeds/role-formand.ics", "Årshjul · Formand"));
    }
}
