//! An order that is complete.

#[cfg(feature = "another-commands-price")]
use registry::operations::DomainCreate;
use registry::operations::DomainRenew;
use registry::order::{By, Draft, FormKey, NotReviewed, Order, Quote};
use registry::seal::SecretKey;

/// What the journal takes.
pub type AnyOrder = Order<DomainRenew>;

/// Which command the price is of.
#[cfg(not(feature = "another-commands-price"))]
pub type Priced = DomainRenew;
#[cfg(feature = "another-commands-price")]
pub type Priced = DomainCreate;

/// Key, who, price, request, and what the review brought back.
///
/// # Errors
/// Where that is not of this.
pub fn order(
    key: FormKey,
    by: By<DomainRenew>,
    price: Quote<Priced>,
    request: DomainRenew,
    (seal, reviewed): (&SecretKey, &str),
) -> Result<AnyOrder, NotReviewed> {
    #[cfg(not(feature = "no-price"))]
    let draft = Draft::<DomainRenew>::new(key, price, request);
    #[cfg(feature = "no-price")]
    let draft = Draft::<DomainRenew>::new(key, request);
    #[cfg(not(feature = "no-actor"))]
    let order = draft.order(by, seal, reviewed);
    #[cfg(feature = "no-actor")]
    let order = draft.order(seal, reviewed);
    order
}
