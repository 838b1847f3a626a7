/// The program `roadrunner`: its commands, and the life of a server process from the first line it
/// prints to its exit code.
///
/// Thread model: the main thread parses the command line, starts the listeners, waits for a signal
/// and drains. Signals arrive in a thread of the JVM, calls over the control port in virtual ones;
/// both meet in [ServerLife]. Reloads have a thread of their own, [ReloadLoop].
///
/// Read path: 1. [Main]; 2. [ServeCommand], [DemoCommand] and [CheckConfigCommand]; 3. the package
/// `config`; 4. [ServerRun]; 5. [Server] and [OperatorAccess]; 6. [Assembly] and the packages `app`
/// and `log`.
///
/// Commands that ask a running server: 1. [RemoteFlags]; 2. [RemoteServer]; 3. [ReportCommand],
/// [InfoCommand], [JobsCommand], [ReloadCommand]; 4. [DrainCommand] and [StopCommand] with
/// [RemoteDrains].
///
/// Tests: beside this module's sources, and `standalone` in the conformance module for the running
/// program.
package io.roadrunner.standalone;
