//! Asks a registry which names are free.
//!
//! ```text
//! EPP_PASSWORD=… cargo run -p epp --example availability -- HOST PORT CA-FILE USER NAME...
//! ```
//!
//! CA-FILE is the authority of the server's certificate as PEM, or `-` for those that the platform trusts.

use std::error::Error;

use epp::{
    Command, Login, ResData,
    client::{Connector, TlsClient},
    domain,
};

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "it speaks to a terminal")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [host, port, ca, user, names @ ..] = arguments.as_slice() else {
        return Err("HOST PORT CA-FILE USER NAME... are wanted".into());
    };
    let password = std::env::var("EPP_PASSWORD").map_err(|_| "EPP_PASSWORD is wanted")?;
    for line in availability(host, port.parse()?, ca, user, &password, names).await? {
        println!("{line}");
    }
    Ok(())
}

/// A line for each name.
pub async fn availability(
    host: &str,
    port: u16,
    ca: &str,
    user: &str,
    password: &str,
    names: &[String],
) -> Result<Vec<String>, Box<dyn Error>> {
    let tls = if ca == "-" { TlsClient::platform()? } else { TlsClient::from_ca_file(ca)? };
    // Connects and reads the greeting.
    let mut session = Connector::new(host, port, tls).connect().await?;

    // A login without services asks for all that the greeting offers.
    let login = session.login(Login::new(user, password), "AVAILABILITY-1").await?;
    if !login.response.is_success() {
        return Err(format!("{} {}", login.response.code(), login.response.msg()).into());
    }

    let check = domain::Check { names: names.to_vec() };
    let exchange = session.send(&Command::new(check, "AVAILABILITY-2")).await?;
    let lines = match exchange.response.data {
        Some(ResData::DomainCheck(data)) => {
            let line = |item: epp::object::Checked| match item {
                epp::object::Checked { object, available: true, .. } => format!("{object} is available"),
                epp::object::Checked { object, reason, .. } => {
                    format!("{object} is not available: {}", reason.as_deref().unwrap_or("no reason given"))
                }
            };
            data.items.into_iter().map(line).collect()
        }
        _ => return Err(format!("{} {}", exchange.response.code(), exchange.response.msg()).into()),
    };

    session.logout("AVAILABILITY-3").await?;
    Ok(lines)
}
