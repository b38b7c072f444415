//! Which compression a reader takes (RFC 9110, 12.5.3), and the compressing. Knows no file.

use std::io::Write;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How the bytes of an answer are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As they stand in the file.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Coding {
    /// Its name in `Content-Encoding`; none for bytes as they are.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Coding::Identity => None,
            Coding::Gzip => Some("gzip"),
            Coding::Brotli => Some("br"),
        }
    }
}

/// What a reader takes, the best first: by weight, and of equal weight the smaller. Bytes as they are come last and are always
/// there: an answer that the reader did not want is better than none.
///
/// `accepted` is the value of `Accept-Encoding`, all its lines joined with commas; without one, bytes stay as they are.
pub fn taken(accepted: Option<&str>) -> [Coding; 3] {
    let mut weighed = [(Coding::Brotli, None), (Coding::Gzip, None), (Coding::Identity, None)];
    let mut others = None;
    for (name, weight) in accepted.unwrap_or_default().split(',').filter_map(member) {
        // RFC 9110, 12.5.3: a recipient should take `x-gzip` for `gzip`.
        let slot = match name.to_ascii_lowercase().as_str() {
            "br" => &mut weighed[0].1,
            "gzip" | "x-gzip" => &mut weighed[1].1,
            "identity" => &mut weighed[2].1,
            "*" => &mut others,
            _ => continue,
        };
        *slot = Some(weight);
    }
    // A coding that is not named is not taken, unless `*` takes it; bytes as they are need no name.
    let mut ranked = weighed.map(|(coding, weight)| (weight.or(others).unwrap_or(0), coding));
    ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let mut taken = [Coding::Identity; 3];
    for (place, (_, coding)) in ranked.into_iter().filter(|(weight, _)| *weight > 0).enumerate() {
        taken[place] = coding;
    }
    taken
}

/// A member of the list, with its weight in thousandths; none where it is malformed.
fn member(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let weight = match parts.next() {
        None => 1000,
        Some(parameter) => thousandths(parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="))?.trim())?,
    };
    Some((name, weight))
}

/// `0.5` as 500; RFC 9110, 12.4.2: at most three digits, and at most one.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    if digits.len() > 3 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part: u16 = format!("{digits:0<3}").parse().ok()?;
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1000),
        _ => None,
    }
}

/// The bytes compressed; none where that is not smaller.
pub fn compressed(bytes: &[u8], coding: Coding) -> Option<Vec<u8>> {
    let packed = match coding {
        Coding::Identity => return None,
        Coding::Gzip => {
            let mut writer = GzEncoder::new(Vec::new(), Compression::new(9));
            writer.write_all(bytes).ok()?;
            writer.finish().ok()?
        }
        Coding::Brotli => {
            // From 10 on brotli takes ten times as long for a few hundredths.
            let parameters = BrotliEncoderParams { quality: 9, lgwin: 20, size_hint: bytes.len(), ..Default::default() };
            let mut writer = CompressorWriter::with_params(Vec::new(), 16 * 1024, &parameters);
            writer.write_all(bytes).ok()?;
            writer.into_inner()
        }
    };
    (packed.len() < bytes.len()).then_some(packed)
}

#[cfg(test)]
mod tests {
    use super::Coding::{Brotli, Gzip, Identity};
    use super::{Coding, compressed, taken};

    fn best(accepted: &str) -> Coding {
        taken(Some(accepted))[0]
    }

    #[test]
    fn the_heaviest_is_taken_and_of_equals_the_smaller() {
        assert_eq!(taken(None), [Identity; 3]);
        assert_eq!(best("gzip, deflate, br"), Brotli);
        assert_eq!(best("gzip;q=1.0, br;q=0.9"), Gzip);
        assert_eq!(best("gzip;q=0.001"), Gzip);
        assert_eq!(best("X-GZIP"), Gzip);
        assert_eq!(best("*"), Brotli);
        assert_eq!(best("br;q=0, *"), Gzip);
        assert_eq!(taken(Some("br, gzip;q=0.5")), [Brotli, Gzip, Identity]);
        assert_eq!(best("identity, gzip;q=0.5"), Identity);
        assert_eq!(best("identity;q=0.5, gzip;q=0.6"), Gzip);
    }

    #[test]
    fn what_is_refused_malformed_or_unknown_is_not_taken() {
        for accepted in
            ["", "gzip;q=0", "br;q=0.000, gzip;q=0", "zstd, deflate", "gzip;q=2", "gzip;q=0.0001", "gzip;q=x", ",,;q=1", "*;q=0"]
        {
            assert_eq!(best(accepted), Identity, "{accepted}");
        }
    }

    #[test]
    fn what_does_not_become_smaller_is_not_compressed() {
        assert_eq!(compressed(b"x", Gzip), None);
        assert_eq!(compressed(b"x", Brotli), None);
        let text = "BEGIN:VEVENT\r\n".repeat(100);
        assert!(compressed(text.as_bytes(), Gzip).is_some_and(|packed| packed.len() < text.len() / 5));
        assert!(compressed(text.as_bytes(), Brotli).is_some_and(|packed| packed.len() < text.len() / 5));
    }
}
