package io.roadrunner.benchmarks.run.client;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// TLS for clients that talk to a server that this harness has started on this machine: its
/// certificate is of this run and nobody else's, so it is not looked at. Stateless.
public final class Trusting {
    private Trusting() {}

    /// A context without sessions.
    public static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everything()}, new SecureRandom());
        return context;
    }

    /// Looks at nothing.
    private static final class Everything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("a client has no clients");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // It is the one that was started a moment ago.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
