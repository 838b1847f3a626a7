package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcMethod;
import io.roadrunner.rpc.RpcOptions;
import io.roadrunner.rpc.RpcServer;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starting and closing a server, and what is left of it.
class RpcServerTest {
    private static final RpcAddress ANY_PORT = RpcAddress.parse("tcp://127.0.0.1:0");

    @TempDir private Path folder;

    private static RpcServer start(RpcAddress address, RpcMethod... methods) throws IOException {
        return RpcServer.start(RpcOptions.builder().address(address).build(), List.of(methods));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://0.0.0.0:0", "tcp://[::]:0"})
    void anAddressThatOtherMachinesReachHasToBeAllowed(String text) throws IOException {
        RpcAddress address = RpcAddress.parse(text);
        BindException problem = assertThrows(BindException.class, () -> start(address));
        assertEquals(
                "RPC on an address that other machines reach has to be allowed: " + text,
                problem.getMessage());
        RpcOptions allowed = RpcOptions.builder().address(address).publicAddress(true).build();
        try (RpcServer server = RpcServer.start(allowed, List.of())) {
            assertTrue(((RpcAddress.Tcp) server.address()).port() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost:0", "tcp://127.1.2.3:0", "tcp://[::1]:0"})
    void everyLoopbackAddressIsAllowed(String text) throws IOException {
        RpcMethod echo = OwnMethods.of("Echo", said -> said);
        try (RpcServer server = start(RpcAddress.parse(text), echo);
                RpcClient client = RpcClient.connect(server.address(), Duration.ofSeconds(5))) {
            assertEquals("{}", client.callJson("test.Echo", "{}"));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void anUnknownHostIsSaidToBeOne() {
        RpcAddress address = RpcAddress.parse("tcp://no.such.host.invalid:0");
        assertThrows(UnknownHostException.class, () -> start(address));
    }

    @Test
    void aPortThatIsTakenIsRefusedAndFreeAfterwards() throws IOException {
        RpcAddress taken;
        try (RpcServer server = start(ANY_PORT)) {
            taken = server.address();
            assertThrows(BindException.class, () -> start(taken));
        }
        start(taken).close();
    }

    @Test
    void twoMethodsOfOneNameAreRefusedBeforeAnythingIsOpened() {
        RpcMethod method = OwnMethods.of("Echo", text -> text);
        assertThrows(
                IllegalArgumentException.class,
                () -> start(new RpcAddress.Unix(folder.resolve("s")), method, method));
        assertTrue(Files.notExists(folder.resolve("s")));
    }

    @Test
    void answersThatAreOnTheirWayArriveWhenTheServerCloses() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        RpcServer server =
                start(
                        ANY_PORT,
                        OwnMethods.of(
                                "Wait",
                                _ -> {
                                    running.countDown();
                                    closing.await(10, TimeUnit.SECONDS);
                                    return "done";
                                }));
        try (GoridgeWire wire = GoridgeWire.connect(((RpcAddress.Tcp) server.address()).port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 1, "test.Wait", ""));
            assertTrue(running.await(5, TimeUnit.SECONDS));
            Thread closer = Thread.startVirtualThread(server::close);
            closing.countDown();
            assertEquals("{\"text\":\"done\"}", wire.receive().body());
            assertEquals(0, wire.receiveToEnd().length);
            assertTrue(closer.join(Duration.ofSeconds(5)));
        }
    }

    @Test
    void aMethodThatHangsIsInterruptedWhenTheServerCloses() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        RpcServer server =
                start(
                        ANY_PORT,
                        OwnMethods.of(
                                "Hang",
                                text -> {
                                    running.countDown();
                                    try {
                                        interrupted.await(10, TimeUnit.SECONDS);
                                    } catch (InterruptedException e) {
                                        interrupted.countDown();
                                    }
                                    return text;
                                }));
        try (GoridgeWire wire = GoridgeWire.connect(((RpcAddress.Tcp) server.address()).port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 1, "test.Hang", ""));
            assertTrue(running.await(5, TimeUnit.SECONDS));
            server.close();
            assertTrue(interrupted.await(5, TimeUnit.SECONDS));
            assertEquals(0, wire.receiveToEnd().length);
        }
    }

    @Test
    void closingTwiceDoesNothingMore() throws IOException {
        RpcServer server = start(ANY_PORT);
        server.close();
        assertDoesNotThrow(server::close);
    }

    @Test
    void aMethodMayCloseTheServerThatCallsIt() throws Exception {
        RpcServer[] server = new RpcServer[1];
        server[0] =
                start(
                        ANY_PORT,
                        OwnMethods.of(
                                "Close",
                                text -> {
                                    server[0].close();
                                    return text;
                                }));
        try (GoridgeWire wire =
                GoridgeWire.connect(((RpcAddress.Tcp) server[0].address()).port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 1, "test.Close", ""));
            assertEquals(0, wire.receiveToEnd().length);
            Await.until("the connection is gone", () -> server[0].connections() == 0);
        }
    }

    @Test
    void descriptorsAndThreadsAreBackAfterwards() throws IOException {
        long before = sockets();
        for (int round = 0; round < 20; round++) {
            try (RpcServer server = start(ANY_PORT, OwnMethods.of("Echo", text -> text))) {
                int port = ((RpcAddress.Tcp) server.address()).port();
                try (GoridgeWire wire = GoridgeWire.connect(port);
                        GoridgeWire halfOpen = GoridgeWire.connect(port)) {
                    halfOpen.send(new byte[] {0x15});
                    wire.ask(1, "test.Echo", "");
                }
            }
        }
        Await.until("no thread is left", () -> threads().isEmpty());
        Await.until("the descriptors are back", () -> sockets() <= before);
    }

    private static long sockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(RpcServerTest::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException _) {
            // It was closed meanwhile.
            return false;
        }
    }

    /// The threads of servers, virtual ones too.
    private List<String> threads() {
        Path dump = folder.resolve("threads");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (Stream<String> lines = Files.lines(dump)) {
                return lines.filter(line -> line.contains("\"roadrunner/rpc/")).toList();
            } finally {
                Files.delete(dump);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
