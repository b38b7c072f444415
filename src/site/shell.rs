//! The page itself, `index.html`: places that the script fills. Without scripts it still links to every feed, wheel and page.

use maud::{DOCTYPE, Markup, html};

use crate::render::artifact::Artifact;
use crate::render::audience::audiences;
use crate::render::view::View;
use crate::render::words::Word;
use crate::site::location::in_address;

/// What may be loaded and done: only what lies beside the page. Styles of elements are needed by drawings and by the calendar.
const POLICY: &str = "default-src 'self' data: file:; style-src 'self' 'unsafe-inline' file:; script-src 'self' file:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The sign of the page: a ring of months.
pub(crate) const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='none' stroke='%230072b2' stroke-width='3' stroke-dasharray='4 1'/%3E%3C/svg%3E";

/// A tab: the view it shows.
const VIEWS: [&str; 6] = ["wheel", "calendar", "list", "roadmap", "changes", "subscribe"];

/// The page.
pub fn shell(view: &View<'_>) -> Artifact {
    let language = view.plan.language;
    let title = Word::AnnualCycle.text(language);
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="icon" href=(ICON);
                link rel="stylesheet" href="site/site.css";
                script defer src="site/app.js" {}
                script defer src="site/data.js" {}
            }
            body {
                a.skip href="#main" data-text="skip" {}
                (head())
                (controls())
                div.columns {
                    main #main tabindex="-1" {
                        h1 #heading { (title) }
                        @for view in VIEWS {
                            section id=(view) class="view" aria-labelledby="heading" hidden {
                                @if view == "wheel" { p.hint.quiet data-text="wheel_help" {} }
                                div.frame id=(format!("{view}-frame")) {}
                            }
                        }
                        (without_scripts(view))
                    }
                    aside #next {}
                }
                dialog #item aria-labelledby="item-title" {}
                dialog #help-box aria-labelledby="help-title" {}
                div #tip role="tooltip" hidden {}
                div #status role="status" {}
            }
        }
    };
    Artifact::new("index.html", page.into_string() + "\n")
}

fn head() -> Markup {
    html! {
        header {
            a.brand href="#" {
                svg viewBox="0 0 32 32" aria-hidden="true" {
                    circle cx="16" cy="16" r="13" class="outer" {}
                    circle cx="16" cy="16" r="7.5" class="inner" {}
                    circle cx="16" cy="16" r="2.5" class="hub" {}
                }
                span data-text="title" {}
            }
            nav data-label="views" {
                @for view in VIEWS { a data-view=(view) data-text=(view) href="#" {} }
            }
            div.tools {
                button #filters aria-expanded="false" data-text="filter" {}
                button #print data-text="print" {}
                button #help data-text="help" {}
                button #language data-text="language" {}
                button #colour data-label="colour" { span aria-hidden="true" { "◐" } }
            }
        }
    }
}

fn controls() -> Markup {
    html! {
        form.controls role="search" {
            @for (id, word) in [("product", "product"), ("group", "group"), ("role", "role"), ("year", "year")] {
                label { span data-text=(word) {} select id=(id) {} }
            }
            label.search { span data-text="search" {} input #search type="search" autocomplete="off" spellcheck="false"; }
            fieldset {
                legend data-text="kinds" {}
                @for (kind, word) in [("meeting", "meetings"), ("deadline", "deadlines"), ("phase", "phases"), ("milestone", "milestones")] {
                    label { input type="checkbox" data-kind-of=(kind) checked; span data-text=(word) {} }
                }
            }
            button #clear type="button" data-text="clear" hidden {}
        }
    }
}

/// What can be had where no script runs.
fn without_scripts(view: &View<'_>) -> Markup {
    let plan = view.plan;
    html! {
        noscript {
            ul {
                @for audience in audiences(view) {
                    li { a href=(in_address(&audience.path(plan))) { (audience.name(plan)) } }
                }
            }
            ul {
                @for product in &plan.products {
                    li { a href=(in_address(&format!("wheel/{}.svg", product.key))) { (product.title) } }
                }
            }
            p { a href="schedule.csv" { "schedule.csv" } }
        }
    }
}
