package io.roadrunner.conformance.websocket;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

/// Octets that are UTF-8 and octets that are not.
final class Utf8Table {
    private static final HexFormat HEX = HexFormat.of();

    private Utf8Table() {}

    /// Each wrong in another way, all of it there.
    static Stream<byte[]> invalid() {
        return Stream.of(
                        // a continuation without a start
                        "80",
                        "bf",
                        "6180",
                        "c3a480",
                        // a start without its continuations, before something else
                        "c361",
                        "e28261",
                        "f09f9861",
                        "c3c3a4",
                        "e2c3a4",
                        "f09fc3a4",
                        // more octets than the code point needs
                        "c080",
                        "c1bf",
                        "e08080",
                        "e09fbf",
                        "f0808080",
                        "f08fbfbf",
                        // surrogates
                        "eda080",
                        "edafbf",
                        "edb080",
                        "edbfbf",
                        "eda080edb080",
                        // beyond U+10FFFF
                        "f4908080",
                        "f5808080",
                        "f7bfbfbf",
                        "f888808080",
                        "fc8480808080",
                        "fe",
                        "ff",
                        // in the middle of what is right
                        "cebae1bdb9cf83cebcceb5eda080656469746564",
                        "48656c6c6fff776f726c6448656c6c6f776f726c64")
                .map(HEX::parseHex);
    }

    /// Characters of which the last octet is missing.
    static Stream<byte[]> unfinished() {
        return Stream.of("c3", "e282", "e2", "f09f98", "f09f", "f0", "61c3", "ed9f", "f48fbf")
                .map(HEX::parseHex);
    }

    /// The first and last code points of each length, those around the surrogates, and some that
    /// are no characters.
    static Stream<String> valid() {
        return Stream.of(
                        "7f",
                        "c280",
                        "dfbf",
                        "e0a080",
                        "ed9fbf",
                        "ee8080",
                        "efbfbd",
                        "efbfbe",
                        "efbfbf",
                        "f0908080",
                        "f48fbfbf",
                        "f09fbfbe",
                        "00",
                        "ef b7 90")
                .map(hex -> new String(HEX.parseHex(hex.replace(" ", "")), StandardCharsets.UTF_8));
    }
}
