//! Service users: each signs in to one service, with meta-roles of its own (Punktum dk registrar portal specification
//! § Service Users).

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use dk::{EppPassword, MetaRole, MetaRoles, Service, ServiceUserId};
use serde::{Deserialize, Serialize};

use super::Served;
use super::call::{Call, Failure};
use super::fields::Problems;
use crate::password::{PasswordHash, hex};
use crate::world::{Key, Ref, ServiceUser};

/// A service user without its secret.
#[derive(Serialize)]
struct View {
    id: Key,
    service: &'static str,
    roles: MetaRoles,
    enabled: bool,
    reference: Option<String>,
    /// The secret that was made, in the answer to the call that asked for it and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

fn view(user: &ServiceUser, secret: Option<String>) -> View {
    View {
        id: user.id.clone(),
        service: ServiceUserId::parse(&user.id).map_or("", |id| word(id.service())),
        roles: user.roles,
        enabled: user.enabled,
        reference: user.reference.clone(),
        secret,
    }
}

fn word(service: Service) -> &'static str {
    match service {
        Service::Epp => "EPP",
        Service::Das => "DAS",
        Service::Dsu => "DSU",
    }
}

pub(super) async fn list(call: Call) -> Served {
    let list: Vec<_> = call.registry().read(|world, _| {
        world.users().filter(|user| user.account == call.account).map(|user| view(user, None)).collect()
    });
    Ok(Json(list).into_response())
}

fn find(call: &Call, world: &crate::world::World, id: &str) -> Result<ServiceUser, Failure> {
    let user = world.user(&id.to_uppercase()).filter(|user| user.account == call.account);
    user.map(|user| ServiceUser::clone(user)).ok_or_else(|| Failure::unknown(id))
}

pub(super) async fn show(call: Call, Path((_, id)): Path<(String, String)>) -> Served {
    let user = call.registry().read(|world, _| find(&call, world, &id))?;
    Ok(Json(view(&user, None)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    /// `EPP`, `DAS` or `DSU`.
    service: String,
    roles: MetaRoles,
    /// Eight to 64 characters of three kinds; made up where absent.
    secret: Option<String>,
    /// The caller's name for it, used once in an account: so a repeated call makes no second user.
    reference: Option<String>,
}

pub(super) async fn create(call: Call, given: Result<Json<New>, JsonRejection>) -> Served {
    let given = given?.0;
    let mut problems = Problems::default();
    let service = [Service::Epp, Service::Das, Service::Dsu]
        .into_iter()
        .map(word)
        .find(|service| service.eq_ignore_ascii_case(given.service.trim()));
    if service.is_none() {
        problems.add("service", "is one of EPP, DAS and DSU");
    }
    check_roles(given.roles, &mut problems);
    let made = given.secret.is_none().then(|| invent(call.registry().chance.bytes()));
    let secret = given.secret.or_else(|| made.clone()).unwrap_or_default();
    problems.take("secret", EppPassword::parse(&secret));
    let mut reference = None;
    problems.text("reference", given.reference, &mut reference);
    problems.check()?;
    let password = PasswordHash::new(&secret, call.registry().chance.bytes());
    let user = call
        .change(|tx, account| {
            let same =
                |user: &&std::sync::Arc<ServiceUser>| user.account == account.handle && user.reference == reference;
            if let Some(user) = tx.world().users().find(same).filter(|_| reference.is_some()) {
                return Err(Failure::conflict(format!("{} has that reference already", user.id)));
            }
            let id = tx.next_user(service.unwrap_or_default());
            let account = account.handle.clone();
            let user = ServiceUser { id, account, roles: given.roles, password, enabled: true, reference };
            tx.put_user(user.clone());
            Ok(user)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(view(&user, made))).into_response())
}

fn check_roles(roles: MetaRoles, problems: &mut Problems) {
    if roles.is_empty() {
        problems.add("roles", "one is needed at least");
    } else if roles.contains(MetaRole::Administrator) {
        problems.add("roles", "administrator is for portal users only");
    }
}

/// A secret with capitals, small letters, digits and a special character.
fn invent(bytes: [u8; 16]) -> String {
    format!("Dk-{}", hex(&bytes))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    roles: Option<MetaRoles>,
    enabled: Option<bool>,
    secret: Option<String>,
    reference: Option<String>,
}

/// Changes a user. New meta-roles hold from its next command on; disabling it ends its sessions.
pub(super) async fn change(
    call: Call,
    Path((_, id)): Path<(String, String)>,
    given: Result<Json<Change>, JsonRejection>,
) -> Served {
    let given = given?.0;
    let mut problems = Problems::default();
    if let Some(roles) = given.roles {
        check_roles(roles, &mut problems);
    }
    if let Some(secret) = &given.secret {
        problems.take("secret", EppPassword::parse(secret));
    }
    problems.check()?;
    let salt = call.registry().chance.bytes();
    let user = call
        .change(|tx, _| {
            let mut user = find(&call, tx.world(), &id)?;
            user.roles = given.roles.unwrap_or(user.roles);
            user.enabled = given.enabled.unwrap_or(user.enabled);
            if let Some(secret) = &given.secret {
                user.password = PasswordHash::new(secret, salt);
            }
            let mut problems = Problems::default();
            problems.text("reference", given.reference, &mut user.reference);
            problems.check()?;
            tx.put_user(user.clone());
            Ok(user)
        })
        .await?;
    if !user.enabled {
        end_sessions(&call, &user.id);
    }
    Ok(Json(view(&user, None)).into_response())
}

/// Deletes a user for good; its id is not given out again.
pub(super) async fn delete(call: Call, Path((_, id)): Path<(String, String)>) -> Served {
    let user = call
        .change(|tx, _| {
            let user = find(&call, tx.world(), &id)?;
            tx.remove(Ref::User(user.id.clone()));
            Ok(user)
        })
        .await?;
    end_sessions(&call, &user.id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn end_sessions(call: &Call, id: &Key) {
    call.registry().sessions.end(|session| session.user.as_ref() == Some(id));
}
