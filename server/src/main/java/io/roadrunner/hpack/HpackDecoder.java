package io.roadrunner.hpack;

import java.util.Objects;

/// Decodes the header blocks of one direction of a connection (RFC 7541 §3).
///
/// Owned by the thread that reads the connection; blocks come in the order of the wire, also those
/// of streams that are refused. Bounded by the table and by the list limit. After an
/// [HpackException] table and peer are out of step: the decoder must not be used again.
public final class HpackDecoder {
    /// "resulting in at most two dynamic table size updates" (RFC 7541 §4.2).
    private static final int MAX_SIZE_UPDATES = 2;

    private final int maxTableSize;
    private final DynamicTable table;
    private final HpackFields fields;
    private final BlockReader reader = new BlockReader();

    /// @param maxTableSize what SETTINGS_HEADER_TABLE_SIZE allows the peer, in octets; not negative
    /// @param maxListSize bound of the decoded list in octets, each field with 32 of overhead; not
    ///   negative
    /// @throws IllegalArgumentException if one of them is negative
    public HpackDecoder(int maxTableSize, long maxListSize) {
        if (maxTableSize < 0 || maxListSize < 0) {
            throw new IllegalArgumentException(
                    "negative limit: table %d, list %d".formatted(maxTableSize, maxListSize));
        }
        this.maxTableSize = maxTableSize;
        table = new DynamicTable(maxTableSize);
        fields = new HpackFields(maxListSize);
    }

    /// Decodes a whole header block.
    ///
    /// @param octets holds the block
    /// @param from where it starts
    /// @param to where it ends
    /// @return the fields, valid until the next call; whoever has read them clears them
    /// @throws HpackException if the block is not one; this decoder is then of no more use
    public HpackFields decode(byte[] octets, int from, int to) throws HpackException {
        Objects.checkFromToIndex(from, to, octets.length);
        fields.clear();
        reader.start(octets, from, to);
        try {
            readSizeUpdates();
            while (reader.hasMore()) {
                readField();
            }
        } finally {
            reader.end();
        }
        return fields;
    }

    /// ```
    ///   0   0   1 | maximum size, 5+     dynamic table size update, RFC 7541 §6.3
    /// ```
    private void readSizeUpdates() throws HpackException {
        for (int updates = 0; reader.hasMore() && isSizeUpdate(reader.peek()); updates++) {
            if (updates == MAX_SIZE_UPDATES) {
                throw new HpackException(
                        "more than %d table size updates".formatted(MAX_SIZE_UPDATES));
            }
            int size = reader.integer(5);
            // "The new maximum size MUST be lower than or equal to the limit determined by the
            // protocol using HPACK." RFC 7541 §6.3
            if (size > maxTableSize) {
                throw new HpackException(
                        "a table size of %d where %d is allowed".formatted(size, maxTableSize));
            }
            table.limitTo(size);
        }
    }

    private static boolean isSizeUpdate(int octet) {
        return (octet & 0xe0) == 0x20;
    }

    /// ```
    ///   1 | index, 7+                    indexed field, RFC 7541 §6.1
    ///   0   1 | index of name, 6+        literal with incremental indexing, §6.2.1
    ///   0   0   0   x | index, 4+        literal without indexing, or never indexed: §6.2.2, .3
    /// ```
    private void readField() throws HpackException {
        int octet = reader.peek();
        if ((octet & 0x80) != 0) {
            HpackField entry = entry(reader.integer(7));
            fields.add(entry.name(), entry.value());
        } else if ((octet & 0x40) != 0) {
            HpackField entry = new HpackField(name(reader.integer(6)), reader.string());
            table.add(entry);
            fields.add(entry.name(), entry.value());
        } else if (isSizeUpdate(octet)) {
            // "This dynamic table size update MUST occur at the beginning of the first header block
            // following the change" RFC 7541 §4.2
            throw new HpackException("a table size update behind a field");
        } else {
            fields.add(name(reader.integer(4)), reader.string());
        }
    }

    private String name(int index) throws HpackException {
        return index == 0 ? reader.string() : entry(index).name();
    }

    private HpackField entry(int index) throws HpackException {
        // "It MUST be treated as a decoding error if found in an indexed header field
        // representation." RFC 7541 §6.1
        if (index == 0) {
            throw new HpackException("index 0");
        }
        if (index <= StaticTable.SIZE) {
            return StaticTable.get(index);
        }
        int position = index - StaticTable.SIZE - 1;
        // "Indices strictly greater than the sum of the lengths of both tables MUST be treated as a
        // decoding error." RFC 7541 §2.3.3
        if (position >= table.count()) {
            throw new HpackException(
                    "index %d where %d is the last"
                            .formatted(index, StaticTable.SIZE + table.count()));
        }
        return table.get(position);
    }
}
