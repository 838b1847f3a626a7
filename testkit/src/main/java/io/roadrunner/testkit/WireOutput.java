package io.roadrunner.testkit;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The sending side of a [Wire]. Owned by the wire, used by one thread at a time.
final class WireOutput {
    private final SocketChannel channel;

    WireOutput(SocketChannel channel) {
        this.channel = channel;
    }

    /// The bytes of a text; throws [IllegalArgumentException] for a character that is not one byte.
    static byte[] octets(String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            if (latin1.charAt(i) > 0xff) {
                throw new IllegalArgumentException("no single byte: '" + latin1.charAt(i) + "'");
            }
        }
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(byte[] bytes, Duration timeout) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        try {
            while (left.hasRemaining()) {
                boolean blocked = channel.write(left) == 0;
                if (blocked && !Readiness.await(channel, SelectionKey.OP_WRITE, deadlineNanos)) {
                    throw new WireTimeoutException(
                            "the peer took %d of %d bytes in %d ms"
                                    .formatted(left.position(), bytes.length, timeout.toMillis()));
                }
            }
        } catch (IOException e) {
            throw ended(
                    "the peer took no more than %d of %d bytes"
                            .formatted(left.position(), bytes.length),
                    e);
        }
    }

    void end() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw ended("the output cannot be ended", e);
        }
    }

    void reset() {
        try (SocketChannel closing = channel) {
            // With nothing to linger for, closing sends a RST instead of a FIN.
            if (closing.isOpen()
                    && closing.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                closing.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            throw new WireException("the connection cannot be reset", e);
        }
    }

    private static ConnectionEndedException ended(String message, IOException cause) {
        return new ConnectionEndedException(message, Wire.End.RESET, cause);
    }
}
