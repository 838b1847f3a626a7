/// Calls of operators over real sockets: goridge frames, their methods, and peers that mean harm.
package io.roadrunner.conformance.rpc;
