//! What is cut off on its way leaves nothing behind: no file, no part of one, no act.

use crate::ground::Ground;
use crate::served::{Person, Served, command};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

/// Where the evidence of a unit is sent in the example's open round.
const SHEET: &str = "/rounds/childcare-2026-2/units/YT20";

/// Sends the beginning of a request and goes away; waits until the office has noticed.
fn cut_off(at: &str, request: &[u8]) {
    let mut stream = TcpStream::connect(at.trim_start_matches("http://")).unwrap();
    stream.write_all(request).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    // It may answer or not; it has ended the connection when this ends.
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    let status = String::from_utf8_lossy(&rest);
    assert!(!status.starts_with("HTTP/1.1 2") && !status.starts_with("HTTP/1.1 3"), "{status}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn uploads_that_are_cut_off_leave_nothing() {
    let ground = Ground::sqlite();
    let served = Served::start(command(&ground));
    let at = served.address.as_str();
    let mut yt20 = Person::of_example(at, "yt20").await;
    let form = yt20.upload_head(at, SHEET, "proof.txt").await;
    let (files, size) = (ground.kept_files(), ground.size().await);
    let head = |path: &str, more: &str| format!("POST {path} HTTP/1.1\r\nHost: office\r\n{more}\r\n");
    let half = "half of it\n".repeat(20_000);
    let (bearer, cookies) = (format!("Authorization: {}\r\n", yt20.token), format!("Cookie: {}\r\n", yt20.cookies()));
    let announced = "Content-Length: 1000000\r\n";
    let blob = "Content-Type: application/octet-stream\r\n";
    let multipart = "Content-Type: multipart/form-data; boundary=split\r\n";
    let evidence = format!("{SHEET}/evidence");
    for (path, headers, body) in [
        ("/api/v1/blobs", format!("{bearer}{blob}{announced}"), half.clone()),
        // In chunks, of which the last never comes, or comes short.
        (
            "/api/v1/blobs",
            format!("{bearer}{blob}Transfer-Encoding: chunked\r\n"),
            format!("{:x}\r\n{half}\r\n", half.len()),
        ),
        ("/api/v1/blobs", format!("{bearer}{blob}Transfer-Encoding: chunked\r\n"), format!("fffff\r\n{half}")),
        (evidence.as_str(), format!("{cookies}{multipart}{announced}"), format!("{form}{half}")),
        // Whole by its length, but the form does not end.
        (
            evidence.as_str(),
            format!("{cookies}{multipart}Content-Length: {}\r\n", form.len() + half.len()),
            format!("{form}{half}"),
        ),
    ] {
        cut_off(at, format!("{}{body}", head(path, &headers)).as_bytes());
        assert_eq!(ground.kept_files(), files, "{path} {headers}");
        assert_eq!(ground.size().await, size, "{path} {headers}");
    }
    // The same, whole.
    let came = yt20.upload(at, SHEET, &evidence, ("proof.txt", half.as_bytes())).await;
    assert_eq!(came.status, 303, "{came:?}");
    assert_eq!(ground.kept_files().len(), files.len() + 1);
    assert_eq!(ground.size().await, size + 1);
    served.stop();
}
