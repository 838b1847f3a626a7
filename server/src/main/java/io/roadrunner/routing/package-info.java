/// Which handler answers which path and method: routes, their compiled table, reverse URLs.
///
/// Thread model: everything that leaves this package is immutable. A table is compiled in the
/// thread that starts a listener or reloads its routes, and read by every request thread without a
/// lock.
///
/// Read in this order: [Route], [Routes], [Router], [RouteMatch]; then how it is done:
/// `PathPattern`, `RouteTree`, `RouteSearch`.
///
/// Tests: the package of the same name under `src/test`; one of them compares the tree with a
/// linear scan on random tables. Limitations: no regular expressions, no host or header matching;
/// paths are matched as they were sent, without percent-decoding.
package io.roadrunner.routing;
