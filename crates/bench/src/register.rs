//! What the portal adds to an application: journal, session, audit and page, on top of what the registry takes itself.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use dk::local_time::ZonedDateTime;
use epp::client::Session;
use epp::{Command, CommandBody, contact, domain};
use server::clock::Clock;

use crate::browser::Browser;
use crate::{line, micros, middle};

/// Applications whose median is taken; each costs the demo's account 50 kroner.
const SAMPLES: usize = 90;
/// A verified registrant of the demo.
const REGISTRANT: &str = "HK102-DK";
const PATH: &str = "/whois/register";
const HOSTS: [&str; 2] = ["ns1.nordisk.example", "ns2.nordisk.example"];

/// Measures and prints. `session` is another account's, straight at the registry.
///
/// # Errors
/// Where an application is not accepted.
pub async fn measure(browser: &mut Browser, session: &mut Session) -> Result<()> {
    let (create, check) = bare(session).await?;
    let mut samples = Vec::with_capacity(SAMPLES);
    for round in 0..SAMPLES + 10 {
        let reviewed = reviewed(browser, &form(round)).await?;
        let began = Instant::now();
        let seen = browser.post(PATH, &reviewed).await?;
        ensure!(seen.starts_with("/operations/"), "an application led to {seen:?}");
        if round >= 10 {
            samples.push(began.elapsed());
        }
    }
    let whole = middle(samples);
    line("EPP domain:create, bare round trip", &micros(create), "");
    line("EPP domain:check, bare round trip", &micros(check), "");
    line("Register, from the review to its operation", &micros(whole), "");
    line("Register on top of check and create", &micros(whole.saturating_sub(create + check)), "");
    Ok(())
}

/// What the review of a form brings back.
async fn reviewed(browser: &mut Browser, form: &[(&'static str, String)]) -> Result<Vec<(&'static str, String)>> {
    let review = browser.post(PATH, form).await?;
    let page = browser.get(&review).await?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let hidden = |name: &str| {
        let value = page.split(&format!("name=\"{name}\" value=\"")).nth(1)?.split('"').next()?;
        Some(value.to_owned())
    };
    let (key, token) = hidden("form_key").zip(hidden("reviewed")).context("the review has no key")?;
    Ok(vec![("step", "send".to_owned()), ("form_key", key), ("reviewed", token)])
}

fn form(round: usize) -> Vec<(&'static str, String)> {
    let agreed = ZonedDateTime::from_utc(Clock::system().now() - time::Duration::HOUR).wall().to_input_value();
    vec![
        ("step", "review".to_owned()),
        ("form_key", format!("bench-{round}")),
        ("domain_name", format!("bench-{round}.dk")),
        ("registrant_kind", "handle".to_owned()),
        ("registrant_handle", REGISTRANT.to_owned()),
        ("name_servers", HOSTS.join("\n")),
        ("accepted_at", agreed),
        ("consent_method", "online_form".to_owned()),
        ("terms_version", "15".to_owned()),
    ]
}

/// The registry's own time for an application, and for the question right before it.
async fn bare(session: &mut Session) -> Result<(Duration, Duration)> {
    let registrant = registrant(session).await?;
    let (mut creates, mut checks) = (Vec::new(), Vec::new());
    for round in 0..SAMPLES {
        let name = format!("bench-bare-{round}.dk");
        let began = Instant::now();
        let check = domain::Check { names: vec![name.clone()] };
        session.send(&Command::new(CommandBody::from(check), format!("bench-check-{round}"))).await?;
        checks.push(began.elapsed());
        let create = domain::Create {
            name,
            period: Some(domain::Period::one_year()),
            ns: HOSTS.map(str::to_owned).to_vec(),
            registrants: vec![registrant.clone()],
            order_confirmation_token: Some((Clock::system().now().unix_timestamp() - 60).to_string()),
            ..domain::Create::default()
        };
        let began = Instant::now();
        let answer = session.send(&Command::new(CommandBody::from(create), format!("bench-create-{round}"))).await?;
        ensure!(answer.response.is_success(), "{} {}", answer.response.code(), answer.response.msg());
        creates.push(began.elapsed());
    }
    Ok((middle(creates), middle(checks)))
}

async fn registrant(session: &mut Session) -> Result<String> {
    let create = contact::Create {
        id: "auto".to_owned(),
        postal: vec![contact::PostalInfo {
            kind: contact::PostalKind::Int,
            name: "Bench Person".to_owned(),
            org: None,
            addr: contact::Address {
                street: vec!["Hafenstrasse 12".to_owned()],
                city: "Flensburg".to_owned(),
                sp: None,
                pc: Some("24937".to_owned()),
                cc: "DE".to_owned(),
            },
        }],
        voice: Some(contact::Phone::new("+49.461123450".to_owned())),
        email: "bench@testesen.example".to_owned(),
        dkhm: epp::extensions::dkhm::ContactData {
            user_type: Some("individual".to_owned()),
            ..epp::extensions::dkhm::ContactData::default()
        },
        ..contact::Create::default()
    };
    let answer = session.send(&Command::new(CommandBody::from(create), "bench-contact".to_owned())).await?;
    match answer.response.data {
        Some(epp::ResData::ContactCreate(created)) => Ok(created.id),
        _ => Err(anyhow::anyhow!("{} {}", answer.response.code(), answer.response.msg())).context("no registrant"),
    }
}
