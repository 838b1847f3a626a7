package io.roadrunner.conformance.http1;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.WireResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The field syntax of RFC 9112 §5, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9112FieldTest {
    private final EchoServer server = EchoServer.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x: y", "X: y", "x:y", "x:  y", "x:\ty", "x: y ", "x: y\t", "x: \t y \t "})
    @Rfc("9112 §5")
    void whitespaceAroundAValueIsNoPartOfIt(String line) {
        served(line).expectHeader("x-values", "[y]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:", "x: ", "x: \t "})
    @Rfc("9112 §5")
    void aValueMayBeEmpty(String line) {
        served(line).expectHeader("x-values", "[]");
        served(line + "\r\nx: y").expectHeader("x-values", "[, y]");
    }

    @Test
    @Rfc("9112 §5")
    void whitespaceWithinAValueStays() {
        served("x: a  b\tc").expectHeader("x-values", "[a  b\tc]");
    }

    @Test
    @Rfc({"9112 §5", "9110 §5.5"})
    void aValueMayHoldColonsAndOtherPunctuation() {
        served("x: :a:b=\"c\",;()<>@[]{}\\").expectHeader("x-values", "[:a:b=\"c\",;()<>@[]{}\\]");
    }

    @Test
    @Rfc({"9112 §5", "9110 §5.1"})
    void namesAreTheSameInAnyCase() {
        served("X: a\r\nx: b").expectHeader("x-values", "[a, b]");
    }

    @Test
    @Rfc({"9112 §5", "9110 §5.1"})
    void aNameIsAnyToken() {
        served("!#$%&'*+-.^_`|~09azAZ: y");
    }

    @Test
    @Rfc({"9112 §5", "9110 §5.3"})
    void severalLinesOfANameKeepTheirOrder() {
        served("x: b\r\nother: c\r\nx: a").expectHeader("x-values", "[b, a]");
    }

    @Test
    @Rfc({"9112 §5", "9110 §5.5"})
    void octetsBeyondAsciiAreTakenAsTheyAre() {
        served("x: \u0080\u00e9\u00ff").expectHeader("x-values", "[\u0080\u00e9\u00ff]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x : y", "x\t: y", "x  : y", "x \t: y", "Host : x", "Content-Length : 0"})
    @Rfc("9112 §5.1")
    void whitespaceBeforeTheColonIsRefused(String line) {
        refused(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {": y", ":", "x", "x y: z", "x y", "(x): y", "x@: y", "x/y: z", "\"x\": y"})
    @Rfc({"9112 §5.1", "9110 §5.1"})
    void aNameThatIsNoTokenIsRefused(String line) {
        refused(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\0: y",
                "\u0001x: y",
                "x\u007f: y",
                "\u00e9: y",
                "x\013: y",
                "x\r: y",
                "x\n: y"
            })
    @Rfc({"9112 §5.1", "9110 §5.1"})
    void aNameWithAControlCharacterOrBeyondAsciiIsRefused(String line) {
        refused(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x: y\r\n z", "x: y\r\n\tz", "x:\r\n y", "x: y\r\n ", "x: y\r\n \r\n z"})
    @Rfc("9112 §5.2")
    void aFoldedLineIsRefused(String line) {
        refused(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x: a\0b", "x: \0", "x: a\rb", "x: a\nb", "x: a\n b", "x: a\r b", "x: \r"})
    @Rfc("9110 §5.5")
    void aValueWithNulOrHalfALineEndIsRefused(String line) {
        refused(line);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0e, 0x1b, 0x1f, 0x7f})
    @Rfc("9110 §5.5")
    void aValueWithAControlCharacterIsRefused(int octet) {
        refused("x: a" + (char) octet + "b");
        refused("x: " + (char) octet);
    }

    private WireResponse served(String lines) {
        return server.expectServed("GET / HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n\r\n");
    }

    private void refused(String lines) {
        server.expectRefused(400, "GET / HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n\r\n");
    }
}
