/// The program `roadrunner`: its commands, and the life of a server process from the first line it
/// prints to its exit code.
///
/// Thread model: the main thread parses the command line, starts the listener, waits for a signal
/// and drains. Signals arrive in a thread of the JVM; only [StopSignals] and [Screen] know of it.
///
/// Read path: 1. [Main]; 2. [ServeCommand] and [DemoCommand]; 3. [ListenerSettings]; 4.
/// [ServerRun].
///
/// Tests: beside this module's sources, and `standalone` in the conformance module for the running
/// program. Limitation: one plain listener; there is no configuration file, status listener or
/// reload yet.
package io.roadrunner.standalone;
