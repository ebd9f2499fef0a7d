use time::macros::datetime;

use super::{Filter, Props, Row, Sort, page};
use ui::Viewer;
use ui::testing::{EVIL, both};

fn row() -> Row {
    Row {
        name: "blåbærgrød.dk".to_owned(),
        ascii_name: "xn--blbrgrd-fxak7p.dk".to_owned(),
        statuses: vec!["ok".to_owned()],
        registrant: Some("NA1234-DK".to_owned()),
        registrant_name: Some("Nordisk Bageri A/S".to_owned()),
        expires_at: Some(datetime!(2027-08-31 21:59:59 UTC)),
        auto_renew: Some(true),
        confirmed_at: Some(datetime!(2026-11-21 12:00 UTC)),
        ..Row::default()
    }
}

fn shown(rows: Vec<Row>) -> impl Fn(Viewer) -> String {
    move |viewer| {
        let total = u64::try_from(rows.len()).unwrap();
        let props = Props { rows: rows.clone(), total, page: 1, pages: 1, may_register: true, ..Props::default() };
        page(viewer, props)
    }
}

#[test]
fn a_row_says_what_is_known_and_links_to_it() {
    let [da, en] = both(shown(vec![Row { signed: true, po_number: "PO-7".to_owned(), ..row() }]));
    for html in [&da, &en] {
        assert!(html.contains("href=\"/whois/domains/bl%C3%A5b%C3%A6rgr%C3%B8d.dk\""));
        assert!(html.contains("href=\"/whois/contacts/NA1234-DK\""));
        assert!(html.contains("xn--blbrgrd-fxak7p.dk") && html.contains("<code>ok</code>") && html.contains("PO-7"));
    }
    assert!(
        da.contains("Aktivt")
            && da.contains("31. aug. 2027")
            && da.contains("Fornyes automatisk")
            && da.contains("Signeret")
    );
    assert!(en.contains("Active") && en.contains("1 domain name<") && en.contains("1 h ago"));
}

#[test]
fn an_expiry_is_pointed_out_from_60_days_on() {
    let page = |expires_at| both(shown(vec![Row { expires_at: Some(expires_at), ..row() }]))[1].clone();
    assert!(page(datetime!(2027-01-20 22:59:59 UTC)).contains("in 60 days"));
    assert!(!page(datetime!(2027-01-21 22:59:59 UTC)).contains("in 61 days"));
    assert!(page(datetime!(2026-11-12 22:59:59 UTC)).contains("9 days ago"));
}

#[test]
fn a_redemption_names_its_end_and_restrictions_are_folded_away() {
    let statuses = ["pendingDelete", "redemptionPeriod", "serverRenewProhibited", "serverUpdateProhibited"];
    let lost = Row {
        statuses: statuses.map(str::to_owned).to_vec(),
        delete_at: Some(datetime!(2026-12-12 22:59:59 UTC)),
        ..row()
    };
    let [da, en] = both(shown(vec![lost.clone()]));
    assert!(da.contains("Kan gendannes indtil 12. dec. 2026") && da.contains("2 begrænsninger"));
    assert!(en.contains("Can be restored until 12 Dec 2026") && en.contains("<summary>2 restrictions"));
    assert!(statuses.iter().all(|word| en.contains(&format!("<code>{word}</code>"))));
    let gone = Row { statuses: vec!["pendingDelete".to_owned()], ..lost };
    assert!(both(shown(vec![gone]))[1].contains("Will be deleted 12 Dec 2026"));
}

#[test]
fn what_is_not_known_is_left_out() {
    let bare = Row {
        name: "nyt.dk".to_owned(),
        ascii_name: "nyt.dk".to_owned(),
        statuses: vec!["somethingNew".to_owned()],
        ..Row::default()
    };
    let [_, en] = both(shown(vec![bare]));
    assert!(en.contains("somethingNew") && en.contains("Not yet"));
    assert!(!en.contains("<code>nyt.dk</code>"), "the A-label is shown only where it differs");
}

#[test]
fn free_text_is_escaped_and_kept_in_links() {
    let evil = Row {
        name: EVIL.to_owned(),
        ascii_name: EVIL.to_owned(),
        statuses: vec![EVIL.to_owned(), format!("server{EVIL}Prohibited")],
        registrant: Some(EVIL.to_owned()),
        registrant_name: Some(EVIL.to_owned()),
        reference: EVIL.to_owned(),
        po_number: EVIL.to_owned(),
        account_code: EVIL.to_owned(),
        ..row()
    };
    let filter = Filter { q: EVIL.to_owned(), status: EVIL.to_owned(), sort: Sort::parse("-expires") };
    let [_, en] = both(|viewer| {
        let status_choices = vec![EVIL.to_owned()];
        page(
            viewer,
            Props {
                rows: vec![evil.clone()],
                total: 120,
                page: 2,
                pages: 3,
                filter: filter.clone(),
                status_choices,
                may_register: false,
            },
        )
    });
    let query = format!("q={0}&amp;status={0}", ui::urls::encoded(EVIL));
    assert!(en.contains(&format!("?{query}&amp;sort=-expires&amp;page=3")), "the pager keeps filter and order");
    assert!(en.contains(&format!("?{query}&amp;sort=expires")), "the order in force is reversed by its own heading");
    assert!(en.contains("type=\"hidden\" name=\"sort\" value=\"-expires\""), "filtering keeps the order");
}

#[test]
fn every_empty_list_says_what_to_do() {
    let [da, en] = both(shown(Vec::new()));
    assert!(da.contains("Ingen domænenavne endnu") && da.contains("href=\"/whois/register\""));
    assert!(!en.contains("role=\"search\""), "nothing to filter");
    let filter = Filter { q: "zzz".to_owned(), ..Filter::default() };
    let narrow = |total| {
        let filter = filter.clone();
        both(move |viewer| page(viewer, Props { total, page: 9, pages: 1, filter: filter.clone(), ..Props::default() }))
            [1]
        .clone()
    };
    assert!(narrow(0).contains("No domain name matches"));
    assert!(narrow(3).contains("the list is shorter") && narrow(3).contains("href=\"/portfolio?q=zzz\""));
    let reader = both(|viewer| page(viewer, Props { page: 1, pages: 1, ..Props::default() }))[1].clone();
    assert!(!reader.contains("href=\"/whois/register\""), "who may not register is not sent there");
}
