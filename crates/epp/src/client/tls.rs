//! TLS of the client.

use std::{io, path::Path, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

/// How the client checks the server: TLS 1.2 or 1.3 with the certificates of the platform or of a CA of one's own.
#[derive(Debug, Clone)]
pub struct TlsClient(pub(super) Arc<ClientConfig>);

/// Why TLS could not be prepared.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file with the CA certificates could not be read.
    #[error("the CA file {path} cannot be read: {error}")]
    File {
        /// Its path.
        path: String,
        /// What went wrong.
        error: io::Error,
    },
    /// The CA certificates are not in PEM form, or unusable.
    #[error("the CA certificates are unusable: {0}")]
    Certificates(String),
    /// There is no CA certificate to trust.
    #[error("there is no CA certificate to trust")]
    NoRoots,
    /// The library refused the configuration.
    #[error(transparent)]
    Config(#[from] rustls::Error),
}

impl TlsClient {
    /// Trusts what the operating system trusts.
    ///
    /// # Errors
    /// The platform offers no usable certificate.
    pub fn platform() -> Result<Self, TlsError> {
        let found = rustls_native_certs::load_native_certs();
        for error in &found.errors {
            tracing::warn!(%error, "a certificate of the platform cannot be read");
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(found.certs);
        Self::with_roots(roots)
    }

    /// Trusts the certificates in a PEM file and nothing else.
    ///
    /// # Errors
    /// The file cannot be read or holds no usable certificate.
    pub fn from_ca_file(path: impl AsRef<Path>) -> Result<Self, TlsError> {
        let path = path.as_ref();
        let pem = std::fs::read(path).map_err(|error| TlsError::File { path: path.display().to_string(), error })?;
        Self::from_ca_pem(&pem)
    }

    /// Trusts the certificates in a PEM text and nothing else.
    ///
    /// # Errors
    /// The text holds no usable certificate.
    pub fn from_ca_pem(pem: &[u8]) -> Result<Self, TlsError> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| TlsError::Certificates(error.to_string()))?;
            roots.add(certificate).map_err(|error| TlsError::Certificates(error.to_string()))?;
        }
        Self::with_roots(roots)
    }

    fn with_roots(roots: RootCertStore) -> Result<Self, TlsError> {
        if roots.is_empty() {
            return Err(TlsError::NoRoots);
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }
}
