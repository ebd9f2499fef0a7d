//! Register domain name: what the form needs, the question before the review, and the application for the journal.

use app::whois::register::{self as page, Availability, Props, RegisterForm, Registrant, Request};
use dk::Management;
use dk::VerificationStatus;
use ui::Fields;

use crate::access::{Feature, Register, RegisterPage};
use crate::context::Ctx;
use crate::flow::Operation;
use crate::registry::index::{self, ContactRow};
use crate::registry::journal::{self, PortalFields};
use crate::registry::operations::{self, AUTH_INFO, ContactCreate, ContactMode, DomainCreate, Secrets};
use crate::registry::order::{Consent, Draft, FormKey, Quote, Undeclared};
use crate::registry::{self, Paging};
use crate::registry_errors::outage;
use crate::respond::PageError;

/// Contacts offered while typing a handle.
const OFFERED: i64 = 200;

impl Operation for Register {
    type Page = RegisterPage;
    type Form = RegisterForm;
    type Command = DomainCreate;

    /// A constant number of queries: contacts, the typed registrant, and what the last accepted registration used.
    async fn load<F: Feature>(ctx: &mut Ctx<F>, _: &str, typed: &Fields) -> Result<Props, PageError> {
        let mut tx = ctx.tx().await?;
        let paging = Paging { page: 1, per_page: OFFERED };
        let contacts = index::list_contacts(&mut tx, None, paging).await?.rows;
        let handle = typed.get("registrant_handle").trim().to_uppercase();
        let registrant = match typed.get("registrant_kind") {
            "new" => None,
            _ => index::contact(&mut tx, &handle).await?.map(known_contact),
        };
        let last = sqlx::query!(
            r#"select request->'name_servers' as name_servers,
                   (select terms_version from consent c where c.operation_id = o.operation_id) as terms_version
               from operation o where kind = 'domain.create' and state in ('pending', 'done')
               order by planned_at desc limit 1"#
        )
        .fetch_optional(&mut *tx)
        .await?;
        tx.commit().await?;
        let (name_servers, terms_version) =
            last.map(|last| (last.name_servers, last.terms_version)).unwrap_or_default();
        Ok(Props {
            registrar_handle: ctx.who.account_handle.clone(),
            registrar_name: ctx.who.account_name.clone(),
            auto_renew_default: ctx.who.renews_by_default,
            name_servers: name_servers.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default(),
            contacts: contacts
                .into_iter()
                .filter(|row| row.management.as_deref() != Some("registrant"))
                .map(known_contact)
                .collect(),
            terms_version,
            registrant,
        })
    }

    async fn check<F: Feature>(ctx: &Ctx<F>, request: &Request) -> Availability {
        let names = [request.domain.unicode().to_owned()];
        let checked = ctx.app.registry.check_domains(ctx.account(), &names).await;
        match checked.into_iter().next().map(|checked| checked.result) {
            Some(Ok(registry::Availability::Available)) => Availability::of_check(true, None),
            Some(Ok(registry::Availability::Taken(reason))) => Availability::of_check(false, reason.as_deref()),
            Some(Err(error)) => Availability::Unanswered(outage(&error).unwrap_or_default()),
            None => Availability::Unanswered(ui::explain::Outage::Other),
        }
    }

    /// The application, after the contact's creation where there is one.
    fn draft(
        request: &Request,
        _: &Props,
        key: FormKey,
        price: Quote<DomainCreate>,
    ) -> Result<Draft<DomainCreate>, Undeclared> {
        let registrant = match &request.registrant {
            Registrant::Handle(handle) => operations::Registrant::Handle(handle.clone()),
            Registrant::New(_) => operations::Registrant::Created,
        };
        let accepted_at = request.accepted.confirmation.accepted_at();
        let create = DomainCreate {
            domain: request.domain.clone(),
            registrant,
            name_servers: request.name_servers.clone(),
            ds: request.ds.clone(),
            auto_renew: Some(request.auto_renew),
            accepted_at: accepted_at.unix_timestamp(),
        };
        let code = request.authorization_code.as_ref();
        let secrets = code.map_or_else(Secrets::none, |code| {
            Secrets::none().with(AUTH_INFO, epp::Secret::from(code.expose().to_owned()))
        });
        let fields = PortalFields {
            reference: request.reference.clone(),
            po_number: request.po_number.clone(),
            account_code: request.account_code.clone(),
        };
        let consent = Consent {
            accepted_at,
            method: request.accepted.method.as_str().to_owned(),
            terms_version: request.accepted.terms_version.clone(),
        };
        let draft = Draft::new(key, price, create).secrets(secrets)?.fields(fields).consent(consent);
        Ok(match &request.registrant {
            Registrant::Handle(_) => draft,
            Registrant::New(contact) => draft.after(contact_create(contact)),
        })
    }

    /// A contact that was made is used: another one would be made each time.
    fn continued(mut typed: Fields, steps: &[journal::Operation]) -> Fields {
        let made = steps.iter().find(|step| step.state == journal::State::Done && !step.object.is_empty());
        if let Some(contact) = made {
            typed.set("registrant_kind", "handle");
            typed.set("registrant_handle", contact.object.as_str());
        }
        typed
    }
}

fn known_contact(row: ContactRow) -> page::KnownContact {
    let place: Vec<_> =
        [row.city.clone(), row.country.clone()].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    page::KnownContact {
        name: row.called(),
        place: place.join(", "),
        management: row.management.as_deref().and_then(|word| word.parse::<Management>().ok()),
        verification: row.verification.as_deref().map(VerificationStatus::from_word),
        handle: row.handle,
    }
}

fn contact_create(contact: &page::NewContact) -> ContactCreate {
    let text = |value: &dyn std::fmt::Display| value.to_string();
    ContactCreate {
        mode: match contact.mode {
            page::ContactMode::Auto => ContactMode::Auto,
            page::ContactMode::Force => ContactMode::Force,
        },
        user_type: contact.user_type.as_str().to_owned(),
        name: contact.name.clone(),
        organisation: contact.organisation.clone(),
        street: contact.street.clone(),
        city: contact.city.clone(),
        state: contact.region.clone(),
        postal_code: contact.postal_code.as_ref().map(|code| text(code)),
        country: contact.country.to_string(),
        voice: Some(text(&contact.phone)),
        mobile: contact.mobile.as_ref().map(|phone| text(phone)),
        email: text(&contact.email),
        secondary_email: contact.secondary_email.as_ref().map(|email| text(email)),
        cvr: contact.company_number.as_ref().map(|number| text(number)),
        pnumber: contact.p_number.as_ref().map(|number| text(number)),
        ean: contact.ean.as_ref().map(|number| text(number)),
        sole_proprietorship: contact.sole_proprietorship,
        // The domain will be managed by the registrar, and its registrant must be so too.
        management: Some(Management::Registrar.as_str().to_owned()),
        verified: contact.verified.then_some(true),
        responsible: None,
    }
}
