package io.roadrunner.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What a balancer says in front of a connection that it passes on. Immutable.
///
/// @param source who connected to the balancer; null when it does not say, or speaks for itself as
///   in a health check: then the peer of the socket counts
public record ProxyHeader(@Nullable InetSocketAddress source) {
    static final ProxyHeader OF_THE_SOCKET = new ProxyHeader(null);
}
