//! Registrars and their service users.

use std::collections::BTreeSet;

use dk::{MetaRoles, Money, UserType};
use ipnetwork::IpNetwork;

use super::{DANISH, FOREIGN};
use crate::password::PasswordHash;
use crate::world::account::{Language, Purpose};
use crate::world::contact::Responsible;
use crate::world::{Account, Key, ServiceUser, Tx};

/// Kroner that every seeded account begins with.
const OPENING_BALANCE: i64 = 10_000;
/// Concurrent EPP sessions of an account.
const SESSION_LIMIT: u16 = 4;

pub(super) fn seed(tx: &mut Tx<'_>) {
    let danish = Account {
        handle: Key::from(DANISH),
        name: "Nordisk Domæne ApS".into(),
        user_type: UserType::Company,
        vat: Some("24692590".into()),
        street: vec!["Havnegade 12, 2. sal".into()],
        city: "Aarhus C".into(),
        postal_code: "8000".into(),
        country: "DK".into(),
        phone: "+45.86121212".into(),
        email: "registrar@nordisk.example".into(),
        auto_renew: true,
        verification: Responsible::Registry,
        balance: Money::default(),
        allowlist: loopback(),
        session_limit: SESSION_LIMIT,
        particulars: Box::default(),
    };
    let foreign = Account {
        handle: Key::from(FOREIGN),
        name: "Foreign Names Ltd".into(),
        vat: Some("GB123456789".into()),
        street: vec!["12 Harbour Street".into()],
        city: "Bristol".into(),
        postal_code: "BS1 4DJ".into(),
        country: "GB".into(),
        phone: "+44.1179460000".into(),
        email: "all@foreign.example".into(),
        ..danish.clone()
    };
    for mut account in [danish, foreign] {
        let handle = account.handle.clone();
        let number = handle.trim_start_matches("REG-").to_owned();
        // Salts keep equal passwords apart; these are published, so constant salts lose nothing.
        let salt = std::array::from_fn(|index| number.as_bytes().get(index).copied().unwrap_or(0));
        account.particulars.secret = Some(PasswordHash::new(&format!("Account-{number}"), salt));
        if account.country != "DK" {
            account.particulars.language = Language::En;
        }
        tx.put_account(account);
        if let Ok(amount) = Money::from_kroner(OPENING_BALANCE) {
            tx.book(&handle, amount, Purpose::OpeningBalance, None);
        }
        tx.put_user(ServiceUser {
            id: Key::from(format!("EPP-{number}")),
            account: handle,
            roles: MetaRoles::SERVICE,
            password: PasswordHash::new(&format!("Sandbox-{number}"), salt),
            enabled: true,
            reference: None,
        });
    }
}

fn loopback() -> BTreeSet<IpNetwork> {
    ["127.0.0.1/32", "::1/128"].iter().filter_map(|network| network.parse().ok()).collect()
}
