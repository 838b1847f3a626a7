package io.roadrunner.websocket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What came of the octets of a client.
///
/// @param received each message and control frame in a line of its own
/// @param code the code that ended the session, 0 when nothing did
/// @param taken how many octets had been given when it did, or all
record Decoded(List<String> received, int code, int taken) {
    static final int LIMIT = 1 << 20;

    static MessageDecoder decoder() {
        return new MessageDecoder(LIMIT, LIMIT, null, null);
    }

    static Decoded of(byte[] octets) {
        return of(decoder(), octets);
    }

    /// What comes of octets that arrive in pieces, cut at these indices, which ascend.
    static Decoded of(MessageDecoder decoder, byte[] octets, int... cuts) {
        List<String> received = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : octets.length;
            try {
                feed(decoder, Arrays.copyOfRange(octets, from, to), received);
            } catch (WebSocketException e) {
                return new Decoded(List.copyOf(received), e.code(), to);
            }
            from = to;
        }
        return new Decoded(List.copyOf(received), 0, octets.length);
    }

    /// What comes of octets that arrive one by one.
    static Decoded singly(MessageDecoder decoder, byte[] octets) {
        int[] everywhere = new int[Math.max(0, octets.length - 1)];
        Arrays.setAll(everywhere, i -> i + 1);
        return of(decoder, octets, everywhere);
    }

    private static void feed(MessageDecoder decoder, byte[] piece, List<String> received)
            throws WebSocketException {
        int at = 0;
        while (at < piece.length) {
            int taken = decoder.decode(piece, at, piece.length);
            if (taken < 1 || taken > piece.length - at) {
                throw new AssertionError(taken + " taken of " + (piece.length - at));
            }
            at += taken;
            Received message = decoder.received();
            if (message != null) {
                received.add(line(message));
            } else if (at < piece.length) {
                throw new AssertionError("stopped at %d for nothing".formatted(at));
            }
        }
    }

    static String line(Received message) {
        return switch (message) {
            case Received.Text(String text) -> "text " + text;
            case Received.Binary(byte[] data) -> "binary " + HexFormat.of().formatHex(data);
            case Received.Ping(byte[] data) -> "ping " + HexFormat.of().formatHex(data);
            case Received.Pong(byte[] data) -> "pong " + HexFormat.of().formatHex(data);
            case Received.Close(int code, String reason) -> "close " + code + " " + reason;
        };
    }
}
