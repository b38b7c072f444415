//! Addresses of the web.

use serde_json::{Value as Json, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::publish::Address;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;

/// `https://example.org/plan`: of the secure web alone, for calendar programs subscribe to nothing else.
impl Leaf for Address {
    const FORM: &'static str = "an address such as https://example.org/plan/";
    const CODE: Code = Code::InvalidAddress;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let text = scalar.text.trim();
        Address::parse(text).ok_or_else(|| {
            let fault = Diagnostic::error(Self::CODE, format!("`{text}` is no address of a folder on the secure web"));
            let hint = format!("write {}: https, a host and a path, no `?` and no `#`", Self::FORM);
            Box::new(fault.at(scalar.span, "").hint(hint))
        })
    }

    fn form() -> Json {
        json!({"type": "string", "pattern": "^\\s*[Hh][Tt][Tt][Pp][Ss]://[^\\s/?#@]+(/[^\\s?#]*)?\\s*$"})
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::plan::publish::Address;
    use crate::schema::scalar::trial::read;

    #[test]
    fn what_is_no_address_of_the_secure_web_is_underlined_whole() {
        let told = read::<Address>("https://example.org/plan").map(|address| address.to_string());
        assert_eq!(told, Ok("https://example.org/plan/".to_owned()));
        let fault = read::<Address>("http://example.org");
        assert_eq!(fault, Err((Code::InvalidAddress, "http://example.org".to_owned())));
    }
}
