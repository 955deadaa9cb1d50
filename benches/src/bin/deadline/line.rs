//! A connection to the server that stays open: one request after another, as HTTP/1.1 has it, and nothing more. The machine
//! is to be used up by the office, not by whoever measures it.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection.
pub struct Line {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where it leads.
    pub location: Option<String>,
    /// Cookies that it sets; an empty one is taken away.
    pub cookies: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Line {
    /// To a server.
    pub fn to(address: SocketAddr) -> Line {
        Line { address, stream: None }
    }

    /// Asks, and reads the whole answer. `head` is everything up to the empty line.
    pub async fn ask(&mut self, head: &str, body: &[u8]) -> Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                BufReader::with_capacity(64 << 10, stream)
            }
        };
        let mut request = Vec::with_capacity(head.len() + body.len() + 4);
        request.extend_from_slice(head.as_bytes());
        request.extend_from_slice(b"\r\n");
        request.extend_from_slice(body);
        stream.write_all(&request).await?;
        let answer = read(&mut stream).await?;
        self.stream = Some(stream);
        Ok(answer)
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let broken = |what: &str| Error::new(ErrorKind::InvalidData, what.to_owned());
    let first = line(stream).await?;
    let status = first.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(|| broken("no status"))?;
    let mut answer = Answer { status, location: None, cookies: Vec::new(), body: Vec::new() };
    let (mut length, mut in_chunks) = (0, false);
    loop {
        let header = line(stream).await?;
        let Some((name, value)) = header.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(|_| broken("no length"))?,
            "transfer-encoding" => in_chunks = value.eq_ignore_ascii_case("chunked"),
            "location" => answer.location = Some(value.to_owned()),
            "set-cookie" => answer.cookies.extend(cookie(value)),
            _ => {}
        }
    }
    if in_chunks {
        loop {
            let size = line(stream).await?;
            let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16);
            let size = size.map_err(|_| broken("no size of a chunk"))?;
            exactly(stream, size, &mut answer.body).await?;
            line(stream).await?;
            if size == 0 {
                return Ok(answer);
            }
        }
    }
    exactly(stream, length, &mut answer.body).await?;
    Ok(answer)
}

/// A line without its end.
async fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    line.truncate(line.trim_end().len());
    Ok(line)
}

async fn exactly(stream: &mut BufReader<TcpStream>, count: usize, into: &mut Vec<u8>) -> Result<()> {
    let from = into.len();
    into.resize(from + count, 0);
    let Some(room) = into.get_mut(from..) else { return Ok(()) };
    stream.read_exact(room).await.map(|_| ())
}

fn cookie(value: &str) -> Option<(String, String)> {
    let pair = value.split(';').next()?;
    let is_gone = value.contains("Max-Age=0");
    let (name, value) = pair.split_once('=')?;
    Some((name.to_owned(), if is_gone { String::new() } else { value.to_owned() }))
}
