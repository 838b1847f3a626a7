package io.roadrunner.hpack;

/// How a literal field treats the dynamic table (RFC 7541 §6.2).
enum Indexing {
    /// The field becomes an entry and is one octet the next time (RFC 7541 §6.2.1).
    INCREMENTAL(0x40, 6),

    /// The table stays as it is (RFC 7541 §6.2.2).
    WITHOUT(0x00, 4),

    /// As [#WITHOUT], and intermediaries keep it so: a secret must not be guessed by the length of
    /// what is compressed with it (RFC 7541 §6.2.3, §7.1.3).
    NEVER(0x10, 4);

    private final int pattern;
    private final int prefixBits;

    Indexing(int pattern, int prefixBits) {
        this.pattern = pattern;
        this.prefixBits = prefixBits;
    }

    /// The bits that the first octet starts with.
    int pattern() {
        return pattern;
    }

    /// How many bits of the first octet are left for the index of the name.
    int prefixBits() {
        return prefixBits;
    }
}
