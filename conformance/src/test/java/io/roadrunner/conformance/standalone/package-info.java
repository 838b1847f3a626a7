/// The program `roadrunner` and its demo application from outside: as a child process, over real
/// sockets.
package io.roadrunner.conformance.standalone;
