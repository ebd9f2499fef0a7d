use dk::{Billable, Money, Price, PriceList};
use time::macros::{date, datetime};

use super::{Debit, DebitObject, Movement, Props, Trouble, UnderWay, page};
use ui::Refusal;
use ui::explain::Outage;
use ui::testing::{EVIL, both};

fn kroner(amount: i64) -> Money {
    Money::from_kroner(amount).unwrap()
}

fn with_balance(amount: i64) -> Props {
    Props { balance: Some((kroner(amount), datetime!(2026-11-21 13:01 UTC))), page: 1, pages: 1, ..Props::default() }
}

fn shown(props: &Props) -> [String; 2] {
    both(|viewer| page(viewer, props.clone()))
}

#[test]
fn the_balance_stands_with_its_age_and_threshold() {
    let [da, en] = shown(&with_balance(8_420));
    assert!(
        da.contains("8.420,00 kr.") && da.contains("På eller under 10.000,00 kr.") && da.contains("for 1 min. siden")
    );
    assert!(en.contains("8,420.00 DKK") && en.contains("At or below 10,000.00 DKK"));
    assert_eq!(en.matches(">Reached<").count(), 1);
    assert_eq!(shown(&with_balance(5_000))[1].matches(">Reached<").count(), 2);
    assert!(shown(&with_balance(10_001))[1].contains("Above every alert threshold"));
}

#[test]
fn what_is_under_way_is_told_in_one_sentence() {
    let shown_with = |debits, refunds| {
        let under_way = UnderWay { debits: kroner(debits), refunds: kroner(refunds) };
        shown(&Props { under_way, ..with_balance(20_000) })
    };
    assert!(!shown_with(0, 0)[1].contains("under way may"), "nothing is under way, nothing is said");
    let [da, en] = shown_with(150, 0);
    assert!(en.contains("/applications?state=uncertain") && !en.contains("/applications?state=pending"));
    assert!(en.contains("taken up to 150.00 DKK") && en.contains("at once as unexplained") && !en.contains("back"));
    assert!(da.contains("op til 150,00 kr.") && da.contains("straks som uforklaret"));
    let [da, en] = shown_with(0, 50);
    assert!(en.contains("bring up to 50.00 DKK back") && !en.contains("have taken"));
    assert!(da.contains("op til 50,00 kr. tilbage"));
    let [da, en] = shown_with(150, 50);
    assert!(en.contains("/applications?state=uncertain") && en.contains("/applications?state=pending"));
    assert!(en.contains("up to 150.00 DKK") && en.contains("up to 50.00 DKK back"));
    assert!(da.contains("op til 150,00 kr.") && da.contains("op til 50,00 kr. tilbage"));
    let unknown =
        Props { under_way: UnderWay { debits: kroner(1), refunds: kroner(1) }, page: 1, pages: 1, ..Props::default() };
    assert!(!shown(&unknown)[1].contains("under way may"), "no balance, no bounds");
}

#[test]
fn an_empty_account_and_an_overdrawn_one_say_what_follows() {
    let empty = &shown(&with_balance(0))[1];
    assert!(empty.contains("The account is empty") && empty.matches(">Reached<").count() == 3);
    let overdrawn = &shown(&with_balance(-1))[1];
    assert!(
        overdrawn.contains("overdrawn")
            && overdrawn.contains("15 days")
            && overdrawn.contains(">Overdrawn<")
            && overdrawn.contains("-1.00 DKK")
    );
}

#[test]
fn an_unknown_balance_is_no_zero() {
    let trouble = Some(Trouble::Outage(Outage::Broken));
    let [_, en] = shown(&Props { trouble, page: 1, pages: 1, ..Props::default() });
    assert!(en.contains("Not known") && !en.contains("The account is empty") && !en.contains("Reached"));
    assert!(en.contains("The registry does not answer") && !en.contains("last balance known"));
    let trouble = Some(Trouble::Outage(Outage::Broken));
    assert!(shown(&Props { trouble, ..with_balance(10) })[1].contains("last balance known"));
    let refusal = Refusal { title: "Refused".to_owned(), code: Some(2201), ..Refusal::default() };
    assert!(shown(&Props { trouble: Some(Trouble::Refused(refusal)), ..with_balance(10) })[1].contains("2201"));
}

#[test]
fn prices_hold_by_the_danish_date() {
    let mut prices = PriceList::new();
    for (valid_from, amount) in [(date!(2020 - 01 - 01), 40), (date!(2026 - 04 - 01), 50), (date!(2027 - 04 - 01), 52)]
    {
        prices.insert(Price { operation: Billable::Create, valid_from, amount: kroner(amount) });
        prices.insert(Price { operation: Billable::Renew, valid_from, amount: kroner(amount) });
    }
    prices.insert(Price { operation: Billable::Restore, valid_from: date!(2020 - 01 - 01), amount: kroner(125) });
    let [da, en] = shown(&Props { prices, ..with_balance(20_000) });
    assert!(en.contains("50.00 DKK") && en.contains("52.00 DKK from 1 Apr 2027") && !en.contains("40.00 DKK"));
    assert!(en.contains("175.00 DKK in all"), "a restoration includes a year's renewal");
    assert!(en.contains("Not in the list"), "no price is invented");
    assert!(da.contains("Siden 1. apr. 2026") && da.contains("Nej, saldoen kan blive negativ"));
    assert!(shown(&with_balance(1))[1].contains("no price list yet"));
}

#[test]
fn debits_and_unexplained_movements_are_listed() {
    let debit = |billable: &str, object, amount, under_way| Debit {
        at: datetime!(2026-11-21 12:00 UTC),
        billable: billable.to_owned(),
        object,
        amount: kroner(amount),
        under_way,
    };
    let debits = vec![
        debit("create", DebitObject::Domain("kage.dk".to_owned()), 50, true),
        debit("create", DebitObject::Domain("optaget.dk".to_owned()), -50, false),
        debit(EVIL, DebitObject::Other(EVIL.to_owned()), 7, false),
        debit("renew", DebitObject::Domain(EVIL.to_owned()), 50, false),
    ];
    let movements = vec![
        Movement {
            amount: kroner(-5),
            from: Some(datetime!(2026-11-21 11:00 UTC)),
            until: datetime!(2026-11-21 12:00 UTC),
        },
        Movement { amount: kroner(9), from: None, until: datetime!(2026-11-20 12:00 UTC) },
    ];
    let [da, en] = shown(&Props { debits, movements, total: 120, pages: 3, ..with_balance(20_000) });
    assert!(en.contains("href=\"/whois/domains/kage.dk\"") && en.contains("Under way") && en.contains("Given back"));
    assert!(en.contains("By -5.00 DKK between 21 Nov 2026 12:00 and 21 Nov 2026 13:00."));
    assert!(da.contains("Med +9,00 kr. indtil 20. nov. 2026 13:00."));
    assert!(en.contains("href=\"/prepaid?page=2\""));
}

#[test]
fn every_refund_has_words_in_both_languages() {
    for (operation, da, en) in [
        ("create", "Tilbageførsel af registrering", "Refund of a registration"),
        ("renew", "Tilbageførsel af fornyelse", "Refund of a renewal"),
        ("restore", "Tilbageførsel af genopretning", "Refund of a restoration"),
        ("transfer", "Tilbageførsel af forhandlerskifte", "Refund of a transfer"),
        ("change_registrant", "Tilbageførsel af overdragelse", "Refund of a change of registrant"),
    ] {
        let word = Billable::parse(operation).unwrap_or_else(|_| panic!("{operation}"));
        assert!(Billable::ALL.contains(&word));
        let shown_as = |billable: String| {
            let debit = Debit {
                at: datetime!(2026-11-21 12:00 UTC),
                billable,
                object: DebitObject::Domain("kage.dk".to_owned()),
                amount: kroner(-50),
                under_way: false,
            };
            shown(&Props { debits: vec![debit], total: 1, ..with_balance(20_000) })
        };
        let [told_da, told_en] = shown_as(format!("{operation}.refund"));
        assert!(told_da.contains(da) && told_en.contains(en) && !told_en.contains(".refund"), "{operation}");
        let [told_da, told_en] = shown_as(format!("{operation}.refund.undone"));
        assert!(told_da.contains("alligevel ikke") && told_en.contains("not made after all"), "{operation}");
        assert!(!told_en.contains(".undone"));
        for unknown in ["x.refund", "create.undone"] {
            assert!(shown_as(unknown.to_owned())[1].contains(unknown), "an unknown word stands as it is");
        }
    }
    assert_eq!(Billable::ALL.len(), 5);
}

#[test]
fn empty_lists_and_pages_past_the_end_say_so() {
    assert!(shown(&with_balance(1))[1].contains("Nothing has been charged"));
    let past = &shown(&Props { total: 3, page: 9, ..with_balance(1) })[1];
    assert!(past.contains("the list is shorter") && past.contains("href=\"/prepaid\""));
}

#[test]
fn payment_details_are_the_accounts_own_and_none_is_invented() {
    let [da, en] = shown(&with_balance(1));
    assert!(da.contains("REG-100001") && en.contains("FIK"));
    assert!(!en.contains("+71") && !en.contains("+75"));
}
