package io.roadrunner.config;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/// How a listener proves who it is (RFC 8446). Can be described; a listener refuses it as not
/// available yet.
///
/// @param identity where certificate and key are
public record TlsOptions(Identity identity) {
    /// Certificate and key from two PEM files.
    public static TlsOptions pem(Path certificate, Path key) {
        return new TlsOptions(new Identity.Pem(certificate, key));
    }

    /// Certificate and key from a key store file.
    public static TlsOptions keyStore(Path keyStore, String password) {
        return new TlsOptions(new Identity.Store(keyStore, password));
    }

    /// A context that the application has made.
    public static TlsOptions context(SSLContext context) {
        return new TlsOptions(new Identity.Context(context));
    }

    /// Where certificate and key come from.
    public sealed interface Identity {
        /// Two PEM files.
        ///
        /// @param certificate the chain, the own certificate first
        /// @param key the private key, PKCS #8
        record Pem(Path certificate, Path key) implements Identity {}

        /// A key store file of a type that the JDK recognises, such as PKCS #12.
        ///
        /// @param path the file
        /// @param password opens the store and its key; never shown
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
