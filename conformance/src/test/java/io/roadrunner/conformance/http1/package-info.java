/// HTTP/1.1 on the wire: what the server answers, byte for byte, to clients that keep the rules, to
/// those that do not, and to real programs.
package io.roadrunner.conformance.http1;
