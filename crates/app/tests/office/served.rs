//! The office as people and programs meet it: `kaocheng serve` as a process, and a program that speaks to it with a token.

use crate::ground::Ground;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, SET_COOKIE};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The password of everybody in the example's office.
const PASSWORD: &str = "yunting-kaocheng-2026";

/// The program, serving until it is dropped.
pub struct Served {
    /// Where it answers.
    pub address: String,
    /// The process.
    pub child: Child,
}

/// The command that serves an office on its ground, at a port of its own.
pub fn command(ground: &Ground) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
    command.args(arguments(ground)).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// The arguments of that command. Tests send more than any person does.
pub fn arguments(ground: &Ground) -> Vec<String> {
    let path = |name: &str| ground.path(name).to_str().unwrap().to_owned();
    let words = ["serve", &path(""), "--store", &ground.url, "--blobs", &path("blobs")];
    let more = ["--listen", "127.0.0.1:0", "--requests-per-second", "100000", "--demo"];
    words.iter().chain(&more).map(|word| (*word).to_owned()).collect()
}

impl Served {
    /// Starts it, and waits until it says where it is.
    pub fn start(command: Command) -> Served {
        Served::start_and_hear(command).0
    }

    /// The same, with what it said before.
    pub fn start_and_hear(mut command: Command) -> (Served, String) {
        let mut child = command.env("LANG", "en").env_remove("LC_ALL").spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut told = String::new();
        let address = lines.find_map(|line| {
            told.push_str(&line);
            Some(line.split_once("the office is at ")?.1.trim_end_matches('/').to_owned())
        });
        let Some(address) = address else { panic!("the office did not start: {:?} {told}", child.wait()) };
        // What it says later must find somebody who reads.
        std::thread::spawn(move || lines.for_each(drop));
        (Served { address, child }, told)
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back: the status and the body.
#[derive(Debug)]
pub struct Came {
    /// The status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

impl Came {
    /// The body as JSON.
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

/// A person at the office, in a browser and with a token.
#[derive(Clone)]
pub struct Person {
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
    /// What stands in the header `Authorization` of their programs.
    pub token: String,
}

impl Person {
    /// Signs in to the example's office and makes a token.
    pub async fn of_example(at: &str, login: &str) -> Person {
        let mut person = Person::of_example_password(at, login).await;
        let fields = [("label", "test"), ("may", "read"), ("may", "report"), ("may", "run"), ("days", "1")];
        let made = person.fill(at, "/account", "/account/tokens", &fields).await;
        let token = made.body.split_once("id=\"token\">").unwrap().1.split_once('<').unwrap().0;
        person.token = format!("Bearer {token}");
        person
    }

    /// Types the name and the password, and does what may come after it not yet.
    pub async fn of_example_password(at: &str, login: &str) -> Person {
        // An error says that it was chosen before, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let mut person = Person { http, cookies: BTreeMap::new(), token: String::new() };
        person.fill(at, "/sign-in", "/sign-in", &[("login", login), ("password", PASSWORD)]).await;
        person
    }

    /// Opens a page and sends its form with these fields, which are right.
    pub async fn fill(&mut self, at: &str, page: &str, to: &str, fields: &[(&str, &str)]) -> Came {
        let came = self.send_form(at, page, to, fields).await;
        assert!(came.status < 400, "{to}: {came:?}");
        came
    }

    /// The same with fields that may be wrong.
    pub async fn send_form(&mut self, at: &str, page: &str, to: &str, fields: &[(&str, &str)]) -> Came {
        let csrf = self.csrf(at, page).await;
        let mut form = form_urlencoded::Serializer::new(String::new());
        let form = form.append_pair("csrf", &csrf).extend_pairs(fields).finish();
        let request = self.http.post(format!("{at}{to}"));
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        self.browse(request).await
    }

    /// Opens a page.
    pub async fn browse_page(&mut self, at: &str, page: &str) -> Came {
        self.browse(self.http.get(format!("{at}{page}"))).await
    }

    /// The token of the forms of a page.
    pub async fn csrf(&mut self, at: &str, page: &str) -> String {
        let shown = self.browse_page(at, page).await;
        let found = shown.body.split_once("name=\"csrf\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        found.unwrap_or_else(|| panic!("no form on {page}: {shown:?}")).0.to_owned()
    }

    /// The header `Cookie` of the person's browser.
    pub fn cookies(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    async fn browse(&mut self, request: reqwest::RequestBuilder) -> Came {
        let answer = request.header(COOKIE, self.cookies()).send().await.unwrap();
        for line in answer.headers().get_all(SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        Came { status: answer.status().as_u16(), body: answer.text().await.unwrap() }
    }

    /// Sends a file by a form of a page.
    pub async fn upload(&mut self, at: &str, page: &str, to: &str, (name, bytes): (&str, &[u8])) -> Came {
        let head = self.upload_head(at, page, name).await;
        let body = [head.as_bytes(), bytes, b"\r\n--split--\r\n"].concat();
        let request = self.http.post(format!("{at}{to}"));
        self.browse(request.header(CONTENT_TYPE, "multipart/form-data; boundary=split").body(body)).await
    }

    /// What stands before the file in such a form.
    pub async fn upload_head(&mut self, at: &str, page: &str, name: &str) -> String {
        let csrf = self.csrf(at, page).await;
        let part = "--split\r\nContent-Disposition: form-data; name=";
        format!("{part}\"csrf\"\r\n\r\n{csrf}\r\n{part}\"file\"; filename=\"{name}\"\r\n\r\n")
    }

    /// Asks something, as a program.
    pub async fn get(&self, at: &str, path: &str) -> reqwest::Result<Came> {
        came(self.http.get(format!("{at}{path}")).header(AUTHORIZATION, &self.token)).await
    }

    /// Sends a file.
    pub async fn send_file(&self, at: &str, bytes: Vec<u8>) -> reqwest::Result<Came> {
        let request = self.http.post(format!("{at}/api/v1/blobs")).header(AUTHORIZATION, &self.token);
        came(request.header(CONTENT_TYPE, "application/octet-stream").body(bytes)).await
    }

    /// Sends an act.
    pub async fn act(&self, at: &str, id: &str, act: &Json) -> reqwest::Result<Came> {
        let request = self.http.post(format!("{at}/api/v1/acts")).header(AUTHORIZATION, &self.token);
        let body = json!({ "id": id, "act": act }).to_string();
        came(request.header(CONTENT_TYPE, "application/json").body(body)).await
    }
}

async fn came(request: reqwest::RequestBuilder) -> reqwest::Result<Came> {
    let answer = request.send().await?;
    Ok(Came { status: answer.status().as_u16(), body: answer.text().await? })
}
