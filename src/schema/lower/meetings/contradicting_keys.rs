//! What cannot be said of one occurrence at once: each two keys that contradict have a code of their own.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::schema::collector::Collector;
use crate::schema::document::occurrence::OccurrenceDocument;
use crate::schema::scalar::words::Answer;

/// Whether what is said of an occurrence goes together and is something; what does not is told.
pub fn check(label: &Spanned<String>, document: &OccurrenceDocument, collector: &mut Collector) -> bool {
    let said = Said::of(document);
    let mut is_sound = true;
    for (code, message, one, other, hint) in said.contradictions() {
        let (Some(one), Some(other)) = (one, other) else { continue };
        is_sound = false;
        let fault = Diagnostic::error(code, format!("`{}` is {message}", label.value));
        collector.tell(fault.at(other, "").at(one, "").hint(hint));
    }
    if let (Some(at), None, None, None) = (said.at, said.on, said.cancelled, said.in_writing) {
        is_sound = false;
        let fault = Diagnostic::error(Code::TimeWithoutDate, format!("`at` of `{}` lacks its date", label.value)).at(at, "");
        collector.tell(fault.hint("add `on: DATE`; a start on any day is said in `meets`"));
    }
    if !said.anything() {
        if !document.is_faulty {
            let what = if document.reason.is_some() { "nothing but a reason" } else { "nothing" };
            let message = format!("{what} is said of `{}`", label.value);
            let hint = "add `on`, `between`, `cancelled: yes`, `in-writing: yes`, `break-notice: yes`, `length`, `place`, `link`, `topics` or `note`";
            collector.fault(Code::EmptyOccurrence, label.span, message, hint);
        }
        return false;
    }
    if is_sound {
        said.tell_idle(collector);
    }
    is_sound
}

/// The place of an answer that is yes.
pub fn yes(answer: Option<&Spanned<Answer>>) -> Option<Span> {
    answer.filter(|answer| answer.value == Answer::Yes).map(|answer| answer.span)
}

/// Where each key stands; none where it is not there, or says no.
struct Said {
    on: Option<Span>,
    at: Option<Span>,
    between: Option<Span>,
    cancelled: Option<Span>,
    in_writing: Option<Span>,
    extra: Option<Span>,
    break_notice: Option<Span>,
    length: Option<Span>,
    place: Option<Span>,
    link: Option<Span>,
    topics: Option<Span>,
    note: Option<Span>,
}

/// A code, what is wrong, the two places, and what to do.
type Contradiction = (Code, &'static str, Option<Span>, Option<Span>, &'static str);

impl Said {
    fn of(document: &OccurrenceDocument) -> Said {
        let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.span);
        Said {
            on: document.on.as_ref().map(|on| on.span),
            at: document.at.as_ref().map(|at| at.span),
            between: document.between.as_ref().map(|between| between.span),
            cancelled: yes(document.cancelled.as_ref()),
            in_writing: yes(document.in_writing.as_ref()),
            extra: yes(document.extra.as_ref()),
            break_notice: yes(document.break_notice.as_ref()),
            length: document.length.as_ref().map(|length| length.span),
            place: text(&document.place),
            link: text(&document.link),
            topics: document.topics.as_ref().and_then(|topics| topics.first()).map(|topic| topic.span),
            note: text(&document.note),
        }
    }

    fn contradictions(&self) -> [Contradiction; 6] {
        let keep = "keep one of the two";
        [
            (Code::PinnedAndCancelled, "both held on a date and cancelled", self.on, self.cancelled, keep),
            (Code::MovedAndCancelled, "both moved and cancelled", self.between, self.cancelled, keep),
            (Code::MovedAndPinned, "both moved to a window and held on a date", self.between, self.on, keep),
            (Code::CancelledInWriting, "both decided in writing and cancelled", self.in_writing, self.cancelled, keep),
            (
                Code::ExtraAndCancelled,
                "both added and cancelled",
                self.extra,
                self.cancelled,
                "remove the whole occurrence: without `extra` it is not held",
            ),
            (
                Code::TimedInWriting,
                "decided in writing, and that takes no time of the day",
                self.in_writing,
                self.at.or(self.length),
                "remove `at` and `length`; a clock time by which to answer can be a deadline",
            ),
        ]
    }

    fn anything(&self) -> bool {
        let keys = [
            self.on,
            self.at,
            self.between,
            self.cancelled,
            self.in_writing,
            self.extra,
            self.break_notice,
            self.length,
            self.place,
            self.link,
            self.topics,
            self.note,
        ];
        keys.iter().any(Option::is_some)
    }

    /// Tells keys that do nothing beside the others.
    fn tell_idle(&self, collector: &mut Collector) {
        let of_cancelled = [
            ("at", self.at),
            ("break-notice", self.break_notice),
            ("length", self.length),
            ("place", self.place),
            ("link", self.link),
            ("note", self.note),
        ];
        for (key, span) in of_cancelled.into_iter().filter(|_| self.cancelled.is_some()) {
            if let Some(span) = span {
                collector.warn(Code::IdleOnCancelled, span, format!("`{key}` does nothing for a cancelled meeting"), "remove it");
            }
        }
        for (key, span) in [("place", self.place), ("link", self.link)].into_iter().filter(|_| self.in_writing.is_some()) {
            if let Some(span) = span {
                collector.warn(
                    Code::IdleInWriting,
                    span,
                    format!("`{key}` does nothing for what is decided in writing"),
                    "remove it",
                );
            }
        }
    }
}
