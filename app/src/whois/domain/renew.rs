//! Renewing a domain by a year: there is nothing to choose, so the page is the review.

use dk::{Act, Change, Detail, DomainName, ExpiryDate, Period, RenewalError};
use time::OffsetDateTime;
use ui::{FieldErrors, Fields, Lang, explain, urls};

use crate::flow::{Confirm, OperationForm};

ui::texts! {
    struct T;
    title(name: &str) { en: "Renew {name}", da: "Forny {name}" }
    closed {
        en: "The registry does not let this domain name be renewed at the moment. Its statuses say why.",
        da: "Registret lader ikke domænenavnet forny lige nu. Dets statusser siger hvorfor.",
    }
}

/// A domain that may be renewed.
#[derive(Clone, Debug)]
pub struct Renewable {
    /// The name.
    pub name: DomainName,
    /// When it expires now.
    pub expires: ExpiryDate,
    /// Whether the registry says that it cannot be renewed (`serverRenewProhibited`).
    pub prohibited: bool,
}

/// The page of renewing.
#[derive(Clone, Copy, Debug)]
pub struct RenewForm;

impl OperationForm for RenewForm {
    const ACT: Act = Act::RenewDomain;
    const CONFIRM: Confirm = Confirm::Review;
    const HAS_FIELDS: bool = false;
    type Known = Renewable;
    type Asked = ();
    type Checked = ();

    fn object(known: &Renewable, (): &()) -> String {
        known.name.unicode().to_owned()
    }

    fn path(known: &Renewable) -> String {
        urls::renew(known.name.unicode())
    }

    fn title(lang: Lang, known: &Renewable) -> String {
        T(lang).title(known.name.unicode())
    }

    fn back(_: Lang, known: &Renewable) -> Option<(String, String)> {
        let name = known.name.unicode();
        Some((name.to_owned(), urls::domain(name)))
    }

    fn read(_: &Fields, _: Lang, _: OffsetDateTime, _: &Renewable) -> Result<(), FieldErrors> {
        Ok(())
    }

    fn changes((): &(), known: &Renewable) -> Vec<Change> {
        let day = |expiry: ExpiryDate| expiry.local_date().to_string();
        let renewed = known.expires.renewed(Period::ONE_YEAR);
        vec![Change::new(Detail::Expiry, day(known.expires), day(renewed))]
    }

    fn barred(lang: Lang, now: OffsetDateTime, known: &Renewable) -> Option<String> {
        let opens_at = known.expires.renewal_opens_at();
        // The registry would say that the new date lies too far ahead; what helps is when to come back.
        let error = match known.expires.renew(Period::ONE_YEAR, now) {
            Err(_) if now < opens_at => Some(RenewalError::TooEarly { opens_at }),
            renewed => renewed.err(),
        };
        let closed = || known.prohibited.then(|| T(lang).closed().to_owned());
        error.map(|error| explain::renewal(lang, &error)).or_else(closed)
    }
}
