package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.MalformedResponseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Decodes the header blocks of one connection, RFC 7541, as strictly as a peer may. Shares no code
/// with any server. Owned by the reader of the connection, used by one thread at a time.
final class HpackDecoder {
    private static final int DEFAULT_TABLE_OCTETS = 4096;
    private static final int ENTRY_OVERHEAD_OCTETS = 32;

    /// Newest first, as the indices count.
    private final List<Field> table = new ArrayList<>();

    private int tableOctets;
    private int maxTableOctets = DEFAULT_TABLE_OCTETS;
    private int limitOctets = DEFAULT_TABLE_OCTETS;
    private byte[] block = new byte[0];
    private int position;

    /// What this side's SETTINGS_HEADER_TABLE_SIZE allows, once the peer has acknowledged it.
    void limit(long octets) {
        limitOctets = (int) Math.min(octets, Integer.MAX_VALUE);
    }

    /// The fields of a whole block.
    List<Field> decode(byte[] headerBlock) {
        block = headerBlock;
        position = 0;
        List<Field> fields = new ArrayList<>();
        // "An encoder can choose to use less capacity than this maximum size ... but the chosen
        // size MUST stay lower than or equal to the maximum set by the protocol." RFC 7541 §4.2
        while (position < block.length && (block[position] & 0xe0) == 0x20) {
            resize(integer(5));
        }
        if (maxTableOctets > limitOctets) {
            throw malformed(
                    "a table of %d octets where %d are allowed"
                            .formatted(maxTableOctets, limitOctets));
        }
        while (position < block.length) {
            fields.add(field());
        }
        return List.copyOf(fields);
    }

    private Field field() {
        int first = block[position] & 0xff;
        if (first >= 0x80) {
            Field entry = entry(integer(7));
            return new Field(entry.name(), entry.value(), Field.Form.INDEXED);
        }
        if (first >= 0x40) {
            Field added = literal(6, Field.Form.ADDED);
            add(added);
            return added;
        }
        if (first >= 0x20) {
            throw malformed("a change of the table's size behind a field");
        }
        return literal(4, first >= 0x10 ? Field.Form.NEVER_ADDED : Field.Form.NOT_ADDED);
    }

    private Field literal(int prefixBits, Field.Form form) {
        int index = integer(prefixBits);
        String name = index == 0 ? string() : entry(index).name();
        return new Field(name, string(), form);
    }

    private Field entry(int index) {
        if (index == 0 || index > StaticTable.SIZE + table.size()) {
            throw malformed("index " + index + " of a dynamic table of " + table.size());
        }
        return index <= StaticTable.SIZE
                ? StaticTable.get(index)
                : table.get(index - StaticTable.SIZE - 1);
    }

    private void add(Field field) {
        tableOctets += size(field);
        table.addFirst(field);
        evict();
    }

    private void resize(int octets) {
        if (octets > limitOctets) {
            throw malformed("a table of %d octets, above %d".formatted(octets, limitOctets));
        }
        maxTableOctets = octets;
        evict();
    }

    private void evict() {
        while (tableOctets > maxTableOctets) {
            tableOctets -= size(table.removeLast());
        }
    }

    private static int size(Field field) {
        return field.name().length() + field.value().length() + ENTRY_OVERHEAD_OCTETS;
    }

    /// An integer with a prefix of so many bits, RFC 7541 §5.1.
    private int integer(int prefixBits) {
        int mask = (1 << prefixBits) - 1;
        long value = next() & mask;
        if (value < mask) {
            return (int) value;
        }
        int shift = 0;
        int octet;
        do {
            octet = next();
            value += (long) (octet & 0x7f) << shift;
            shift += 7;
            if (shift > 35 || value > Integer.MAX_VALUE) {
                throw malformed("an integer above 2^31-1");
            }
        } while (octet >= 0x80);
        return (int) value;
    }

    private String string() {
        if (position >= block.length) {
            throw malformed("a block that ends within a field");
        }
        boolean huffman = (block[position] & 0x80) != 0;
        int length = integer(7);
        if (length > block.length - position) {
            throw malformed("a string of " + length + " octets, longer than the block");
        }
        byte[] octets = Arrays.copyOfRange(block, position, position + length);
        position += length;
        byte[] plain = huffman ? HuffmanCode.decode(octets) : octets;
        return new String(plain, StandardCharsets.ISO_8859_1);
    }

    private int next() {
        if (position >= block.length) {
            throw malformed("a block that ends within a field");
        }
        return block[position++] & 0xff;
    }

    private static MalformedResponseException malformed(String what) {
        return new MalformedResponseException("HPACK: " + what);
    }
}
