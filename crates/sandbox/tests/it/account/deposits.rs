//! Money in and out, once each.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Account;

impl Account {
    async fn pay(&self, path: &str, key: &str, body: Value) -> (u16, Value) {
        let (status, said) = self.call(Method::POST, &format!("/REG-100001/{path}"), Some(key), body).await;
        (status.as_u16(), said)
    }
}

#[tokio::test]
async fn a_deposit_is_booked_once_however_often_it_is_sent() {
    let account = Account::start().await;
    let given = json!({"amount": "500.00", "reference": "card 4711"});
    let calls = (0..8).map(|_| account.pay("deposits", "order-1", given.clone()));
    let answers = futures_util::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == 201).count(), 1);
    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 7);
    assert!(answers.iter().all(|(_, line)| line == &answers[0].1));
    assert_eq!((&answers[0].1["balance"], &answers[0].1["purpose"]), (&json!("10500.00"), &json!("deposit")));
    assert_eq!(account.pay("deposits", "order-1", json!({"amount": "500.01", "reference": "card 4711"})).await.0, 409);
    assert_eq!(account.get("").await["balance"], "10500.00");
    assert_eq!(account.get("/statement").await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_no_deposit_is_refused() {
    let account = Account::start().await;
    for amount in ["0.00", "-5.00", "10000000.01", "1.005", "x"] {
        let (status, said) = account.pay("deposits", "k", json!({ "amount": amount })).await;
        assert_eq!(status, 422, "{amount}: {said}");
    }
    let (status, said) = account.post("/deposits", json!({"amount": "5.00"})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{said}");
    assert_eq!(account.pay("deposits", &"k".repeat(101), json!({"amount": "5.00"})).await.0, 400);
    assert_eq!(account.get("").await["balance"], "10000.00");
}

#[tokio::test]
async fn a_deposit_is_taken_back_in_parts_and_never_twice() {
    let account = Account::start().await;
    let (_, deposit) = account.pay("deposits", "d", json!({"amount": "100.00"})).await;
    let path = format!("deposits/{}/reversal", deposit["id"]);
    let (status, line) = account.pay(&path, "r1", json!({"amount": "30.00", "reference": "refund"})).await;
    assert_eq!((status, &line["amount"], &line["balance"]), (201, &json!("-30.00"), &json!("10070.00")));
    assert_eq!(account.pay(&path, "r2", json!({"amount": "70.01"})).await.0, 409);
    let (status, line) = account.pay(&path, "r3", json!({})).await;
    assert_eq!((status, &line["amount"], &line["reverses"]), (201, &json!("-70.00"), &deposit["id"]));
    assert_eq!(account.pay(&path, "r3", json!({})).await, (200, line));
    assert_eq!(account.pay(&path, "d", json!({"amount": "1.00"})).await.0, 409);
    assert_eq!(account.pay("deposits/999999/reversal", "r4", json!({"amount": "1.00"})).await.0, 404);
    // The opening balance is no deposit.
    let opening = account.get("/statement").await[0]["id"].clone();
    assert_eq!(account.pay(&format!("deposits/{opening}/reversal"), "r5", json!({})).await.0, 404);
    assert_eq!(account.get("").await["balance"], "10000.00");
}
