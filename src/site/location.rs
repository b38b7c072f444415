//! Where pages lie in the folder, and how they point at each other. All links are relative, so the folder can lie anywhere: on a disk,
//! at the root of a host, or below a folder of it.

use std::fmt::Write as _;

/// The path of the page of an activity: `item/os2display/styregruppe/2027-q1.html`.
pub fn item_path(id: &str) -> String {
    format!("item/{id}.html")
}

/// The way from a page of the folder up to the folder itself: `../../../` from `item/os2display/styregruppe/2027-q1.html`.
pub fn to_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A path as part of an address (RFC 3986, 2.1): what is neither a letter of ASCII, a digit nor one of `-._~/` is written as its
/// bytes, in hexadecimal.
pub fn in_address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => address.push(char::from(byte)),
            other => write!(address, "%{other:02X}").expect("a String takes what is written"),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::{in_address, item_path, to_root};

    #[test]
    fn every_page_finds_its_way_to_the_folder() {
        let path = item_path("os2display/styregruppe/2027-forår");
        assert_eq!(path, "item/os2display/styregruppe/2027-forår.html");
        assert_eq!(to_root(&path), "../../../");
        assert_eq!(to_root("index.html"), "");
        assert_eq!(in_address(&path), "item/os2display/styregruppe/2027-for%C3%A5r.html");
        assert_eq!(in_address("a b?c#d%\"<"), "a%20b%3Fc%23d%25%22%3C");
    }
}
