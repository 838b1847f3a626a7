package io.roadrunner.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the folder that nginx is started with: its configuration and the files that it serves. It
/// answers from constants and files, as fast as it can: the line to reach. What it has no module
/// for is answered by 501. Stateless.
final class NginxFolder {
    /// With `@NAME@` where something is filled in.
    private static final String CONFIGURATION =
            """
            @USER@
            daemon off;
            worker_processes @PROCESSORS@;
            worker_rlimit_nofile 65536;
            pid nginx.pid;
            error_log stderr error;
            events {
                worker_connections 20000;
            }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                types {
                    application/json json;
                    text/plain txt;
                }
                default_type "text/plain; charset=utf-8";
                sendfile on;
                tcp_nopush on;
                # By default it closes a connection after 1000 requests.
                keepalive_requests 1000000000;
                client_max_body_size 0;
                ssl_certificate @CERTIFICATE@;
                ssl_certificate_key @KEY@;
                ssl_session_cache shared:sessions:10m;
                server {
            @LISTEN@
                    location / {
                        return 501;
                    }
                    location = /hello {
                        return 200 "@HELLO@";
                    }
                    location = /json {
                        default_type application/json;
                        return 200 '@ORDER@';
                    }
                    location = /headers {
                        return 200 $http_x_bench_7;
                    }
                    location = /large {
                        default_type application/octet-stream;
                        alias @FOLDER@/large;
                    }
                    location = /gzip {
                        default_type application/json;
                        alias @FOLDER@/rows.json;
                        gzip on;
                        gzip_types application/json;
                    }
            @STATIC@
            @ITEMS@
                }
            }
            """;

    private static final String STATIC =
            """
                    location /static/ {
                        alias @FILES@/;
                        gzip_static on;
                    }
            """;

    private static final String ITEM =
            """
                    location @PREFIX@/ {
                        location ~ ^@PREFIX@/([^/]+)/items/([^/]+)$ {
                            return 200 "@ANSWER@";
                        }
                    }
            """;

    private NginxFolder() {}

    /// @param arguments the folder, which is there, then those of [Peer#start]
    static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toRealPath();
        Files.write(folder.resolve("large"), Answers.large());
        Files.write(folder.resolve("rows.json"), Answers.rows());
        String configuration =
                CONFIGURATION
                        .replace("@USER@", user())
                        .replace("@PROCESSORS@", Integer.toString(Peer.processors()))
                        .replace(
                                "@LISTEN@",
                                listen(arguments[1], "") + listen(arguments[2], " ssl http2"))
                        .replace("@CERTIFICATE@", absolute(arguments[3]))
                        .replace("@KEY@", absolute(arguments[4]))
                        .replace("@HELLO@", Answers.HELLO)
                        .replace("@ORDER@", new String(Jackson.order(), StandardCharsets.UTF_8))
                        .replace("@FOLDER@", folder.toString())
                        .replace("@STATIC@", files())
                        .replace("@ITEMS@", items());
        Files.writeString(folder.resolve("nginx.conf"), configuration);
    }

    /// Its workers stay who started it, so that they may read what he may.
    private static String user() {
        String name = System.getProperty("user.name");
        return "root".equals(name) ? "user root;" : "";
    }

    private static String listen(String port, String protocols) {
        return "0".equals(port)
                ? ""
                : "        listen %s:%s%s backlog=4096;%n".formatted(Peer.HOST, port, protocols);
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }

    private static String files() {
        return Peer.staticFolder()
                .map(folder -> STATIC.replace("@FILES@", folder.toAbsolutePath().toString()))
                .orElse("");
    }

    private static String items() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < Answers.ROUTES; i++) {
            items.append(
                    ITEM.replace("@PREFIX@", Answers.routePrefix(i))
                            .replace("@ANSWER@", Answers.route(i, "$1", "$2")));
        }
        return items.toString();
    }
}
