//! Object data of responses.

use crate::{
    balance, contact, domain, host, ns,
    object::{CONTACT, DOMAIN, HOST, PanData},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Object data of a response. Poll messages carry any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResData {
    /// `domain:chkData`.
    DomainCheck(domain::CheckData),
    /// `domain:infData`.
    DomainInfo(Box<domain::InfoData>),
    /// `domain:creData`.
    DomainCreate(domain::CreateData),
    /// `domain:renData`.
    DomainRenew(domain::RenewData),
    /// `domain:panData`.
    DomainPan(PanData),
    /// `domain:trnData`.
    DomainTransfer(domain::TransferData),
    /// `contact:chkData`.
    ContactCheck(contact::CheckData),
    /// `contact:infData`.
    ContactInfo(Box<contact::InfoData>),
    /// `contact:creData`.
    ContactCreate(contact::CreateData),
    /// `contact:panData`.
    ContactPan(PanData),
    /// `host:chkData`.
    HostCheck(host::CheckData),
    /// `host:infData`.
    HostInfo(host::InfoData),
    /// `host:creData`.
    HostCreate(host::CreateData),
    /// `host:panData`.
    HostPan(PanData),
    /// `balance:infData`.
    Balance(balance::InfoData),
    /// Object data that this crate does not know, or could not read. The result of the command is valid nevertheless.
    /// Not written.
    Unknown {
        /// Namespace; empty if none.
        namespace: String,
        /// Local name.
        name: String,
        /// What was wrong, for known object data that was not readable.
        problem: Option<String>,
    },
}

impl ResData {
    /// Reads the first element; what cannot be read becomes [`ResData::Unknown`].
    pub(crate) fn read(res_data: Element<'_, '_>) -> Option<Self> {
        let element = res_data.children().next()?;
        let unknown = |problem| Self::Unknown {
            namespace: element.namespace().to_owned(),
            name: element.name().to_owned(),
            problem,
        };
        Some(match Self::read_known(element) {
            Ok(Some(data)) => data,
            Ok(None) => unknown(None),
            Err(problem) => unknown(Some(problem.to_string())),
        })
    }

    fn read_known(element: Element<'_, '_>) -> Read<Option<Self>> {
        Ok(Some(match (element.namespace(), element.name()) {
            (ns::DOMAIN, "chkData") => Self::DomainCheck(domain::CheckData::read(element)?),
            (ns::DOMAIN, "infData") => Self::DomainInfo(Box::new(domain::InfoData::read(element)?)),
            (ns::DOMAIN, "creData") => Self::DomainCreate(domain::CreateData::read(element)?),
            (ns::DOMAIN, "renData") => Self::DomainRenew(domain::RenewData::read(element)?),
            (ns::DOMAIN, "panData") => Self::DomainPan(DOMAIN.read_pan(element)?),
            (ns::DOMAIN, "trnData") => Self::DomainTransfer(domain::TransferData::read(element)?),
            (ns::CONTACT, "chkData") => Self::ContactCheck(contact::CheckData::read(element)?),
            (ns::CONTACT, "infData") => Self::ContactInfo(Box::new(contact::InfoData::read(element)?)),
            (ns::CONTACT, "creData") => Self::ContactCreate(contact::CreateData::read(element)?),
            (ns::CONTACT, "panData") => Self::ContactPan(CONTACT.read_pan(element)?),
            (ns::HOST, "chkData") => Self::HostCheck(host::CheckData::read(element)?),
            (ns::HOST, "infData") => Self::HostInfo(host::InfoData::read(element)?),
            (ns::HOST, "creData") => Self::HostCreate(host::CreateData::read(element)?),
            (ns::HOST, "panData") => Self::HostPan(HOST.read_pan(element)?),
            (ns::BALANCE, "infData") => Self::Balance(balance::InfoData::read(element)?),
            _ => return Ok(None),
        }))
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        match self {
            Self::DomainCheck(data) => data.write(w),
            Self::DomainInfo(data) => data.write(w),
            Self::DomainCreate(data) => data.write(w),
            Self::DomainRenew(data) => data.write(w),
            Self::DomainPan(data) => DOMAIN.write_pan(w, data),
            Self::DomainTransfer(data) => data.write(w),
            Self::ContactCheck(data) => data.write(w),
            Self::ContactInfo(data) => data.write(w),
            Self::ContactCreate(data) => data.write(w),
            Self::ContactPan(data) => CONTACT.write_pan(w, data),
            Self::HostCheck(data) => data.write(w),
            Self::HostInfo(data) => data.write(w),
            Self::HostCreate(data) => data.write(w),
            Self::HostPan(data) => HOST.write_pan(w, data),
            Self::Balance(data) => data.write(w),
            Self::Unknown { .. } => {}
        }
    }
}
