//! Whatever a program says is read as it was written, and is valid if its values are.

#![cfg(test)]

use epp::{
    ClientFrame, Command, CommandBody, Login, Poll, ResData, Response, ResultCode, Secret, ServerFrame, TrId, contact,
    domain,
    extensions::{
        dkhm,
        rgp::{Report, Restore},
        secdns::{self, DsData, SecDns},
    },
    host,
    object::{Checked, PanData, Status},
    schema,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use time::OffsetDateTime;

/// Texts that XML can carry and white space does not change.
fn text() -> impl Strategy<Value = String> {
    "[!-~æøåÆØÅßé€😀]{1,12}( [!-~æøå]{1,8}){0,2}"
}

fn name() -> impl Strategy<Value = String> {
    "[a-z0-9æøåöäüé]{1,20}(-[a-z0-9]{1,10})?\\.dk"
}

fn handle() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z]{2,4}[0-9]{1,6}-DK", "REG-[0-9]{6}"]
}

fn host_name() -> impl Strategy<Value = String> {
    "ns[0-9]{1,3}\\.[a-z0-9æøå]{2,20}\\.(dk|com|example)"
}

fn secret() -> impl Strategy<Value = Secret> {
    "[!-~]{8,64}".prop_map(Secret::from)
}

fn date() -> impl Strategy<Value = OffsetDateTime> {
    (946_684_800_i64..2_524_608_000).prop_map(|seconds| OffsetDateTime::from_unix_timestamp(seconds).unwrap())
}

fn some<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    prop::option::of(strategy)
}

fn list<S: Strategy>(strategy: S, range: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(strategy, range)
}

fn truth() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["true", "false"]).prop_map(str::to_owned)
}

fn period() -> impl Strategy<Value = domain::Period> {
    (1..=10_u8).prop_map(|years| domain::Period { value: years.to_string(), unit: "y".to_owned() })
}

fn ds() -> impl Strategy<Value = DsData> {
    let digest = prop_oneof!["[0-9A-Fa-f]{40}", "[0-9A-Fa-f]{64}", "[0-9A-Fa-f]{96}"];
    (any::<u16>(), any::<u8>(), any::<u8>(), digest).prop_map(|(key_tag, alg, digest_type, digest)| DsData {
        key_tag,
        alg,
        digest_type,
        digest,
        key: None,
    })
}

fn role() -> impl Strategy<Value = domain::DomainContact> {
    let role = prop::sample::select(vec!["admin", "billing", "tech"]);
    (role, handle()).prop_map(|(role, id)| domain::DomainContact { role: role.to_owned(), id })
}

fn addr() -> impl Strategy<Value = host::Addr> {
    any::<std::net::IpAddr>().prop_map(host::Addr::from)
}

fn postal() -> impl Strategy<Value = contact::PostalInfo> {
    let addr = (list(text(), 1..=3), text(), some(text()), some("[A-Z0-9]{1,5}( [A-Z0-9]{1,5})?"), "[A-Z]{2}")
        .prop_map(|(street, city, sp, pc, cc)| contact::Address { street, city, sp, pc, cc });
    let kind = prop_oneof![Just(contact::PostalKind::Loc), Just(contact::PostalKind::Int)];
    (kind, text(), some(text()), addr).prop_map(|(kind, name, org, addr)| contact::PostalInfo { kind, name, org, addr })
}

fn phone() -> impl Strategy<Value = contact::Phone> {
    ("\\+[0-9]{1,3}\\.[0-9]{1,12}", some("[0-9]{1,4}")).prop_map(|(number, x)| contact::Phone { number, x })
}

fn contact_data() -> impl Strategy<Value = dkhm::ContactData> {
    let kind = prop::sample::select(vec!["company", "public_organization", "association", "individual"]);
    let verification = (some(truth()), some(truth())).prop_map(|(verified_id, verified_email)| {
        dkhm::VerificationRequest { responsible: None, verified_id, verified_email }
    });
    let numbers = (some("[0-9]{8}"), some("[0-9]{13}"), some("[0-9]{10}"));
    (kind, numbers, some("\\+45\\.[0-9]{8}"), some("[a-z]{1,9}@example\\.dk"), some(truth()), some(verification))
        .prop_map(
            |(kind, (cvr, ean, pnumber), mobilephone, secondary_email, sole_proprietorship, contact_verification)| {
                dkhm::ContactData {
                    user_type: Some(kind.to_owned()),
                    cvr,
                    ean,
                    pnumber,
                    mobilephone,
                    secondary_email,
                    sole_proprietorship,
                    management: Some("registrar".to_owned()),
                    contact_verification,
                }
            },
        )
}

fn login() -> impl Strategy<Value = CommandBody> {
    (secret(), some(secret()), list("urn:[a-z0-9:.-]{3,40}", 1..=4), list("urn:[a-z0-9:.-]{3,40}", 0..=4)).prop_map(
        |(pw, new_pw, obj_uris, ext_uris)| Login { new_pw, obj_uris, ext_uris, ..Login::new("EPP-100001", pw) }.into(),
    )
}

fn domain_create() -> impl Strategy<Value = CommandBody> {
    let signed = some(list(ds(), 1..=5).prop_map(SecDns::from));
    (
        name(),
        some(period()),
        list(host_name(), 2..=7),
        handle(),
        list(role(), 0..=2),
        some(secret()),
        some(truth()),
        signed,
    )
        .prop_map(|(name, period, ns, registrant, contacts, auth_info, auto_renew, sec_dns)| {
            domain::Create {
                name,
                period,
                ns,
                registrants: vec![registrant],
                contacts,
                // An empty `pw` is written where there is none.
                auth_info: Some(auth_info.unwrap_or_default()),
                order_confirmation_token: Some("1785744000".to_owned()),
                auto_renew,
                sec_dns,
                ..domain::Create::default()
            }
            .into()
        })
}

fn domain_update() -> impl Strategy<Value = CommandBody> {
    let parts = || {
        (list(host_name(), 0..=3), list(role(), 0..=2)).prop_map(|(ns, contacts)| domain::Parts {
            ns,
            contacts,
            ..domain::Parts::default()
        })
    };
    let auth_info = prop_oneof![
        secret().prop_map(|pw| domain::AuthInfoChange { pw: Some(pw), null: false }),
        Just(domain::AuthInfoChange { pw: None, null: true }),
    ];
    let removed = prop_oneof![
        Just(secdns::Remove { all: true, ds: Vec::new(), keys: Vec::new() }),
        list(ds(), 1..=3).prop_map(|ds| secdns::Remove { all: false, ds, keys: Vec::new() }),
    ];
    let sec_dns = (some(removed), some(list(ds(), 1..=3).prop_map(SecDns::from)))
        .prop_filter("an empty update is not valid", |(rem, add)| rem.is_some() || add.is_some())
        .prop_map(|(rem, add)| secdns::Update { rem, add, ..secdns::Update::default() });
    (name(), parts(), parts(), some(handle()), some(auth_info), some(truth()), some(sec_dns)).prop_map(
        |(name, add, rem, registrant, auth_info, auto_renew, sec_dns)| {
            domain::Update { name, add, rem, registrant, auth_info, auto_renew, sec_dns, ..domain::Update::default() }
                .into()
        },
    )
}

fn restore() -> impl Strategy<Value = CommandBody> {
    let report = (text(), text(), date(), date(), text(), list(text(), 1..=2), some(text())).prop_map(
        |(pre_data, post_data, del_time, res_time, res_reason, statements, other)| Report {
            pre_data,
            post_data,
            del_time,
            res_time,
            res_reason,
            statements,
            other,
        },
    );
    (name(), report).prop_map(|(name, report)| {
        let restore = Some(Restore { op: "report".to_owned(), report: Some(report) });
        domain::Update { name, restore, ..domain::Update::default() }.into()
    })
}

fn contact_create() -> impl Strategy<Value = CommandBody> {
    let id = prop::sample::select(vec!["auto", "force"]);
    (id, list(postal(), 1..=1), some(phone()), some(phone()), "[a-z]{1,9}@[a-z]{1,9}\\.dk", contact_data()).prop_map(
        |(id, postal, voice, fax, email, dkhm)| {
            let auth_info = Some(Secret::default());
            contact::Create { id: id.to_owned(), postal, voice, fax, email, auth_info, dkhm }.into()
        },
    )
}

fn contact_update() -> impl Strategy<Value = CommandBody> {
    let postal =
        (postal(), any::<bool>(), any::<bool>()).prop_map(|(postal, named, addressed)| contact::PostalChange {
            kind: postal.kind,
            name: named.then_some(postal.name),
            org: postal.org,
            addr: addressed.then_some(postal.addr),
        });
    let chg = (list(postal, 0..=1), some(phone()), some(phone()), some("[a-z]{1,9}@[a-z]{1,9}\\.dk")).prop_map(
        |(postal, voice, fax, email)| contact::Change { postal, voice, fax, email, ..contact::Change::default() },
    );
    (handle(), some(chg), contact_data())
        .prop_map(|(id, chg, dkhm)| contact::Update { id, chg, dkhm, ..contact::Update::default() }.into())
}

fn host_update() -> impl Strategy<Value = CommandBody> {
    let changed = || list(addr(), 0..=3).prop_map(|addrs| host::AddRem { addrs, ..host::AddRem::default() });
    (host_name(), changed(), changed(), some(host_name()), some(handle())).prop_map(
        |(name, add, rem, new_name, requested_ns_admin)| {
            host::Update { name, add, rem, new_name, requested_ns_admin }.into()
        },
    )
}

fn host_create() -> impl Strategy<Value = CommandBody> {
    (host_name(), list(addr(), 0..=4), some(handle()))
        .prop_map(|(name, addrs, requested_ns_admin)| host::Create { name, addrs, requested_ns_admin }.into())
}

fn command() -> impl Strategy<Value = ClientFrame> {
    let body = prop_oneof![
        login(),
        Just(CommandBody::Logout),
        Just(CommandBody::Balance),
        Just(Poll::Req.into()),
        "[0-9]{1,9}".prop_map(|msg_id| Poll::Ack { msg_id }.into()),
        list(name(), 1..=5).prop_map(|names| domain::Check { names }.into()),
        (name(), some(prop::sample::select(vec!["all", "del", "none", "sub"])), some(secret())).prop_map(
            |(name, hosts, auth_info)| domain::Info { name, hosts: hosts.map(str::to_owned), auth_info }.into()
        ),
        domain_create(),
        (name(), "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])", some(period()))
            .prop_map(|(name, cur_exp_date, period)| domain::Renew { name, cur_exp_date, period }.into()),
        domain_update(),
        restore(),
        name().prop_map(|name| domain::Delete { name }.into()),
        (name(), some(secret())).prop_map(|(name, auth_info)| {
            domain::Transfer { op: "request".to_owned(), name, period: None, auth_info }.into()
        }),
        list(handle(), 1..=5).prop_map(|ids| contact::Check { ids }.into()),
        (handle(), some(secret())).prop_map(|(id, auth_info)| contact::Info { id, auth_info }.into()),
        contact_create(),
        list(host_name(), 1..=5).prop_map(|names| host::Check { names }.into()),
        host_name().prop_map(|name| host::Info { name }.into()),
        host_create(),
        contact_update(),
        host_update(),
        host_name().prop_map(|name| host::Delete { name }.into()),
    ];
    (body, some("[!-~æøå]{3,64}"))
        .prop_map(|(body, cl_trid)| ClientFrame::Command(Command { body, cl_trid, unknown_extensions: Vec::new() }))
}

fn statuses(words: &'static [&'static str]) -> impl Strategy<Value = Vec<Status>> {
    list(prop::sample::select(words).prop_map(Status::new), 1..=3)
}

fn pan() -> impl Strategy<Value = PanData> {
    (name(), any::<bool>(), some("[!-~]{3,64}"), "[0-9A-F-]{3,64}", date())
        .prop_map(|(object, result, cl_trid, sv_trid, date)| PanData { object, result, cl_trid, sv_trid, date })
}

fn checked(object: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<Checked>> {
    let item = (object, any::<bool>(), some("[!-~]{1,16}( [!-~]{1,15})?"));
    list(item.prop_map(|(object, available, reason)| Checked { object, available, reason }), 1..=5)
}

fn domain_info() -> impl Strategy<Value = ResData> {
    let dates = (some(date()), some(date()), some(date()));
    let states = statuses(&["ok", "serverHold", "pendingDelete", "serverRenewProhibited", "pendingCreate"]);
    (name(), states, some(handle()), list(role(), 0..=2), list(host_name(), 0..=7), list(host_name(), 0..=3), dates)
        .prop_map(|(name, statuses, registrant, contacts, ns, hosts, (cr_date, up_date, ex_date))| {
            let roid = "EKSEMPEL_DK-DK".to_owned();
            let cl_id = "REG-100001".to_owned();
            ResData::DomainInfo(Box::new(domain::InfoData {
                name,
                roid,
                statuses,
                registrant,
                contacts,
                ns,
                hosts,
                cl_id,
                cr_date,
                up_date,
                ex_date,
                ..domain::InfoData::default()
            }))
        })
}

fn contact_info() -> impl Strategy<Value = ResData> {
    let states = statuses(&["ok", "linked", "serverDeleteProhibited", "serverTransferProhibited"]);
    (handle(), states, list(postal(), 1..=1), some(phone()), some(phone()), date(), some(date())).prop_map(
        |(id, statuses, postal, voice, fax, cr_date, up_date)| {
            ResData::ContactInfo(Box::new(contact::InfoData {
                id,
                roid: "JD1-DK".to_owned(),
                statuses,
                postal,
                voice,
                fax,
                email: "anonymous@punktum.dk".to_owned(),
                cl_id: "REG-100001".to_owned(),
                cr_id: "REG-100001".to_owned(),
                cr_date,
                up_id: None,
                up_date,
                tr_date: None,
                auth_info: None,
            }))
        },
    )
}

fn host_info() -> impl Strategy<Value = ResData> {
    let states = statuses(&["ok", "linked", "pendingUpdate", "serverDeleteProhibited"]);
    (host_name(), states, list(addr(), 0..=4), date(), some(date())).prop_map(
        |(name, statuses, addrs, cr_date, up_date)| {
            ResData::HostInfo(host::InfoData {
                name,
                roid: "NS1_EKSEMPEL_DK-DK".to_owned(),
                statuses,
                addrs,
                cl_id: "REG-100001".to_owned(),
                cr_id: "REG-100001".to_owned(),
                cr_date,
                up_id: None,
                up_date,
                tr_date: None,
            })
        },
    )
}

fn data() -> impl Strategy<Value = ResData> {
    let transfer = (name(), handle(), date(), some(handle()), some(date()));
    prop_oneof![
        checked(name()).prop_map(|items| ResData::DomainCheck(domain::CheckData { items })),
        checked(handle()).prop_map(|items| ResData::ContactCheck(contact::CheckData { items })),
        checked(host_name()).prop_map(|items| ResData::HostCheck(host::CheckData { items })),
        domain_info(),
        contact_info(),
        host_info(),
        pan().prop_map(ResData::DomainPan),
        (handle(), date()).prop_map(|(id, cr_date)| ResData::ContactCreate(contact::CreateData { id, cr_date })),
        (host_name(), date()).prop_map(|(name, cr_date)| ResData::HostCreate(host::CreateData { name, cr_date })),
        transfer.prop_filter("the schema wants both", |it| it.3.is_some() && it.4.is_some()).prop_map(
            |(name, re_id, re_date, ac_id, ac_date)| {
                let tr_status = "serverApproved".to_owned();
                let ex_date = None;
                ResData::DomainTransfer(domain::TransferData {
                    name,
                    tr_status,
                    re_id,
                    re_date,
                    ac_id,
                    ac_date,
                    ex_date,
                })
            }
        ),
    ]
}

fn response() -> impl Strategy<Value = ServerFrame> {
    let code = prop::sample::select(vec![1000, 1001, 1300, 1301, 1500, 2001, 2005, 2104, 2201, 2303, 2308, 2400, 2502]);
    let extensions = (some(any::<bool>()), some(any::<bool>()), list(ds(), 0..=3), any::<bool>()).prop_map(
        |(auto_renew, registrant_validated, ds, redemption)| {
            let mut extensions = epp::Extensions::default();
            extensions.dkhm.auto_renew = auto_renew;
            extensions.dkhm.registrant_validated = registrant_validated;
            extensions.sec_dns = (!ds.is_empty()).then(|| SecDns::from(ds));
            extensions.rgp_statuses = if redemption { vec!["redemptionPeriod".to_owned()] } else { Vec::new() };
            extensions
        },
    );
    let queue = (1..1_000_000_u64, "[0-9]{1,9}", some(date()), some(text()))
        .prop_map(|(count, id, q_date, msg)| epp::MsgQueue { count, id, q_date, msg, lang: None });
    (code, text(), some(data()), some(queue), extensions, some("[!-~]{3,64}"), "[0-9A-F-]{3,64}").prop_map(
        |(code, msg, data, msg_q, extensions, cl, sv)| {
            let plain = Response::new(ResultCode(code), msg, TrId { cl, sv });
            Response { data, msg_q, extensions, ..plain }.into()
        },
    )
}

proptest! {
    #[test]
    fn commands_are_read_as_written(frame in command()) {
        let xml = frame.to_xml();
        prop_assert_eq!(ClientFrame::parse(&xml), Ok(frame), "{}", xml);
    }

    #[test]
    fn responses_are_read_as_written(frame in response()) {
        let xml = frame.to_xml();
        prop_assert_eq!(ServerFrame::parse(&xml), Ok(frame), "{}", xml);
    }

    /// Indentation, other prefixes and references change nothing.
    #[test]
    fn the_form_does_not_matter(frame in command(), indent in "[ \t\r\n]{0,4}") {
        let xml = frame.to_xml().replace("><", &format!(">{indent}<!-- - --><"));
        let xml = xml.replace("domain:", "d-1.x:").replace("xmlns:domain=", "xmlns:d-1.x=");
        prop_assert_eq!(ClientFrame::parse(&xml), Ok(frame), "{}", xml);
    }
}

/// Frames with arbitrary valid values, as many as one call of `xmllint` takes at ease.
fn frames<T>(strategy: &impl Strategy<Value = T>, write: impl Fn(&T) -> String) -> Vec<String> {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    (0..400).map(|_| write(&strategy.new_tree(&mut runner).unwrap().current())).collect()
}

#[test]
fn what_is_written_is_valid_if_its_values_are() {
    let (commands, responses) = (frames(&command(), ClientFrame::to_xml), frames(&response(), ServerFrame::to_xml));
    let labelled: Vec<_> = commands.iter().chain(&responses).map(|xml| ("generated", xml.as_str())).collect();
    schema::assert_valid("what_is_written_is_valid_if_its_values_are", &labelled);
}
