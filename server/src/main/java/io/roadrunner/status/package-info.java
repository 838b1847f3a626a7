/// How a program is doing, over HTTP: health, readiness and jobs for machines, a page for people.
///
/// Written against what users of Roadrunner can use too: it stands on top of the root package.
///
/// Thread model: [StatusPlugin] may be called by any thread. Each check runs on a virtual thread of
/// its own while the thread of the request waits for no longer than the time for a check.
///
/// Read in this order:
/// 1. [StatusPlugin] — its own listener, what is registered; [StatusOptions] — how.
/// 2. [Checker], [Readiness], [JobsChecker] — what is asked; [Status], [JobState] — what they say.
/// 3. [StatusEndpoints] — the routes; [Checks] — the round of checks; [StatusReport] — its result.
/// 4. [DrainBoard] — what is known of drains.
///
/// Tests: on the wire in the conformance module.
package io.roadrunner.status;
