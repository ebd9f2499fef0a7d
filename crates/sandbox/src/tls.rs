//! The sandbox's own certificate authority and server certificate.

use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SanType,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;
use time::macros::datetime;

/// What clients need, and what the server shows them.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Certificate of the authority, PEM: what clients trust.
    pub ca_pem: String,
    /// TLS 1.2 and 1.3 with the server certificate.
    pub server: Arc<ServerConfig>,
}

const CA_CERTIFICATE: &str = "ca.pem";
const CA_KEY: &str = "ca.key";

/// Wide enough for any clock that a test may set.
const VALIDITY: (OffsetDateTime, OffsetDateTime) = (datetime!(2020-01-01 0:00 UTC), datetime!(2049-12-31 0:00 UTC));

/// Loads the authority of a state directory, or makes one, and issues a server certificate from it.
///
/// The authority stays the same over restarts, so that clients need its certificate only once. Without a directory
/// everything lives in memory.
///
/// # Errors
/// When the directory cannot be read or written or holds something else.
pub fn identity(state: Option<&Path>, names: &[String], addresses: &[IpAddr]) -> Result<Identity> {
    let (ca_pem, issuer) = match state {
        Some(dir) if dir.join(CA_CERTIFICATE).exists() => load(dir)?,
        Some(dir) => make(Some(dir))?,
        None => make(None)?,
    };
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names.to_vec())?;
    params.subject_alt_names.extend(addresses.iter().copied().map(SanType::IpAddress));
    params.distinguished_name.push(DnType::CommonName, "EPP sandbox");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    (params.not_before, params.not_after) = VALIDITY;
    let certificate = params.signed_by(&key, &issuer)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(certificate)], key)?;
    Ok(Identity { ca_pem, server: Arc::new(server) })
}

/// What the authority's certificate says; the same in every run, so that its key alone makes it whole again.
fn authority() -> Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "EPP sandbox authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = VALIDITY;
    Ok(params)
}

fn make(state: Option<&Path>) -> Result<(String, Issuer<'static, KeyPair>)> {
    let key = KeyPair::generate()?;
    let pem = authority()?.self_signed(&key)?.pem();
    if let Some(dir) = state {
        // The key first: with a certificate but no key the next start could not go on.
        write_private(&dir.join(CA_KEY), &key.serialize_pem())?;
        fs::write(dir.join(CA_CERTIFICATE), &pem).with_context(|| dir.display().to_string())?;
    }
    Ok((pem, Issuer::new(authority()?, key)))
}

fn load(dir: &Path) -> Result<(String, Issuer<'static, KeyPair>)> {
    let read = |name: &str| fs::read_to_string(dir.join(name)).with_context(|| dir.join(name).display().to_string());
    let key = KeyPair::from_pem(&read(CA_KEY)?)?;
    Ok((read(CA_CERTIFICATE)?, Issuer::new(authority()?, key)))
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).with_context(|| path.display().to_string())?;
    file.write_all(text.as_bytes()).with_context(|| path.display().to_string())
}
