//! Products: several files may speak of the same one, and then they must agree.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::source::Spanned;
use crate::plan::id::ProductId;
use crate::plan::plan::{Product, WeekLoad};
use crate::plan::priority::Priority;
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::{PlanDocument, WeekLoadDocument};
use crate::schema::lower::lints::idle;
use crate::schema::lower::whole::names::{Scope, check_key, title};
use crate::schema::lower::whole::settings::differing;

/// The products so far.
#[derive(Debug, Default)]
pub struct Products {
    list: Vec<Product>,
    /// The title that a file gave, for each product.
    titles: Vec<Option<Spanned<String>>>,
    by_key: BTreeMap<String, ProductId>,
}

impl Products {
    /// The product that a file speaks of; none for a file that holds shared things only.
    pub fn add(&mut self, file: &PlanDocument, collector: &mut Collector) -> Option<Scope> {
        let Some(key) = &file.product else {
            without_product(file, collector);
            return None;
        };
        let load = file.week_load.as_ref().and_then(week_load);
        let Some(id) = self.by_key.get(&key.value).copied() else {
            check_key(key, collector);
            let id = ProductId(self.list.len());
            self.list.push(Product {
                key: key.value.clone(),
                title: title(file.title.as_ref(), &key.value),
                week_load: load,
                span: key.span,
            });
            self.titles.push(file.title.clone());
            self.by_key.insert(key.value.clone(), id);
            return Some(Scope { id, key: key.value.clone() });
        };
        let product = &mut self.list[id.0];
        match (&self.titles[id.0], &file.title) {
            (Some(first), Some(other)) if first.value != other.value => {
                collector.tell(differing("title", other.span, first.span));
            }
            (None, Some(said)) => {
                product.title.clone_from(&said.value);
                self.titles[id.0] = Some(said.clone());
            }
            (Some(_), Some(_)) | (_, None) => {}
        }
        match (&product.week_load, load) {
            (Some(first), Some(other)) if (first.most, first.priority) != (other.most, other.priority) => {
                collector.tell(differing("week-load", other.span, first.span));
            }
            (None, Some(said)) => product.week_load = Some(said),
            (Some(_), Some(_)) | (_, None) => {}
        }
        Some(Scope { id, key: key.value.clone() })
    }

    /// All products, in the order they were first named.
    pub fn into_list(self) -> Vec<Product> {
        self.list
    }
}

fn without_product(file: &PlanDocument, collector: &mut Collector) {
    let groups = file.groups.as_ref().and_then(|groups| groups.iter().next().map(|(name, _)| ("groups", name.span)));
    match groups.or(file.roadmap.as_ref().map(|roadmap| ("a roadmap", roadmap.span))) {
        // A product whose key could not be read has been told.
        Some((what, span)) if !file.is_faulty => {
            let message = format!("a file with {what} needs the key `product`");
            collector.fault(Code::MissingProduct, span, message, "add `product: os2display`, for example, at the top");
        }
        Some(_) => {}
        None => idle::without_product(file, collector),
    }
}

fn week_load(document: &WeekLoadDocument) -> Option<WeekLoad> {
    let Spanned { value: most, span } = document.most.clone()?;
    let priority = document.priority.as_ref().map_or(Priority::Should, |priority| priority.value);
    Some(WeekLoad { most, priority, span })
}
