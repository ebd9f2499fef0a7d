//! The state outlives the process, however that ends.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use dk::expiry::{add_months, last_of_month};
use dk::local_time::local_date;
use epp::client::{Connector, Session, TlsClient};
use epp::{CommandBody, Login, contact, domain};
use rust_decimal::Decimal;
use sandbox::demo::{Holding, domain_name};
use sandbox::{ClockStart, Sandbox};

use crate::support::{START, application, foreigner, said, send, texts};

/// Names in a generated registry.
const GENERATED: usize = 3_000;

/// The sandbox as a process of its own.
struct Process {
    child: Child,
    dir: PathBuf,
    port: u16,
    control: String,
}

impl Process {
    fn start(dir: PathBuf) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["serve", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--seed", "bare", "--frozen"])
            .args(["--clock", "2026-08-03T08:00:00Z", "--state"])
            .arg(&dir)
            .env("RUST_LOG", "info")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (mut port, mut control) = (0, String::new());
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some((_, address)) = line.split_once("address=127.0.0.1:") {
                port = address.trim().parse().unwrap();
            }
            if let Some((_, address)) = line.split_once("control page at ") {
                control = address.trim().to_owned();
            }
            if line.contains("the sandbox's clock") {
                break;
            }
        }
        std::thread::spawn(move || lines.for_each(drop));
        assert_ne!(port, 0);
        Self { child, dir, port, control }
    }

    async fn sign_in(&self) -> Session {
        let tls = TlsClient::from_ca_file(self.dir.join("ca.pem")).unwrap();
        let mut session = Connector::new("localhost", self.port, tls).connect().await.unwrap();
        let login = Login::new("EPP-100001", "Sandbox-100001").services(session.greeting());
        assert_eq!(session.login(login, "login-1").await.unwrap().response.code().0, 1000);
        session
    }

    /// `kill -9`.
    fn kill(mut self) -> PathBuf {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.dir.clone()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn fresh(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("sandbox-it-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    dir
}

#[tokio::test]
async fn a_registration_survives_kill_9_and_ends_with_one_message() {
    let process = Process::start(fresh("journey"));
    let mut session = process.sign_in().await;
    let registrant = crate::support::create_contact(&mut session, foreigner()).await;
    let pending = send(&mut session, application("ny.dk", &registrant)).await;
    assert_eq!(pending.code().0, 1001);
    let dir = process.kill();

    let process = Process::start(dir);
    let mut session = process.sign_in().await;
    assert!(crate::support::status(&mut session, "ny.dk").await.contains(&"pendingCreate".to_owned()));
    let advanced = crate::control::http()
        .post(format!("{}api/clock", process.control))
        .header("content-type", "application/json")
        .body(r#"{"by":"1m"}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(advanced.status(), 200);
    let dir = process.kill();

    let process = Process::start(dir);
    let mut session = process.sign_in().await;
    assert_eq!(crate::support::status(&mut session, "ny.dk").await, ["serverRenewProhibited"]);
    let messages = crate::support::drain(&mut session).await;
    assert_eq!(texts(&messages), ["ny.dk has been registered and activated"]);
    let Some(epp::ResData::DomainPan(pan)) = &messages[0].data else { panic!() };
    assert_eq!(pan.sv_trid, pending.tr_id.sv);
    let dir = process.kill();

    let process = Process::start(dir);
    let mut session = process.sign_in().await;
    assert_eq!(send(&mut session, epp::Poll::Req).await.code().0, 1300);
    let balance = send(&mut session, CommandBody::Balance).await;
    let Some(epp::ResData::Balance(balance)) = balance.data else { panic!() };
    assert_eq!(balance.balance.to_string(), "9950.00");
    let _ = std::fs::remove_dir_all(process.kill());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_under_load() {
    let process = Process::start(fresh("load"));
    let mut workers = Vec::new();
    for worker in 0..4 {
        let mut session = process.sign_in().await;
        workers.push(tokio::spawn(async move {
            let mut handles = Vec::new();
            for number in 0.. {
                let mut person = foreigner();
                (person.id, person.email) = ("force".into(), format!("p{worker}-{number}@example.de"));
                let Ok(exchange) = session.send(&epp::Command::new(person, "load-1")).await else { break };
                assert_eq!(said(&exchange.response), (1000, "Contact created."));
                let Some(epp::ResData::ContactCreate(created)) = exchange.response.data else { panic!() };
                handles.push(created.id);
            }
            handles
        }));
    }
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let dir = process.kill();
    let mut acknowledged = Vec::new();
    for worker in workers {
        acknowledged.extend(worker.await.unwrap());
    }
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
    let unique: std::collections::HashSet<_> = acknowledged.iter().collect();
    assert_eq!(unique.len(), acknowledged.len());

    let process = Process::start(dir);
    let mut session = process.sign_in().await;
    for some in acknowledged.chunks(100) {
        let check = send(&mut session, contact::Check { ids: some.to_vec() }).await;
        let Some(epp::ResData::ContactCheck(data)) = check.data else { panic!("{check:?}") };
        assert!(data.items.iter().all(|item| !item.available));
    }
    let _ = std::fs::remove_dir_all(process.kill());
}

/// Renewals and updates of names in a generated registry, in turn.
fn changes(worker: usize) -> Vec<epp::Command> {
    let ours = |number: &usize| {
        let holding = Holding::of(*number);
        number % 4 == worker && holding.active && holding.registrar.as_deref() == Some("REG-100001")
    };
    let renew = |number: usize| {
        let month = add_months(local_date(START), Holding::of(number).months.into());
        let body: CommandBody = domain::Renew::one_year(domain_name(number), last_of_month(month)).into();
        body
    };
    let update = |number: usize| {
        let auto_renew = Some((number % 10 == 9).to_string());
        let body: CommandBody = domain::Update { name: domain_name(number), auto_renew, ..Default::default() }.into();
        body
    };
    let command = |number: usize| {
        let body = if Holding::of(number).months <= 1 { renew(number) } else { update(number) };
        epp::Command::new(body, format!("change-{number}"))
    };
    (0..GENERATED).filter(ours).map(command).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn renewals_and_updates_survive_kill_9_in_a_generated_registry() {
    let dir = fresh("generated");
    Sandbox::generate(&dir, GENERATED, ClockStart::Frozen(START)).unwrap();
    let process = Process::start(dir);
    let mut workers = Vec::new();
    for worker in 0..4 {
        let mut session = process.sign_in().await;
        workers.push(tokio::spawn(async move {
            let mut done = Vec::new();
            for some in changes(worker).chunks(4) {
                let Ok(exchanges) = session.pipeline(some).await else { break };
                for (command, exchange) in some.iter().zip(exchanges) {
                    assert_eq!(said(&exchange.response), (1000, "Command completed successfully"), "{command:?}");
                    done.push(command.body.clone());
                }
            }
            done
        }));
    }
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    let dir = process.kill();
    let mut acknowledged = Vec::new();
    for worker in workers {
        acknowledged.extend(worker.await.unwrap());
    }
    let process = Process::start(dir);
    let mut session = process.sign_in().await;
    let (mut renewals, mut updates) = (0, 0);
    for body in &acknowledged {
        let name = match body {
            CommandBody::DomainRenew(renew) => &renew.name,
            CommandBody::DomainUpdate(update) => &update.name,
            other => panic!("{other:?}"),
        };
        let info = send(&mut session, domain::Info { name: name.clone(), ..Default::default() }).await;
        let Some(epp::ResData::DomainInfo(data)) = info.data else { panic!("{name}") };
        match body {
            CommandBody::DomainUpdate(update) => {
                updates += 1;
                let now = info.extensions.dkhm.auto_renew.map(|yes| yes.to_string());
                assert_eq!(now, update.auto_renew, "{name}");
            }
            CommandBody::DomainRenew(renew) => {
                renewals += 1;
                let expires = local_date(data.ex_date.unwrap());
                assert_eq!(expires.year(), renew.current_expiry().unwrap().year() + 1, "{name}");
            }
            _ => {}
        }
    }
    assert!(renewals > 5 && updates > 5, "{renewals} renewals, {updates} updates");
    // Each renewal has its debit: what was not acknowledged may have been booked, what was acknowledged must be.
    let balance = send(&mut session, CommandBody::Balance).await;
    let Some(epp::ResData::Balance(balance)) = balance.data else { panic!() };
    let most = Decimal::from(1_010_000 - 50 * renewals);
    assert!(balance.balance <= most, "{} for {renewals} renewals", balance.balance);
    let _ = std::fs::remove_dir_all(process.kill());
}
