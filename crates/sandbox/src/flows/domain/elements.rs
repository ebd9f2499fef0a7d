//! Elements of the registry's extension that creations and updates have in common.

use dk::{OrderConfirmation, OrderConfirmationError};
use epp::ResultCode;

use crate::flows::{Call, Refusal};

/// The registrant's acceptance of the registry's terms must be given, and be recent.
pub(super) fn check_confirmation(call: &Call<'_>, given: Option<&str>) -> Result<(), Refusal> {
    const ELEMENT: &str = "dkhm:orderconfirmationToken";
    let token = given.map(str::trim).unwrap_or_default();
    if token.is_empty() {
        return Err(Refusal::required(&format!("extension.{ELEMENT}")));
    }
    match OrderConfirmation::parse(token, call.now) {
        Ok(_) => Ok(()),
        Err(OrderConfirmationError::NotAnInteger) => Err(Refusal::bad_value(ELEMENT, token)),
        Err(_) => {
            let text = format!("{ELEMENT}: >{token}< exceeds allowed threshold");
            Err(Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, text))
        }
    }
}

/// What `dkhm:autoRenew` says, if it is there.
pub(super) fn auto_renew(given: Option<&str>) -> Result<Option<bool>, Refusal> {
    match given.map(str::trim) {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(other) => Err(Refusal::bad_value("dkhm:autoRenew", other)),
    }
}
