package io.roadrunner.config;

import java.nio.file.Path;
import java.util.List;

/// Whether clients have to say who they are by a certificate (RFC 8446 §4.3.2). Immutable.
///
/// @param demand how much it matters
/// @param authorities PEM files with the certificates of the authorities that are trusted; without
///   any, those that the JDK or the given context trusts
public record ClientCertificates(Demand demand, List<Path> authorities) {
    private static final ClientCertificates NONE = new ClientCertificates(Demand.NONE, List.of());

    /// Copies the list.
    public ClientCertificates {
        authorities = List.copyOf(authorities);
    }

    /// Clients are not asked.
    public static ClientCertificates none() {
        return NONE;
    }

    /// Clients are asked and may do without; a certificate that is not trusted ends the handshake.
    public static ClientCertificates requested(Path... authorities) {
        return new ClientCertificates(Demand.REQUESTED, List.of(authorities));
    }

    /// Without a certificate that is trusted there is no connection.
    public static ClientCertificates required(Path... authorities) {
        return new ClientCertificates(Demand.REQUIRED, List.of(authorities));
    }

    /// How much a certificate matters.
    public enum Demand {
        /// Not asked for.
        NONE,
        /// Asked for.
        REQUESTED,
        /// Asked for, and needed.
        REQUIRED
    }
}
