//! A backup restored into a fresh folder, with the two keys put back beside it, is the same office: people sign in with their
//! password and their second factor.

use crate::ground::{Ground, said};
use crate::served::{Came, Person, Served, command};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use std::time::{SystemTime, UNIX_EPOCH};

/// Sets up a second factor as its owner does, and gives the secret that the page shows.
async fn enrolled(at: &str, person: &mut Person) -> Vec<u8> {
    let page = person.browse_page(at, "/account/factor").await;
    let typed = page.body.split_once("<p><code>").unwrap().1.split_once("</code>").unwrap().0.replace(' ', "");
    let secret = unbase32(&typed);
    let came = person.fill(at, "/account/factor", "/account/factor", &[("code", &code(&secret, 0))]).await;
    assert_eq!(came.status, 200, "{came:?}");
    secret
}

/// Signs in with password and second factor: the last page.
async fn signed_in(at: &str, code: &str) -> Came {
    let mut person = Person::of_example_password(at, "xitong").await;
    person.send_form(at, "/sign-in/factor", "/sign-in/factor", &[("code", code)]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn second_factors_hold_after_a_restore_with_the_keys_and_only_then() {
    let ground = Ground::sqlite();
    let served = Served::start(command(&ground));
    let mut xitong = Person::of_example(&served.address, "xitong").await;
    let secret = enrolled(&served.address, &mut xitong).await;
    served.stop();
    let (out, words) = said(&ground.run(&["backup", "--store", &ground.url, "--blobs", "blobs", "kept"]));
    assert_eq!(out, 0, "{words}");
    assert!(words.contains("office/identity.key") && words.contains("office/ledger.key"), "{words}");
    let again = Ground::sqlite();
    let kept = ground.path("kept").to_str().unwrap().to_owned();
    let (out, words) = said(&again.run(&["restore", &kept, "--store", &again.url, "--blobs", "blobs"]));
    assert_eq!(out, 0, "{words}");
    assert!(words.contains("identity.key") && words.contains("ledger.key"), "{words}");
    // Without the keys the start says so, and no code is right. A code is good once: this is the one after the first.
    let (served, told) = Served::start_and_hear(command(&again));
    assert!(told.contains("is not the key"), "{told}");
    assert_eq!(signed_in(&served.address, &code(&secret, 1)).await.status, 401);
    served.stop();
    for key in ["identity.key", "ledger.key"] {
        std::fs::copy(ground.path("office").join(key), again.path("office").join(key)).unwrap();
    }
    let (served, told) = Served::start_and_hear(command(&again));
    assert!(!told.contains("is not the key"), "{told}");
    let came = signed_in(&served.address, &code(&secret, 1)).await;
    assert_eq!(came.status, 303, "{came:?}");
    served.stop();
    let (out, words) = said(&again.run(&["verify", "office", "--store", &again.url]));
    assert_eq!(out, 0, "{words}");
}

/// The code that an authenticator shows some steps of thirty seconds from now (RFC 6238).
fn code(secret: &[u8], later: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() / 30 + later;
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).unwrap();
    mac.update(&now.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let number = u32::from_be_bytes(digest[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn unbase32(text: &str) -> Vec<u8> {
    let digit = |letter: u8| b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).unwrap();
    let bits: Vec<bool> =
        text.bytes().flat_map(|letter| (0..5).rev().map(move |bit| digit(letter) >> bit & 1 == 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect()
}
