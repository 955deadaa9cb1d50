use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    let doc = kaocheng_syntax::document::read(&s);
    let round = std::env::args().nth(1);
    let t = std::time::Instant::now();
    let c = kaocheng_compile::scheme::compile(&doc, &kaocheng_compile::scheme::Options { round });
    for i in &c.plan.items {
        println!(
            "{} {} {:?} clauses={} range={:?}",
            i.id,
            i.title,
            i.points.as_ref().map(kaocheng_syntax::exact::show),
            i.clauses.len(),
            {
                let r = c.plan.node(i.score).range.interval();
                (r.least.map(|v| kaocheng_syntax::exact::show(&v)), r.most.map(|v| kaocheng_syntax::exact::show(&v)))
            }
        );
    }
    for d in &c.diagnostics {
        println!(
            "{:?} {} 「{}」 {:?}",
            d.severity,
            d.code,
            d.span.of(&doc.source).chars().take(30).collect::<String>(),
            d.details
        );
    }
    println!("{:?}", t.elapsed());
}
