//! `login` and `logout`.

use std::net::SocketAddr;

use dk::{EppPassword, Service, ServiceUserId};
use epp::{Login, ResultCode};

use super::{Answer, Refusal, Reply};
use crate::password::PasswordHash;
use crate::registry::Registry;
use crate::store::Sequence;
use crate::world::{Account, Key, ServiceUser};

/// Signs a session in (Punktum dk EPP specification § login). The password is looked at before the address, so that only
/// those who know it learn that their address is not allowed.
pub fn run(registry: &Registry, session: u64, peer: SocketAddr, command: &Login) -> (Answer, Option<Key>, Sequence) {
    let (user, account) = match verify(registry, peer, command) {
        Ok(found) => found,
        Err(refusal) => return (Err(refusal), None, 0),
    };
    let mut sequence = 0;
    if let Some(wanted) = &command.new_pw {
        match change_password(registry, &user, wanted.expose()) {
            Ok(written) => sequence = written,
            Err(refusal) => return (Err(refusal), None, 0),
        }
    }
    if !registry.sessions.sign_in(session, &user.id, &account.handle, account.session_limit) {
        let code = ResultCode::SESSION_LIMIT_EXCEEDED;
        let text = code.standard_message().unwrap_or_default();
        return (Err(Refusal::new(code, text)), None, sequence);
    }
    let reply = Reply::new(ResultCode::OK, format!("User {} logged in. ", user.id));
    (Ok(reply), Some(user.id.clone()), sequence)
}

fn verify(registry: &Registry, peer: SocketAddr, command: &Login) -> Result<(ServiceUser, Account), Refusal> {
    let id = command.cl_id.trim();
    if id.is_empty() || command.pw.is_empty() {
        let text = "Please specify login user and password.";
        return Err(Refusal::new(ResultCode::REQUIRED_PARAMETER_MISSING, text));
    }
    if command.version != "1.0" {
        return Err(standard(ResultCode::UNIMPLEMENTED_VERSION));
    }
    if command.lang != "en" {
        return Err(standard(ResultCode::UNIMPLEMENTED_OPTION));
    }
    let found = registry.read(|world, _| {
        let user = world.user(&id.to_uppercase())?;
        let account = world.account(&user.account)?;
        Some((ServiceUser::clone(user), Account::clone(account)))
    });
    let failed = || Refusal::new(ResultCode::AUTHENTICATION_ERROR, "Login failed");
    let (user, account) = found.ok_or_else(failed)?;
    if !user.password.matches(command.pw.expose()) {
        return Err(failed());
    }
    let service = ServiceUserId::parse(&user.id).map(|id| id.service());
    if !user.enabled || service != Ok(Service::Epp) || !account.admits(peer.ip()) {
        return Err(Refusal::no_privilege());
    }
    Ok((user, account))
}

fn change_password(registry: &Registry, user: &ServiceUser, wanted: &str) -> Result<Sequence, Refusal> {
    let failed = || Refusal::new(ResultCode::COMMAND_FAILED, "Password change failed");
    let wanted = EppPassword::parse(wanted).map_err(|_| failed())?;
    let password = PasswordHash::new(wanted.expose(), registry.chance.bytes());
    let ((), sequence) = registry.write(|tx| {
        tx.put_user(ServiceUser { password, ..user.clone() });
        Ok::<_, Refusal>(())
    })?;
    Ok(sequence)
}

fn standard(code: ResultCode) -> Refusal {
    Refusal::new(code, code.standard_message().unwrap_or_default())
}

/// The answer to `logout`, after which the session ends.
#[must_use]
pub fn logged_out() -> Reply {
    Reply::new(ResultCode::OK_ENDING_SESSION, "User logged out. Closing Connection.")
}

/// The answer to `logout` without having logged in.
#[must_use]
pub fn not_logged_in() -> Reply {
    Reply::new(ResultCode::OK_ENDING_SESSION, "Not logged in, or already logged out")
}
