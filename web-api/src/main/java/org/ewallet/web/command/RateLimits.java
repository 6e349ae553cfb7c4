package org.ewallet.web.command;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * How many letters a caller may drop per second. Only so many callers are remembered: the one that was not heard of for the
 * longest time is forgotten first, and begins anew.
 */
@ApplicationScoped
public class RateLimits {

    private static final float LOAD_FACTOR = 0.75f;

    private final int perSecond;
    private final Map<String, RateLimiter> limiters;

    /** For CDI. */
    public RateLimits() {
        this(0);
    }

    /** @param perSecond most letters of one caller per second; 0 for no limit */
    @Inject
    public RateLimits(@ConfigProperty(name = "ewallet.rate.limit.per.second", defaultValue = "100") int perSecond) {
        this(perSecond, 10_000);
    }

    /** @param callers how many are remembered */
    RateLimits(int perSecond, int callers) {
        this.perSecond = perSecond;
        this.limiters = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RateLimiter> eldest) {
                return size() > callers;
            }
        };
    }

    /**
     * Returns if the caller may drop one more letter now.
     *
     * @throws ProblemException of status 429 if not
     */
    public void requireLeave(String caller) {
        if (perSecond > 0 && !limiter(caller).acquirePermission()) {
            throw new ProblemException(Problem.tooManyRequests("at most " + perSecond + " letters per second"));
        }
    }

    private synchronized RateLimiter limiter(String caller) {
        return limiters.computeIfAbsent(caller, name -> RateLimiter.of(name, RateLimiterConfig.custom()
                .limitForPeriod(perSecond)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build()));
    }
}
