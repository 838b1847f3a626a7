package io.roadrunner.testkit;

import java.util.List;

/// The status line and the fields of a response. Immutable.
///
/// @param version `HTTP/1.0` or `HTTP/1.1`
/// @param status 100 to 599
/// @param reason the reason phrase, may be empty
/// @param headers the fields in order
/// @param raw the bytes up to and with the blank line, each one character
record WireHead(String version, int status, String reason, List<WireHeader> headers, String raw) {
    WireHead {
        headers = List.copyOf(headers);
    }

    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(WireHeader::value)
                .toList();
    }

    boolean isInterim() {
        return status < 200;
    }
}
