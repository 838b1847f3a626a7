package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.Protocol;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Setting;
import org.junit.jupiter.api.Test;

/// A server whose windows for streams are smaller than what every connection begins with.
class SmallWindowTest {
    private static final int FIRST_WINDOW = 65_535;
    private static final int SMALL = 1000;
    private static final Http2Options SMALL_WINDOW =
            Http2Options.standard().withStreamWindow(SMALL);

    private static AttackedServer start() {
        return AttackedServer.limited(SMALL_WINDOW);
    }

    /// A connection that has not heard of the small window, or does as if.
    private static Http2Wire unaware(AttackedServer server) {
        return Http2Wire.open(server.port()).automaticSettingsAck(false).start(settings());
    }

    @Test
    @Rfc("9113 §6.9.3")
    void whoHasNotHeardOfItMaySendAsMuchAsEverybodyBeginsWith() {
        try (AttackedServer server = start();
                Http2Wire wire = unaware(server)) {
            wire.send(headers(1).post("/echo"));
            for (int sent = 0; sent < FIRST_WINDOW; sent += FIRST_WINDOW / 15) {
                wire.send(data(1, new byte[FIRST_WINDOW / 15]));
            }
            wire.send(data(1, "").endStream());
            assertEquals(SMALL, wire.expectSettings().value(Setting.INITIAL_WINDOW_SIZE));
            assertEquals(FIRST_WINDOW, wire.expectResponse(1).text().length());
        }
    }

    @Test
    @Rfc("9113 §6.9.2")
    void whoHasHeardOfItKeepsToIt() {
        try (AttackedServer server = start();
                Http2Wire wire = server.connect().roundTrip()) {
            wire.send(headers(1).post("/echo"), data(1, new byte[SMALL]).endStream());
            assertEquals(SMALL, wire.expectResponse(1).text().length());
            wire.send(headers(3).post("/echo"), data(3, new byte[SMALL + 1]));
            wire.expectReset(3, ErrorCode.FLOW_CONTROL_ERROR);
        }
    }

    /// "When the value of SETTINGS_INITIAL_WINDOW_SIZE changes, a receiver MUST adjust the size of
    /// all stream flow-control windows that it maintains".
    @Test
    @Rfc("9113 §6.9.2")
    void whatIsOpenWhenItIsHeardOfIsAdjusted() {
        try (AttackedServer server =
                        AttackedServer.start(o ->
                                o.protocols(new Protocol.Http2(SMALL_WINDOW))
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Http2Wire wire = unaware(server)) {
            wire.send(headers(1).get("/wait").endStream(false), data(1, new byte[SMALL - 10]));
            wire.send(settingsAck(), data(1, new byte[10])).roundTrip();
            wire.send(data(1, "a")).expectReset(1, ErrorCode.FLOW_CONTROL_ERROR);
        }
    }

    /// What was read before that was too little to be told of by the larger window.
    @Test
    @Rfc("9113 §6.9.3")
    void whatWasUsedUpBeforeItIsHeardOfIsGivenBack() {
        try (AttackedServer server = start();
                Http2Wire wire = unaware(server)) {
            wire.send(headers(1).post("/echo"), data(1, new byte[SMALL])).roundTrip();
            wire.send(settingsAck()).expectWindowUpdate(1);
            wire.send(data(1, "a").endStream());
            assertEquals(SMALL + 1, wire.expectResponse(1).text().length());
        }
    }
}
