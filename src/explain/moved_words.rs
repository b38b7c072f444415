//! Why an activity is no longer where it was, in words: the plan's own lines with their places, or one sentence.

use crate::diagnostic::source::{Sources, Span};
use crate::explain::conflict;
use crate::explain::forced::{Enough, Forcing};
use crate::explain::held::Held;
use crate::explain::hunk::Hunk;
use crate::explain::moved::Why;
use crate::plan::language::Language;
use crate::plan::plan::Plan;

/// What the words speak of.
#[derive(Clone, Copy)]
pub struct Spoken<'s> {
    /// The plan as it is.
    pub plan: &'s Plan,
    /// Where it stands.
    pub sources: &'s Sources,
    /// Its edits; none where they were not looked at.
    pub hunks: &'s [Hunk],
    /// The language.
    pub language: Language,
}

impl Spoken<'_> {
    /// The lines that tell it, the most telling first.
    pub fn lines(self, why: &Why) -> Vec<String> {
        match why {
            Why::Stated { reason, span } => vec![self.line(*span, reason)],
            Why::Edits(forcing) => self.edits(forcing),
            Why::Unforced(held) => self.unforced(held),
            Why::Held(held) => self.held(held),
            Why::Stays => vec![self.said(
                "planlagt på ny ud fra det, der var vist, bliver den liggende: den er flyttet ind imellem",
                "planned again from what had been shown, it stays: it moved in between",
            )],
            Why::NotFound => vec![self.said(
                "ikke fundet inden for det antal planer, der prøves",
                "not found within the number of plans that are tried",
            )],
        }
    }

    fn edits(self, forcing: &Forcing) -> Vec<String> {
        let told = forcing.edits.iter().filter_map(|edit| self.hunks.get(*edit));
        let mut lines: Vec<String> = told.map(|hunk| format!("{}:{}  {}", hunk.file.display(), hunk.line, hunk.told())).collect();
        if lines.len() > 1 {
            lines.push(match forcing.enough {
                Enough::AnyOne => self.said(
                    "uden en hvilken som helst af dem var den blevet liggende",
                    "without any one of them it would have stayed",
                ),
                Enough::All => {
                    self.said("kun uden dem alle var den blevet liggende", "only without all of them would it have stayed")
                }
            });
        }
        if !forcing.proven {
            lines.push(self.said(
                "det er ikke bevist, at de sammenlignede planer er de bedste",
                "it is not proven that the plans compared are the best",
            ));
        }
        lines
    }

    fn unforced(self, held: &Held) -> Vec<String> {
        let none = self.said("ingen ændring tvang den", "no edit forced it");
        match held {
            Held::Costs { least, most } if least == most => {
                vec![format!("{none}; {} {least}", self.said("det sparer", "it saves"))]
            }
            Held::Costs { least, most } => {
                let to = self.said("til", "to");
                vec![format!("{none}; {} {least} {to} {most}", self.said("det sparer", "it saves"))]
            }
            Held::Barred(_) => {
                let mut lines = vec![format!("{none}, {}", self.said("men den kan ikke blive liggende:", "but it cannot stay:"))];
                lines.extend(self.held(held));
                lines
            }
            Held::Gone | Held::Undecided => self.held(held),
        }
    }

    fn held(self, held: &Held) -> Vec<String> {
        match held {
            Held::Barred(conflict) if conflict.rules.is_empty() => vec![self.said(
                "planen har ikke længere den dag, den tid eller den længde til den",
                "the plan no longer has that day, that time or that length for it",
            )],
            Held::Barred(conflict) => {
                let told = conflict::told(conflict, self.plan, self.language);
                told.into_iter().map(|(rule, words)| self.line(rule.span, &words)).collect()
            }
            Held::Costs { least: 0, most: 0 } => {
                vec![self.said("den kunne være blevet liggende uden at koste mere", "it could have stayed at no more cost")]
            }
            Held::Costs { least, most } if least == most => {
                let could = self.said("den kunne være blevet liggende for", "it could have stayed at a cost of");
                vec![format!("{could} {least} {}", self.said("mere", "more"))]
            }
            Held::Costs { least, most } => {
                let could = self.said("den kunne være blevet liggende for", "it could have stayed at a cost of");
                vec![format!("{could} {least} {} {most} {}", self.said("til", "to"), self.said("mere", "more"))]
            }
            Held::Gone => vec![self.said("planen beder ikke længere om den", "the plan asks for it no longer")],
            Held::Undecided => vec![self.said(
                "om den kunne være blevet liggende, er ikke afgjort inden for --work",
                "whether it could have stayed was not decided within --work",
            )],
        }
    }

    fn line(self, span: Span, words: &str) -> String {
        format!("{}:{}  {words}", self.sources.source(span.source).name, self.sources.place(span).line)
    }

    fn said(self, danish: &str, english: &str) -> String {
        match self.language {
            Language::Danish => danish.to_owned(),
            Language::English => english.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spoken;
    use crate::diagnostic::source::Sources;
    use crate::explain::held::Held;
    use crate::explain::moved::Why;
    use crate::plan::language::Language;
    use crate::schema::reading::read;

    #[test]
    fn what_a_move_saves_and_what_staying_costs_is_told_as_a_number_or_from_and_to() {
        let mut sources = Sources::default();
        sources.add("plan.yaml", "product: p\nyears: 2027\n");
        let plan = read(&sources).plan.unwrap();
        let told = |why: &Why, language| Spoken { plan: &plan, sources: &sources, hunks: &[], language }.lines(why).join("\n");
        let costs = |least, most| Held::Costs { least, most };
        assert_eq!(told(&Why::Unforced(costs(12, 12)), Language::English), "no edit forced it; it saves 12");
        assert_eq!(told(&Why::Unforced(costs(5, 12)), Language::Danish), "ingen ændring tvang den; det sparer 5 til 12");
        assert_eq!(told(&Why::Held(costs(4, 4)), Language::English), "it could have stayed at a cost of 4 more");
        assert_eq!(told(&Why::Held(costs(0, 0)), Language::Danish), "den kunne være blevet liggende uden at koste mere");
        assert_eq!(told(&Why::Held(costs(0, 7)), Language::Danish), "den kunne være blevet liggende for 0 til 7 mere");
        assert_eq!(told(&Why::Held(Held::Gone), Language::English), "the plan asks for it no longer");
    }
}
