package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerOptionsTest {
    private static final Handler HANDLER = _ -> Responses.text(200, "hello");

    @Test
    void withoutAnySettingTheDefaultsHold() {
        ListenerOptions options = ListenerOptions.builder().build();
        assertEquals(new ListenAddress.Tcp("0.0.0.0", 8080), options.address());
        assertTrue(options.routes().isSingleHandler());
        assertEquals(List.of(), options.middlewares());
        assertEquals(List.of(Protocol.http1()), options.protocols());
        assertNull(options.tls());
        assertEquals(BodyBuffering.AUTO, options.bodyBuffering());
        assertEquals(DrainPolicy.NOTIFY, options.drainPolicy());
        assertEquals(10_485_760, options.maxContentLength());
        assertEquals(
                new EarlyResponseDrain(262_144, Duration.ofSeconds(2)),
                options.earlyResponseDrain());
        assertEquals(
                new DrainOptions(
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100)),
                options.drain());
        assertEquals(DrainOptions.standard(), options.drain());
        assertTrue(options.gracefulDrain());
        assertFalse(options.reusePort());
        assertFalse(options.detectPreface());
        assertFalse(options.proxyProtocol());
    }

    @Test
    void everyFlagAndValueIsWhatWasSet() {
        EarlyResponseDrain budget = new EarlyResponseDrain(1, Duration.ZERO);
        ListenerOptions options =
                ListenerOptions.builder()
                        .bodyBuffering(BodyBuffering.MANUAL)
                        .drainPolicy(DrainPolicy.CLOSE_NOW)
                        .earlyResponseDrain(budget)
                        .gracefulDrain(false)
                        .reusePort(true)
                        .build();
        assertEquals(BodyBuffering.MANUAL, options.bodyBuffering());
        assertEquals(DrainPolicy.CLOSE_NOW, options.drainPolicy());
        assertEquals(budget, options.earlyResponseDrain());
        assertFalse(options.gracefulDrain());
        assertTrue(options.reusePort());
    }

    @Test
    void listsAreCopied() {
        List<Middleware> middlewares =
                new ArrayList<>(List.of((request, next) -> next.handle(request)));
        List<Protocol> protocols = new ArrayList<>(List.of(Protocol.http1()));
        ListenerOptions options =
                ListenerOptions.builder().middlewares(middlewares).protocols(protocols).build();
        middlewares.clear();
        protocols.clear();
        assertEquals(1, options.middlewares().size());
        assertEquals(1, options.protocols().size());
        assertThrows(UnsupportedOperationException.class, () -> options.middlewares().clear());
        assertThrows(UnsupportedOperationException.class, () -> options.protocols().clear());
    }

    @Test
    void aBuilderThatGoesOnDoesNotChangeWhatItBuilt() {
        ListenerOptionsBuilder builder = ListenerOptions.builder().port(1).maxClients(1);
        ListenerOptions first = builder.build();
        ListenerOptions second = builder.port(2).maxClients(2).build();
        assertEquals(new ListenAddress.Tcp("0.0.0.0", 1), first.address());
        assertEquals(1, first.maxClients());
        assertEquals(new ListenAddress.Tcp("0.0.0.0", 2), second.address());
        assertEquals(2, second.maxClients());
    }

    @Test
    void toBuilderKeepsEverything() {
        Routes routes = Routes.handler(HANDLER);
        Middleware middleware = (request, next) -> next.handle(request);
        Protocol http1 = new Protocol.Http1(Http1Options.standard().withMaxHeaderCount(7));
        ListenerOptions options =
                ListenerOptions.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .routes(routes)
                        .middlewares(middleware)
                        .protocols(http1)
                        .maxClients(3)
                        .build();
        ListenerOptions copy = options.toBuilder().build();
        assertNotSame(options, copy);
        assertEquals(new ListenAddress.Tcp("127.0.0.1", 0), copy.address());
        assertSame(routes, copy.routes());
        assertEquals(List.of(middleware), copy.middlewares());
        assertEquals(List.of(http1), copy.protocols());
        assertEquals(3, copy.maxClients());
        assertEquals(options.toString(), copy.toString());
    }

    @Test
    void ofAddressAndPortTheLastCallCounts() {
        ListenAddress unix = ListenAddress.unix(Path.of("/run/web.sock"));
        assertEquals(unix, ListenerOptions.builder().port(1).address(unix).build().address());
        assertEquals(
                ListenAddress.tcp("0.0.0.0", 1),
                ListenerOptions.builder().address(unix).port(1).build().address());
        assertEquals(
                ListenAddress.tcp("::1", 5),
                ListenerOptions.builder()
                        .address(ListenAddress.tcp("127.0.0.1", 5))
                        .host("::1")
                        .build()
                        .address());
        ListenerOptions inherited =
                ListenerOptions.builder().address(ListenAddress.inherited()).build();
        assertInstanceOf(ListenAddress.Inherited.class, inherited.toBuilder().build().address());
    }

    @Test
    void allProblemsOfOneCallAreReportedTogether() {
        ListenerOptionsBuilder builder =
                ListenerOptions.builder()
                        .host(" ")
                        .port(65_536)
                        .protocols(List.of())
                        .maxClients(0)
                        .requestTimeout(Duration.ZERO)
                        .slotReconciliation(Duration.ofSeconds(1))
                        .gracefulDrain(false)
                        .proxyProtocol(true);
        InvalidOptionException exception =
                assertThrows(InvalidOptionException.class, builder::build);
        assertEquals(
                List.of(
                        "protocols = []: must not be empty",
                        "max_clients = 0: must be 1 to 2147483647",
                        "request_timeout = PT0S: must be 1 ms to 365 d",
                        "slot_reconciliation = PT1S: conflict: needs graceful_drain",
                        "proxy_protocol = true: conflict: needs trusted_proxies",
                        "host =  : must not be empty",
                        "port = 65536: must be 0 to 65535"),
                exception.problems().stream().map(OptionProblem::toString).toList());
        for (OptionProblem problem : exception.problems()) {
            assertTrue(String.valueOf(exception.getMessage()).contains(problem.toString()));
        }
    }

    @Test
    void aCorrectedBuilderBuilds() {
        ListenerOptionsBuilder builder = ListenerOptions.builder().maxClients(0);
        assertThrows(InvalidOptionException.class, builder::build);
        assertEquals(1, builder.maxClients(1).build().maxClients());
    }
}
