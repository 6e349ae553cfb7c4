package org.ewallet.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.cli.CliException;

/** Many requests over many connections: by wrk where it is installed, else by Java, which takes more of the machine. */
final class HttpLoad {

    private static final int CONNECTIONS = 32;
    private static final Pattern WRK_RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
    private static final Pattern WRK_FAILURES = Pattern.compile("Non-2xx or 3xx responses: \\d+|Socket errors: .*");
    private static final int OK = 200;

    private final boolean hasWrk = Programs.isInstalled("wrk");
    private final String authorization;

    /**
     * @param token a bearer token that is sent with every request
     */
    HttpLoad(String token) {
        authorization = "Bearer " + token;
    }

    /** What sends the requests, for a note. */
    String program() {
        return (hasWrk ? "wrk" : "Java's HttpClient, wrk is not installed") + ", " + CONNECTIONS + " connections";
    }

    /** Asks as fast as answers come, and returns answers per second. */
    double send(URI uri, int seconds) {
        return hasWrk ? byWrk(uri, seconds) : byJava(uri, seconds);
    }

    /** How long one client waits, one question after another. */
    Latencies oneAtATime(List<URI> questions) {
        HttpClient http = client();
        Latencies latencies = new Latencies();
        for (URI question : questions) {
            long start = System.nanoTime();
            get(http, question);
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private double byWrk(URI uri, int seconds) {
        String said = Programs.output(new ProcessBuilder("wrk", "-t", "2", "-c", Integer.toString(CONNECTIONS), "-d",
                seconds + "s", "-H", "Authorization: " + authorization, uri.toString()).redirectErrorStream(true));
        Matcher rate = WRK_RATE.matcher(said);
        Matcher failures = WRK_FAILURES.matcher(said);
        if (failures.find() || !rate.find()) {
            throw new CliException("wrk did not measure " + uri + ": " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private double byJava(URI uri, int seconds) {
        HttpClient http = client();
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                counts.add(clients.submit(() -> {
                    long answers = 0;
                    while (System.nanoTime() < end) {
                        get(http, uri);
                        answers++;
                    }
                    return answers;
                }));
            }
            long answers = 0;
            for (Future<Long> count : counts) {
                answers += count.get();
            }
            return answers * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new CliException("Asking " + uri + " failed: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while asking " + uri, e);
        } finally {
            clients.shutdownNow();
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private void get(HttpClient http, URI uri) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri).header("Authorization", authorization).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new CliException("GET " + uri + " answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new CliException("GET " + uri + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while asking " + uri, e);
        }
    }
}
