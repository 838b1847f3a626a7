package io.roadrunner.tls;

import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.TlsOptions.Identity;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads certificates and keys from files. Stateless; any thread.
final class TlsFiles {
    /// More than any chain or store of use; a wrong path may name anything.
    private static final long LARGEST = 4L * 1024 * 1024;

    private TlsFiles() {}

    /// The identities of a description, none for one that is a context.
    ///
    /// @throws InvalidTlsException when a file cannot be used
    static List<KeyIdentity> identities(Identity identity) throws InvalidTlsException {
        return switch (identity) {
            case Identity.Pem(Path certificate, Path key) -> List.of(ofPem(certificate, key));
            case Identity.Store(Path path, String password) -> ofStore(path, password);
            case Identity.Context _ -> List.of();
        };
    }

    private static KeyIdentity ofPem(Path certificate, Path key) throws InvalidTlsException {
        List<X509Certificate> chain = certificates(certificate);
        for (PemBlock block : blocks(key)) {
            PrivateKey decoded = PrivateKeyDecoder.decode(block, key.toString());
            if (decoded != null) {
                return KeyIdentity.of(decoded, chain, key.toString());
            }
        }
        throw new InvalidTlsException(key.toString(), "there is no private key in it");
    }

    /// All certificates of a PEM file.
    ///
    /// @throws InvalidTlsException when there is none or one is malformed
    static List<X509Certificate> certificates(Path file) throws InvalidTlsException {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : blocks(file)) {
                if (block.label().equals("CERTIFICATE")) {
                    chain.add(
                            (X509Certificate)
                                    factory.generateCertificate(
                                            new ByteArrayInputStream(block.content())));
                }
            }
        } catch (CertificateException e) {
            throw new InvalidTlsException(file.toString(), "a certificate is malformed");
        }
        if (chain.isEmpty()) {
            throw new InvalidTlsException(file.toString(), "there is no certificate in it");
        }
        return chain;
    }

    private static List<PemBlock> blocks(Path file) throws InvalidTlsException {
        return PemParser.parse(
                new String(read(file), StandardCharsets.ISO_8859_1), file.toString());
    }

    private static byte[] read(Path file) throws InvalidTlsException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidTlsException(file.toString(), "too large");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InvalidTlsException(file.toString(), "no such file");
        } catch (InvalidTlsException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidTlsException(file.toString(), "cannot be read");
        }
    }

    private static List<KeyIdentity> ofStore(Path path, String password)
            throws InvalidTlsException {
        String source = path.toString();
        File file = path.toFile();
        if (!file.isFile()) {
            throw new InvalidTlsException(source, "no such file");
        }
        List<KeyIdentity> identities = new ArrayList<>();
        try {
            KeyStore store = KeyStore.getInstance(file, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    identities.add(KeyIdentity.of(key, chain(store, alias), source));
                }
            }
        } catch (InvalidTlsException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidTlsException(source, "no key store that this password opens");
        }
        if (identities.isEmpty()) {
            throw new InvalidTlsException(source, "there is no private key in it");
        }
        return identities;
    }

    private static List<X509Certificate> chain(KeyStore store, String alias)
            throws GeneralSecurityException, InvalidTlsException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        if (chain.isEmpty()) {
            throw new InvalidTlsException(alias, "the key has no X.509 certificate");
        }
        return chain;
    }
}
