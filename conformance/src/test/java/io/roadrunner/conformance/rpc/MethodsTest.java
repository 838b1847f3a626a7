package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.rpc.GoridgeWire.Answer;
import io.roadrunner.http.Responses;
import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.MethodType;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcCodec;
import io.roadrunner.rpc.RpcException;
import io.roadrunner.rpc.ServerMethods;
import io.roadrunner.rpc.StatusMethods;
import io.roadrunner.status.Checker;
import io.roadrunner.status.JobState;
import io.roadrunner.status.JobsChecker;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What can be called, by a client of ours in each codec.
class MethodsTest {
    /// Says of one pipeline how it is doing.
    private record OneJob(JobState state) implements JobsChecker {
        @Override
        public String name() {
            return "jobs";
        }

        @Override
        public List<JobState> jobsState() {
            return List.of(state);
        }
    }

    private static RpcProgram start() {
        return RpcProgram.start(options -> options);
    }

    private static Message plugin(String name) {
        return StatusMethods.STATUS.argument().message().put("plugin", name).build();
    }

    @ParameterizedTest
    @EnumSource(RpcCodec.class)
    void aCheckIsAskedByItsName(RpcCodec codec) throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect(codec)) {
            program.status().register(Checker.of("db", () -> new Status(207, "")));
            program.status().register(Readiness.of("db", () -> new Status(100, "")));
            assertEquals(207, client.call(StatusMethods.STATUS, plugin("db")).number("code"));
            assertEquals(100, client.call(StatusMethods.READY, plugin("db")).number("code"));
            assertEquals(200, client.call(StatusMethods.STATUS, plugin("web")).number("code"));
            assertEquals(200, client.call(StatusMethods.READY, plugin("web")).number("code"));
        }
    }

    @Test
    void aSickCheckHasItsCodeAndItsMessage() throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect()) {
            program.status().register(Checker.of("db", () -> Status.unavailable("no disk")));
            Message result = client.call(StatusMethods.STATUS, plugin("db"));
            assertEquals(503, result.number("code"));
            assertEquals("no disk", result.text("message"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status.Status, checker_rpc_status: no such plugin: ftp",
        "status.Ready, checker_rpc_ready: no such plugin: ftp"
    })
    void anUnknownCheckIsAnError(String method, String text) throws IOException {
        try (RpcProgram program = start();
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            Answer answer = wire.ask(1, method, "{\"plugin\":\"ftp\"}");
            assertEquals(new Answer(0x48, 0, 1, method, text), answer);
        }
    }

    @Test
    void theErrorOfACheckIsPassedThrough() throws IOException {
        try (RpcProgram program = start();
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            program.status().register(Checker.of("db", MethodsTest::broken));
            assertEquals(
                    new Answer(0x48, 0, 1, "status.Status", "checker_rpc_status: no disk"),
                    wire.ask(1, "status.Status", "{\"plugin\":\"db\"}"));
            Answer all = wire.ask(2, "status.Status", "{}");
            assertTrue(all.body().startsWith("{\"code\":503,\"entries\":"), all.body());
        }
    }

    private static Status broken() {
        throw new IllegalStateException("no disk");
    }

    @Test
    void withoutANameAllChecksAreAsked() throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect()) {
            program.status().register(Checker.of("db", () -> Status.unavailable("no disk")));
            Message result = client.call(StatusMethods.STATUS, plugin(""));
            assertEquals(503, result.number("code"));
            assertEquals(
                    List.of("db", "web"),
                    result.messages("entries").stream()
                            .map(entry -> entry.text("plugin_name"))
                            .toList());
            Message sick = result.messages("entries").getFirst();
            assertEquals("no disk", sick.text("error_message"));
            assertEquals(503, sick.number("status_code"));
        }
    }

    /// The answers of HTTP at that time are the code of the option and the same text.
    @Test
    void duringShutdownTheAnswerIsThatOfHttp() throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect();
                Wire http = Wire.connect(program.status().port())) {
            program.status().shutDown();
            for (MethodType method : List.of(StatusMethods.STATUS, StatusMethods.READY)) {
                Message result = client.call(method, plugin("web"));
                assertEquals(503, result.number("code"));
                assertEquals("service is shutting down", result.text("message"));
            }
            assertError(client, StatusMethods.JOBS, "service is shutting down");
            http.send("GET /ready HTTP/1.1\r\nhost: x\r\n\r\n");
            assertEquals(503, http.readResponse().status());
        }
    }

    @Test
    void jobsAreToldInFullAndTheirAbsenceToo() throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect()) {
            assertError(client, StatusMethods.JOBS, "jobs plugin not found");
            JobState job = new JobState("mail", 10, true, "q", 1, 2, 3, "memory", "late");
            program.status().register(new OneJob(job));
            Message result = client.call(StatusMethods.JOBS, StatusMethods.JOBS.argument().empty());
            Message told = result.messages("jobs").getFirst();
            assertEquals("mail", told.text("pipeline"));
            assertEquals(10, told.number("priority"));
            assertTrue(told.truth("ready"));
            assertEquals("q", told.text("queue"));
            assertEquals(1, told.number("active"));
            assertEquals(2, told.number("delayed"));
            assertEquals(3, told.number("reserved"));
            assertEquals("memory", told.text("driver"));
            assertEquals("late", told.text("error_message"));
        }
    }

    private static void assertError(RpcClient client, MethodType method, String text) {
        RpcException problem =
                assertThrows(
                        RpcException.ErrorAnswer.class,
                        () -> client.call(method, method.argument().empty()));
        assertEquals(text, problem.getMessage());
    }

    @Test
    void theListOfListenersHasTheirCounters() throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect();
                Wire http = Wire.connect(program.listener().port())) {
            http.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
            assertEquals(200, http.readResponse().status());
            Message web = list(client).messages("listeners").getFirst();
            assertEquals("web", web.text("name"));
            assertEquals("127.0.0.1:" + program.listener().port(), web.text("address"));
            assertEquals("ACCEPTING", web.text("phase"));
            assertEquals(1, web.number("connections"));
            assertEquals(1, web.number("requests_served"));
            assertEquals(1, web.number("routes_generation"));
            assertEquals("", web.text("deadline"));
            assertEquals(List.of(), list(client).messages("drains"));
        }
    }

    private static Message list(RpcClient client) throws RpcException {
        return client.call(ListenerMethods.LIST, ListenerMethods.LIST.argument().empty());
    }

    private static Message drainRequest(String timeout) {
        return ListenerMethods.DRAIN
                .argument()
                .message()
                .put("listener", "web")
                .put("timeout", timeout)
                .build();
    }

    @Test
    void aDrainBeginsAndTheListTellsHowItGoes() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.answering(_ -> {
                            reached.countDown();
                            gate.await(10, TimeUnit.SECONDS);
                            return Responses.text(200, "late");
                        });
                RpcClient client = program.connect();
                Wire http = Wire.connect(program.listener().port())) {
            http.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
            assertTrue(reached.await(5, TimeUnit.SECONDS));
            Message begun = client.call(ListenerMethods.DRAIN, drainRequest("30s"));
            assertEquals(List.of("web"), begun.texts("listeners"));
            Message running = list(client).messages("drains").getFirst();
            assertEquals("web", running.text("listener"));
            assertEquals("RUNNING", running.text("phase"));
            assertEquals(ListenerStatus.DRAINING, program.listener().status());
            assertEquals("DRAINING", list(client).messages("listeners").getFirst().text("phase"));
            gate.countDown();
            assertEquals(200, http.readResponse().status());
            Await.until("the drain is over", () -> drainPhase(client).equals("DRAINED"));
            assertEquals(List.of(), list(client).messages("listeners"));
            assertEquals(0, list(client).messages("drains").getFirst().number("requests"));
        }
    }

    private static String drainPhase(RpcClient client) {
        try {
            return list(client).messages("drains").getFirst().text("phase");
        } catch (RpcException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDrainThatIsOverItsTimeTellsWhoWasCut() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.answering(_ -> {
                            reached.countDown();
                            new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                            return Responses.text(200, "never");
                        });
                RpcClient client = program.connect();
                Wire http = Wire.connect(program.listener().port())) {
            http.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
            assertTrue(reached.await(5, TimeUnit.SECONDS));
            client.call(ListenerMethods.DRAIN, drainRequest("1ms"));
            Await.until("the drain is over", () -> drainPhase(client).equals("TIMED_OUT"));
            Message drain = list(client).messages("drains").getFirst();
            assertEquals(1, drain.number("straggler_count"));
            Message straggler = drain.messages("stragglers").getFirst();
            assertEquals("h1", straggler.text("protocol"));
            assertTrue(straggler.text("peer").contains("127.0.0.1"));
            assertTrue(straggler.text("stack").contains("CountDownLatch.await"));
        }
    }

    @Test
    void aDrainWithoutAnEndHasNoDeadline() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.answering(_ -> {
                            reached.countDown();
                            gate.await(10, TimeUnit.SECONDS);
                            return Responses.text(200, "late");
                        });
                RpcClient client = program.connect();
                Wire http = Wire.connect(program.listener().port())) {
            http.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
            assertTrue(reached.await(5, TimeUnit.SECONDS));
            client.call(ListenerMethods.DRAIN, drainRequest("forever"));
            Message list = list(client);
            assertEquals("", list.messages("drains").getFirst().text("deadline"));
            assertEquals("", list.messages("listeners").getFirst().text("deadline"));
            gate.countDown();
            Await.until("the drain is over", () -> drainPhase(client).equals("DRAINED"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"listener\":\"ftp\"}', 'no such listener: ftp'",
        "'{\"timeout\":\"soon\"}', 'no length of time, such as 500ms, 30s, 5m or 1h: soon'",
        "'{\"timeout\":\"-1s\"}', 'no length of time, such as 500ms, 30s, 5m or 1h: -1s'",
        "'{\"delay\":\"9000h\"}', 'drain_delay = PT9000H: must be 0 s to 365 d'",
        "'{\"lisener\":\"web\"}', 'JSON: DrainRequest has no member lisener'"
    })
    void aMistakenDrainIsRefusedAndNothingIsDrained(String argument, String text)
            throws IOException {
        try (RpcProgram program = start();
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            Answer answer = wire.ask(1, "listeners.Drain", argument);
            assertEquals(new Answer(0x48, 0, 1, "listeners.Drain", text), answer);
            assertEquals(ListenerStatus.ACCEPTING, program.listener().status());
        }
    }

    @Test
    void withoutANameEveryListenerIsDrained() throws IOException {
        try (RpcProgram program = start();
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            Answer answer = wire.ask(1, "listeners.Drain", "{\"delay\":\"1ms\"}");
            assertEquals("{\"listeners\":[\"web\"]}", answer.body());
            Await.until(
                    "the listener has stopped",
                    () -> program.listener().status() == ListenerStatus.STOPPED);
            Answer again = wire.ask(2, "listeners.Drain", "");
            assertEquals("no listener runs", again.body());
        }
    }

    @Test
    void aReloadTellsTheGenerationOrWhyItWasRefused() throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect()) {
            Message empty = ServerMethods.RELOAD.argument().empty();
            Message result = client.call(ServerMethods.RELOAD, empty);
            assertEquals(2, result.number("generation"));
            assertError(client, ServerMethods.RELOAD, "line 3: no such key");
        }
    }

    @ParameterizedTest
    @EnumSource(RpcCodec.class)
    void aStopIsToldToTheProgram(RpcCodec codec) throws IOException {
        try (RpcProgram program = start();
                RpcClient client = program.connect(codec)) {
            client.call(ServerMethods.STOP, ServerMethods.STOP.argument().empty());
            assertEquals(1, program.control().stops.get());
        }
    }

    @ParameterizedTest
    @CsvSource({"0x08, true, '\"1.2.3\"'", "0x08, '', '\"1.2.3\"'", "0x04, '', 1.2.3"})
    void theVersionIsASingleText(String flags, String argument, String result) throws IOException {
        try (RpcProgram program = start();
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            int codec = Integer.decode(flags);
            wire.send(GoridgeWire.call(codec, 1, "rpc.Version", argument));
            assertEquals(new Answer(codec, 0, 1, "rpc.Version", result), wire.receive());
            assertFalse(program.control().stops.get() > 0);
        }
    }
}
