//! Every file goes by the scanner that the operator names, whichever way it comes; what is not clean, or could not be
//! scanned, is not kept.

use crate::ground::Ground;
use crate::served::{Person, Served, command};
use std::os::unix::fs::PermissionsExt;

const SHEET: &str = "/rounds/childcare-2026-2/units/YT20";
/// What test files for scanners hold, without the signs before it that would make one of this file.
const VIRUS: &str = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

/// A scanner that finds the test virus, breaks off at one text and never ends at another.
const SCANNER: &str = "#!/bin/sh
test \"$1\" = --strict || exit 9
grep -q EICAR-STANDARD-ANTIVIRUS-TEST-FILE \"$2\" && { echo 'Eicar-Test-Signature FOUND'; exit 1; }
grep -q BREAKS-OFF \"$2\" && exit 7
grep -q NEVER-ENDS \"$2\" && exec sleep 1000
exit 0
";

fn scanner(ground: &Ground) -> String {
    let path = ground.path("scanner.sh");
    std::fs::write(&path, SCANNER).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_not_clean_is_kept() {
    let ground = Ground::sqlite();
    let mut serving = command(&ground);
    serving.args(["--scan", &format!("{} --strict", scanner(&ground)), "--scan-within", "1"]);
    let served = Served::start(serving);
    let at = served.address.as_str();
    let mut yt20 = Person::of_example(at, "yt20").await;
    let mut kaohe = Person::of_example(at, "kaohe").await;
    let mut xitong = Person::of_example(at, "xitong").await;
    let (files, size) = (ground.kept_files(), ground.size().await);
    let evidence = format!("{SHEET}/evidence");
    let import = format!("{SHEET}/import");
    for (text, status, words) in
        [(VIRUS, 422, ["病毒", "virus"]), ("BREAKS-OFF", 503, ["查毒", "scan"]), ("NEVER-ENDS", 503, ["查毒", "scan"])]
    {
        let text = format!("unit,value\n{text}\n");
        let came = yt20.send_file(at, text.clone().into_bytes()).await.unwrap();
        assert_eq!(came.status, status, "{came:?}");
        assert!(words.iter().all(|word| came.body.contains(word)), "{came:?}");
        let file = ("list.csv", text.as_bytes());
        let all = [
            yt20.upload(at, SHEET, &evidence, file).await,
            yt20.upload(at, &import, &import, file).await,
            kaohe.upload(at, "/rounds/new", "/rounds/childcare-2026-2/bring", file).await,
            xitong.upload(at, "/people/import", "/people/import", file).await,
        ];
        for came in all {
            assert_eq!(came.status, status, "{came:?}");
            assert!(came.body.contains(words[1]), "{came:?}");
        }
    }
    assert_eq!(ground.kept_files(), files);
    assert_eq!(ground.size().await, size);
    let came = yt20.upload(at, SHEET, &evidence, ("proof.csv", b"unit,value\nclean,1\n")).await;
    assert_eq!((came.status, ground.size().await), (303, size + 1), "{came:?}");
    served.stop();
}

#[test]
fn a_scanner_that_does_not_work_is_noticed_at_the_start() {
    let ground = Ground::sqlite();
    let serve = |scanner: &str| {
        let out = command(&ground).args(["--scan", scanner]).env("LANG", "en").output().unwrap();
        (out.status.code(), String::from_utf8_lossy(&out.stdout).contains("the office is at"))
    };
    assert_eq!(serve("/nowhere/scanner --strict"), (Some(1), false));
    assert_eq!(serve(&scanner(&ground)), (Some(1), false), "without its argument it breaks off");
    assert_eq!(serve(" "), (Some(2), false));
}
