//! Renew a domain.

use app::whois::domain::renew::{RenewForm, Renewable};
use app::whois::object::Offer;
use dk::{DomainName, ExpiryDate};
use epp::domain::InfoData;
use ui::Fields;

use crate::access::{Feature, Renew, RenewPage};
use crate::context::Ctx;
use crate::flow::{self, Operation};
use crate::registry::RegistryError;
use crate::registry::operations::DomainRenew;
use crate::registry::order::{Draft, FormKey, Quote, Undeclared};
use crate::respond::PageError;
use crate::viewer::Who;

/// A domain whose renewal is this account's business; none otherwise.
fn renewable(who: &Who, name: &DomainName, info: &InfoData) -> Option<Renewable> {
    let own = &who.account_handle;
    // Of a name that its registrant manages, the registrar may be the payer.
    let is_ours = info.cl_id == *own || info.contacts.iter().any(|c| c.role == "billing" && c.id == *own);
    let expires = info.ex_date.filter(|_| is_ours)?;
    let prohibited = info.statuses.iter().any(|status| status.value == "serverRenewProhibited");
    Some(Renewable { name: name.clone(), expires: ExpiryDate::from_utc(expires), prohibited })
}

/// Renewing, on the domain's page.
pub(super) fn offer<F>(ctx: &Ctx<F>, name: &DomainName, info: &InfoData) -> Option<Offer> {
    Some(flow::offer::<Renew, F>(ctx, &renewable(&ctx.who, name, info)?))
}

impl Operation for Renew {
    type Page = RenewPage;
    type Form = RenewForm;
    type Command = DomainRenew;

    async fn load<F: Feature>(ctx: &mut Ctx<F>, object: &str, _: &Fields) -> Result<Renewable, PageError> {
        let name = DomainName::parse(object).map_err(|_| PageError::NotFound)?;
        let info = match ctx.app.registry.domain_info(ctx.account(), name.unicode(), None).await {
            Ok(info) => info.value,
            Err(RegistryError::NotFound(_) | RegistryError::Refused(_)) => return Err(PageError::NotFound),
            Err(_) => return Err(PageError::RegistryDown),
        };
        renewable(&ctx.who, &name, &info).ok_or(PageError::NotFound)
    }

    fn draft(
        (): &(),
        known: &Renewable,
        key: FormKey,
        price: Quote<DomainRenew>,
    ) -> Result<Draft<DomainRenew>, Undeclared> {
        let request = DomainRenew { domain: known.name.clone(), expires: known.expires };
        Ok(Draft::new(key, price, request))
    }
}
