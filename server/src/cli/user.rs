//! `birk user`.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use dk::{Email, MetaRole, MetaRoles, RegistrarHandle};
use epp::Secret;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::auth::password::{self, LONGEST, SHORTEST};
use crate::auth::throttle;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{AccountId, UserId};

use super::output::{remark, say, table};
use super::owner::{Account, Done, Owner};
use super::secret;
use super::words::{self, Language};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add a portal user
    #[command(after_help = "\
The password is asked for at the terminal, or read as one line from standard input; --generate makes one and prints it
once.

Meta-roles: administrator, registrar, proxy, payer, name-server-administrator.

Examples:
  birk user create --account REG-123456 --email admin@example.dk --name 'Ada Admin' --role administrator
  birk user create --account REG-123456 --email ops@example.dk --name 'Otto Ops' --role registrar --role proxy --generate")]
    Create(Create),
    /// Give a portal user a new password
    #[command(after_help = "\
Ends the user's sessions and forgets failed sign-ins. The password is asked for at the terminal, or read as one line from
standard input; --generate makes one and prints it once.

Example: birk user reset --email admin@example.dk --generate")]
    Reset(Reset),
    /// List portal users
    #[command(after_help = "\
Prints a table parted by tabs, with a line of headings.

Example: birk user list --account REG-123456")]
    List(List),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The account the user belongs to
    #[arg(long, value_name = "REG-HANDLE")]
    account: RegistrarHandle,
    /// The address the user signs in with
    #[arg(long, value_name = "ADDRESS")]
    email: Email,
    /// The person's name
    #[arg(long, value_parser = words::text)]
    name: String,
    /// What the user may do; give it several times for several meta-roles
    #[arg(long = "role", required = true, value_name = "META-ROLE", value_parser = words::role)]
    roles: Vec<MetaRole>,
    /// Language of the portal for the user [default: the account's]
    #[arg(long)]
    language: Option<Language>,
    /// Make a password and print it once
    #[arg(long)]
    generate: bool,
}

#[derive(Debug, Args)]
pub(super) struct Reset {
    /// The address the user signs in with
    #[arg(long, value_name = "ADDRESS")]
    email: Email,
    /// Make a password and print it once
    #[arg(long)]
    generate: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Only users of this account
    #[arg(long, value_name = "REG-HANDLE")]
    account: Option<RegistrarHandle>,
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let owner = Owner::open(config).await?;
    match command {
        Command::Create(create) => create_user(&owner, create).await,
        Command::Reset(reset) => reset_password(&owner, reset).await,
        Command::List(list) => list_users(&owner, list.account).await,
    }
}

async fn create_user(owner: &Owner, create: Create) -> anyhow::Result<()> {
    let account = owner.account(&create.account).await?;
    let email = create.email.as_str().to_lowercase();
    if let Some(known) = find(owner, &email).await? {
        bail!("{email} is a user of {} already; an address signs in to one account only", known.account.handle);
    }
    let password = new_password(owner, &email, create.generate)?;
    let new = NewUser {
        email: &email,
        name: &create.name,
        language: create.language.map_or(account.language.as_str(), |language| language.as_str()),
        roles: create.roles.iter().copied().collect(),
    };
    insert(owner, account.id, &new, &password).await?;
    say(format_args!("{email} created in {}", account.handle))?;
    show(&password, create.generate)?;
    let mut tx = owner.db.account(account.id).await?;
    let networks =
        sqlx::query_scalar!(r#"select count(*) as "count!" from allowlist_entry"#).fetch_one(&mut *tx).await?;
    if networks == 0 {
        remark(format_args!(
            "note: nobody of {0} can sign in yet, its list of networks is empty: birk allowlist add --account {0} NETWORK",
            account.handle
        ));
    }
    Ok(())
}

/// A portal user to make.
#[derive(Debug)]
pub(super) struct NewUser<'a> {
    /// In lower case.
    pub(super) email: &'a str,
    pub(super) name: &'a str,
    pub(super) language: &'a str,
    pub(super) roles: MetaRoles,
}

/// Makes a portal user, with their line in the audit log.
///
/// # Errors
/// Where the address is taken or the database refuses.
pub(super) async fn insert(
    owner: &Owner,
    account: AccountId,
    new: &NewUser<'_>,
    password: &Secret,
) -> anyhow::Result<()> {
    let roles: Vec<String> = new.roles.iter().map(|role| role.as_str().to_owned()).collect();
    let hash = password::hash(password.expose(), &owner.clock.random())?;
    let now = owner.clock.now();
    let mut tx = owner.db.account(account).await?;
    sqlx::query!(
        "insert into portal_user (account_id, email, name, language, password_hash, password_changed_at, meta_roles, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $6)",
        account.0,
        new.email,
        new.name,
        new.language,
        hash,
        now,
        &roles
    )
    .execute(&mut *tx)
    .await?;
    let detail = json!({ "name": new.name, "meta_roles": roles });
    owner.audit(&mut tx, account, Done::new("user.create", new.email).detail(detail)).await?;
    tx.commit().await?;
    Ok(())
}

async fn reset_password(owner: &Owner, reset: Reset) -> anyhow::Result<()> {
    let email = reset.email.as_str().to_lowercase();
    let known = find(owner, &email)
        .await?
        .ok_or_else(|| anyhow!("there is no portal user {email}; `birk user list` shows those there are"))?;
    let password = new_password(owner, &email, reset.generate)?;
    let hash = password::hash(password.expose(), &owner.clock.random())?;
    let mut tx = owner.db.account(known.account.id).await?;
    sqlx::query!(
        "update portal_user set password_hash = $2, password_changed_at = $3 where user_id = $1",
        known.id.0,
        hash,
        owner.clock.now()
    )
    .execute(&mut *tx)
    .await?;
    throttle::forgive_user(&mut tx, &owner.config.secret_key()?, &email).await?;
    owner.audit(&mut tx, known.account.id, Done::new("user.reset", &email)).await?;
    tx.commit().await?;
    say(format_args!("{email}: new password set, sessions ended"))?;
    show(&password, reset.generate)?;
    if known.disabled {
        remark(format_args!("note: {email} is disabled and cannot sign in until an administrator enables the user"));
    }
    Ok(())
}

/// A portal user that there is.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) id: UserId,
    pub(super) account: Account,
    pub(super) disabled: bool,
}

/// The portal user with this address (in lower case), of whichever account.
pub(super) async fn find(owner: &Owner, email: &str) -> anyhow::Result<Option<Known>> {
    let mut tx = owner.db.shared().await?;
    let row = sqlx::query!(
        r#"select u.user_id, u.disabled_at is not null as "disabled!", a.account_id, a.handle, a.language
           from portal_user u join account a using (account_id) where u.email = $1"#,
        email
    )
    .fetch_optional(&mut *tx)
    .await?;
    Ok(row.map(|row| Known {
        id: UserId(row.user_id),
        account: Account { id: AccountId(row.account_id), handle: row.handle, language: row.language },
        disabled: row.disabled,
    }))
}

async fn list_users(owner: &Owner, of: Option<RegistrarHandle>) -> anyhow::Result<()> {
    if let Some(handle) = &of {
        owner.account(handle).await?;
    }
    let mut tx = owner.db.shared().await?;
    let rows = sqlx::query!(
        r#"select a.handle, u.email, u.name, u.language, u.meta_roles, u.disabled_at is not null as "disabled!",
                  u.last_sign_in_at
           from portal_user u join account a using (account_id)
           where $1::text is null or a.handle = $1 order by a.handle, u.email"#,
        of.as_ref().map(RegistrarHandle::as_str)
    )
    .fetch_all(&mut *tx)
    .await?;
    let columns = ["account", "email", "name", "language", "meta_roles", "state", "last_sign_in"];
    let rows = rows.into_iter().map(|row| {
        let state = if row.disabled { "disabled" } else { "enabled" };
        [
            row.handle,
            row.email,
            row.name,
            row.language,
            row.meta_roles.join(","),
            state.to_owned(),
            moment(row.last_sign_in_at),
        ]
    });
    Ok(table(columns, rows)?)
}

fn moment(at: Option<OffsetDateTime>) -> String {
    at.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default()
}

fn new_password(owner: &Owner, email: &str, generated: bool) -> anyhow::Result<Secret> {
    if generated {
        return Ok(generate(&owner.clock));
    }
    let password = secret::read(&format!("Password of {email}"), true)?;
    match password.expose().chars().count() {
        SHORTEST..=LONGEST => Ok(password),
        len => bail!("the password has {len} characters; it must have {SHORTEST} to {LONGEST}"),
    }
}

fn show(password: &Secret, generated: bool) -> anyhow::Result<()> {
    if generated {
        say(format_args!("password: {}", password.expose()))?;
    }
    Ok(())
}

/// A password of 100 random bits, without characters that look alike.
fn generate(clock: &Clock) -> Secret {
    // 32 of them, so that every byte's remainder is equally likely.
    const ALPHABET: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y',
        'z', '2', '3', '4', '5', '6', '7', '8', '9', 'A',
    ];
    let random: [u8; 20] = clock.random();
    let groups =
        random.chunks(5).map(|chunk| chunk.iter().map(|byte| ALPHABET[usize::from(byte % 32)]).collect::<String>());
    Secret::from(groups.collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_passwords_are_long_enough_and_differ() {
        let clock = Clock::system();
        let (one, other) = (generate(&clock), generate(&clock));
        assert_eq!(one.expose().len(), 23);
        assert!((SHORTEST..=LONGEST).contains(&one.expose().len()));
        assert_ne!(one, other);
    }
}
