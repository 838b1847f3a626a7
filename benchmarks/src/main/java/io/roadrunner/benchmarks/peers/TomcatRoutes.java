package io.roadrunner.benchmarks.peers;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/// The servlets of Tomcat. Any thread.
final class TomcatRoutes {
    private static final int BUFFER_LENGTH = 64 << 10;

    private final byte[] hello = Answers.hello();
    private final byte[] large = Answers.large();
    private final byte[] piece = Answers.piece();
    private final byte[] rows = Answers.rows();
    private final Context context;

    private TomcatRoutes(Context context) {
        this.context = context;
    }

    /// @param work where it may write
    static void install(Context context, Path work) {
        context.addServletContainerInitializer(new WsSci(), Set.of(Echo.class));
        if (context instanceof org.apache.catalina.core.StandardContext standard) {
            standard.setWorkDir(work.toString());
        }
        new TomcatRoutes(context).install();
    }

    private void install() {
        add("/hello", (_, response) -> answer(response, Answers.TEXT, hello));
        add("/json", (_, response) -> answer(response, Answers.JSON, Jackson.order()));
        add("/echo", TomcatRoutes::echo);
        add("/headers", TomcatRoutes::field);
        add("/large", (_, response) -> answer(response, Answers.OCTETS, large));
        add("/form", TomcatRoutes::form);
        add("/upload", TomcatRoutes::upload);
        add("/stream", this::stream);
        add("/sse", TomcatRoutes::events);
        add("/gzip", (_, response) -> answer(response, Answers.JSON, rows));
        for (int i = 0; i < Answers.ROUTES; i++) {
            add(Answers.routePrefix(i) + "/*", item(i));
        }
        addFiles();
    }

    /// The default servlet takes compressed siblings and the kernel's sendfile. Without one for all
    /// other paths nobody would look for the endpoint of the WebSocket.
    private void addFiles() {
        StandardRoot root = new StandardRoot(context);
        Peer.staticFolder()
                .map(folder -> folder.toAbsolutePath().toString())
                .map(folder -> new DirResourceSet(root, "/static", folder, "/"))
                .ifPresent(root::addPreResources);
        context.setResources(root);
        Wrapper files = Tomcat.addServlet(context, "files", new DefaultServlet());
        files.addInitParameter("precompressed", "true");
        files.addMapping("/");
    }

    private void add(String mapping, Page page) {
        Tomcat.addServlet(context, mapping, new PageServlet(page)).addMapping(mapping);
    }

    /// Answers one request.
    @FunctionalInterface
    private interface Page {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /// A page as a servlet.
    private record PageServlet(Page page) implements Servlet {
        @Override
        public void service(ServletRequest request, ServletResponse response) throws IOException {
            page.answer((HttpServletRequest) request, (HttpServletResponse) response);
        }

        @Override
        public void init(ServletConfig config) {}

        @Override
        public @Nullable ServletConfig getServletConfig() {
            return null;
        }

        @Override
        public String getServletInfo() {
            return "";
        }

        @Override
        public void destroy() {}
    }

    private static void answer(HttpServletResponse response, String type, byte[] content)
            throws IOException {
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static void text(HttpServletResponse response, String text) throws IOException {
        answer(response, Answers.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = Objects.requireNonNullElse(request.getContentType(), Answers.OCTETS);
        answer(response, type, request.getInputStream().readAllBytes());
    }

    private static void field(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        text(response, Objects.requireNonNullElse(request.getHeader(Answers.ECHOED_FIELD), ""));
    }

    private static void form(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String value = Objects.requireNonNullElse(request.getParameter("field64"), "");
        text(response, Answers.form(request.getParameterMap().size(), value));
    }

    /// The servlet behind one of the prefixes: `id`, `items` and `item` are left of the path.
    private static Page item(int number) {
        return (request, response) -> {
            String[] segments = request.getPathInfo().split("/", -1);
            text(response, Answers.route(number, segments[1], segments[3]));
        };
    }

    private static void upload(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        InputStream in = request.getInputStream();
        byte[] buffer = new byte[BUFFER_LENGTH];
        long octets = 0;
        for (int read; (read = in.read(buffer)) >= 0; ) {
            octets += read;
        }
        text(response, Long.toString(octets));
    }

    private void stream(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(Answers.OCTETS);
        for (int i = 0; i < Answers.PIECES; i++) {
            response.getOutputStream().write(piece);
            response.flushBuffer();
        }
    }

    private static void events(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(Answers.EVENTS);
        for (int i = 0; i < Answers.TICKS; i++) {
            response.getOutputStream().write(Answers.event(i).getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        }
    }

    /// Sends what it gets. One for each connection. Public, because Tomcat makes it itself.
    @ServerEndpoint("/ws")
    public static final class Echo {
        /// Made by Tomcat.
        public Echo() {}

        /// The answer to a text.
        @OnMessage
        public String onText(String text) {
            return text;
        }

        /// The answer to octets.
        @OnMessage
        public ByteBuffer onBinary(ByteBuffer data) {
            return data;
        }
    }
}
