//! Every file of a schedule, in the order in which they depend on each other: the site shows what was drawn before it. Writes none.

use crate::calendar::civil::NaiveDate;
use crate::cli::pictures;
use crate::diagnostic::source::Sources;
use crate::render::artifact::Artifact;
use crate::render::change_table::Reasons;
use crate::render::view::View;
use crate::render::why::Whys;
use crate::render::{changes, chart, csv, feed, gantt, json, page, wheel};
use crate::schedule::charge::Charge;
use crate::schedule::ledger::Ledger;
use crate::schedule::stamp::Stamp;
use crate::site::site::{self, Told};

/// What is wished for beyond what is always drawn.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// The day that is marked on wheels and roadmaps.
    pub marked: Option<NaiveDate>,
    /// Whether wheels are pictures of dots too.
    pub dots: Dots,
}

/// Whether wheels are pictures of dots too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dots {
    /// As SVG alone.
    None,
    /// As PNG too.
    Too,
}

/// Every file of a schedule, and the ledger after it was shown. `charges` are its bill, with the texts that they point into; the
/// stamp is that of what has changed.
pub fn draw(
    view: &View<'_>,
    (charges, sources): (&[Charge], &Sources),
    (ledger, stamp): (&Ledger, Stamp),
    wishes: Wishes,
) -> (Vec<Artifact>, Ledger) {
    let next = feed::advance(view, ledger, stamp);
    let mut artifacts = feed::feeds(view, &next);
    artifacts.extend(chart::charts(view));
    artifacts.extend(page::pages(view, &next));
    artifacts.extend(wheel::wheels(view, wishes.marked));
    artifacts.extend(gantt::gantts(view, wishes.marked));
    artifacts.push(json::schedule_json(view, &next, charges, sources));
    artifacts.push(csv::schedule_csv(view, &next));
    artifacts.push(changes::changes(view, &next));
    if view.plan.publish.site {
        let whys = Whys::new(view);
        let whys: Reasons = view.entries.iter().map(|entry| (entry.id.clone(), whys.of(entry))).collect();
        let site = site::site(view, Told { ledger: &next, whys: &whys }, &artifacts);
        artifacts.extend(site);
    }
    if wishes.dots == Dots::Too {
        let dots = pictures::png(&artifacts);
        artifacts.extend(dots);
    }
    (artifacts, next)
}
