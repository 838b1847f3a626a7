package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.HeaderBlock.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Field;
import io.roadrunner.testkit.http2.Field.Form;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.Http2Wire;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HPACK on the wire, RFC 7541, in the order of the RFC. What is no block at all is in
/// [Rfc9113FramesTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc7541Test {
    private static final int ENTRY_OVERHEAD = 32;

    private final Http2Server server = Http2Server.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc({"7541 §2.4", "7541 §6.1", "7541 §6.2"})
    void everyFormOfALiteralIsRead() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock forms = request().added("x", "a").notAdded("x", "b").neverAdded("x", "c");
            forms.huffman(true).added("x", "d").notAdded("x", "e").neverAdded("x", "f");
            wire.send(headers(1).block(forms.index(62).index(63)).endStream(true));
            wire.expectResponse(1).expectField("x-values", "[a, b, c, d, e, f, d, a]");
        }
    }

    @Test
    @Rfc({"7541 §2.3.3", "7541 §6.2.1"})
    void aNameMayComeFromTheDynamicTable() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock block = request().added("x", "a");
            // A literal with the name of entry 62: added, not added and never added.
            block.raw(0x7e, 1, 'b').raw(0x0f, 47, 1, 'c').raw(0x1f, 47, 1, 'd');
            wire.send(headers(1).block(block).endStream(true));
            wire.expectResponse(1).expectField("x-values", "[a, b, c, d]");
        }
    }

    /// "the size of the dynamic table is less than or equal to the maximum size": the oldest go.
    @Test
    @Rfc({"7541 §4.1", "7541 §4.4"})
    void theOldestEntriesAreEvicted() {
        int each = 1000;
        try (Http2Wire wire = server.connect()) {
            HeaderBlock full = request();
            for (char c = 'a'; c <= 'd'; c++) {
                full.added("x", String.valueOf(c).repeat(each - ENTRY_OVERHEAD - 1));
            }
            wire.send(headers(1).block(full).endStream(true));
            wire.expectResponse(1).expectStatus(200);
            // 4000 of 4096 octets are used: four entries, of which the next one evicts one.
            wire.send(headers(3).block(request().index(65).added("x", "e")).endStream(true));
            wire.expectResponse(3).expectStatus(200);
            wire.send(headers(5).block(request().added("x", "f".repeat(100))).endStream(true));
            wire.expectResponse(5).expectStatus(200);
            wire.send(headers(7).block(request().index(63).index(62)).endStream(true));
            wire.expectResponse(7).expectField("x-values", "[e, " + "f".repeat(100) + "]");
            wire.send(headers(9).block(request().index(67)).endStream(true));
            wire.expectConnectionError(ErrorCode.COMPRESSION_ERROR);
        }
    }

    /// "an attempt to add an entry larger than the maximum size causes the table to be emptied of
    /// all existing entries and results in an empty table" and is no error.
    @Test
    @Rfc("7541 §4.4")
    void anEntryLargerThanTheTableEmptiesIt() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock block = request().added("x", "a").added("x", "v".repeat(4096));
            wire.send(headers(1).block(block.added("x", "b")).endStream(true));
            wire.expectResponse(1).expectStatus(200);
            wire.send(headers(3).block(request().index(62)).endStream(true));
            wire.expectResponse(3).expectField("x-values", "[b]");
            wire.send(headers(5).block(request().index(63)).endStream(true));
            wire.expectConnectionError(ErrorCode.COMPRESSION_ERROR);
        }
    }

    @Test
    @Rfc({"7541 §4.3", "7541 §6.3"})
    void theSizeOfTheTableMayChangeAtTheStartOfABlock() {
        try (Http2Wire wire = server.connect()) {
            HeaderBlock first = HeaderBlock.empty().tableSize(0).tableSize(100);
            first.index(2).index(6).index(4).field("host", "a").added("x", "a".repeat(60));
            wire.send(headers(1).block(first).endStream(true));
            wire.expectResponse(1).expectStatus(200);
            wire.send(headers(3).block(request().index(62).added("x", "b")).endStream(true));
            wire.expectResponse(3).expectField("x-values", "[" + "a".repeat(60) + ", b]");
            wire.send(headers(5).block(request().index(62)).endStream(true));
            wire.expectResponse(5).expectField("x-values", "[b]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 126, 127, 128, 254, 255, 256, 1337, 4000})
    @Rfc("7541 §5.1")
    void aStringOfAnyLengthIsRead(int length) {
        String value = "v".repeat(length);
        server.answerTo(headers(1).get("/").field("x", value))
                .expectField("x-values", "[" + value + "]");
        server.answerTo(headers(1).get("/").field("x", value).huffman())
                .expectField("x-values", "[" + value + "]");
    }

    @Test
    @Rfc("7541 §5.2")
    void everyCharacterAndEveryPaddingOfTheHuffmanCodeIsRead() {
        StringBuilder all = new StringBuilder();
        for (char c = 0x21; c < 0x100; c++) {
            all.append(c == 0x7f ? "" : c);
        }
        for (int from = 0; from < 16; from++) {
            String value = all.substring(from);
            server.answerTo(headers(1).get("/").field("x", value).huffman())
                    .expectField("x-values", "[" + value + "]");
        }
    }

    /// What is a secret never gets into a table (§7.1.3); what repeats is an index.
    @Test
    @Rfc({"7541 §6.2.3", "7541 §7.1.3"})
    void theServerKeepsSecretsOutOfTheTable() {
        try (Http2Wire wire = server.connect()) {
            wire.expectSettings();
            for (int stream = 1; stream < 9; stream += 2) {
                Frame.Headers head =
                        wire.send(headers(stream).get("/secret")).expectHeaders(stream);
                Map<String, Form> forms =
                        head.fields().stream()
                                .collect(Collectors.toMap(Field::name, Field::form, (a, b) -> a));
                assertEquals(Form.NEVER_ADDED, forms.get("set-cookie"));
                assertEquals(stream == 1 ? Form.ADDED : Form.INDEXED, forms.get("x-same"));
                assertEquals(Form.INDEXED, forms.get(":status"));
                assertTrue(forms.get("date") != Form.ADDED, "date is added");
            }
        }
    }

    /// "the smallest maximum table size that occurs in that interval MUST be signaled": our decoder
    /// refuses a table that is larger than the last size, and an index of what a smaller one
    /// forgot.
    @Test
    @Rfc("7541 §4.2")
    void aTableThatShrinksAndGrowsBetweenTwoBlocksIsEmpty() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/secret")).expectResponse(1).expectStatus(200);
            wire.expectSettingsAck();
            wire.send(settings().headerTableSize(0), settings().headerTableSize(4096));
            wire.expectSettingsAck().expectSettingsAck();
            Frame.Headers head = wire.send(headers(3).get("/secret")).expectHeaders(3);
            head.expectField("x-same", "same");
            assertTrue(
                    head.fields().stream()
                            .anyMatch(f -> f.name().equals("x-same") && f.form() == Form.ADDED));
        }
    }

    private static HeaderBlock request() {
        return empty().index(2).index(6).index(4).notAdded(":authority", "localhost");
    }
}
