/// Access logs that a configuration names: opened when it takes effect, ended when another one has
/// taken its place and the last request has left.
///
/// Thread model: a log is opened and retired by whoever starts or reloads the server; requests
/// enter and leave it in their own threads; it is closed in a thread of its own, or by the end of
/// the process.
///
/// Read path: 1. [AccessLogs]; 2. [NamedAccessLog]; 3. [OpenAccessLog]; 4. [WholeLines].
///
/// Tests: [WholeLines] beside this module's sources, the rest in `standalone` of the conformance
/// module. Limitation: files are rotated by the platform, which then asks for a reload.
package io.roadrunner.standalone.log;
