package io.roadrunner.standalone.config;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Routes that need no handler of an application: `redirect` and `respond`. Stateless. What is made
/// here throws [IllegalArgumentException] when the options make no answer.
final class FixedAnswers {
    private static final int FOUND = 302;
    private static final int OK = 200;
    private static final String TEXT = "text/plain; charset=utf-8";

    /// The options of `redirect`.
    static final Fields REDIRECT = new Fields(redirectOptions());

    /// The options of `respond`.
    static final Fields RESPOND = new Fields(respondOptions());

    private FixedAnswers() {}

    private static Map<String, Field> redirectOptions() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("to", Field.required(Value.TEXT, "the `location`"));
        fields.put("status", Field.optional(Value.NUMBER, "301, 302, 303, 307 or 308; 302"));
        return fields;
    }

    private static Map<String, Field> respondOptions() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("status", Field.optional(Value.NUMBER, "200 to 599; 200"));
        fields.put("body", Field.optional(Value.TEXT, "the content; empty"));
        fields.put("content_type", Field.optional(Value.TEXT, "its media type; " + TEXT));
        return fields;
    }

    /// Answers with another place.
    static Handler redirect(OptionValues options) {
        Response response =
                Responses.redirect(options.number("status", FOUND), options.text("to", ""));
        return _ -> response;
    }

    /// Answers always the same.
    static Handler respond(OptionValues options) {
        int status = options.number("status", OK);
        byte[] body = options.text("body", "").getBytes(StandardCharsets.UTF_8);
        Response response =
                body.length == 0
                        ? Responses.status(status)
                        : Responses.body(status, options.text("content_type", TEXT), body);
        return _ -> response;
    }
}
