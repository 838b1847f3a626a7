package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcException;
import io.roadrunner.rpc.ServerMethods;
import io.roadrunner.rpc.StatusMethods;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client against servers that are not there, do not answer or answer something else.
class RpcClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir private Path folder;

    /// A server that takes one connection, reads one call, writes these bytes and ends.
    private static final class Impostor implements AutoCloseable {
        private final ServerSocket socket =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Impostor(byte[] answer, boolean ends) throws IOException {
            Thread.startVirtualThread(() -> serve(answer, ends));
        }

        private void serve(byte[] answer, boolean ends) {
            try (Socket peer = socket.accept()) {
                peer.getInputStream().read(new byte[1024]);
                peer.getOutputStream().write(answer);
                if (!ends) {
                    peer.getInputStream().readAllBytes();
                }
            } catch (IOException _) {
                // The test is over.
                return;
            }
        }

        RpcAddress address() {
            return new RpcAddress.Tcp("127.0.0.1", socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        RpcAddress address;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new RpcAddress.Tcp("127.0.0.1", taken.getLocalPort());
        }
        RpcException problem = unreachable(address);
        assertEquals("cannot reach " + address + ": Connection refused", problem.getMessage());
        unreachable(new RpcAddress.Unix(folder.resolve("no.sock")));
        unreachable(new RpcAddress.Tcp("no.such.host.invalid", 1));
    }

    private static RpcException unreachable(RpcAddress address) {
        return assertThrows(
                RpcException.Unreachable.class, () -> RpcClient.connect(address, PATIENCE));
    }

    @Test
    void anErrorIsToldAndTheClientGoesOn() throws IOException {
        try (RpcProgram program = RpcProgram.start(options -> options);
                RpcClient client = program.connect()) {
            Message unknown = StatusMethods.STATUS.argument().message().put("plugin", "x").build();
            RpcException problem =
                    assertThrows(
                            RpcException.ErrorAnswer.class,
                            () -> client.call(StatusMethods.STATUS, unknown));
            assertEquals("checker_rpc_status: no such plugin: x", problem.getMessage());
            assertEquals("\"1.2.3\"", client.callJson("rpc.Version", "true"));
        }
    }

    @Test
    void noAnswerInTimeIsATimeoutAndEndsTheClient() throws IOException {
        try (Impostor silent = new Impostor(new byte[0], false);
                RpcClient client = RpcClient.connect(silent.address(), SHORT)) {
            RpcException problem =
                    assertThrows(
                            RpcException.Timeout.class, () -> client.callJson("rpc.Version", ""));
            assertEquals(silent.address() + " did not answer within 200 ms", problem.getMessage());
            assertThrows(RpcException.Unreachable.class, () -> client.callJson("rpc.Version", ""));
        }
    }

    @Test
    void anAnswerThatIsCutOffIsNone() throws IOException {
        byte[] answer = GoridgeWire.call(GoridgeWire.JSON, 1, "rpc.Version", "\"1\"");
        for (int length = 0; length < answer.length; length++) {
            try (Impostor gone = new Impostor(java.util.Arrays.copyOf(answer, length), true);
                    RpcClient client = RpcClient.connect(gone.address(), PATIENCE)) {
                assertThrows(
                        RpcException.Unreachable.class, () -> client.callJson("rpc.Version", ""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // HTTP, a wrong checksum, an answer of 4 GiB.
                "485454502f312e3120343030204261642052657175657374",
                "15081e000000e6596f630000010000000d000000",
                "1508ffffffffa959120c0000010000000b000000"
            })
    void whatIsNoAnswerIsBad(String hex) throws IOException {
        assertBad(HexFormat.of().parseHex(hex));
    }

    @Test
    void anAnswerToAnotherCallOrOfAnotherTypeIsBad() throws IOException {
        assertBad(GoridgeWire.call(GoridgeWire.JSON, 2, "rpc.Version", "\"1\""));
        assertBad(GoridgeWire.call(GoridgeWire.JSON, 1, "rpc.Version", "{\"version\":1}"));
        assertBad(GoridgeWire.call(GoridgeWire.JSON, 1, "rpc.Version", "\"1"));
        assertBad(GoridgeWire.frame(GoridgeWire.JSON, 0, "", 1));
    }

    private static void assertBad(byte[] answer) throws IOException {
        Message argument = ServerMethods.VERSION.argument().empty();
        try (Impostor impostor = new Impostor(answer, false);
                RpcClient client = RpcClient.connect(impostor.address(), PATIENCE)) {
            assertThrows(
                    RpcException.BadAnswer.class,
                    () -> client.call(ServerMethods.VERSION, argument));
        }
    }

    @Test
    void aLargeAnswerComesWhole() throws IOException {
        String large = "x".repeat(1_000_000);
        try (RpcProgram program =
                        RpcProgram.start(options -> options, OwnMethods.of("Large", _ -> large));
                RpcClient client = program.connect()) {
            for (int i = 0; i < 3; i++) {
                String answer = client.callJson("test.Large", "{}");
                assertEquals("{\"text\":\"" + large + "\"}", answer);
            }
        }
    }

    @Test
    void aServerThatClosesIsUnreachable() throws IOException {
        RpcProgram program = RpcProgram.start(options -> options);
        try (RpcClient client = program.connect()) {
            client.callJson("rpc.Version", "true");
            program.close();
            assertThrows(RpcException.Unreachable.class, () -> client.callJson("rpc.Version", ""));
        }
    }

    @Test
    void anArgumentOfAnotherTypeIsRefusedBeforeItIsSent() throws IOException {
        try (RpcProgram program = RpcProgram.start(options -> options);
                RpcClient client = program.connect()) {
            Message other = ServerMethods.STOP.argument().empty();
            assertThrows(
                    IllegalArgumentException.class, () -> client.call(StatusMethods.STATUS, other));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RpcClient.connect(program.server().address(), Duration.ZERO));
        }
    }

    @Test
    void aWaitingClientCanBeInterrupted() throws Exception {
        try (Impostor silent = new Impostor(new byte[0], false);
                RpcClient client = RpcClient.connect(silent.address(), PATIENCE)) {
            Throwable[] thrown = new Throwable[1];
            Thread caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    client.callJson("rpc.Version", "");
                                } catch (RpcException e) {
                                    thrown[0] = e;
                                }
                            });
            caller.interrupt();
            assertTrue(caller.join(Duration.ofSeconds(5)));
            assertTrue(thrown[0] instanceof RpcException.Unreachable, () -> "" + thrown[0]);
        }
    }
}
