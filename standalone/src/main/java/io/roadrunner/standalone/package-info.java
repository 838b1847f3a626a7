/// The program `roadrunner`: its commands, and the life of a server process from the first line it
/// prints to its exit code.
///
/// Thread model: the main thread parses the command line, starts the listeners, waits for a signal
/// and drains. Signals arrive in a thread of the JVM; only [ProcessSignals] and [Screen] know of
/// it. Reloads have a thread of their own, [ReloadLoop].
///
/// Read path: 1. [Main]; 2. [ServeCommand], [DemoCommand] and [CheckConfigCommand]; 3. the package
/// `config`; 4. [ServerRun]; 5. [Server] and [OperatorPorts]; 6. [Assembly] and the packages `app`
/// and `log`.
///
/// Tests: beside this module's sources, and `standalone` in the conformance module for the running
/// program.
package io.roadrunner.standalone;
