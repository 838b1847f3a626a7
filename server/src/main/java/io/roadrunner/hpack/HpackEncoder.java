package io.roadrunner.hpack;

import io.roadrunner.bytes.ByteOutput;

/// Encodes the header blocks of one direction of a connection (RFC 7541 §3).
///
/// Owned by the thread that writes the connection: a block is [#begin], then its fields, and goes
/// out before the next is begun, or table and peer are out of step. Names are in lower case and
/// characters at most 0xFF, which is for the caller to see to.
///
/// * An entry of a table is sent as its index.
/// * Secrets are never indexed (RFC 7541 §7.1.3): `set-cookie`, `authorization`,
///   `proxy-authorization` and their kin, and a `cookie` short enough to be guessed.
/// * What differs from message to message (`date`, `content-length`, `etag` …) is not indexed.
/// * Everything else becomes an entry, unless it would take most of the table.
///
/// Bounded by the table of at most 4096 octets, which is made with its first entry.
public final class HpackEncoder {
    /// The table that a peer allows until it says otherwise (RFC 9113 §6.5.2), and our own bound.
    private static final int MAX_TABLE_SIZE = 4096;

    /// A shorter one has so little in it that its octets could be guessed one by one.
    private static final int GUESSABLE_COOKIE = 20;

    private static final int STATUS_INDEX = 8;

    private final DynamicTable table = new DynamicTable(MAX_TABLE_SIZE);
    private final TableIndex fields = new TableIndex(table);
    private final TableIndex names = new TableIndex(table);
    private int smallestLimit = MAX_TABLE_SIZE;
    private int finalLimit = MAX_TABLE_SIZE;

    /// An encoder whose table is empty and may take 4096 octets.
    public HpackEncoder() {}

    /// The peer's SETTINGS_HEADER_TABLE_SIZE has changed. The next block says so to the peer. Not
    /// to be called within a block.
    ///
    /// @param size in octets, not negative; from 4096 on it makes no difference
    public void limitTable(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("negative table size " + size);
        }
        finalLimit = (int) Math.min(size, MAX_TABLE_SIZE);
        smallestLimit = Math.min(smallestLimit, finalLimit);
    }

    /// Begins a block: table size updates that are due come first.
    public void begin(ByteOutput out) {
        // "the smallest maximum table size that occurs in that interval MUST be signaled in a
        // dynamic table size update. The final maximum size is always signaled" RFC 7541 §4.2
        if (smallestLimit < Math.min(table.limit(), finalLimit)) {
            updateSize(out, smallestLimit);
        }
        if (finalLimit != table.limit()) {
            updateSize(out, finalLimit);
        }
        smallestLimit = finalLimit;
    }

    /// Writes the status of a response.
    ///
    /// @param status three digits (RFC 9110 §15)
    public void status(ByteOutput out, int status) {
        int index = statusIndex(status);
        if (index > 0) {
            indexed(out, index);
        } else {
            BlockWriter.literalName(out, Indexing.WITHOUT, STATUS_INDEX, ":status");
            BlockWriter.string(out, Integer.toString(status));
        }
    }

    /// Writes a field line.
    ///
    /// @param name in lower case
    /// @param value may be empty
    public void field(ByteOutput out, String name, String value) {
        int known = KnownNames.find(name);
        int staticIndex = KnownNames.staticIndex(known);
        Indexing indexing = indexing(known, name, value);
        if (staticIndex > 0 && indexing != Indexing.NEVER) {
            int index = StaticTable.find(staticIndex, value);
            if (index > 0) {
                indexed(out, index);
                return;
            }
        }
        if (indexing == Indexing.INCREMENTAL) {
            indexedIfPossible(out, staticIndex, name, value);
        } else {
            BlockWriter.literalName(out, indexing, staticIndex, name);
            BlockWriter.string(out, value);
        }
    }

    /// A literal without indexing, or a sensitive one that is never indexed. It depends on no
    /// connection's table: it may be encoded once and put into any block.
    ///
    /// @param name in lower case
    /// @param value may be empty
    /// @return the encoded field line
    public static byte[] literal(String name, String value) {
        int known = KnownNames.find(name);
        Indexing policy = indexing(known, name, value);
        ByteOutput out = new ByteOutput(HpackField.sizeOf(name, value));
        BlockWriter.literalName(
                out,
                policy == Indexing.NEVER ? policy : Indexing.WITHOUT,
                KnownNames.staticIndex(known),
                name);
        BlockWriter.string(out, value);
        byte[] octets = new byte[out.size()];
        out.toByteBuffer().get(octets);
        return octets;
    }

    private static Indexing indexing(int known, String name, String value) {
        if (value.length() < GUESSABLE_COOKIE && name.equals("cookie")) {
            return Indexing.NEVER;
        }
        return KnownNames.indexing(known);
    }

    private void indexedIfPossible(ByteOutput out, int staticIndex, String name, String value) {
        int nameHash = name.hashCode();
        int hash = nameHash * 31 + value.hashCode();
        int position = fields.first(hash);
        while (position != TableIndex.NONE && !isField(position, name, value)) {
            position = fields.next(position);
        }
        if (position != TableIndex.NONE) {
            indexed(out, StaticTable.SIZE + 1 + position);
            return;
        }
        int nameIndex = staticIndex > 0 ? staticIndex : nameIndex(nameHash, name);
        HpackField entry = new HpackField(name, value);
        if (entry.size() > table.limit() / 4 * 3) {
            BlockWriter.literalName(out, Indexing.WITHOUT, nameIndex, name);
            BlockWriter.string(out, value);
            return;
        }
        BlockWriter.literalName(out, Indexing.INCREMENTAL, nameIndex, name);
        BlockWriter.string(out, value);
        table.add(entry);
        fields.add(hash);
        names.add(nameHash);
    }

    private boolean isField(int position, String name, String value) {
        HpackField entry = table.get(position);
        return entry.value().equals(value) && entry.name().equals(name);
    }

    private int nameIndex(int hash, String name) {
        int position = names.first(hash);
        while (position != TableIndex.NONE && !table.get(position).name().equals(name)) {
            position = names.next(position);
        }
        return position == TableIndex.NONE ? 0 : StaticTable.SIZE + 1 + position;
    }

    private void updateSize(ByteOutput out, int size) {
        BlockWriter.integer(out, 0x20, 5, size);
        table.limitTo(size);
    }

    private static void indexed(ByteOutput out, int index) {
        BlockWriter.integer(out, 0x80, 7, index);
    }

    private static int statusIndex(int status) {
        return switch (status) {
            case 200 -> 8;
            case 204 -> 9;
            case 206 -> 10;
            case 304 -> 11;
            case 400 -> 12;
            case 404 -> 13;
            case 500 -> 14;
            default -> 0;
        };
    }
}
