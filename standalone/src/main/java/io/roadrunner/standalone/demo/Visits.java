package io.roadrunner.standalone.demo;

import io.roadrunner.http.Cookie;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.SetCookie;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/cookies`: counts the visits of a client in a cookie. Stateless.
final class Visits {
    private static final String NAME = "visits";
    private static final int MOST = 999;

    private Visits() {}

    static Response count(Request request) {
        int visits = 1;
        Map<String, Object> cookies = new LinkedHashMap<>();
        List<Cookie> sent = request.cookies();
        for (Cookie cookie : sent) {
            cookies.put(cookie.name(), cookie.value());
            if (cookie.name().equals(NAME)) {
                visits = next(cookie.value());
            }
        }
        SetCookie cookie =
                SetCookie.builder(NAME, Integer.toString(visits))
                        .path("/cookies")
                        .maxAge(Duration.ofDays(1))
                        .httpOnly()
                        .sameSite(SetCookie.SameSite.LAX)
                        .build();
        Response answer = Responses.json(200, Map.of("visits", visits, "received", cookies));
        return Responses.withCookie(answer, cookie);
    }

    /// From 1 again when the client sends something else than a small number.
    private static int next(String value) {
        boolean small = !value.isEmpty() && value.length() <= Integer.toString(MOST).length();
        boolean number = small && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(value) % MOST + 1 : 1;
    }
}
