//! What a file holds, as it is sent: its bytes, as they are and compressed, each with a tag of its own. Knows no file.

use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use axum::body::Bytes;
use axum::http::header::HeaderValue;

use crate::serve::encoding::{Coding, compressed};
use crate::serve::media::Media;

/// Texts below this size are sent as they are: a packet holds them either way.
const WORTH_COMPRESSING: usize = 512;

/// A file of one moment, or what was made of it.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its kind.
    pub media: Media,
    /// When it last changed.
    pub modified: SystemTime,
    /// The same, as it is sent.
    pub last_modified: HeaderValue,
    /// Its bytes. Two documents of the same bytes may share them, with what was compressed.
    pub body: Arc<Body>,
}

/// Bytes, as they are and compressed.
#[derive(Debug)]
pub struct Body {
    plain: Variant,
    gzip: OnceLock<Option<Variant>>,
    brotli: OnceLock<Option<Variant>>,
    is_compressible: bool,
}

/// Bytes in one coding.
#[derive(Debug, Clone)]
pub struct Variant {
    /// How they are coded.
    pub coding: Coding,
    /// What is sent.
    pub bytes: Bytes,
    /// A strong tag (RFC 9110, 8.8.3): the hash of the bytes as they are, and the coding.
    pub tag: HeaderValue,
}

impl Document {
    /// A document of these bytes.
    pub fn new(media: Media, modified: SystemTime, body: Arc<Body>) -> Document {
        let last_modified = header(&httpdate::fmt_http_date(modified));
        Document { media, modified, last_modified, body }
    }
}

impl Body {
    /// Bytes of a kind.
    pub fn new(media: Media, bytes: Vec<u8>) -> Body {
        let is_compressible = media.is_text() && bytes.len() >= WORTH_COMPRESSING;
        let hash = blake3::hash(&bytes).to_hex();
        let plain = Variant { coding: Coding::Identity, tag: header(&format!("\"{}\"", &hash[..32])), bytes: bytes.into() };
        Body { plain, gzip: OnceLock::new(), brotli: OnceLock::new(), is_compressible }
    }

    /// The bytes as they are.
    pub fn plain(&self) -> &Variant {
        &self.plain
    }

    /// Whether it depends on the reader which bytes are sent.
    pub fn varies(&self) -> bool {
        self.is_compressible
    }

    /// The first of these codings that the bytes have; none where it has not been made yet.
    pub fn at_hand(&self, taken: [Coding; 3]) -> Option<&Variant> {
        self.first(taken, |slot, _| slot.get())
    }

    /// The same, made where it was not; that takes a while once.
    pub fn variant(&self, taken: [Coding; 3]) -> &Variant {
        let made = self.first(taken, |slot, coding| Some(slot.get_or_init(|| self.packed(coding))));
        made.unwrap_or(&self.plain)
    }

    fn first<'b>(
        &'b self,
        taken: [Coding; 3],
        look: impl Fn(&'b OnceLock<Option<Variant>>, Coding) -> Option<&'b Option<Variant>>,
    ) -> Option<&'b Variant> {
        if !self.is_compressible {
            return Some(&self.plain);
        }
        for coding in taken {
            let slot = match coding {
                Coding::Identity => return Some(&self.plain),
                Coding::Gzip => &self.gzip,
                Coding::Brotli => &self.brotli,
            };
            if let Some(variant) = look(slot, coding)? {
                return Some(variant);
            }
        }
        Some(&self.plain)
    }

    fn packed(&self, coding: Coding) -> Option<Variant> {
        let bytes = compressed(&self.plain.bytes, coding)?.into();
        let plain = self.plain.tag.to_str().unwrap_or_default().trim_end_matches('"');
        let tag = header(&format!("{plain}-{}\"", coding.name().unwrap_or_default()));
        Some(Variant { coding, bytes, tag })
    }

    /// How much memory it takes, in bytes, when all codings have been made; never less.
    pub fn weight(&self) -> usize {
        self.plain.bytes.len().saturating_mul(if self.is_compressible { 2 } else { 1 })
    }
}

/// A value of a header that this program writes.
pub fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("hashes, dates and paths that were checked are visible ASCII")
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::serve::encoding::Coding::{Brotli, Gzip, Identity};
    use crate::serve::media::Media;

    #[test]
    fn each_coding_has_a_tag_of_its_own_and_is_made_once() {
        let body = Body::new(Media::Calendar, "BEGIN:VEVENT\r\n".repeat(100).into_bytes());
        assert!(body.at_hand([Brotli, Gzip, Identity]).is_none() && body.varies());
        let tags = [Identity, Gzip, Brotli].map(|coding| body.variant([coding, Identity, Identity]).tag.clone());
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
        let twice = [0, 1].map(|_| body.variant([Brotli, Gzip, Identity]).bytes.as_ptr());
        assert_eq!(twice[0], twice[1]);
        assert_eq!(body.at_hand([Gzip, Identity, Identity]).map(|variant| variant.coding), Some(Gzip));
    }

    #[test]
    fn pictures_and_short_texts_are_sent_as_they_are() {
        for (media, size) in [(Media::Png, 5000), (Media::Calendar, 511)] {
            let body = Body::new(media, vec![b' '; size]);
            assert!(!body.varies());
            assert_eq!(body.at_hand([Brotli, Gzip, Identity]).map(|variant| variant.coding), Some(Identity));
        }
        assert!(Body::new(Media::Calendar, vec![b' '; 512]).varies());
    }

    #[test]
    fn what_cannot_be_made_smaller_is_sent_as_it_is() {
        let noise: Vec<u8> = (0..600_u32).flat_map(|number| blake3::hash(&number.to_le_bytes()).as_bytes().to_owned()).collect();
        let body = Body::new(Media::Text, noise);
        assert_eq!(body.variant([Brotli, Gzip, Identity]).coding, Identity);
    }
}
