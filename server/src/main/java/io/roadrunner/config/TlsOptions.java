package io.roadrunner.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/// How a listener proves who it is (RFC 8446), and whether clients have to. Immutable; files are
/// read when the listener starts and at each reload.
///
/// TLS 1.3 and 1.2 are spoken, with suites that have forward secrecy and authenticate what they
/// encrypt (AEAD).
///
/// @param identities where certificates and keys are, at least one. A client that asks for a host
///   (SNI) gets the first whose certificate names it, every other client the first of all
/// @param clientCertificates whether clients show a certificate
/// @param watched whether changed files are loaded without being asked to, within seconds
public record TlsOptions(
        List<Identity> identities, ClientCertificates clientCertificates, boolean watched) {
    /// Checks the list and copies it.
    ///
    /// @throws IllegalArgumentException when there is no identity, or a context beside another
    public TlsOptions {
        identities = List.copyOf(identities);
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("tls needs an identity");
        }
        boolean context = identities.stream().anyMatch(Identity.Context.class::isInstance);
        if (context && identities.size() > 1) {
            throw new IllegalArgumentException("an SSLContext stands alone among the identities");
        }
    }

    /// Certificate and key from two PEM files.
    public static TlsOptions pem(Path certificate, Path key) {
        return of(new Identity.Pem(certificate, key));
    }

    /// Certificate and key from a key store file.
    public static TlsOptions keyStore(Path keyStore, String password) {
        return of(new Identity.Store(keyStore, password));
    }

    /// A context that the application has made; its trust decides about client certificates.
    public static TlsOptions context(SSLContext context) {
        return of(new Identity.Context(context));
    }

    private static TlsOptions of(Identity identity) {
        return new TlsOptions(List.of(identity), ClientCertificates.none(), true);
    }

    /// The same with one more identity, for the host names of its certificate.
    public TlsOptions withIdentity(Identity identity) {
        List<Identity> more = new ArrayList<>(identities);
        more.add(identity);
        return new TlsOptions(more, clientCertificates, watched);
    }

    /// The same with another word about the certificates of clients.
    public TlsOptions withClientCertificates(ClientCertificates certificates) {
        return new TlsOptions(identities, certificates, watched);
    }

    /// The same with files that are watched, or not.
    public TlsOptions withWatched(boolean watch) {
        return new TlsOptions(identities, clientCertificates, watch);
    }

    /// Where certificate and key come from.
    public sealed interface Identity {
        /// Two PEM files.
        ///
        /// @param certificate the chain, the own certificate first
        /// @param key the private key: PKCS #8, PKCS #1 or SEC 1, not encrypted
        record Pem(Path certificate, Path key) implements Identity {}

        /// A key store file of a type that the JDK recognises, such as PKCS #12. Every key in it is
        /// an identity.
        ///
        /// @param path the file
        /// @param password opens the store and its keys; never shown
        record Store(Path path, String password) implements Identity {
            /// The path alone.
            @Override
            public String toString() {
                return "Store[" + path + "]";
            }
        }

        /// A context that the application has made.
        ///
        /// @param context used as it is
        record Context(SSLContext context) implements Identity {}
    }
}
