package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.TrustedProxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ListenerOptionsConflictTest {
    private static final String NO_H2C =
            "protocols = [http1, http2]: conflict: no_h2c_upgrade"
                    + " (http1 and http2 on one plain port need detect_preface)";
    private static final TlsOptions TLS = TlsOptions.pem(Path.of("cert.pem"), Path.of("key.pem"));

    private final ListenerOptionsBuilder builder = ListenerOptions.builder();

    @Test
    void protocolsMustNotBeEmpty() {
        assertProblems(builder.protocols(List.of()), "protocols = []: must not be empty");
    }

    @Test
    void noProtocolIsListedTwice() {
        assertProblems(
                builder.protocols(
                        Protocol.http1(),
                        new Protocol.Http1(Http1Options.standard().withMaxHeaderCount(1))),
                "protocols = [http1, http1]: lists a protocol twice");
    }

    @Test
    void http1AndHttp2OnOnePlainPortConflict() {
        assertProblems(builder.protocols(Protocol.http1(), Protocol.http2()), NO_H2C);
    }

    @Test
    void http1AndHttp2DoNotConflictWithTls() {
        builder.protocols(Protocol.http2(), Protocol.http1()).tls(TLS).build();
    }

    @Test
    void http1AndHttp2DoNotConflictWhenTheirFirstBytesAreLookedAt() {
        builder.protocols(Protocol.http1(), Protocol.http2()).detectPreface(true).build();
    }

    @Test
    void http2AloneOnAPlainPortIsNoConflict() {
        builder.protocols(Protocol.http2()).build();
    }

    @Test
    void http3NeedsTls() {
        assertProblems(
                builder.protocols(Protocol.http3()),
                "protocols = [http3]: conflict: http3_requires_tls",
                "protocols = [http3]: http3 is not available yet");
        assertProblems(
                ListenerOptions.builder().protocols(Protocol.http3()).tls(TLS),
                "protocols = [http3]: http3 is not available yet");
    }

    @Test
    void tlsIsNotForUnixDomainSockets() {
        builder.tls(TLS).address(ListenAddress.inherited()).build();
        assertProblems(
                builder.tls(TLS).address(ListenAddress.unix(Path.of("/tmp/none.sock"))),
                "tls = " + TLS + ": conflict: the address is a unix-domain socket");
    }

    @Test
    void thePasswordOfAKeyStoreIsNotShown() {
        String shown = TlsOptions.keyStore(Path.of("keys.p12"), "secret").toString();
        assertTrue(shown.contains("Store[keys.p12]"), shown);
        assertFalse(shown.contains("secret"), shown);
    }

    @Test
    void aContextStandsAloneAmongTheIdentities() throws Exception {
        TlsOptions context = TlsOptions.context(SSLContext.getDefault());
        assertThrows(
                IllegalArgumentException.class,
                () -> context.withIdentity(new TlsOptions.Identity.Store(Path.of("a"), "b")));
    }

    @Test
    void aPrefaceIsDetectedOnlyWhereThereAreTwoProtocolsToTellApart() {
        String problem =
                "detect_preface = true: conflict: tells http1 and http2 apart on one plain port";
        assertProblems(builder.detectPreface(true), problem);
        assertProblems(builder.protocols(Protocol.http2()), problem);
        builder.protocols(Protocol.http1(), Protocol.http2()).build();
        assertProblems(builder.tls(TLS), problem);
    }

    @Test
    void theProxyProtocolIsForTrustedProxiesOnly() {
        builder.proxyProtocol(true);
        assertProblems(builder, "proxy_protocol = true: conflict: needs trusted_proxies");
        builder.trustedProxies(TrustedProxies.of("10.0.0.0/8")).build();
        builder.handshakeTimeout(Duration.ofMillis(1)).build();
    }

    @Test
    void slotReconciliationNeedsGracefulDrain() {
        builder.slotReconciliation(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(1), builder.build().slotReconciliation());
        assertProblems(
                builder.gracefulDrain(false),
                "slot_reconciliation = PT1S: conflict: needs graceful_drain");
        assertEquals(
                Duration.ZERO,
                builder.slotReconciliation(Duration.ZERO).build().slotReconciliation());
    }

    @Test
    void onlyATcpPortIsReused() {
        builder.reusePort(true).build();
        String problem = "reuse_port = true: conflict: the address is not a TCP port";
        assertProblems(builder.address(ListenAddress.unix(Path.of("web.sock"))), problem);
        assertProblems(builder.address(ListenAddress.inherited()), problem);
    }

    @Test
    void aHandshakeTimeoutIsOnlyForTls() {
        String millisecond = "handshake_timeout = PT0.001S: conflict: needs tls or proxy_protocol";
        assertProblems(builder.handshakeTimeout(Duration.ofMillis(1)), millisecond);
        String year = "handshake_timeout = PT8760H: conflict: needs tls or proxy_protocol";
        assertProblems(builder.handshakeTimeout(Duration.ofDays(365)), year);
        builder.tls(TLS).build();
    }

    @Test
    void bufferedContentFitsAnArray() {
        long longest = Integer.MAX_VALUE - 8L;
        assertEquals(longest, builder.maxContentLength(longest).build().maxContentLength());
        assertProblems(
                builder.maxContentLength(longest + 1),
                "max_content_length = 2147483640: conflict: body_buffering auto holds at most"
                        + " 2147483639 bytes");
        builder.bodyBuffering(BodyBuffering.MANUAL).build();
    }

    private static void assertProblems(ListenerOptionsBuilder builder, String... expected) {
        InvalidOptionException exception =
                assertThrows(InvalidOptionException.class, builder::build);
        assertEquals(
                List.of(expected),
                exception.problems().stream().map(OptionProblem::toString).toList());
    }
}
