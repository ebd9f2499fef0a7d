//! Row, page, form and command that belong together.

use app::whois::domain::renew::{RenewForm, Renewable};
#[cfg(feature = "another-acts-row")]
use dk::Act;
#[cfg(feature = "another-acts-command")]
use registry::operations::ContactCreate as Command;
#[cfg(not(feature = "another-acts-command"))]
use registry::operations::DomainRenew as Command;
use registry::order::{By, Draft, FormKey, Quote, Undeclared};
#[cfg(feature = "another-acts-row")]
use server::access::AtRegistry;
use server::access::{Feature, Renew, RenewPage, Row};
use server::context::Ctx;
use server::flow::Operation;
use server::respond::PageError;
use server::routes::Routes;
use ui::Fields;

/// A row that changes the registry.
#[derive(Clone, Copy, Debug)]
pub struct Sample;

impl Feature for Sample {
    #[cfg(not(feature = "another-acts-row"))]
    const ROW: Row = Renew::ROW;
    #[cfg(feature = "another-acts-row")]
    const ROW: Row = Row { registry: AtRegistry::Changes(Act::DeleteDomain), ..Renew::ROW };
}

impl Operation for Sample {
    type Page = RenewPage;
    type Form = RenewForm;
    type Command = Command;

    async fn load<F: Feature>(_: &mut Ctx<F>, _: &str, _: &Fields) -> Result<Renewable, PageError> {
        Err(PageError::NotFound)
    }

    #[cfg(not(feature = "another-acts-command"))]
    fn draft((): &(), known: &Renewable, key: FormKey, price: Quote<Command>) -> Result<Draft<Command>, Undeclared> {
        let request = Command { domain: known.name.clone(), expires: known.expires };
        Ok(Draft::new(key, price, request))
    }
    #[cfg(feature = "another-acts-command")]
    fn draft((): &(), _: &Renewable, key: FormKey, price: Quote<Command>) -> Result<Draft<Command>, Undeclared> {
        Ok(Draft::new(key, price, Command::default()))
    }
}

/// Who asks, by the row that changes the registry.
#[cfg(not(feature = "a-row-that-only-reads"))]
pub fn by(ctx: &Ctx<Sample>) -> By<Command> {
    ctx.by()
}
#[cfg(feature = "a-row-that-only-reads")]
pub fn by(ctx: &Ctx<RenewPage>) -> By<Command> {
    ctx.by()
}

/// Mounts it.
pub fn mount(routes: Routes) -> Routes {
    routes.operation::<Sample>()
}
