package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Octets;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Both directions of permessage-deflate, RFC 7692 §7, with the JDK's zlib. It always deflates with
/// a window of 32 KiB, so that a test that agreed upon fewer bits sends no more than those reach.
/// Owned by one test, which closes it or the wire that has it; used by one thread; a message has at
/// most 64 MiB.
public final class PermessageDeflate implements AutoCloseable {
    private static final int MAX_MESSAGE = 64 << 20;

    /// The end of a message that is not sent, RFC 7692 §7.2.1.
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final boolean clientTakeover;
    private final boolean serverTakeover;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /// The two directions with what was agreed upon.
    ///
    /// @param clientTakeover whether this side keeps its window from message to message
    /// @param serverTakeover whether the peer does
    public PermessageDeflate(boolean clientTakeover, boolean serverTakeover) {
        this.clientTakeover = clientTakeover;
        this.serverTakeover = serverTakeover;
    }

    /// {@return what a server's answer to an offer means, RFC 7692 §7.1}
    ///
    /// @param extension one element of `sec-websocket-extensions`
    public static PermessageDeflate agreed(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        return new PermessageDeflate(
                !lower.contains("client_no_context_takeover"),
                !lower.contains("server_no_context_takeover"));
    }

    /// {@return the frame with its payload deflated and RSV1 set} The frames of a compressed
    /// message are made from it by [OutgoingFrame#fragments(int)].
    ///
    /// @param message a whole text or binary message
    public OutgoingFrame deflate(OutgoingFrame message) {
        return message.withPayload(deflate(message.payload())).rsv1();
    }

    /// {@return the payload of a compressed message, RFC 7692 §7.2.1}
    ///
    /// @param message what it says
    public byte[] deflate(byte[] message) {
        if (message.length == 0) {
            // An empty block without its tail, RFC 7692 §7.2.3.6.
            return new byte[1];
        }
        // Room for all of it at once: a flush that is cut in two leaves two tails.
        byte[] room = new byte[message.length + message.length / 512 + 64];
        deflater.setInput(message);
        int count = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        if (!clientTakeover) {
            deflater.reset();
        }
        return Arrays.copyOf(room, count - TAIL.length);
    }

    /// Inflates the payload of a compressed message, RFC 7692 §7.2.2.
    ///
    /// @param payload of all its frames
    /// @return what it says
    /// @throws MalformedResponseException when it cannot be inflated
    public Octets inflate(byte[] payload) {
        byte[] whole = Arrays.copyOf(payload, payload.length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, payload.length, TAIL.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        inflater.setInput(whole);
        try {
            int count = inflater.inflate(some);
            while (count > 0 || inflater.finished()) {
                out.write(some, 0, count);
                if (out.size() > MAX_MESSAGE) {
                    throw new MalformedResponseException("more than 64 MiB in one message");
                }
                startAnew(whole);
                count = inflater.inflate(some);
            }
        } catch (DataFormatException e) {
            throw new MalformedResponseException("not deflated: " + e.getMessage());
        }
        if (!serverTakeover) {
            inflater.reset();
        }
        return Octets.of(out.toByteArray());
    }

    /// Gives back the memory of zlib; a second call does nothing.
    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }

    /// Behind a last block (BFINAL) another one may follow, RFC 7692 §7.2.3.4.
    private void startAnew(byte[] input) {
        if (inflater.finished()) {
            int left = inflater.getRemaining();
            inflater.reset();
            inflater.setInput(input, input.length - left, left);
        }
    }
}
