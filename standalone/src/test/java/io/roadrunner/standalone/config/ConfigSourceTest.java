package io.roadrunner.standalone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file, the environment and flags come to together.
final class ConfigSourceTest {
    private static final String ONE = "listeners: {web: {port: 1, max_clients: 5}}\n";

    @TempDir private Path folder;

    private Configuration read(String text, Map<String, String> environment, String... settings)
            throws IOException, InvalidConfigException {
        Path file = Files.writeString(folder.resolve("c.yaml"), text);
        List<Replacement> flags = new ArrayList<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            flags.add(
                    new Replacement(
                            new Origin.Flag("--set"),
                            setting.substring(0, equals),
                            setting.substring(equals + 1)));
        }
        return ConfigSource.ofFile(file, environment, flags).read();
    }

    private ListenerOptions web(String text, Map<String, String> environment, String... settings)
            throws Exception {
        return read(text, environment, settings).listener("web").orElseThrow().options();
    }

    /// The problems, without the name of the file.
    private List<String> problems(String text, String... settings) {
        return problems(text, Map.of(), settings);
    }

    private List<String> problems(
            String text, Map<String, String> environment, String... settings) {
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> read(text, environment, settings));
        String file = folder.resolve("c.yaml") + ":";
        return refused.problems().stream().map(p -> p.toString().replace(file, "")).toList();
    }

    @Test
    void aFileBecomesListeners() throws Exception {
        Files.createFile(folder.resolve("my.jar"));
        Configuration configuration =
                read(
                        """
                        listeners:
                          web:
                            address: 127.0.0.1:8443
                            protocols: [http1]
                            max_clients: 0x
                            max_content_length: 64KiB
                            request_timeout: 1500
                            http1: {max_header_count: 9}
                            early_response_drain: {bytes: 1KiB}
                            drain_timeout: 7s
                            middlewares: [headers, {headers: {set: {a: 1}, remove: [b]}}]
                            routes:
                              - {path: /files/*path, static: {dir: .}, middlewares: [headers]}
                              - {path: /*rest, app: my.jar}
                          admin: {address: "unix:/run/a.sock"}
                        drain: {timeout: 9s, delay: 250ms}
                        """
                                .replace("0x", "7"),
                        Map.of());

        ListenerPlan web = configuration.listener("web").orElseThrow();
        assertEquals(ListenAddress.tcp("127.0.0.1", 8443), web.options().address());
        assertEquals(7, web.options().maxClients());
        assertEquals(65_536, web.options().maxContentLength());
        assertEquals(Duration.ofMillis(1500), web.options().requestTimeout());
        assertEquals(1024, web.options().earlyResponseDrain().bytes());
        assertEquals(Duration.ofSeconds(7), web.options().drainTimeout());
        assertEquals(Duration.ofMillis(250), web.options().drainDelay());
        assertEquals(2, web.middlewares().size());
        assertEquals(1, web.routes().getFirst().middlewares().size());
        RoutePlan.App app = assertInstanceOf(RoutePlan.App.class, web.routes().get(1).target());
        assertEquals(folder.resolve("my.jar"), app.jar());
        ListenerOptions admin = configuration.listener("admin").orElseThrow().options();
        assertEquals(ListenAddress.unix(Path.of("/run/a.sock")), admin.address());
        assertEquals(Duration.ofSeconds(9), admin.drainTimeout());
    }

    @Test
    void theExampleOfTheDocumentationIsRight() throws Exception {
        Path example = Path.of("..", "docs", "examples", "roadrunner.yaml");

        Configuration configuration = ConfigSource.ofFile(example, Map.of(), List.of()).read();

        ListenerPlan web = configuration.listener("web").orElseThrow();
        assertEquals(100, web.options().maxClientsPerIp());
        assertEquals(3, web.routes().size());
        assertEquals(List.of(), configuration.notes());
    }

    @Test
    void everyProblemIsToldWithItsPlaceAndInOneGo() {
        List<String> problems =
                problems(
                        """
                        listeners:
                          web:
                            max_cleints: 5
                            max_clients: many
                            request_timeout: 0
                            tls: {cert: a}
                            port: "80"
                            max_clients: 7
                            routes:
                              - {path: no-slash, respond: {}}
                              - {path: /a}
                              - {path: /b, respond: {}, app: x.jar}
                              - {path: /c, static: {dir: gone}}
                              - {path: /d, app: gone.jar}
                              - {path: /e, respond: {status: 99}}
                              - {respond: {}}
                              - {path: /f/*a, static: {dir: ., cache_control: "a\\nb"}}
                              - {path: /g, static: {dir: .}}
                              - {path: /h, redirect: {to: /i, status: 200}}
                            middlewares: [compresion, {headers: {set: {"a b": x}}}]
                          "we b": {}
                        status: {address: a, check_timeout: x}
                        drian: {}
                        """);

        String gone = folder.resolve("gone").toString();
        assertEquals(
                """
                3:5: listeners.web.max_cleints: there is no such option; did you mean max_clients?
                4:18: listeners.web.max_clients = many: must be a whole number
                5:22: listeners.web.request_timeout = 0: must be 1 ms to 365 d
                6:10: listeners.web.tls: key is missing
                7:11: listeners.web.port = 80: must be a whole number, without quotes
                8:5: max_clients: is there twice, first at 4:5
                10:16: listeners.web.routes.path = no-slash: route "no-slash": a pattern \
                starts with a slash
                11:9: listeners.web.routes: a route needs one of static, app, redirect, respond
                12:9: listeners.web.routes: a route has only one of static, app, redirect, respond
                13:28: listeners.web.routes.static: GONE does not exist
                14:25: listeners.web.routes.app = gone.jar: is not a file
                15:29: listeners.web.routes.respond: not a final status: 99
                16:9: listeners.web.routes.6: path is missing
                17:31: listeners.web.routes.static: cache_control: field cache-control has a \
                character that must not be sent: "a\\u000ab"
                18:28: listeners.web.routes.static: the path of a folder ends in a wildcard: /*rest
                19:30: listeners.web.routes.redirect: not a redirection: 200
                20:19: listeners.web.middlewares.0.compresion: there is no such name; did you mean \
                compression?
                20:41: listeners.web.middlewares.headers: not a field name: "a b"
                21:3: listeners.we b: a name has letters, digits, - and _ only
                22:19: status.address = a: must be host:port
                22:37: status.check_timeout = x: must be a number of seconds, or a time such as \
                250ms, 30s or 5m
                23:1: drian: there is no such option; did you mean drain?
                """
                        .replace("GONE", gone),
                String.join("\n", problems) + "\n");
    }

    @Test
    void whatIsWrongWithAMiddlewareIsSaidWhereItsOptionStands() {
        assertEquals(
                List.of(
                        "4:42: listeners.web.middlewares.concurrency_limit.max_concurrent = 0:"
                                + " must be 1 to 1000000, not 0",
                        "4:57: listeners.web.middlewares.concurrency_limit.max_queued = 2:"
                                + " wants a max_wait of more than 0",
                        "5:23: listeners.web.middlewares.timeout.limit = 0:"
                                + " must be 1 ms to 1 day, not PT0S",
                        "6:18: listeners.web.middlewares.request_id: \"10.0.0\" is no network:"
                                + " no IP address: 10.0.0",
                        "7:25: listeners.web.middlewares.3.concurrency_limit:"
                                + " max_concurrent is missing",
                        "8:6: listeners.web.middlewares.4 = concurrency_limit:"
                                + " needs options: {concurrency_limit: {...}}",
                        "9:19: listeners.web.middlewares.5.entity_tag.weak:"
                                + " there is no such option",
                        "10:23: listeners.web.middlewares.6.timeout.limit = soon:"
                                + " must be a time such as 250ms, 30s or 5m",
                        "11:25: listeners.web.middlewares.access_log.file = no/a.log:"
                                + " is in no folder: there is no "
                                + folder.resolve("no"),
                        "12:27: listeners.web.middlewares.8.access_log.format = xml:"
                                + " must be combined or json",
                        "12:42: listeners.web.middlewares.access_log.capacity = 0:"
                                + " must be 1 to 1000000, not 0",
                        "13:25: listeners.web.middlewares.access_log.file = .: is a folder"),
                problems(
                        """
                        listeners:
                          web:
                           middlewares:
                           - concurrency_limit: {max_concurrent: 0, max_queued: 2}
                           - timeout: {limit: 0}
                           - request_id: {trusted: [10.0.0]}
                           - concurrency_limit: {}
                           - concurrency_limit
                           - entity_tag: {weak: true}
                           - timeout: {limit: soon}
                           - access_log: {file: no/a.log}
                           - access_log: {format: xml, capacity: 0}
                           - access_log: {file: .}
                        """));
    }

    @Test
    void laterSourcesWin() throws Exception {
        Map<String, String> environment = Map.of("ROADRUNNER_LISTENERS_WEB_MAX_CLIENTS", "6");

        assertEquals(5, web(ONE, Map.of()).maxClients());
        assertEquals(6, web(ONE, environment).maxClients());
        assertEquals(7, web(ONE, environment, "listeners.web.max_clients=7").maxClients());
        assertEquals(8, web(ONE, environment, "max_clients=7", "max_clients=8").maxClients());
    }

    @Test
    void aTextMayBeReplacedByAnEmptyOneAndAListByAnEmptyOne() throws Exception {
        String text =
                """
                listeners:
                  web:
                    middlewares: [{headers: {set: {a: b}, remove: [c]}}]
                    routes: [{path: /, redirect: {to: /x}, methods: [GET]}]
                """;
        Configuration configuration =
                read(
                        text,
                        Map.of("ROADRUNNER_LISTENERS_WEB_MIDDLEWARES_0_HEADERS_SET_A", ""),
                        "routes.0.methods=",
                        "middlewares.0.headers.remove=");

        ListenerPlan web = configuration.listener("web").orElseThrow();
        assertEquals(List.of(), web.routes().getFirst().methods());
        assertEquals(new ResponseFields(Map.of("a", ""), List.of()), web.middlewares().getFirst());
        assertEquals(
                List.of("--set: listeners.web.max_clients: has no value; it is a whole number"),
                problems(text, "max_clients="));
    }

    @Test
    void anOverridingPortReplacesTheOneOfTheAddress() throws Exception {
        String text = "listeners: {web: {address: \"127.0.0.1:80\"}}";

        assertEquals(ListenAddress.tcp("127.0.0.1", 81), web(text, Map.of(), "port=81").address());
        assertEquals(
                List.of("1:39: listeners.web.port = 81: is said by address already"),
                problems(text.replace("}}", ", port: 81}}").replace("\"127.0.0.1:80\"", "a:1")));
    }

    @ParameterizedTest
    @CsvSource({
        "ROADRUNNER_LISTENERS_WEB_HTTP1_MAX_HEADER_COUNT,http1.max_header_count",
        "ROADRUNNER_LISTENERS_WEB_EARLY_RESPONSE_DRAIN_BYTES,early_response_drain.bytes",
        "ROADRUNNER_LISTENERS_WEB_MAX_CONNECTION_AGE,max_connection_age",
        "ROADRUNNER_LISTENERS_WEB_MAX_CONNECTION_AGE_GRACE,max_connection_age_grace",
    })
    void theKnownKeysDecideWhereAKeyOfAVariableEnds(String variable, String key) throws Exception {
        ListenerOptions options = web(ONE, Map.of(variable, "21"));

        Object value = ListenerSettingTable.find(key).current().apply(options);
        assertTrue(List.of(21, 21L, Duration.ofMillis(21)).contains(value), value.toString());
    }

    @Test
    void variablesReachNamesAndItemsOfTheFile() throws Exception {
        String text =
                """
                listeners:
                  my-web: {port: 1, routes: [{path: /a, respond: {body: x}}]}
                """;

        Configuration configuration =
                read(
                        text,
                        Map.of(
                                "ROADRUNNER_LISTENERS_MY_WEB_PORT", "2",
                                "ROADRUNNER_LISTENERS_MY_WEB_ROUTES_0_PATH", "/b",
                                "ROADRUNNER_DRAIN_TIMEOUT", "3s",
                                "ROADRUNNER_SERVICE_HOST", "10.0.0.1",
                                "ROADRUNNER_JAVA_OPTS", "-Xmx1g"));

        ListenerPlan web = configuration.listener("my-web").orElseThrow();
        assertEquals(ListenAddress.tcp("0.0.0.0", 2), web.options().address());
        assertEquals("/b", web.routes().getFirst().path());
        assertEquals(Duration.ofSeconds(3), web.options().drainTimeout());
        assertEquals(
                List.of("ROADRUNNER_SERVICE_HOST stands for no option and is ignored"),
                configuration.notes());
    }

    @Test
    void aVariableThatStandsForTwoOptionsIsRefused() {
        assertEquals(
                List.of(
                        "ROADRUNNER_LISTENERS_A_B_PORT: stands for listeners.a-b.port and for"
                                + " listeners.a_b.port"),
                problems(
                        "listeners: {a-b: {port: 1}, a_b: {port: 2}}",
                        Map.of("ROADRUNNER_LISTENERS_A_B_PORT", "3")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_cleints=1 | there is no such option; did you mean max_clients?",
                "listeners.web.prot=1 | there is no such option; did you mean port?",
                "listeners.web.port.x=1 | has no keys: it is a whole number",
                "listeners.web.routes=1 | is a list of sections; one value cannot replace it",
                "listeners.web.routes.0.path=/ | the list has 0 items, the first is 0: 0",
                "listeners.web=1 | must be a section with keys",
                "tls=1 | must be a section with keys",
                "=1 | there is no such option",
            })
    void anOverrideThatLeadsNowhereIsAProblem(String setting, String reason) {
        List<String> problems = problems(ONE, setting);

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("--set: "), problems::toString);
        assertTrue(problems.getFirst().contains(reason), problems::toString);
    }

    @Test
    void withSeveralListenersAnOptionAloneIsRefused() {
        assertEquals(
                List.of("--set: port = 9: say of which listener: listeners.NAME.port"),
                problems("listeners: {a: {port: 1}, b: {port: 2}}", "port=9"));
    }

    @Test
    void aFileThatIsNoTextOrNotThereIsOneProblem() throws IOException {
        Path file = folder.resolve("c.yaml");
        assertEquals("1:1: there is no such file", only(file));
        Files.write(file, new byte[] {(byte) 0xff});
        assertEquals("1:1: is not UTF-8", only(file));
        Files.writeString(file, "a".repeat(4 * YamlDocument.LONGEST + 1), StandardCharsets.UTF_8);
        assertEquals("1:1: is longer than 4194304 bytes", only(file));
        Files.writeString(file, "");
        assertEquals("1:1: listeners is missing", only(file));
        Files.writeString(file, "listeners: {}");
        assertEquals("1:12: listeners: there is none", only(file));
    }

    private static String only(Path file) {
        InvalidConfigException refused =
                assertThrows(
                        InvalidConfigException.class,
                        () -> ConfigSource.ofFile(file, Map.of(), List.of()).read());
        assertEquals(1, refused.problems().size(), refused.text());
        return refused.problems().getFirst().toString().replace(file + ":", "");
    }
}
