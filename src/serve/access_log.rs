//! One line a request, in the common log format. Knows no clock and does not print.

use std::fmt::Write;
use std::net::IpAddr;
use std::time::SystemTime;

use axum::http::{Method, StatusCode, Uri, Version};

/// What is told of a request.
#[derive(Debug)]
pub struct Line<'r> {
    /// Who asked.
    pub reader: IpAddr,
    /// When.
    pub at: SystemTime,
    /// What was asked.
    pub request: (&'r Method, &'r Uri, Version),
    /// How it was answered.
    pub status: StatusCode,
    /// How many bytes were sent behind the head; none where that is not known.
    pub length: Option<u64>,
}

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Line { reader, at, request: (method, uri, version), status, length } = self;
        write!(formatter, "{reader} - - [{}] \"{method} ", date(*at))?;
        // What a reader sends may not look like the end of the field, nor steer a terminal.
        for letter in uri.to_string().chars() {
            match letter {
                '"' | '\\' => write!(formatter, "%{:02X}", u32::from(letter))?,
                letter if letter.is_control() => write!(formatter, "%{:02X}", u32::from(letter))?,
                letter => formatter.write_char(letter)?,
            }
        }
        write!(formatter, " {version:?}\" {} ", status.as_u16())?;
        match length {
            Some(length) => write!(formatter, "{length}"),
            None => formatter.write_char('-'),
        }
    }
}

/// `22/Nov/2026:13:07:33 +0000`, out of `Sun, 22 Nov 2026 13:07:33 GMT`.
fn date(at: SystemTime) -> String {
    let date = httpdate::fmt_http_date(at);
    let words: Vec<&str> = date.split(' ').collect();
    match words.as_slice() {
        [_, day, month, year, time, _] => format!("{day}/{month}/{year}:{time} +0000"),
        _ => date,
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use axum::http::{Method, StatusCode, Uri, Version};

    use super::Line;

    #[test]
    fn a_line_is_in_the_common_log_format_and_holds_no_quotes_of_the_reader() {
        let uri = Uri::from_static("/feeds/a\"b.ics?a=%22");
        let line = Line {
            reader: [127, 0, 0, 1].into(),
            at: UNIX_EPOCH + Duration::from_secs(784_887_151),
            request: (&Method::GET, &uri, Version::HTTP_11),
            status: StatusCode::OK,
            length: Some(5120),
        };
        let expected = "127.0.0.1 - - [15/Nov/1994:08:12:31 +0000] \"GET /feeds/a%22b.ics?a=%22 HTTP/1.1\" 200 5120";
        assert_eq!(line.to_string(), expected);
        assert!(Line { length: None, ..line }.to_string().ends_with("\" 200 -"));
    }
}
