package io.roadrunner.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Roadrunner as it is measured.
final class RoadrunnerPeerTest {
    private static final int MORE_THAN_THE_DEFAULT = 1001;
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final String LAST =
            "GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    private static final int PATIENCE_MILLIS = 20_000;

    /// Others keep theirs: it would be measured with handshakes that they do not make.
    @Test
    void aConnectionIsKeptHoweverManyRequestsItBrings() throws Exception {
        ListenerOptions options = RoadrunnerPeer.options(0).detectPreface(true).build();
        try (Roadrunner roadrunner = Roadrunner.create();
                Socket socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                roadrunner.startListener("kept", options).port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String requests = REQUEST.repeat(MORE_THAN_THE_DEFAULT - 1) + LAST;
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));

            byte[] answers = socket.getInputStream().readAllBytes();

            String text = new String(answers, StandardCharsets.US_ASCII);
            assertEquals(MORE_THAN_THE_DEFAULT, text.split("HTTP/1.1 200 ", -1).length - 1);
        }
    }
}
