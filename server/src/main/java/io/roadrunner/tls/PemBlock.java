package io.roadrunner.tls;

/// One object of a PEM file (RFC 7468). Immutable.
final class PemBlock {
    private final String label;
    private final boolean encrypted;
    private final byte[] content;

    /// @param label what it is, such as `CERTIFICATE`
    /// @param encrypted whether its header says that the content is encrypted, as old tools write
    ///   it
    /// @param content the decoded octets, of which nobody else knows
    PemBlock(String label, boolean encrypted, byte[] content) {
        this.label = label;
        this.encrypted = encrypted;
        this.content = content;
    }

    String label() {
        return label;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    byte[] content() {
        return content.clone();
    }

    /// The label alone: the content may be a private key.
    @Override
    public String toString() {
        return "PemBlock[" + label + "]";
    }
}
