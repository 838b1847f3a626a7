package io.roadrunner.standalone.config;

import io.roadrunner.config.Http1Options;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The options of protocols, as rows of [ListenerSettingTable]. Immutable.
final class ProtocolSettingTable {
    private ProtocolSettingTable() {}

    static void add(Map<String, Setting> table) {
        addHttp1(table);
        addHttp2(table);
    }

    private static void addHttp1(Map<String, Setting> table) {
        table.put(
                "http1.max_request_line",
                http1(
                        Value.SIZE,
                        (options, text) -> options.withMaxRequestLine(OptionText.smallBytes(text)),
                        Http1Options::maxRequestLine));
        table.put(
                "http1.max_header_line",
                http1(
                        Value.SIZE,
                        (options, text) -> options.withMaxHeaderLine(OptionText.smallBytes(text)),
                        Http1Options::maxHeaderLine));
        table.put(
                "http1.max_header_block",
                http1(
                        Value.SIZE,
                        (options, text) -> options.withMaxHeaderBlock(OptionText.smallBytes(text)),
                        Http1Options::maxHeaderBlock));
        table.put(
                "http1.max_header_count",
                http1(
                        Value.NUMBER,
                        (options, text) -> options.withMaxHeaderCount(OptionText.whole(text)),
                        Http1Options::maxHeaderCount));
    }

    private static void addHttp2(Map<String, Setting> table) {
        table.put(
                "http2.conn_window",
                http2(
                        Value.SIZE,
                        (options, text) ->
                                options.withConnectionWindow(OptionText.smallBytes(text)),
                        Http2Options::connectionWindow));
        table.put(
                "http2.stream_window",
                http2(
                        Value.SIZE,
                        (options, text) -> options.withStreamWindow(OptionText.smallBytes(text)),
                        Http2Options::streamWindow));
        table.put(
                "http2.window_refill_threshold",
                http2(
                        Value.SIZE,
                        (options, text) ->
                                options.withWindowRefillThreshold(OptionText.smallBytes(text)),
                        Http2Options::windowRefillThreshold));
        table.put(
                "http2.max_concurrent_streams",
                http2(
                        Value.NUMBER,
                        (options, text) -> options.withMaxConcurrentStreams(OptionText.whole(text)),
                        Http2Options::maxConcurrentStreams));
        table.put(
                "http2.max_header_block",
                http2(
                        Value.SIZE,
                        (options, text) -> options.withMaxHeaderBlock(OptionText.smallBytes(text)),
                        Http2Options::maxHeaderBlock));
        table.put(
                "http2.max_header_list_size",
                new Setting(
                        Value.SIZE,
                        (settings, text) ->
                                settings.http2HeaderListSize(OptionText.smallBytes(text)),
                        options -> http2(options, Http2Options::maxHeaderListSize),
                        false));
        table.put(
                "http2.auto_windows",
                http2(
                        Value.FLAG,
                        (options, text) -> options.withAutoWindows(OptionText.flag(text)),
                        Http2Options::autoWindows));
    }

    private static Setting http1(
            Shape shape,
            BiFunction<Http1Options, String, Http1Options> change,
            Function<Http1Options, Integer> current) {
        return new Setting(
                shape,
                (settings, text) -> settings.http1(change.apply(settings.http1(), text)),
                options -> http1(options, current),
                false);
    }

    /// Of the defaults where the protocol is not spoken: then they make no difference.
    private static Integer http1(ListenerOptions options, Function<Http1Options, Integer> value) {
        for (Protocol protocol : options.protocols()) {
            if (protocol instanceof Protocol.Http1(Http1Options http1)) {
                return value.apply(http1);
            }
        }
        return value.apply(Http1Options.standard());
    }

    private static Setting http2(
            Shape shape,
            BiFunction<Http2Options, String, Http2Options> change,
            Function<Http2Options, Object> current) {
        return new Setting(
                shape,
                (settings, text) -> settings.http2(change.apply(settings.http2(), text)),
                options -> http2(options, current),
                false);
    }

    private static Object http2(ListenerOptions options, Function<Http2Options, Object> value) {
        for (Protocol protocol : options.protocols()) {
            if (protocol instanceof Protocol.Http2(Http2Options http2)) {
                return value.apply(http2);
            }
        }
        return value.apply(Http2Options.standard());
    }
}
