package org.ewallet.web.service;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.LetterCountQueries;
import org.ewallet.contract.OutcomeQueries;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Asks the notification service in another process. If it does not answer: a problem of status 503. */
final class RemoteNotification implements NotificationQueries, OutcomeQueries, LetterCountQueries {

    private static final long CONNECT_TIMEOUT_MILLIS = 1_000;
    private static final long READ_TIMEOUT_MILLIS = 3_000;

    private final NotificationApi api;
    private final Caller caller;

    RemoteNotification(NotificationApi api, Caller caller) {
        this.api = api;
        this.caller = caller;
    }

    /**
     * @param process the address of the other process, such as {@code http://127.0.0.1:8081}
     * @param trusted the certificates of which it must show one, if it is asked by https; those that the server trusts if
     *     there are none
     */
    static RemoteNotification at(URI process, Optional<KeyStore> trusted) {
        RestClientBuilder client = RestClientBuilder.newBuilder()
                .baseUri(UriBuilder.fromUri(process).path("api").build())
                .connectTimeout(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .readTimeout(READ_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        trusted.ifPresent(client::trustStore);
        return new RemoteNotification(client.build(NotificationApi.class), null);
    }

    /** Asks in the name of a caller, by the token that he showed here. */
    RemoteNotification as(Caller someone) {
        return new RemoteNotification(api, someone);
    }

    @Override
    public NotificationPage notifications(String personId, String commandId, String cursor) {
        return ask(() -> api.notifications(authorization(), personId, commandId, cursor))
                .map(json -> read(json, NotificationPage.class))
                .orElseThrow(() -> down(null));
    }

    @Override
    public Optional<NotificationView> notification(String id) {
        return ask(() -> api.notification(authorization(), id)).map(json -> read(json, NotificationView.class));
    }

    @Override
    public Optional<NotificationAttempts> attempts(String id) {
        return ask(() -> api.attempts(authorization(), id)).map(json -> read(json, NotificationAttempts.class));
    }

    /** The other process shows a person the outcomes of their own letters only: what it shows is the caller's. */
    @Override
    public Optional<KnownOutcome> outcomeOf(String commandId) {
        return ask(() -> api.outcome(authorization(), commandId))
                .map(json -> new KnownOutcome(json, caller.isPerson() ? caller.name() : null));
    }

    @Override
    public String commandBox() {
        return Destinations.NOTIFICATION_COMMANDS;
    }

    @Override
    public List<LetterCount> letterCounts() {
        return ask(() -> api.letterCounts(authorization())).map(json -> read(json, Counts.class).counts()).orElseThrow(() -> down(null));
    }

    private String authorization() {
        return "Bearer " + caller.token();
    }

    /** The JSON that was answered; empty if what was asked for does not exist. */
    private static Optional<String> ask(Supplier<String> question) {
        try {
            return Optional.of(question.get());
        } catch (WebApplicationException e) {
            Response refused = e.getResponse();
            if (refused.getStatus() == Response.Status.NOT_FOUND.getStatusCode() && isFromService(refused)) {
                return Optional.empty();
            }
            if (refused.getStatus() == Response.Status.BAD_REQUEST.getStatusCode() && isFromService(refused)) {
                Problem problem = read(refused.readEntity(String.class), Problem.class);
                throw new InvalidMessageException(problem.field() == null ? "" : problem.field(), problem.detail());
            }
            if (refused.getStatus() == Response.Status.FORBIDDEN.getStatusCode() && isFromService(refused)) {
                throw new ProblemException(Problem.forbidden(read(refused.readEntity(String.class), Problem.class)
                        .detail()));
            }
            throw down(e);
        } catch (ProcessingException e) {
            throw down(e);
        }
    }

    /** The service answers JSON; a server where it is not deployed yet answers 404 in HTML. */
    private static boolean isFromService(Response response) {
        return response.getMediaType() != null && response.getMediaType().getSubtype().endsWith("json");
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Codec.read(json, type);
        } catch (InvalidMessageException e) {
            throw down(e);
        }
    }

    private record Counts(List<LetterCount> counts) {
    }

    private static ProblemException down(Exception cause) {
        return new ProblemException(Problem.unavailable("the notification service does not answer"), cause);
    }
}
