package org.ewallet.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ewallet.benchmark.Row.Target;
import org.ewallet.cli.Output;
import org.ewallet.cli.Poll;
import org.ewallet.cli.Server;
import org.ewallet.cli.Tokens;

/** The contestants one after another, as often as planned, then what is measured of the product alone. */
final class Benchmark {

    private static final int FEW_CLIENTS = 8;
    private static final int MANY_CLIENTS = 32;
    private static final int PERCENTILE = 99;
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(8);
    private static final List<String> PLAIN = List.of();
    /** One letter per transaction, many at once, and a window that keeps each session busy. */
    private static final List<String> NAIVE = List.of("-Dewallet.batch.size=1", "-Dewallet.wallet.sessions=16",
            "-Dewallet.wallet.window=1048576");
    private static final String PER_SECOND = "transfers/s";
    private static final String MILLIS = "ms";
    private static final String DISK = """
            select sum(pg_total_relation_size(oid)) from pg_class
            where relkind = 'r' and relnamespace = 'wallet'::regnamespace""";
    private static final String WRITE_AHEAD_LOG = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";

    private final Bed bed;
    private final Traffic traffic;
    private final Plan plan;
    private final Set<Measure> wanted;
    private final String heap;
    private final Output output;
    private final Report report;
    private final Map<Measure, List<Double>> rates = new EnumMap<>(Measure.class);
    private final List<Double> fewClients = new ArrayList<>();
    private final List<Double> manyClients = new ArrayList<>();
    private final List<Double> diskBytes = new ArrayList<>();
    private final List<Double> logBytes = new ArrayList<>();
    private final Instant start = Instant.now();
    private Optional<PgBench> pgBench = Optional.empty();
    private History history;

    Benchmark(Bed bed, Plan plan, Set<Measure> wanted, String heap, Output output, Report report) {
        this.bed = bed;
        this.traffic = new Traffic(bed);
        this.plan = plan;
        this.wanted = wanted;
        this.heap = heap;
        this.output = output;
        this.report = report;
    }

    void run() {
        bed.start(PLAIN);
        tell("opening the wallets");
        traffic.open(wanted.contains(Measure.ZIPF) ? Math.max(Plan.WALLETS, plan.zipfWallets()) : Plan.WALLETS);
        for (int round = 1; round <= plan.rounds(); round++) {
            round(round);
        }
        reportRates();
        bed.start(PLAIN);
        if (wanted.contains(Measure.LATENCY)) {
            latency();
        }
        if (wanted.contains(Measure.BALANCE_QUERY)) {
            balanceQuery();
        }
        if (wanted.contains(Measure.LEDGER_10M)) {
            largeLedger();
        }
        if (wanted.contains(Measure.STATEMENT)) {
            statement();
        }
        if (wanted.contains(Measure.MEMORY)) {
            memory();
        }
    }

    private void round(int round) {
        if (wanted.stream().anyMatch(Measure::isOfThePlainServer)) {
            bed.start(PLAIN);
            traffic.warmUp(letters("warm", round, plan.warmUp(), Pairs.uniform(Plan.WALLETS)));
            ofThePlainServer(Measure.EWALLET, round, Pairs.uniform(Plan.WALLETS));
            ofThePlainServer(Measure.HOT, round, Pairs.hot(Plan.WALLETS));
            ofThePlainServer(Measure.ZIPF, round, Pairs.zipf(plan.zipfWallets()));
        }
        if (wanted.contains(Measure.NAIVE)) {
            bed.start(NAIVE);
            traffic.warmUp(letters("naive-warm", round, plan.naiveWarmUp(), Pairs.uniform(Plan.WALLETS)));
            rate(Measure.NAIVE, letters("naive", round, plan.naiveTransfers(), Pairs.uniform(Plan.WALLETS)));
        }
        Letters ofTheLimit = letters("limit", round, plan.transfers(), Pairs.uniform(Plan.WALLETS));
        boolean hasLimit = wanted.contains(Measure.LIMIT) && bed.isPostgreSql();
        if (hasLimit) {
            bed.stopServer();
            try (LimitProcess limit = new LimitProcess(bed, heap)) {
                traffic.warmUp(letters("limit-warm", round, plan.warmUp(), Pairs.uniform(Plan.WALLETS)));
                traffic.lay(ofTheLimit);
                traffic.handle(ofTheLimit);
                limit.requireAlive();
            }
        }
        if (wanted.contains(Measure.PGBENCH) && bed.isPostgreSql()) {
            bed.stopServer();
            pgBench(round);
        }
        if (hasLimit) {
            // Only the application can tell what became of the letters.
            bed.start(PLAIN);
            conclude(Measure.LIMIT, ofTheLimit);
        }
    }

    private void ofThePlainServer(Measure measure, int round, Pairs pairs) {
        if (wanted.contains(measure)) {
            rate(measure, letters(measure.toString(), round, plan.transfers(), pairs));
        }
    }

    private static Letters letters(String name, int round, int count, Pairs pairs) {
        return new Letters(name + "-" + round, count, pairs);
    }

    /** Of the application server that runs. */
    private double rate(Measure measure, Letters letters) {
        traffic.lay(letters);
        traffic.awaitReceiptsCounted();
        boolean countsBytes = measure == Measure.EWALLET && bed.isPostgreSql();
        long disk = countsBytes ? Long.parseLong(bed.ask(DISK)) : 0;
        long log = countsBytes ? Long.parseLong(bed.ask(WRITE_AHEAD_LOG)) : 0;
        traffic.handle(letters);
        if (countsBytes) {
            diskBytes.add((Long.parseLong(bed.ask(DISK)) - disk) / (double) letters.count());
            logBytes.add((Long.parseLong(bed.ask(WRITE_AHEAD_LOG)) - log) / (double) letters.count());
        }
        return conclude(measure, letters);
    }

    private double conclude(Measure measure, Letters letters) {
        double rate = traffic.rate(letters);
        tell(String.format(Locale.ROOT, "%s: %d transfers, %.0f/s", letters.run(), letters.count(), rate));
        traffic.requireSound(letters);
        rates.computeIfAbsent(measure, each -> new ArrayList<>()).add(rate);
        return rate;
    }

    private void pgBench(int round) {
        if (round == 1) {
            pgBench = PgBench.find(bed);
            pgBench.ifPresent(PgBench::prepare);
        }
        pgBench.ifPresent(program -> {
            fewClients.add(program.tps(FEW_CLIENTS, plan.pgbenchSeconds()));
            manyClients.add(program.tps(MANY_CLIENTS, plan.pgbenchSeconds()));
            tell(String.format(Locale.ROOT, "pgbench-%d: %.0f/s with %d clients, %.0f/s with %d", round,
                    fewClients.get(fewClients.size() - 1), FEW_CLIENTS, manyClients.get(manyClients.size() - 1),
                    MANY_CLIENTS));
            if (round == plan.rounds()) {
                program.drop();
            }
        });
    }

    private void reportRates() {
        if (!wanted.contains(Measure.EWALLET)) {
            return;
        }
        Row ewallet = Row.figure("ewallet, " + Plan.WALLETS + " wallets", PER_SECOND, rates.get(Measure.EWALLET));
        report.add(ewallet);
        if (!diskBytes.isEmpty()) {
            report.add(Row.figure("  of it in tables and indexes", "bytes/transfer", diskBytes));
            report.add(Row.figure("  of it in the write-ahead log", "bytes/transfer", logBytes));
        }
        reportPgBench(ewallet);
        compare(Measure.NAIVE, "naive", naive -> ewallet.mean() / naive.mean(), 10);
        compare(Measure.LIMIT, "limit", limit -> ewallet.mean() / limit.mean(), 0.6);
        compare(Measure.HOT, "ewallet, one hot wallet", hot -> hot.mean() / ewallet.mean(), 0.9);
        compare(Measure.ZIPF, "ewallet, " + plan.zipfWallets() + " wallets by Zipf",
                zipf -> zipf.mean() / ewallet.mean(), 0.8);
    }

    private void compare(Measure measure, String what, Function<Row, Double> ratio, double least) {
        if (!wanted.contains(measure)) {
            return;
        }
        if (!rates.containsKey(measure)) {
            report.add(Row.notMeasured(what, "it is written for PostgreSQL"));
            return;
        }
        Row figure = Row.figure(what, PER_SECOND, rates.get(measure));
        report.add(measure, figure.against(ratio.apply(figure), Target.atLeast(least)));
    }

    private void reportPgBench(Row ewallet) {
        if (!wanted.contains(Measure.PGBENCH)) {
            return;
        }
        if (pgBench.isEmpty()) {
            report.add(Row.notMeasured("pgbench TPC-B-like", bed.isPostgreSql()
                    ? "install pgbench, such as by apt-get install postgresql-contrib" : "there is no PostgreSQL"));
            return;
        }
        Row few = Row.figure("pgbench TPC-B-like, " + FEW_CLIENTS + " clients", "tps", fewClients);
        Row many = Row.figure("pgbench TPC-B-like, " + MANY_CLIENTS + " clients", "tps", manyClients);
        Row better = few.mean() > many.mean() ? few : many;
        report.add(better == few ? many : few);
        report.add(Measure.PGBENCH, better.against(ewallet.mean() / better.mean(), Target.atLeast(2.5)));
    }

    private void latency() {
        traffic.warmUp(new Letters("latency-warm", plan.warmUp() / 2, Pairs.uniform(Plan.WALLETS)));
        try (RoundTrips trips = new RoundTrips(bed)) {
            Letters single = new Letters("latency", plan.letters(), Pairs.uniform(Plan.WALLETS));
            Latencies latencies = trips.oneAtATime(single);
            tell("one letter at a time: " + latencies.summary());
            report.add(p99("letter sent to event received, one at a time", latencies, 15));
            double rate = average(rates.get(Measure.EWALLET)) / 2;
            Letters many = new Letters("load", (int) (rate * plan.loadSeconds()), Pairs.uniform(Plan.WALLETS));
            latencies = trips.atRate(many, rate);
            tell(String.format(Locale.ROOT, "at %.0f letters/s: %s", rate, latencies.summary()));
            report.add(p99(String.format(Locale.ROOT, "the same at %.0f/s, half the rate", rate), latencies, 100));
            traffic.awaitHandled(many.count());
            bed.management().purge(Bed.SUBSCRIPTION);
            traffic.requireSound(single);
            traffic.requireSound(many);
        }
    }

    private static Row p99(String what, Latencies latencies, double most) {
        return new Row(what + ", p99", MILLIS, List.of(latencies.percentile(PERCENTILE)), null, Target.atMost(most),
                latencies.summary());
    }

    private void balanceQuery() {
        if (bed.settings().server() != Server.PAYARA_MICRO) {
            report.add(Row.notMeasured("balance query", "the empty resource is made for Payara Micro"));
            return;
        }
        HttpLoad load = load();
        URI balance = uri("/api/wallets/" + Letters.wallet(0) + "/balance");
        List<Double> ofBalance = new ArrayList<>();
        List<Double> ofNothing = new ArrayList<>();
        try (EmptyServer empty = new EmptyServer(bed, heap)) {
            load.send(balance, plan.httpWarmUpSeconds());
            load.send(empty.uri(), plan.httpWarmUpSeconds());
            for (int round = 1; round <= plan.rounds(); round++) {
                ofBalance.add(load.send(balance, plan.httpSeconds()));
                ofNothing.add(load.send(empty.uri(), plan.httpSeconds()));
            }
        }
        Row nothing = Row.figure("empty JAX-RS resource", "answers/s", ofNothing);
        Row answers = Row.figure("balance query", "answers/s", ofBalance);
        report.add(nothing);
        report.add(Measure.BALANCE_QUERY, answers.against(answers.mean() / nothing.mean(), Target.atLeast(0.5))
                .with(load.program() + "; the balance query checks a token, the empty resource does not"));
        tell("balance queries are measured");
    }

    private HttpLoad load() {
        return new HttpLoad(bed.installation().tokens().of(Tokens.AUDITOR, TOKEN_LIFETIME));
    }

    private void largeLedger() {
        if (!bed.isPostgreSql()) {
            report.add(Row.notMeasured("ewallet, large ledger", "the history is written for PostgreSQL"));
            return;
        }
        traffic.warmUp(new Letters("ledger-warm", plan.warmUp(), Pairs.uniform(Plan.WALLETS)));
        long before = entries();
        double small = rate(Measure.LEDGER_10M, new Letters("ledger-1", plan.transfers(), Pairs.uniform(Plan.WALLETS)));
        long from = System.nanoTime();
        history = History.write(bed, Plan.WALLETS, plan.ledgerEntries());
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        long after = entries();
        tell(after + " entries after " + took.toSeconds() + " s");
        double large = rate(Measure.LEDGER_10M, new Letters("ledger-2", plan.transfers(), Pairs.uniform(Plan.WALLETS)));
        report.add(Row.figure("ewallet, " + before + " entries", PER_SECOND, List.of(small)));
        report.add(Measure.LEDGER_10M, Row.figure("ewallet, " + after + " entries", PER_SECOND, List.of(large))
                .against(large / small, Target.atLeast(0.9)).with("written in " + took.toSeconds() + " s"));
    }

    private void statement() {
        SplittableRandom random = new SplittableRandom(1);
        Instant from = history == null ? start : history.from();
        Instant to = history == null ? Instant.now() : history.to();
        long micros = Math.max(1, ChronoUnit.MICROS.between(from, to));
        List<URI> pages = new ArrayList<>();
        List<URI> balances = new ArrayList<>();
        for (int i = 0; i < plan.queries(); i++) {
            String wallet = "/api/wallets/" + Letters.wallet(random.nextInt(Plan.WALLETS));
            pages.add(uri(wallet + "/statement"));
            balances.add(uri(wallet + "/balance?at=" + from.plus(random.nextLong(micros), ChronoUnit.MICROS)));
        }
        HttpLoad load = load();
        load.oneAtATime(pages);
        load.oneAtATime(balances);
        long entries = entries();
        report.add(p99("statement, first page, " + entries + " entries", load.oneAtATime(pages), 20));
        report.add(p99("balance at any T, " + entries + " entries", load.oneAtATime(balances), 20));
        tell("statements and balances are measured");
    }

    private void memory() {
        MemoryWatch watch = new MemoryWatch(bed.serverProcess());
        Duration settling = Duration.ofSeconds(plan.memorySeconds() / 5);
        keepBusy("memory-settling", settling);
        MemoryWatch.Sample first = watch.sample();
        Duration watched = Duration.ofSeconds(plan.memorySeconds()).minus(settling);
        Letters letters = keepBusy("memory", watched);
        MemoryWatch.Sample last = watch.sample();
        traffic.awaitHandled(plan.warmUp());
        bed.management().purge(Bed.SUBSCRIPTION);
        traffic.requireSound(letters);
        String note = "at the beginning and the end of " + watched.toSeconds() + " s at full load, -Xmx" + heap;
        report.add(new Row("memory of the server", "MB", List.of(first.residentMegabytes(), last.residentMegabytes()),
                last.residentMegabytes() / first.residentMegabytes(), Target.atMost(1.1), note));
        report.add(new Row("objects on its heap after a collection", "MB",
                List.of(first.heapMegabytes(), last.heapMegabytes()), last.heapMegabytes() / first.heapMegabytes(),
                Target.atMost(1.1), ""));
        tell("memory is measured");
    }

    /** Sees to it that letters lie in the box for a while, and returns some of them. */
    private Letters keepBusy(String run, Duration duration) {
        int chunk = plan.warmUp() / 2;
        long end = System.nanoTime() + duration.toNanos();
        Letters letters;
        int number = 0;
        do {
            letters = letters(run, ++number, chunk, Pairs.uniform(Plan.WALLETS));
            traffic.send(letters);
            Poll.happens(duration, () -> traffic.waiting() < chunk || System.nanoTime() > end);
            bed.management().purge(Bed.SUBSCRIPTION);
        } while (System.nanoTime() < end);
        return letters;
    }

    private long entries() {
        long entries = 0;
        for (JsonNode sum : bed.sums()) {
            entries += sum.path("entries").asLong();
        }
        return entries;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + bed.settings().ports().http() + path);
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private void tell(String what) {
        output.line("%s  %s", LocalTime.now().truncatedTo(ChronoUnit.SECONDS), what);
    }
}
