package io.roadrunner.hpack;

/// The static table (RFC 7541 Appendix A): the entries 1 to 61 that every connection starts with.
/// Immutable; any thread.
final class StaticTable {
    /// How many entries there are; the dynamic table's indices follow.
    static final int SIZE = 61;

    private static final HpackField[] ENTRIES = {
        field(":authority", ""),
        field(":method", "GET"),
        field(":method", "POST"),
        field(":path", "/"),
        field(":path", "/index.html"),
        field(":scheme", "http"),
        field(":scheme", "https"),
        field(":status", "200"),
        field(":status", "204"),
        field(":status", "206"),
        field(":status", "304"),
        field(":status", "400"),
        field(":status", "404"),
        field(":status", "500"),
        field("accept-charset", ""),
        field("accept-encoding", "gzip, deflate"),
        field("accept-language", ""),
        field("accept-ranges", ""),
        field("accept", ""),
        field("access-control-allow-origin", ""),
        field("age", ""),
        field("allow", ""),
        field("authorization", ""),
        field("cache-control", ""),
        field("content-disposition", ""),
        field("content-encoding", ""),
        field("content-language", ""),
        field("content-length", ""),
        field("content-location", ""),
        field("content-range", ""),
        field("content-type", ""),
        field("cookie", ""),
        field("date", ""),
        field("etag", ""),
        field("expect", ""),
        field("expires", ""),
        field("from", ""),
        field("host", ""),
        field("if-match", ""),
        field("if-modified-since", ""),
        field("if-none-match", ""),
        field("if-range", ""),
        field("if-unmodified-since", ""),
        field("last-modified", ""),
        field("link", ""),
        field("location", ""),
        field("max-forwards", ""),
        field("proxy-authenticate", ""),
        field("proxy-authorization", ""),
        field("range", ""),
        field("referer", ""),
        field("refresh", ""),
        field("retry-after", ""),
        field("server", ""),
        field("set-cookie", ""),
        field("strict-transport-security", ""),
        field("transfer-encoding", ""),
        field("user-agent", ""),
        field("vary", ""),
        field("via", ""),
        field("www-authenticate", ""),
    };

    private StaticTable() {}

    /// @param index from 1 to [#SIZE]
    static HpackField get(int index) {
        return ENTRIES[index - 1];
    }

    /// The index of the entry with this value among those of one name, which stand together.
    ///
    /// @param first the first entry of the name
    /// @return the entry's index, or 0 if there is none
    static int find(int first, String value) {
        String name = get(first).name();
        for (int index = first; index <= SIZE; index++) {
            HpackField entry = get(index);
            if (!entry.name().equals(name)) {
                break;
            }
            if (entry.value().equals(value)) {
                return index;
            }
        }
        return 0;
    }

    private static HpackField field(String name, String value) {
        return new HpackField(name, value);
    }
}
