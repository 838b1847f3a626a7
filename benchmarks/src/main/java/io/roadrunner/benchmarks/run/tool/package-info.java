/// The tools that load a server, what they need and what they say.
///
/// Thread model: the thread of the run; parsers are pure.
///
/// Read in this order: [Workplace] is the folder with scripts and certificate, [LoadTool] runs a
/// tool, [LoadReport] is what it gave, read by `ReportLineParser` (`wrk` with our script and our
/// own clients), `H2loadParser` with `RequestLogParser`, `HandshakeReportParser` (`openssl`), and
/// `WebSocketReportParser`.
///
/// Tests: one for each parser, against what the tools printed. Limitations: `h2load` has no
/// percentiles, so they come from another second in which it logs every request; those of
/// handshakes are unknown.
@NullMarked
package io.roadrunner.benchmarks.run.tool;

import org.jspecify.annotations.NullMarked;
