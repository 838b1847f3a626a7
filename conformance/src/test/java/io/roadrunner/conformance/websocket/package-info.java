/// WebSocket (RFC 6455, RFC 7692) over real sockets: what the server answers, frame by frame, to
/// clients that keep the rules and to those that do not, and what programs from outside find.
/// `Rfc6455…Test` follow the RFC in its order.
@NullMarked
package io.roadrunner.conformance.websocket;

import org.jspecify.annotations.NullMarked;
