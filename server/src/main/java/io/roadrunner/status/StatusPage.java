package io.roadrunner.status;

import io.roadrunner.Roadrunner;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page for people, what belongs to it, and the feed that keeps it up to date. It asks for
/// nothing from anywhere else and runs no script but its own. Owned by the [StatusPlugin]; any
/// thread.
final class StatusPage implements AutoCloseable {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String ICON_START =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'%3E"
                    + "%3Crect width='64' height='64' rx='14' fill='%23";
    private static final String ICON_END =
            "'/%3E%3Cpath d='M12 42 30 24h-9l4-8h23L30 34h9l-5 8z' fill='white'/%3E%3C/svg%3E";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private final LiveFeed feed;

    StatusPage(Roadrunner observed, StatusPlugin plugin) {
        feed = new LiveFeed(observed, plugin);
    }

    /// Adds the routes.
    void addTo(Routes.Builder routes) {
        routes.get("/", this::page)
                .get("/page.css", _ -> PageFiles.STYLES)
                .get("/page.js", _ -> PageFiles.SCRIPT)
                .get("/chart.js", _ -> PageFiles.CHART)
                .get("/feed", feed::watch)
                .get("/snapshot", _ -> Responses.json(200, feed.snapshot(), PageFiles.COMMON));
    }

    private Response page(Request request) throws InterruptedException {
        Map<String, String> parts = parts(feed.see());
        parts.put("base", new Html().text(base(request.path())).toString());
        String page =
                PLACE.matcher(PageFiles.TEMPLATE).replaceAll(place -> part(parts, place.group(1)));
        Headers headers = PageFiles.COMMON.with("content-security-policy", POLICY);
        return Responses.html(200, page, headers);
    }

    private static String part(Map<String, String> parts, String name) {
        return Matcher.quoteReplacement(parts.getOrDefault(name, ""));
    }

    /// Where the rest of the page is, seen from its own address, which may be anywhere on another
    /// listener and then need not end with a slash.
    private static String base(String path) {
        return "./" + path.substring(path.lastIndexOf('/') + 1) + (path.endsWith("/") ? "" : "/");
    }

    private static Map<String, String> parts(LiveView view) {
        LiveChecks.Round checks = view.checks();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("state", view.state().words());
        parts.put("icon", icon(view.state()));
        parts.put("process", process());
        Duration up = Duration.between(ServedProcess.OWN.started(), view.time());
        parts.put("uptime", "up %d h %d min".formatted(up.toHours(), up.toMinutesPart()));
        parts.put("listeners", StatusTables.listeners(view));
        parts.put("health", StatusTables.checks(checks.health(), checks.isKnown()));
        parts.put("ready", StatusTables.checks(checks.ready(), checks.isKnown()));
        parts.put("jobs", StatusTables.jobs(checks.jobs()));
        parts.put("jobs_error", new Html().text(Html.cut(checks.jobsError())).toString());
        parts.put("no_jobs", hiddenIf(checks.jobs().isEmpty() && checks.jobsError().isEmpty()));
        parts.put("drains", StatusTables.running(view));
        parts.put("no_drains", hiddenIf(view.running().isEmpty()));
        parts.put("ended", StatusTables.ended(view.ended().stream().limit(8).toList()));
        parts.put("no_ended", hiddenIf(view.ended().isEmpty()));
        return parts;
    }

    private static String hiddenIf(boolean isHidden) {
        return isHidden ? " hidden" : "";
    }

    private static String process() {
        ServedProcess own = ServedProcess.OWN;
        String version = own.version().isEmpty() ? "" : own.version() + ", ";
        String words = version + "Java " + own.java() + ", pid " + own.pid() + ",";
        return new Html().text(words).toString();
    }

    private static String icon(LiveState state) {
        String colour =
                switch (state) {
                    case READY -> "16a34a";
                    case DRAINING, SHUTTING_DOWN -> "d97706";
                    case UNHEALTHY, NOT_READY -> "dc2626";
                };
        return ICON_START + colour + ICON_END;
    }

    /// Ends the feed.
    @Override
    public void close() {
        feed.close();
    }
}
