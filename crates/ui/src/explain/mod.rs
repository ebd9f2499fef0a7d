//! The registry's words and codes, and what is wrong with what somebody typed, in plain Danish and English.
//!
//! - What the registry says: [`domain_status`] and its kin give a [`Meaning`], [`result_code`] a [`Verdict`], and
//!   [`refusal`] all that a page shows where the registry refused something.
//! - What somebody typed: [`name`], [`cvr`] … word the errors of `dk`'s types, for
//!   [`Reader::parse`](crate::Reader::parse): `form.parse("cvr", Cvr::parse, |error| explain::cvr(lang, &error))`.

mod act;
mod change;
mod facts;
mod names;
mod numbers;
mod outage;
mod result;
mod status;
mod times;
mod values;

pub use act::act_label;
pub(crate) use change::is_list;
pub use change::{detail, detail_value};
pub use facts::{country, ds_algorithm, ds_digest_type, management, party_responsible, user_type};
pub use names::{handle, host, name, name_servers, search};
pub use numbers::{company_number, cvr, ean, iban, money, p_number, phone, postal_code};
pub use outage::{Outage, outage};
pub use result::{Verdict, refusal, result_code, top_up_step};
pub use status::{
    Meaning, advisory, contact_status, domain_status, host_status, rgp_status, risk, transfer_status,
    unavailable_reason, verification,
};
pub use times::{local_time, order_confirmation, period, renewal};
pub use values::{authorization_token, ds, email, glue, password, waiting_list_code};

/// A character as a person can recognise it: itself in quotation marks, or its code point where it cannot be seen.
fn shown(character: char) -> String {
    if character.is_control() || character.is_whitespace() || is_invisible(character) {
        format!("U+{:04X}", u32::from(character))
    } else {
        format!("“{character}”")
    }
}

/// Characters without a shape of their own: joiners, marks of direction, variation selectors, combining accents.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// What somebody typed, shortened where it is long.
fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    let mut out: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_cannot_be_seen_is_named() {
        assert_eq!(shown('ø'), "“ø”");
        assert_eq!(shown('\u{200B}'), "U+200B");
        assert_eq!(shown(' '), "U+0020");
    }

    #[test]
    fn long_input_is_shortened() {
        assert_eq!(excerpt("abc"), "abc");
        assert_eq!(excerpt(&"æ".repeat(41)), format!("{}…", "æ".repeat(40)));
    }
}
