/// The harness behind `./bench`: Roadrunner and its peers side by side, one run after the other.
///
/// Thread model: one thread goes through the plan; servers and load tools are processes of their
/// own, each on its own processor. A signal ends all of them.
///
/// Read in this order: [Bench] is the command with its `BenchOptions`; `Campaign` alternates
/// between the servers, which stay for a scenario as `WarmServers`; `Measuring` does one turn, with
/// `WindowMeasuring` for the closed loop and `OpenLoopMeasuring` for the open one; [Server] is a
/// server that runs, `Tools` what is needed for it. Package `plan` has the scenarios, `tool` the
/// load tools, `report` what is written.
///
/// Tests: parsers, statistics and reports in these packages, without a process; the harness itself
/// is tried by `./bench --short`. Limitations: Linux, two processors, peers as `scripts/peer`
/// starts them.
@NullMarked
package io.roadrunner.benchmarks.run;

import org.jspecify.annotations.NullMarked;
