/// The seam between a listener and its protocols: what a listener may ask of a live connection, and
/// what a connection tells it when it ends.
///
/// Thread model: [Connection#serve()] runs on the virtual thread of the connection; every other
/// member of [Connection] may be called from any thread and never blocks. Time comes from [Clock].
///
/// Read in this order: [Connection], [Next], [CloseCause], [Deadline], [Clock].
///
/// Tests: the conformance module drives every implementation over real sockets. Limitation: a
/// connection is served by one thread from accept to close; there is no hand-over between
/// listeners.
package io.roadrunner.connection;
