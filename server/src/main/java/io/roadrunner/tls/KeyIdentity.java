package io.roadrunner.tls;

import io.roadrunner.config.InvalidTlsException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// A private key with the certificates that prove it, and the host names that they are for.
/// Immutable.
///
/// @param key the private key
/// @param chain its certificate first, then those of the authorities above
/// @param names the host names of its certificate, in lower case, with `*.` for any one label
record KeyIdentity(PrivateKey key, List<X509Certificate> chain, List<String> names) {
    private static final int DNS_NAME = 2;
    private static final byte[] PROBE = {1, 2, 3};

    /// @param source where it comes from, for messages
    /// @throws InvalidTlsException when the key is not that of the certificate
    static KeyIdentity of(PrivateKey key, List<X509Certificate> chain, String source)
            throws InvalidTlsException {
        X509Certificate own = chain.getFirst();
        try {
            if (!belongTogether(key, own.getPublicKey())) {
                throw new InvalidTlsException(
                        source, "the private key is not that of the certificate");
            }
            return new KeyIdentity(key, List.copyOf(chain), dnsNames(own));
        } catch (GeneralSecurityException e) {
            throw new InvalidTlsException(source, e);
        }
    }

    private static boolean belongTogether(PrivateKey own, PublicKey certified)
            throws GeneralSecurityException {
        if (!own.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm =
                switch (own.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
                    default -> "";
                };
        if (algorithm.isEmpty()) {
            return true;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(own);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static List<String> dnsNames(X509Certificate certificate)
            throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.get(0).equals(DNS_NAME)) {
                    names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    /// Whether the certificate names a host.
    ///
    /// @param host in lower case
    boolean isFor(String host) {
        int dot = host.indexOf('.');
        return names.contains(host) || (dot > 0 && names.contains("*" + host.substring(dot)));
    }

    /// Nothing of the key.
    @Override
    public String toString() {
        return "KeyIdentity" + names;
    }
}
