package io.roadrunner.hpack;

import java.util.Arrays;

/// What the encoder knows about field names: their place in the static table and how they are
/// indexed. A hash table that is filled once and makes nothing when asked. Immutable; any thread.
final class KnownNames {
    /// What no name is found under.
    static final int UNKNOWN = -1;

    /// A power of two, some three times the number of names.
    private static final int CAPACITY = 512;

    /// Secrets, and what stands for one. `cookie` is here when it is short: see [HpackEncoder].
    private static final String[] SENSITIVE = {
        "authentication-info",
        "authorization",
        "proxy-authentication-info",
        "proxy-authorization",
        "set-cookie",
        "x-api-key",
        "x-auth-token",
        "x-csrf-token",
        "x-xsrf-token",
    };

    /// What differs from message to message: as an entry it would only push others out.
    private static final String[] CHANGING = {
        ":path",
        ":status",
        "age",
        "content-digest",
        "content-disposition",
        "content-length",
        "content-location",
        "content-md5",
        "content-range",
        "correlation-id",
        "date",
        "digest",
        "etag",
        "expires",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "last-modified",
        "location",
        "proxy-authenticate",
        "range",
        "ratelimit",
        "ratelimit-remaining",
        "ratelimit-reset",
        "referer",
        "repr-digest",
        "request-id",
        "retry-after",
        "sec-websocket-accept",
        "sec-websocket-key",
        "server-timing",
        "traceparent",
        "tracestate",
        "www-authenticate",
        "x-amzn-trace-id",
        "x-b3-spanid",
        "x-b3-traceid",
        "x-correlation-id",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-request-id",
        "x-request-start",
        "x-response-time",
        "x-runtime",
        "x-trace-id",
    };

    /// Slots of the hash table; an empty text is a free one.
    private static final String[] NAMES = new String[CAPACITY];

    private static final byte[] STATIC_INDICES = new byte[CAPACITY];
    private static final Indexing[] INDEXING = new Indexing[CAPACITY];

    static {
        Arrays.fill(NAMES, "");
        Arrays.fill(INDEXING, Indexing.INCREMENTAL);
        for (int index = StaticTable.SIZE; index > 0; index--) {
            STATIC_INDICES[put(StaticTable.get(index).name())] = (byte) index;
        }
        for (String name : SENSITIVE) {
            INDEXING[put(name)] = Indexing.NEVER;
        }
        for (String name : CHANGING) {
            INDEXING[put(name)] = Indexing.WITHOUT;
        }
    }

    private KnownNames() {}

    /// Where the name is, for the other methods; [#UNKNOWN] if nothing is known about it.
    static int find(String name) {
        int slot = slot(name);
        return NAMES[slot].isEmpty() ? UNKNOWN : slot;
    }

    /// The first entry of the static table with this name, or 0.
    static int staticIndex(int slot) {
        return slot == UNKNOWN ? 0 : STATIC_INDICES[slot];
    }

    /// How fields of this name are indexed.
    static Indexing indexing(int slot) {
        return slot == UNKNOWN ? Indexing.INCREMENTAL : INDEXING[slot];
    }

    private static int put(String name) {
        int slot = slot(name);
        NAMES[slot] = name;
        return slot;
    }

    private static int slot(String name) {
        int hash = name.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (CAPACITY - 1);
        while (!NAMES[slot].isEmpty() && !NAMES[slot].equals(name)) {
            slot = (slot + 1) & (CAPACITY - 1);
        }
        return slot;
    }
}
