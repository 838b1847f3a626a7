package io.roadrunner.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/// Makes the connection of a [Wire]. Stateless; any thread.
final class WireConnector {
    private WireConnector() {}

    /// A connected, non-blocking channel; a receive buffer of 0 bytes leaves the system's choice. A
    /// peer can reset the connection as soon as it is made, before this side has looked: that is a
    /// connection too, and its channel is closed already.
    static SocketChannel open(SocketAddress address, int receiveBufferBytes, Duration timeout) {
        try {
            SocketChannel channel = openUnconnected(address);
            try {
                if (receiveBufferBytes > 0) {
                    // The window scale is agreed upon in the handshake: afterwards is too late.
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
                }
                connect(channel, address, System.nanoTime() + timeout.toNanos());
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | UnresolvedAddressException e) {
            throw new WireException("no connection to " + address + ": " + e.getMessage(), e);
        }
    }

    private static SocketChannel openUnconnected(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private static void connect(SocketChannel channel, SocketAddress address, long deadlineNanos)
            throws IOException {
        if (address instanceof UnixDomainSocketAddress) {
            // Made or refused at once by the system, which cannot do it in the background.
            channel.connect(address);
            channel.configureBlocking(false);
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (channel.connect(address)) {
            return;
        }
        boolean answered = Readiness.await(channel, SelectionKey.OP_CONNECT, deadlineNanos);
        try {
            if (!answered || !channel.finishConnect()) {
                throw new SocketTimeoutException("no answer in time");
            }
        } catch (SocketException e) {
            if (!isReset(e)) {
                throw e;
            }
            channel.close();
        }
    }

    /// A refusal is an exception of its own type; for a reset there is only the text.
    private static boolean isReset(SocketException e) {
        String message = e.getMessage();
        return message != null && message.startsWith("Connection reset");
    }
}
