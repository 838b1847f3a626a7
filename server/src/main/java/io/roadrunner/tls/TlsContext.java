package io.roadrunner.tls;

import io.roadrunner.config.ClientCertificates;
import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// One generation of keys and certificates, ready for handshakes. Immutable; any thread.
final class TlsContext {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final String[] suites;
    private final String[] applicationProtocols;
    private final ClientCertificates.Demand demand;

    private TlsContext(
            SSLContext context,
            List<String> applicationProtocols,
            ClientCertificates.Demand demand) {
        this.context = context;
        this.suites = suites(context.getSupportedSSLParameters().getCipherSuites());
        this.applicationProtocols = applicationProtocols.toArray(String[]::new);
        this.demand = demand;
    }

    /// Reads the files and checks them.
    ///
    /// @param applicationProtocols what ALPN offers, the preferred first (RFC 7301)
    /// @throws InvalidTlsException when one cannot be used
    static TlsContext load(TlsOptions options, List<String> applicationProtocols)
            throws InvalidTlsException {
        ClientCertificates clients = options.clientCertificates();
        if (options.identities().getFirst() instanceof Identity.Context(SSLContext given)) {
            return new TlsContext(given, applicationProtocols, clients.demand());
        }
        List<KeyIdentity> identities = new ArrayList<>();
        for (Identity identity : options.identities()) {
            identities.addAll(TlsFiles.identities(identity));
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = {new ServerIdentities(identities)};
            context.init(keys, trust(clients.authorities()), null);
            return new TlsContext(context, applicationProtocols, clients.demand());
        } catch (GeneralSecurityException | IOException e) {
            throw e instanceof InvalidTlsException invalid
                    ? invalid
                    : new InvalidTlsException("tls", e);
        }
    }

    /// @return null for what the JDK trusts
    private static TrustManager @Nullable [] trust(List<Path> authorities)
            throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (Path file : authorities) {
            for (X509Certificate certificate : TlsFiles.certificates(file)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /// Those with forward secrecy and authenticated encryption, in the order of the JDK.
    private static String[] suites(String[] supported) {
        List<String> suites = new ArrayList<>();
        for (String suite : supported) {
            boolean authenticated = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
            boolean ephemeral = suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_");
            if (authenticated && ephemeral && suite.startsWith("TLS_")) {
                suites.add(suite);
            }
        }
        return suites.toArray(String[]::new);
    }

    /// A socket that will do the server's part of a handshake.
    ///
    /// @param plain a connected one
    SSLSocket layer(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false);
        socket.setUseClientMode(false);
        SSLParameters parameters = new SSLParameters(suites, VERSIONS);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(applicationProtocols);
        switch (demand) {
            case NONE -> {}
            case REQUESTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        return socket;
    }
}
