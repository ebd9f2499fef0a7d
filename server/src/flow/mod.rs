//! Every operation of a registrar, written once: open → read → review → send → outcome.
//!
//! What differs from one to the next is an [`Operation`]: it ties a row of the access table, a form of `app` and a command of the
//! registry's crate together, and what does not belong together does not compile. [`Routes::operation`] mounts both of its rows.
//!
//! The form's own random key goes all the way: what was typed is kept under it (`drafts`), so that the review has an address
//! (`?review=KEY`) and so has the form that is being changed (`?form=KEY`); and what is sent under it is one operation,
//! however often and from however many tabs it is sent.

mod drafts;
mod open;
mod outcome;
mod send;

use app::flow::OperationForm;
use app::whois::object::Offer;
use axum::extract::RawPathParams;
use dk::{Act, MetaRole};
use ui::Fields;
use ui::components::Funds;

pub(crate) use self::drafts::forget_old;
use crate::access::{AtRegistry, Feature};
use crate::context::Ctx;
use crate::registry::journal;
use crate::registry::operations::Execute;
use crate::registry::order::{By, Draft, FormKey, Known, Quote, Undeclared};
use crate::respond::PageError;
use crate::routes::Routes;

/// The row that changes the registry, with all that belongs to it.
pub trait Operation: Feature {
    /// The row of its page: the same path.
    type Page: Feature;
    /// The pages.
    type Form: OperationForm;
    /// The command.
    type Command: Known;

    /// The object as it is now, and what the form needs besides; `typed` is what the form holds so far.
    ///
    /// # Errors
    /// [`PageError::NotFound`] where the object is not the account's.
    fn load<F: Feature>(
        ctx: &mut Ctx<F>,
        object: &str,
        typed: &Fields,
    ) -> impl Future<Output = Result<KnownOf<Self>, PageError>> + Send;

    /// What is asked right before the review.
    fn check<F: Feature>(_ctx: &Ctx<F>, _asked: &AskedOf<Self>) -> impl Future<Output = CheckedOf<Self>> + Send {
        std::future::ready(CheckedOf::<Self>::default())
    }

    /// What would be sent.
    ///
    /// # Errors
    /// [`Undeclared`].
    fn draft(
        asked: &AskedOf<Self>,
        known: &KnownOf<Self>,
        key: FormKey,
        price: Quote<Self::Command>,
    ) -> Result<Draft<Self::Command>, Undeclared>;

    /// What was typed, to be sent again after a refusal, with what the refused operation's `steps` have made already.
    fn continued(typed: Fields, _steps: &[journal::Operation]) -> Fields {
        typed
    }
}

type KnownOf<O> = <<O as Operation>::Form as OperationForm>::Known;
type AskedOf<O> = <<O as Operation>::Form as OperationForm>::Asked;
type CheckedOf<O> = <<O as Operation>::Form as OperationForm>::Checked;

impl<O: Operation> Ctx<O> {
    /// Who asks: only a row that changes the registry tells the journal so.
    pub fn by(&self) -> By<O::Command> {
        By::admitted(self.account(), self.user(), &self.who.email, self.address, O::ROW.name)
    }
}

impl Routes {
    /// Mounts the page and the change.
    #[must_use]
    pub fn operation<O: Operation>(self) -> Self {
        const {
            let act = <O::Command as Execute>::ACT;
            assert!(same(act, <O::Form as OperationForm>::ACT), "form and command are of different acts");
            assert!(matches!(O::ROW.registry, AtRegistry::Changes(row) if same(row, act)), "the row is of another act");
            assert!(
                matches!(O::Page::ROW.registry, AtRegistry::Offers(row) if same(row, act)),
                "the page is of another act"
            );
            assert!(same_path(O::ROW.path, O::Page::ROW.path), "page and change have different paths");
        }
        self.mount::<O::Page, _, _>(open::open::<O>).mount::<O, _, _>(send::post::<O>)
    }
}

const fn same(one: Act, other: Act) -> bool {
    one as u8 == other as u8
}

const fn same_path(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The operation on its object's page: where it is, or why it is not possible now.
pub(crate) fn offer<O: Operation, F>(ctx: &Ctx<F>, known: &KnownOf<O>) -> Offer {
    let (act, lang) = (<O::Form as OperationForm>::ACT, ctx.lang());
    let barred = match ctx.who.roles.portal_may(act) {
        true => <O::Form as OperationForm>::barred(lang, ctx.app.clock.now(), known),
        false => Some(Offer::needs_role(lang, act)),
    };
    Offer { act, href: <O::Form as OperationForm>::path(known), barred }
}

/// The object that the path names; empty where it names none.
fn object(params: &RawPathParams) -> String {
    params.iter().next().map(|(_, value)| value.to_owned()).unwrap_or_default()
}

/// What it costs now.
async fn quote<F, O: Operation>(ctx: &Ctx<F>) -> Result<Quote<O::Command>, PageError> {
    let mut tx = ctx.app.db.reading(ctx.account()).await?;
    let quote = Quote::at(&mut tx, ctx.app.environment.as_str(), ctx.app.clock.now()).await?;
    tx.commit().await?;
    Ok(quote)
}

/// Price and last known balance, for the form.
fn known_funds<F, C: Execute>(ctx: &Ctx<F>, quote: &Quote<C>) -> Funds {
    Funds { price: quote.price(), balance: ctx.who.balance, sees_balance: ctx.who.is(MetaRole::Payer) }
}

/// Price and a balance of the last minute, for the review of what costs something.
async fn fresh_funds<F, C: Execute>(ctx: &Ctx<F>, quote: &Quote<C>) -> Funds {
    let mut funds = known_funds(ctx, quote);
    if C::ACT.charge().is_some() {
        funds.balance = ctx.app.registry.balance(ctx.account()).await.ok().map(|balance| balance.amount);
    }
    funds
}
