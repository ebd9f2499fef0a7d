//! What others do to domain names: registrants and contacts who answer, registrars who take names over, people on waiting
//! lists, and the registry itself.

use axum::routing::MethodFilter;
use dk::DomainName;
use serde::Deserialize;
use serde_json::json;
use time::format_description::well_known::Rfc3339;

use super::{Act, Done, Words, wrong};
use crate::control::Site;
use crate::operations::{self, Problem};
use crate::world::domain::{AuthorizedOperation, SuspensionCause};

/// The name as the registry keeps it.
fn plain(name: &str) -> String {
    let name = name.trim();
    DomainName::parse(name).map_or_else(|_| name.to_owned(), |name| name.unicode().to_owned())
}

/// A registrar registers a free name for itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    name: String,
    account: String,
}

impl Act for Register {
    const PATH: &'static str = "/domains";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        let (name, account) = (plain(&self.name), self.account.trim().to_uppercase());
        operations::register(&site.registry, &name, &account).await?;
        Ok(Done::from(format!("{account} has registered {name}")).created())
    }
}

/// Answers for everybody whose answer a pending update awaits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerUpdate {
    accepted: bool,
}

impl Act for AnswerUpdate {
    const PATH: &'static str = "/domains/{name}/answer";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        operations::answer_domain(&site.registry, &name, self.accepted).await?;
        Ok(format!("The request for {name} was {}", if self.accepted { "accepted" } else { "refused" }).into())
    }
}

/// Another registrar takes a name over.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The account that takes the name over.
    to: String,
}

impl Act for Transfer {
    const PATH: &'static str = "/domains/{name}/transfer";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let (name, to) = (plain(name), self.to.trim().to_uppercase());
        operations::transfer(&site.registry, &name, &to).await?;
        Ok(format!("{to} has {name} now").into())
    }
}

/// The registrar, or the registrant who manages the name, makes a token and hands it on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorize {
    /// `transfer` if left out, or `redelegation`.
    operation: Option<AuthorizedOperation>,
}

impl Act for Authorize {
    const PATH: &'static str = "/domains/{name}/authorization";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        let operation = self.operation.unwrap_or(AuthorizedOperation::Transfer);
        let made = operations::authorize(&site.registry, &name, operation).await?;
        let members = json!({ "token": made.token, "expires_at": made.expires.format(&Rfc3339).ok() });
        Ok(Done::from(format!("The token for {name} is {}", made.token)).with(members))
    }
}

/// The registry suspends a name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    /// `registry` if left out, `payment` or `unconfirmed`.
    cause: Option<String>,
}

impl Act for Suspend {
    const PATH: &'static str = "/domains/{name}/suspension";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        let cause = match self.cause.as_deref().unwrap_or("registry") {
            "registry" => SuspensionCause::Registry,
            "payment" => SuspensionCause::Payment,
            "unconfirmed" => SuspensionCause::Unconfirmed,
            other => return Err(wrong(format!("{other:?} is no cause"))),
        };
        operations::suspend_domain(&site.registry, &name, cause).await?;
        Ok(format!("{name} is suspended").into())
    }
}

/// The registry lifts its suspension.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lift {}

impl Act for Lift {
    const PATH: &'static str = "/domains/{name}/suspension/lift";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::DELETE, "/domains/{name}/suspension"));

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        operations::lift_suspension(&site.registry, &name).await?;
        Ok(format!("The suspension of {name} is lifted").into())
    }
}

/// A cancellation is taken back at the registry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopDeletion {}

impl Act for StopDeletion {
    const PATH: &'static str = "/domains/{name}/deletion/stop";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::DELETE, "/domains/{name}/deletion"));

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        operations::stop_deletion(&site.registry, &name).await?;
        Ok(format!("{name} is extended and will not be deleted").into())
    }
}

/// A registrant who manages the name locks it, or unlocks it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    on: bool,
}

impl Act for Lock {
    const PATH: &'static str = "/domains/{name}/lock";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        operations::lock_domain(&site.registry, &name, self.on).await?;
        Ok(format!("{name} is {}", if self.on { "locked" } else { "not locked any more" }).into())
    }
}

/// A registrant who manages the name chooses proxy and payer; who is left out stays, and `none` is the registrant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    admin: Option<String>,
    billing: Option<String>,
}

impl Act for Roles {
    const PATH: &'static str = "/domains/{name}/roles";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        let holder = |given: Option<String>| {
            given.map(|handle| handle.trim().to_uppercase()).map(|handle| (handle != "NONE").then_some(handle))
        };
        operations::choose_roles(&site.registry, &name, holder(self.admin), holder(self.billing)).await?;
        Ok(format!("The roles of {name} are changed").into())
    }
}

/// A registrant who manages the name, or the administrator of its servers, moves it to others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameServers {
    name_servers: Words,
}

impl Act for NameServers {
    const PATH: &'static str = "/domains/{name}/name-servers";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = plain(name);
        operations::redelegate(&site.registry, &name, &self.name_servers.0).await?;
        Ok(format!("The name servers of {name} are {}", self.name_servers.0.join(", ")).into())
    }
}

/// Somebody joins the waiting list of a name that there is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {}

impl Act for Wait {
    const PATH: &'static str = "/domains/{name}/waiting-list";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        wait(site, name).await
    }
}

/// Somebody joins the waiting list of any name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitFor {
    name: String,
}

impl Act for WaitFor {
    const PATH: &'static str = "/offers";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        wait(site, &self.name).await
    }
}

async fn wait(site: &Site, name: &str) -> Result<Done, Problem> {
    let name = plain(name);
    let code = operations::wait_for(&site.registry, &name).await?;
    Ok(Done::from(format!("On the waiting list of {name} with the code {code}")).with(json!({ "code": code })))
}
