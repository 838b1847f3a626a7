package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much a client may send, at the bound and one past it, and what is held for it (RFC 6455
/// §10.4).
class MessageLimitsTest {
    private static final int MEGABYTE = 1 << 20;

    private static MessageDecoder decoder(int maxFrameSize, int maxMessageSize) {
        return new MessageDecoder(maxFrameSize, maxMessageSize, null, null);
    }

    private static Decoded decoded(MessageDecoder decoder, ClientFrame... frames) {
        return Decoded.of(decoder, ClientFrame.stream(frames));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 125, 126, 1000, 65_535, 65_536, 100_000})
    void takesAFrameOfTheLimitAndNoneBeyond(int limit) {
        ClientFrame most = ClientFrame.of(0x82, new byte[limit]);
        assertEquals(1, decoded(decoder(limit, MEGABYTE), most).received().size());
        byte[] more = ClientFrame.of(0x82, new byte[limit + 1]).octets();
        int head = more.length - limit - 1;
        assertEquals(
                new Decoded(List.of(), 1009, head), Decoded.singly(decoder(limit, MEGABYTE), more));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000, 100_000})
    void takesAMessageOfTheLimitAndNoneBeyond(int limit) {
        ClientFrame most = ClientFrame.of(0x81, "x".repeat(limit));
        assertEquals(1, decoded(decoder(MEGABYTE, limit), most).received().size());
        ClientFrame more = ClientFrame.of(0x81, "x".repeat(limit + 1));
        assertEquals(1009, decoded(decoder(MEGABYTE, limit), more).code());
    }

    @Test
    void countsTheFragmentsOfAMessage() {
        ClientFrame start = ClientFrame.of(0x01, "x".repeat(100));
        ClientFrame end = ClientFrame.of(0x80, "x".repeat(100));
        assertEquals(1, decoded(decoder(100, 200), start, end).received().size());
        byte[] octets = ClientFrame.stream(start, end);
        assertEquals(
                new Decoded(List.of(), 1009, 106 + 6), Decoded.singly(decoder(100, 199), octets));
    }

    @Test
    void countsAFragmentAs64OctetsAtLeast() {
        ClientFrame start = ClientFrame.of(0x02, "");
        ClientFrame more = ClientFrame.of(0x00, "");
        ClientFrame end = ClientFrame.of(0x80, "x");
        assertEquals(List.of("binary 78"), decoded(decoder(9, 192), start, more, end).received());
        assertEquals(
                new Decoded(List.of(), 1009, 18),
                Decoded.singly(decoder(9, 191), ClientFrame.stream(start, more, end)));
    }

    @Test
    void endsAMessageOfEndlessEmptyFragments() {
        List<ClientFrame> frames = new ArrayList<>();
        frames.add(ClientFrame.of(0x01, ""));
        for (int i = 0; i < 1000; i++) {
            frames.add(ClientFrame.of(0x00, ""));
        }
        byte[] octets = ClientFrame.stream(frames.toArray(ClientFrame[]::new));
        assertEquals(
                new Decoded(List.of(), 1009, 6 * (10_000 / 64 + 1)),
                Decoded.singly(decoder(100, 10_000), octets));
    }

    @Test
    void beginsToCountAnewWithEachMessage() {
        ClientFrame[] frames = {
            ClientFrame.of(0x01, "a"),
            ClientFrame.of(0x80, "b"),
            ClientFrame.of(0x81, "x".repeat(128)),
            ClientFrame.of(0x01, "c"),
            ClientFrame.of(0x80, "d")
        };
        assertEquals(3, decoded(decoder(128, 128), frames).received().size());
    }

    @Test
    void controlFramesCountForNothing() {
        ClientFrame ping = ClientFrame.of(0x89, new byte[125]);
        Decoded decoded =
                decoded(
                        decoder(1, 128),
                        ClientFrame.of(0x01, "a"),
                        ping,
                        ping,
                        ClientFrame.of(0x80, "b"));
        assertEquals(3, decoded.received().size());
        assertEquals("text ab", decoded.received().getLast());
    }

    @Test
    void refusesTheLargestLengthThereIs() {
        byte[] head = ClientFrame.head(0x82, 8, true, Long.MAX_VALUE);
        MessageDecoder decoder = decoder(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertEquals(new Decoded(List.of(), 1009, head.length), Decoded.singly(decoder, head));
    }

    @Test
    void makesNoRoomForWhatIsOnlyAnnounced() {
        MessageDecoder decoder = decoder(16 * MEGABYTE, 16 * MEGABYTE);
        Decoded.singly(decoder, ClientFrame.head(0x82, 8, true, 16 * MEGABYTE));
        assertEquals(0, decoder.capacity());
        Decoded.of(decoder, new byte[1]);
        assertTrue(decoder.capacity() <= 512, decoder.capacity() + " octets");
        Decoded.of(decoder, new byte[4000]);
        assertTrue(decoder.capacity() <= 8192, decoder.capacity() + " octets");
    }

    @Test
    void makesNoMoreRoomThanTheMessageFills() throws WebSocketException {
        MessageDecoder decoder = decoder(MEGABYTE, MEGABYTE);
        byte[] octets = ClientFrame.of(0x82, new byte[100_000]).octets();
        for (int from = 0; from < octets.length - 1; from += 1000) {
            decoder.decode(octets, from, Math.min(octets.length - 1, from + 1000));
            assertTrue(decoder.capacity() <= 100_000, decoder.capacity() + " octets");
        }
        decoder.decode(octets, octets.length - 1, octets.length);
        assertNotNull(decoder.received());
        assertEquals(0, decoder.capacity());
    }

    /// Growing by each small fragment would copy a message as often as it has fragments.
    @Test
    void growsByDoublingHoweverSmallTheFragmentsAre() {
        MessageDecoder decoder = decoder(MEGABYTE, MEGABYTE);
        Set<Integer> capacities = new HashSet<>();
        Decoded.of(decoder, ClientFrame.of(0x02, new byte[64]).octets());
        for (int i = 1; i < MEGABYTE / 64; i++) {
            Decoded.of(decoder, ClientFrame.of(0x00, new byte[64]).octets());
            capacities.add(decoder.capacity());
        }
        assertTrue(capacities.size() < 20, capacities.toString());
        assertEquals(MEGABYTE, decoder.capacity());
        assertEquals(1009, Decoded.of(decoder, ClientFrame.of(0x80, "").octets()).code());
        assertEquals(0, decoder.capacity());
    }

    @Test
    void holdsNothingOnceTheSessionIsToEnd() {
        MessageDecoder decoder = decoder(MEGABYTE, MEGABYTE);
        Decoded.of(decoder, ClientFrame.of(0x02, new byte[5000]).octets());
        assertTrue(decoder.capacity() >= 5000);
        Decoded.of(decoder, ClientFrame.close(1000, "").octets());
        assertEquals(0, decoder.capacity());
    }
}
