/// What a listener is told when it starts: immutable options, checked once, all problems together.
///
/// Thread model: options are immutable and shared freely; a builder belongs to one thread.
///
/// Read in this order: [ListenerOptions], [ListenerOptionsBuilder], [ListenerOption] (every option
/// with its default, range and effect as data), [Limit], [Rule], then the values ([ListenAddress],
/// [Protocol], [TlsOptions], [DrainOptions], [EarlyResponseDrain]) and [InvalidOptionException].
///
/// Tests: the package of the same name under `src/test`; what an option does on the wire is tested
/// in the conformance module. `docs/limits.md` lists every option.
///
/// Limitations: HTTP/3 can be described but is refused as not available yet.
package io.roadrunner.config;
