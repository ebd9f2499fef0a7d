use super::*;

#[test]
fn renewal_adds_a_year_and_is_debited_without_a_word_more() {
    let trial = registered();
    trial.go_to(SUMMER);
    assert_eq!(shown(&trial, "ny.dk").0, ["ok"]);
    let reply = trial.done(renew("ny.dk", EXPIRY));
    assert_eq!((reply.code.0, reply.text.as_str(), &reply.data), (1000, "Command completed successfully", &None));
    assert!(reply.queue.is_none());
    let (statuses, _, expires) = shown(&trial, "ny.dk");
    assert_eq!(expires, datetime!(2028-08-31 21:59:59 UTC));
    assert_eq!(statuses, ["serverRenewProhibited"]);
    assert_eq!(trial.debits(2), [line(Purpose::Renew, "-50.00", "9900.00")]);
    assert_eq!(trial.messages().len(), 0);
    // Automatic renewal is delayed, not replaced.
    trial.go_to(datetime!(2028-08-31 21:59:58 UTC));
    assert_eq!(trial.debits(2).len(), 1);
    trial.advance(Duration::SECOND);
    assert_eq!(trial.debits(3), [line(Purpose::AutoRenew, "-50.00", "9850.00")]);
}

#[test]
fn renewal_is_written_well() {
    let trial = registered();
    trial.go_to(SUMMER);
    let with = |value: &str, unit: &str| Renew {
        period: Some(Period { value: value.into(), unit: unit.into() }),
        ..renew("ny.dk", EXPIRY)
    };
    assert_eq!(trial.said(with("1", "m")), said(2005, "The only supported unit is y"));
    for value in ["2", "0", "-1", "x"] {
        let text = format!("Invalid period {value}. Must be within range");
        assert_eq!(trial.said(with(value, "y")), (2005, text));
    }
    let odd = Renew { cur_exp_date: "31.8.2027".into(), ..renew("ny.dk", EXPIRY) };
    assert_eq!(trial.said(odd), said(2005, "Bad value for domain:curExpDate: >31.8.2027<"));
    // Without a period it is a year.
    trial.done(Renew { period: None, ..renew("NY.dk", EXPIRY) });
}

#[test]
fn renewal_knows_the_name_and_its_date() {
    let trial = registered();
    trial.go_to(SUMMER);
    assert_eq!(trial.said(renew("fri.dk", EXPIRY)), said(2303, "Domain not found"));
    assert_eq!(trial.said(renew("a.b.c", EXPIRY)), said(2303, "Domain not found"));
    let yesterday = date!(2027 - 08 - 30);
    let text = "Given curExpDate 2027-08-30 does not match current expire date: 2027-08-31";
    assert_eq!(trial.said(renew("ny.dk", yesterday)), said(2306, text));
    trial.done(renew("ny.dk", EXPIRY));
    // A repeated command does no harm.
    let text = "Given curExpDate 2027-08-31 does not match current expire date: 2028-08-31";
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2306, text));
}

#[test]
fn renewal_is_for_the_last_two_months() {
    let trial = registered();
    trial.go_to(datetime!(2027-05-31 10:00 UTC));
    assert_eq!(shown(&trial, "ny.dk").0, ["serverRenewProhibited"]);
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2306, "New expire date 2028-08-31 exceeds max 2028-07-31"));
    trial.go_to(datetime!(2027-06-29 21:59:59 UTC));
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2105, NOT_RENEWABLE));
    trial.advance(Duration::SECOND);
    assert_eq!(shown(&trial, "ny.dk").0, ["ok"]);
    trial.done(renew("ny.dk", EXPIRY));
}

#[test]
fn renewal_is_for_active_names() {
    let trial = registered();
    trial.go_to(SUMMER);
    trial.edit_domain("ny.dk", |domain| domain.state = crate::world::domain::DomainState::AwaitingVerification);
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2105, NOT_RENEWABLE));
    trial.edit_domain("ny.dk", |domain| domain.state = crate::world::domain::DomainState::Active);
    trial.done(delete("ny.dk"));
    assert_eq!(trial.said(renew("ny.dk", SUMMER.date())), said(2105, NOT_RENEWABLE));
}

#[test]
fn renewal_is_the_payers() {
    let trial = registered();
    trial.go_to(SUMMER);
    trial.roles(&[dk::MetaRole::Proxy, dk::MetaRole::Registrar]);
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));
    trial.roles(&[dk::MetaRole::Payer]);
    let trial = trial.of_foreigner();
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));

    // A registrant-managed name is renewed by whoever pays for it.
    trial.edit_domain("ny.dk", |domain| domain.sponsor = Key::from(REGISTRY));
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));
    trial.edit_domain("ny.dk", |domain| domain.billing = Some(Key::from("REG-100002")));
    let trial = trial.of_dane();
    // … not by the portfolio in which the registrant is.
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));
    let trial = trial.of_foreigner();
    trial.done(renew("ny.dk", EXPIRY));
    assert_eq!(trial.debits(1), [line(Purpose::Renew, "-50.00", "9950.00")]);
    // Automatic renewal is the payer's too.
    trial.go_to(datetime!(2028-08-31 22:00 UTC));
    assert_eq!(trial.debits(2), [line(Purpose::AutoRenew, "-50.00", "9900.00")]);
}

#[tokio::test]
async fn no_funds_prevent_registrations_only() {
    let trial = registered();
    trial.go_to(SUMMER);
    operations::fill(&trial.registry, "REG-100001", "-9950.00".parse().unwrap()).await.unwrap();
    trial.done(renew("ny.dk", EXPIRY));
    trial.done(delete("ny.dk"));
    trial.done(restore("ny.dk"));
    assert_eq!(
        trial.debits(3),
        [
            line(Purpose::Renew, "-50.00", "-50.00"),
            line(Purpose::Renew, "-50.00", "-100.00"),
            line(Purpose::Restore, "-125.00", "-225.00"),
        ]
    );
}
