//! Authorization tokens (Punktum dk EPP specification § Setting AuthInfo, § Unsetting AuthInfo, § AuthInfo Token Format).

use dk::timers::AUTHORIZATION_TOKEN;
use dk::{Act, AuthorizationToken, TokenOperation, TokenRole};
use epp::ResultCode;
use epp::domain::{AUTO_REDELEGATION, AUTO_TRANSFER, Update};

use super::{Draft, Standing, prohibited, servers};
use crate::flows::{Call, Refusal};
use crate::world::domain::{Authorization, AuthorizedOperation, DomainState};
use crate::world::{Domain, World};

/// What the command wants of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing.
    Nothing,
    /// A new one.
    Set(AuthorizedOperation),
    /// None any more.
    Unset,
    /// To change name servers by this one.
    Use(String),
}

impl Wish {
    pub(super) fn read(command: &Update) -> Result<Self, Refusal> {
        let Some(given) = &command.auth_info else { return Ok(Self::Nothing) };
        let pw = given.pw.as_ref().map(|pw| pw.expose().trim());
        let pw = match (pw, given.null) {
            (Some(_), true) => return Err(Refusal::new(ResultCode::USE_ERROR, "Command use error")),
            (None, true) => return Ok(Self::Unset),
            (None | Some(""), false) => return Err(Refusal::required("authinfo.pw")),
            (Some(pw), false) => pw,
        };
        match pw {
            AUTO_TRANSFER => return Ok(Self::Set(AuthorizedOperation::Transfer)),
            AUTO_REDELEGATION => return Ok(Self::Set(AuthorizedOperation::Redelegation)),
            _ => {}
        }
        match AuthorizationToken::parse(pw) {
            Ok(token) if servers::meant(command) => Ok(Self::Use(token.expose().to_owned())),
            Ok(_) => {
                let text = "Nameserver changes required when specifying authinfo token";
                Err(Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text))
            }
            Err(_) => Err(Refusal::new(ResultCode::SYNTAX_ERROR, "Command syntax error")),
        }
    }

    /// The token by which name servers are to be changed.
    pub(super) fn token(&self) -> Option<&str> {
        match self {
            Self::Use(token) => Some(token),
            Self::Nothing | Self::Set(_) | Self::Unset => None,
        }
    }
}

/// Makes a token, which replaces one that there was, or removes those that the caller might have made.
pub(super) fn carry_out(draft: &mut Draft<'_>, wish: &Wish) -> Result<(), Refusal> {
    match wish {
        Wish::Nothing | Wish::Use(_) => Ok(()),
        Wish::Set(operation) => set(draft, *operation),
        Wish::Unset => unset(draft),
    }
}

fn set(draft: &mut Draft<'_>, operation: AuthorizedOperation) -> Result<(), Refusal> {
    let role = maker(draft.call, draft.standing, operation).ok_or_else(|| {
        let text = "No privilege. You are not authorized to set authinfo";
        Refusal::new(ResultCode::AUTHORIZATION_ERROR, text)
    })?;
    if draft.before.state == DomainState::Enqueued {
        return Err(prohibited());
    }
    let scope = match operation {
        AuthorizedOperation::Transfer => TokenOperation::Transfer,
        AuthorizedOperation::Redelegation => TokenOperation::Redelegation,
    };
    let token = AuthorizationToken::from_random(role, scope, draft.call.chance.bytes());
    let expires = draft.call.now + AUTHORIZATION_TOKEN;
    let authorization = Authorization { token: token.expose().to_owned(), operation, expires };
    match operation {
        AuthorizedOperation::Transfer => draft.after.authorization = Some(authorization),
        AuthorizedOperation::Redelegation => draft.after.redelegation = Some(Box::new(authorization)),
    }
    Ok(())
}

fn unset(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let may = |operation| maker(draft.call, draft.standing, operation).is_some();
    let (transfer, redelegation) = (may(AuthorizedOperation::Transfer), may(AuthorizedOperation::Redelegation));
    if !transfer && !redelegation {
        let text = "No privilege. You are not authorized to unset authinfo";
        return Err(Refusal::new(ResultCode::AUTHORIZATION_ERROR, text));
    }
    let kept = |operation| match operation {
        AuthorizedOperation::Transfer => !transfer,
        AuthorizedOperation::Redelegation => !redelegation,
    };
    draft.after.authorization.take_if(|held| !kept(held.operation));
    draft.after.redelegation.take_if(|held| !kept(held.operation));
    Ok(())
}

/// Whether the caller may make a token for a name, and therefore see one.
pub(in crate::flows::domain) fn may_make(
    world: &World,
    call: &Call<'_>,
    domain: &Domain,
    operation: AuthorizedOperation,
) -> bool {
    maker(call, Standing::of(world, call, domain), operation).is_some()
}

/// In which role the caller may make a token; none if in no role.
fn maker(call: &Call<'_>, standing: Standing, operation: AuthorizedOperation) -> Option<TokenRole> {
    let (act, by_servers) = match operation {
        AuthorizedOperation::Transfer => (Act::AuthorizeTransfer, false),
        AuthorizedOperation::Redelegation => (Act::AuthorizeRedelegation, standing.servers),
    };
    if !call.may(act) {
        None
    } else if standing.registrar {
        Some(TokenRole::Registrar)
    } else if standing.admin {
        Some(TokenRole::Proxy)
    } else {
        by_servers.then_some(TokenRole::NameServerAdministrator)
    }
}
