use dk::{Management, VerificationStatus};
use time::macros::datetime;

use super::{NEW, NOW, fields, parse};
use crate::whois::consent::ConsentMethod;
use crate::whois::register::known::check_registrant;
use crate::whois::register::{self, ContactMode, KnownContact, Registrant};
use ui::Lang;

type Pairs<'a> = &'a [(&'a str, &'a str)];

/// The only error, in English; and it must have words of its own in Danish.
#[track_caller]
fn refused(base: Pairs<'_>, changes: Pairs<'_>, field: &str, words: &str) {
    let typed = fields(&[base, changes]);
    let errors = parse(&typed, Lang::En).expect_err(&format!("{changes:?}"));
    let found: Vec<_> = errors.iter().collect();
    assert_eq!(found.len(), 1, "{changes:?}: {found:?}");
    assert_eq!(found[0].0, field, "{changes:?}: {found:?}");
    assert!(found[0].1.contains(words), "{changes:?}: {words:?} is not in {:?}", found[0].1);
    let danish = parse(&typed, Lang::Da).expect_err("an error in Danish");
    assert_ne!(danish.get(field), errors.get(field), "{changes:?}: not translated");
}

#[test]
fn a_right_application_is_read_whole() {
    let ascii = dk::DomainName::parse("blåbærgrød.dk").unwrap().ascii().to_uppercase();
    let typed = fields(&[&[
        ("domain_name", &ascii),
        ("authorization_code", "DEADBEEF"),
        ("auto_renew", "false"),
        ("reference", " K-1 "),
        ("po_number", "PO 2"),
        ("account_code", "4711"),
        ("registrant_handle", " gsa42-dk "),
        ("name_servers", "NS1.nordisk.example, ns2.nordisk.example\r\n\r\nns.bærfarm.dk "),
        (
            "ds_records",
            "; from the signer\r\nblåbærgrød.dk. IN DS 1 13 2 2BB183AF5F22588179A53B0A98631FAD1A2921182BB183AF5F22588179A53B0A",
        ),
        ("consent_method", "phone"),
    ]]);
    let request = parse(&typed, Lang::Da).unwrap();
    assert_eq!(request.domain.unicode(), "blåbærgrød.dk");
    assert_eq!(request.authorization_code.as_ref().map(dk::WaitingListCode::expose), Some("deadbeef"));
    assert!(!request.auto_renew);
    assert_eq!(
        (request.reference.as_str(), request.po_number.as_str(), request.account_code.as_str()),
        ("K-1", "PO 2", "4711")
    );
    assert_eq!(request.registrant, Registrant::Handle(dk::Handle::parse("GSA42-DK").unwrap()));
    let hosts: Vec<_> = request.name_servers.as_slice().iter().map(dk::HostName::unicode).collect();
    assert_eq!(hosts, ["ns1.nordisk.example", "ns2.nordisk.example", "ns.bærfarm.dk"]);
    assert_eq!(request.ds.len(), 1);
    // 10:15 in winter is 09:15 UTC.
    assert_eq!(request.accepted.confirmation.accepted_at(), datetime!(2026-11-21 09:15 UTC));
    assert_eq!(request.accepted.method, ConsentMethod::Phone);
    assert_eq!(request.accepted.terms_version, "15");
    assert!(!format!("{request:?}").contains("deadbeef"), "the code must not show in logs");
}

#[test]
fn renewal_follows_the_account_where_nothing_was_said() {
    let typed = fields(&[]).without(&["auto_renew"]);
    for default in [true, false] {
        let request = register::parse(&typed, Lang::En, NOW, default).unwrap();
        assert_eq!(request.auto_renew, default);
    }
}

#[test]
fn bad_names_are_explained() {
    for (name, words) in [
        ("", "Enter"),
        ("blåbærgrød.com", ".dk"),
        ("www.blåbærgrød.dk", "one"),
        (&format!("{}.dk", "a".repeat(64)), "64"),
        (&format!("{}.dk", "æ".repeat(60)), "63"),
        ("xn--zzzzzz-nonsense-999999.dk", "xn--"),
        ("bаnk.dk", "“а”"),
        ("日本.dk", "“日”"),
        ("ab--cd.dk", "third and the fourth"),
        ("-blåbær.dk", "hyphen"),
        ("blå bær.dk", "U+0020"),
    ] {
        refused(&[], &[("domain_name", name)], "domain_name", words);
    }
    assert!(parse(&fields(&[&[("domain_name", "straße.dk")]]), Lang::En).is_ok(), "ß is a letter of .dk names");
}

#[test]
fn the_waiting_list_code_is_checked_and_not_repeated() {
    refused(&[], &[("authorization_code", "deadbee")], "authorization_code", "8");
    refused(&[], &[("authorization_code", "deadbeeg")], "authorization_code", "8");
    for code in ["secretly", "deadbeef0"] {
        let errors = parse(&fields(&[&[("authorization_code", code)]]), Lang::En).unwrap_err();
        assert!(errors.iter().all(|(_, message)| !message.contains(code)));
    }
}

#[test]
fn bad_name_servers_are_explained() {
    let eight = (1..=8).map(|n| format!("ns{n}.nordisk.example")).collect::<Vec<_>>().join("\n");
    for (hosts, words) in [
        ("", "two"),
        ("ns1.nordisk.example", "two"),
        (eight.as_str(), "8"),
        ("ns1.nordisk.example\nns2.nordisk.example\nNS1.nordisk.example.", "ns1.nordisk.example"),
        ("ns1.nordisk.example\nns2", "ns2: "),
        ("192.0.2.1\nns2.nordisk.example", "192.0.2.1: "),
    ] {
        refused(&[], &[("name_servers", hosts)], "name_servers", words);
    }
    let errors = parse(&fields(&[&[("name_servers", "a\nb_.example\nns.example.com")]]), Lang::En).unwrap_err();
    let message = errors.get("name_servers").unwrap();
    assert!(message.contains("a: ") && message.contains("b_.example: "), "every bad one is named: {message}");
}

#[test]
fn bad_ds_records_are_explained() {
    let digest = "2BB183AF5F22588179A53B0A98631FAD1A2921182BB183AF5F22588179A53B0A";
    let line = |tag: u32, digest: &str| format!("{tag} 13 2 {digest}");
    let twice = format!("{}\n{}", line(1, digest), line(1, &digest.to_lowercase()));
    let six = (1..=6).map(|tag| line(tag, digest)).collect::<Vec<_>>().join("\n");
    let other = format!("eksempel.dk. IN DS {}", line(1, digest));
    for (records, words) in [
        (twice.as_str(), "Record 2"),
        (six.as_str(), "6 DS records"),
        (other.as_str(), "eksempel.dk"),
        ("1 13 2 ABCD", "Record 1"),
        ("65536 13 2 ABCD", "65536"),
        ("1 99 2 ABCD", "99"),
        ("blåbærgrød.dk. IN DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0d", "DNSKEY"),
    ] {
        refused(&[], &[("ds_records", records)], "ds_records", words);
    }
}

#[test]
fn the_time_of_acceptance_is_bounded() {
    for (at, words) in [
        ("", "Enter"),
        ("2026-10-21T10:15", "31 days"),
        ("2026-11-22T15:05", "25 hours"),
        ("2027-03-01T10:15", "24 hours"),
        ("yesterday", "yesterday"),
        ("2026-02-30T10:15", "2026-02-30"),
        ("2026-03-29T02:30", "forward"),
    ] {
        refused(&[], &[("accepted_at", at)], "accepted_at", words);
    }
    for at in ["2026-10-22T15:02", "2026-11-22T14:02", "21-11-2026 10:15"] {
        assert!(parse(&fields(&[&[("accepted_at", at)]]), Lang::En).is_ok(), "{at}");
    }
}

#[test]
fn a_doubled_hour_is_asked_about() {
    let now = datetime!(2026-10-26 12:00 UTC);
    let twice = ("accepted_at", "2026-10-25T02:30");
    let at = |fold: &str| register::parse(&fields(&[&[twice, ("accepted_fold", fold)]]), Lang::En, now, true);
    let errors = at("").unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors.get("accepted_fold").is_some_and(|message| message.contains("twice")));
    let moment = |fold| at(fold).unwrap().accepted.confirmation.accepted_at();
    assert_eq!(moment("earlier"), datetime!(2026-10-25 00:30 UTC));
    assert_eq!(moment("later"), datetime!(2026-10-25 01:30 UTC));
}

#[test]
fn how_it_was_accepted_must_be_said() {
    refused(&[], &[("consent_method", "")], "consent_method", "Choose");
    refused(&[], &[("consent_method", "telepathy")], "consent_method", "Choose");
    refused(&[], &[("terms_version", " ")], "terms_version", "Enter");
}

#[test]
fn handles_are_checked() {
    refused(&[], &[("registrant_handle", "")], "registrant_handle", "Enter");
    refused(&[], &[("registrant_handle", "GSA42")], "registrant_handle", "-DK");
    refused(&[], &[("registrant_handle", "REG-100001")], "registrant_handle", "REG-handle");
    refused(&[], &[("registrant_kind", "nobody")], "registrant_kind", "Choose");
    assert!(parse(&fields(&[&[("contact_cvr", "nonsense")]]), Lang::En).is_ok(), "the new contact was not chosen");
}

#[test]
fn the_wrong_model_and_a_refused_identity_are_known_beforehand() {
    let contact = |management, verification| KnownContact {
        handle: "GSA42-DK".to_owned(),
        management,
        verification,
        ..KnownContact::default()
    };
    assert!(check_registrant(&contact(None, None), Lang::En).is_ok());
    let good = contact(Some(Management::Registrar), Some(VerificationStatus::Pending));
    assert!(check_registrant(&good, Lang::En).is_ok(), "a pending verification is no obstacle");
    for (management, verification, words) in [
        (Some(Management::Registrant), None, "managed by its registrant"),
        (None, Some(VerificationStatus::Rejected), "rejected"),
        (None, Some(VerificationStatus::Expired), "expired"),
    ] {
        let errors = check_registrant(&contact(management, verification), Lang::En).unwrap_err();
        let message = errors.get("registrant_handle").unwrap();
        assert!(message.contains(words) && message.contains("GSA42-DK"), "{message}");
    }
}

#[test]
fn a_new_contact_is_read_whole() {
    let Registrant::New(contact) = parse(&fields(&[NEW]), Lang::En).unwrap().registrant else {
        panic!("a new contact was typed");
    };
    assert_eq!(
        (contact.name.as_str(), contact.organisation.as_deref()),
        ("Grød & Sønner ApS", Some("Grød & Sønner ApS"))
    );
    assert_eq!(contact.phone.as_str(), "+45.33646060", "a Danish number needs no country code");
    assert_eq!(contact.company_number.as_ref().map(dk::CompanyNumber::as_str), Some("24210375"));
    assert_eq!((contact.verified, contact.mode, contact.sole_proprietorship), (false, ContactMode::Auto, None));

    let more: Pairs<'_> = &[
        ("contact_name", "Åse Østergaard"),
        ("contact_street", "Åboulevarden 12\nBaghuset\n3. tv."),
        ("contact_region", "Midtjylland"),
        ("contact_p_number", "1006410698"),
        ("contact_ean", "5798009780690"),
        ("contact_mobile", "+45 20 12 34 56"),
        ("contact_secondary_email", "faktura@groed.example"),
        ("contact_verified", "1"),
        ("contact_match", "force"),
    ];
    let Registrant::New(contact) = parse(&fields(&[NEW, more]), Lang::En).unwrap().registrant else {
        panic!("a new contact was typed");
    };
    assert_eq!((contact.name.as_str(), contact.display_name()), ("Åse Østergaard", "Grød & Sønner ApS"));
    assert_eq!(contact.street.len(), 3);
    assert!(contact.verified && contact.p_number.is_some() && contact.ean.is_some() && contact.mobile.is_some());
    assert_eq!(contact.mode, ContactMode::Force);
}

#[test]
fn what_a_danish_company_needs_and_may_have() {
    for (change, field, words) in [
        (("contact_user_type", ""), "contact_user_type", "Choose"),
        (("contact_organisation", ""), "contact_organisation", "Enter"),
        (("contact_cvr", ""), "contact_cvr", "CVR"),
        (("contact_cvr", "24210376"), "contact_cvr", "CVR"),
        (("contact_cvr", "2421037"), "contact_cvr", "8"),
        (("contact_p_number", "12345"), "contact_p_number", "10"),
        (("contact_ean", "5798009780691"), "contact_ean", "EAN"),
        (("contact_sole_proprietorship", "1"), "contact_sole_proprietorship", "outside Denmark"),
        (("contact_street", ""), "contact_street", "Enter"),
        (("contact_street", "a\nb\nc\nd"), "contact_street", "4 lines"),
        (("contact_postal_code", "800"), "contact_postal_code", "four digits"),
        (("contact_city", ""), "contact_city", "Enter"),
        (("contact_country", "XX"), "contact_country", "country"),
        (("contact_email", "post(at)groed.example"), "contact_email", "@"),
        (("contact_secondary_email", "@groed.example"), "contact_secondary_email", "@"),
        (("contact_phone", ""), "contact_phone", "Enter"),
        (("contact_phone", "+45 1234"), "contact_phone", "number"),
        (("contact_mobile", "20 12 34 5x"), "contact_mobile", "“x”"),
        (("contact_match", "perhaps"), "contact_match", "Choose"),
    ] {
        refused(NEW, &[change], field, words);
    }
}

#[test]
fn private_persons_have_no_organisation_and_no_numbers() {
    let person: Pairs<'_> = &[
        ("contact_user_type", "individual"),
        ("contact_name", "Åse Østergaard"),
        ("contact_organisation", ""),
        ("contact_cvr", ""),
    ];
    let person = &[NEW, person].concat();
    assert!(parse(&fields(&[person]), Lang::En).is_ok());
    for (change, field, words) in [
        (("contact_name", ""), "contact_name", "Enter"),
        (("contact_organisation", "Grød ApS"), "contact_organisation", "no organisation"),
        (("contact_cvr", "24210375"), "contact_cvr", "no CVR"),
        (("contact_p_number", "1006410698"), "contact_p_number", "Only Danish"),
        (("contact_ean", "5798009780690"), "contact_ean", "Only Danish"),
        (("contact_sole_proprietorship", "1"), "contact_sole_proprietorship", "Only for organisations"),
    ] {
        refused(person, &[change], field, words);
    }
}

#[test]
fn contacts_abroad_follow_other_rules() {
    let abroad: Pairs<'_> = &[
        ("contact_country", "DE"),
        ("contact_organisation", "Gruetze GmbH"),
        ("contact_cvr", ""),
        ("contact_street", "Hafenstrasse 1"),
        ("contact_postal_code", ""),
        ("contact_city", "Hamburg"),
        ("contact_phone", "+49 40 42831 0"),
        ("contact_sole_proprietorship", "1"),
    ];
    let abroad = &[NEW, abroad].concat();
    let Registrant::New(contact) = parse(&fields(&[abroad]), Lang::En).unwrap().registrant else {
        panic!("a new contact was typed");
    };
    assert_eq!((contact.sole_proprietorship, contact.company_number, contact.postal_code), (Some(true), None, None));
    for (change, field, words) in [
        (("contact_organisation", "Grütze GmbH"), "contact_organisation", "ü"),
        (("contact_name", "Jörg"), "contact_name", "ö"),
        (("contact_street", "Hafenstraße 1"), "contact_street", "ß"),
        (("contact_city", "Köln"), "contact_city", "ö"),
        (("contact_region", "Thüringen"), "contact_region", "ü"),
        (("contact_p_number", "1006410698"), "contact_p_number", "Only Danish"),
        (("contact_ean", "5798009780690"), "contact_ean", "Only Danish"),
        (("contact_phone", "+45 1234"), "contact_phone", "number"),
    ] {
        refused(abroad, &[change], field, words);
    }
}

#[test]
fn a_p_number_needs_its_cvr_number() {
    let errors =
        parse(&fields(&[NEW, &[("contact_cvr", ""), ("contact_p_number", "1006410698")]]), Lang::En).unwrap_err();
    let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
    assert_eq!(wrong, ["contact_cvr", "contact_p_number"]);
}

#[test]
fn everything_wrong_is_said_at_once_in_the_forms_order() {
    let typed = fields(&[&[
        ("domain_name", "x.com"),
        ("authorization_code", "x"),
        ("auto_renew", "perhaps"),
        ("registrant_handle", ""),
        ("name_servers", ""),
        ("ds_records", "x"),
        ("accepted_at", ""),
        ("consent_method", ""),
        ("terms_version", ""),
        ("reference", &"x".repeat(101)),
    ]]);
    let errors = parse(&typed, Lang::En).unwrap_err();
    let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
    let expected = [
        "domain_name",
        "authorization_code",
        "auto_renew",
        "registrant_handle",
        "name_servers",
        "ds_records",
        "accepted_at",
        "consent_method",
        "terms_version",
        "reference",
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn nothing_at_all_is_no_trouble() {
    let errors = parse(&ui::Fields::default(), Lang::Da).unwrap_err();
    for field in ["domain_name", "registrant_handle", "name_servers", "accepted_at", "consent_method", "terms_version"]
    {
        assert!(errors.get(field).is_some(), "{field}");
    }
}
