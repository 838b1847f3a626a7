/// The process as the system around it sees it: the file with its number, and what systemd is told.
///
/// Thread model: [PidFile] and [Systemd] belong to the main thread, but for what a second signal
/// takes away. Read path: 1. [PidFile]; 2. [Systemd]; 3. [UnixDatagram].
///
/// Tests: `standalone` in the conformance module, by real processes. Limitation: systemd is told on
/// Linux only, and is not sent a watchdog's signs of life.
package io.roadrunner.standalone.process;
