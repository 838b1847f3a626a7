/// How a program is doing, over HTTP: health, readiness and jobs for machines, a page for people.
///
/// Written against what users of Roadrunner can use too: it stands on top of the root package.
///
/// Thread model: [StatusPlugin] may be called by any thread. Each check runs on a virtual thread of
/// its own, once at a time, while the threads of the requests that want to know wait for no longer
/// than the time for a check. A watch of gRPC looks again and again in the thread of its request.
///
/// Read in this order:
/// 1. [StatusPlugin] — its own listener, what is registered; [StatusOptions] — how.
/// 2. [Checker], [Readiness], [JobsChecker] — what is asked; [Status], [JobState] — what they say.
///    [SystemChecks], [ExecutorJobs] — ready-made ones.
/// 3. [StatusEndpoints] — the routes for machines.
/// 4. [Checks] and [CheckRound] — a round of checks; [ListenerChecks] — those that are always
///    there; [NamedCheck] and [SharedRun] — one check and its runs; [JobsBoard] — the same for
///    jobs.
/// 5. [StatusRule] — what is thought of an answer; [StatusReport] — what all together come to.
/// 6. [GrpcHealth] — the health protocol of gRPC: [GrpcFrameDecoder], [HealthRequestDecoder],
///    [GrpcTimeoutParser] read, [GrpcServices] and [HealthWatch] look, [HealthResponseEncoder] and
///    [GrpcAnswers] write.
/// 7. [DrainBoard] — what is known of drains.
/// 8. [StatusPage] — the page for people with its styles and scripts, which are resources beside
///    this package; [StatusTables] — what of it the server writes, escaped by [Html].
/// 9. [LiveFeed] — who watches, and the one thread that samples for them, which runs as long as
///    there is somebody; [LiveSampler], [RequestWatch] and [LatencyHistogram] — what is measured;
///    [LiveChecks] — what checks said; [LiveView] — all of it at one moment, [LiveJson] as JSON.
///
/// Tests: decoders and runs beside the code, the rest on the wire in package `status` of the
/// conformance module, with a client of gRPC; the page and its feed in package `browser`.
///
/// Limitations: no authentication and no TLS on the own listener; mount [StatusPlugin#routes()]
/// where these are. Messages of gRPC are not compressed.
package io.roadrunner.status;
