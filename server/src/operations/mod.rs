//! Operations: each one's page, its progress, and a person's decision. The tabs show operations, too, and take from here what
//! they stand for.

mod content;
mod decision;
mod progress;
pub mod refused;
mod registration;
mod standing;

use axum::extract::Path;
use ui::FormState;
use uuid::Uuid;

pub use self::standing::{event, next_check, sentence, state, waiting};
use crate::access::{OperationDecision, OperationEvents, OperationPage};
use crate::context::Ctx;
use crate::registry::journal::Operation;
use crate::respond::{self, PageError, PageResult};
use crate::routes::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes.at(OperationPage, show).at(OperationEvents, progress::events).at(OperationDecision, decision::decide)
}

async fn show(mut ctx: Ctx<OperationPage>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let content = content::read(&mut tx, &ctx.who, id).await?;
    tx.commit().await?;
    Ok(respond::page(app::operations::page(ctx.viewer, content.props, &FormState::default())))
}

/// Reads an operation's id from an address.
///
/// # Errors
/// Not found, where it can be none.
pub fn parse_id(id: &str) -> Result<Uuid, PageError> {
    Uuid::parse_str(id).map_err(|_| PageError::NotFound)
}

/// The operation that a person is asked about: this one, or a step that it waits for.
pub fn asked<'a>(operation: &'a Operation, children: &'a [Operation]) -> Option<&'a Operation> {
    children.iter().chain([operation]).find(|operation| operation.needs_person.is_some() && !operation.state.is_final())
}

/// Changes with every change of the operation or of what belongs to it.
fn version(operation: &Operation, children: &[Operation]) -> String {
    let all = [operation].into_iter().chain(children);
    all.map(|operation| operation.version.to_string()).collect::<Vec<_>>().join(".")
}
