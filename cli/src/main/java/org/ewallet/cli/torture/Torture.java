package org.ewallet.cli.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Poll;
import org.ewallet.cli.PrivateFiles;
import org.ewallet.cli.clients.Letter;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterSelection;

/** The rounds: letters are sent, something is killed meanwhile and started again. */
final class Torture implements AutoCloseable {

    private static final int LETTERS_PER_ROUND = 300;
    private static final long PAUSE_BETWEEN_LETTERS_MILLIS = 5;
    private static final double EARLIEST_STRIKE = 0.1;
    private static final double LATEST_STRIKE = 0.6;
    private static final Duration POINT_LIMIT = Duration.ofSeconds(8);
    /** How long a server stands still at a point while another part is killed. */
    private static final long STANDSTILL_MILLIS = 1_500;
    private static final int LATEST_INSTANT_MILLIS = 500;
    /** Several times what a server takes; one that waits for a timeout takes longer. */
    static final Duration START_LIMIT = Duration.ofSeconds(110);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(90);

    private final Installation installation;
    private final Map<PartName, Agent> agents;
    private final Output output;
    private final Random random;
    private final LetterGenerator generator;
    private final Boxes boxes;
    private final Postman postman;
    private final PointTable table = new PointTable();
    private final Path marks;
    private final Deque<Strike> strikes = new ArrayDeque<>();
    private final Deque<Strike> companions = new ArrayDeque<>();
    private final Map<String, Letter> accepted = new LinkedHashMap<>();
    private final List<Letter> conflicts = new ArrayList<>();
    private final List<Letter> waitingConflicts = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> slowStarts = new ArrayList<>();
    private int armed;
    /** How many letters of the round may be sent by now: a point is reached by those that come after it was armed. */
    private volatile int allowed;
    private volatile int handedOver;
    private Duration slowestDrain = Duration.ZERO;
    private Duration slowestStart = Duration.ZERO;

    /** @param agents in the servers, by part */
    Torture(Installation installation, Map<PartName, Agent> agents, long seed, Output output) {
        this.installation = installation;
        this.agents = agents;
        this.output = output;
        this.random = new Random(seed);
        this.generator = new LetterGenerator(seed);
        this.boxes = new Boxes(installation);
        this.postman = new Postman(installation::sender);
        this.marks = PrivateFiles.directory(installation.run().path().resolve("points"));
    }

    /** Persons, wallets and money, before anything is killed. */
    void begin() {
        enterServers(agents.keySet());
        List<Post> posts = generator.beginning();
        posts.forEach(this::accept);
        postman.sendAll(posts);
        drain("the beginning");
    }

    /** Sends the letters of a round and strikes meanwhile; returns when all runs again and the letters are handled. */
    void round(int number, int rounds) {
        Strike strike = next(strikes, Strike.deck(installation.settings(), random));
        Strike companion = strike.isOfServer() && random.nextInt(3) == 0
                ? next(companions, Strike.companions(installation.settings(), random)) : null;
        int strikeAfter = (int) (LETTERS_PER_ROUND
                * (EARLIEST_STRIKE + random.nextDouble() * (LATEST_STRIKE - EARLIEST_STRIKE)));
        List<Post> posts = posts(number);
        allowed = 0;
        handedOver = 0;
        Thread sending = new Thread(() -> send(posts), "postman");
        sending.start();
        Set<PartName> down = EnumSet.noneOf(PartName.class);
        StringBuilder told = new StringBuilder();
        if (companion != null) {
            allow(strikeAfter / 2);
            told.append(strike(companion, () -> allowed = strikeAfter)).append("; ");
            down.add(companion.victim());
        }
        allow(strikeAfter);
        told.append(strike(strike, () -> allowed = posts.size()));
        down.add(strike.victim());
        long struck = System.nanoTime();
        restart(down);
        long started = System.nanoTime();
        noteStart(number, Duration.ofNanos(started - struck));
        join(sending);
        if (!drain("round " + number + " (" + strike + ")")) {
            heal(number);
        }
        output.line("round %d of %d: %s; up after %d ms, all handled %d ms later", number, rounds, told,
                (started - struck) / 1_000_000, (System.nanoTime() - started) / 1_000_000);
    }

    /** Sends what is left to send and waits until nothing is under way. */
    void finish() {
        drain("the rounds");
        sendReadyConflicts();
        waitingConflicts.forEach(letter -> findings.add("the first letter with the id of " + letter.id()
                + " has no outcome"));
        boxes.awaitNothingUnderWay(DRAIN_LIMIT.multipliedBy(2)).ifPresent(findings::add);
    }

    /**
     * Lets an operator put the invalid letters back, from where they are refused again, and kills what does it in the
     * middle of it; then once more in peace. To be called when nothing else is under way.
     */
    Inspection.Line replay() {
        List<String> wrong = new ArrayList<>();
        int times = 0;
        LettersPutBack letters = LettersPutBack.now(installation);
        for (Strike strike : Strike.ofReplays(installation.settings())) {
            Thread operator = new Thread(this::orderReplay, "operator");
            String told = strike(strike, operator::start);
            restart(Set.of(strike.victim()));
            join(operator);
            LettersPutBack broken = settled("a replay (" + strike + ")");
            installation.atOperatorDesk(desk -> desk.replay(LetterSelection.all(Aside.INVALID), "once more"));
            LettersPutBack whole = settled("the replay after it");
            wrong.addAll(broken.findings(letters));
            wrong.addAll(whole.findings(broken));
            if (whole.since(broken) != whole.letters().size()) {
                wrong.add("after " + strike + " and once more, some letters were not put back: " + whole.since(broken)
                        + " of " + whole.letters().size());
            }
            times += broken.since(letters) + whole.since(broken);
            output.line("replay of %d letters: %s; put back %d, then %d", letters.letters().size(), told,
                    broken.since(letters), whole.since(broken));
            letters = whole;
        }
        return new Inspection.Line("what an operator puts back is there and recorded once", times + " put back", wrong);
    }

    /** Commands that the broker took, each id once, in the order they were first sent. */
    List<Letter> accepted() {
        return List.copyOf(accepted.values());
    }

    /** Letters that took the id of another one. */
    List<Letter> conflicts() {
        return conflicts;
    }

    PointTable table() {
        return table;
    }

    /** What was seen during the rounds that must not be. */
    List<String> findings() {
        return findings;
    }

    /** The starts that took longer than they may. */
    List<String> slowStarts() {
        return slowStarts;
    }

    /** Of those after a kill. */
    Duration slowestStart() {
        return slowestStart;
    }

    Duration slowestDrain() {
        return slowestDrain;
    }

    /** How often the broker was not there when a letter was to be sent. */
    long failures() {
        return postman.troubles().size();
    }

    long lettersSent() {
        return postman.sent();
    }

    @Override
    public void close() {
        postman.close();
        boxes.close();
    }

    private List<Post> posts(int number) {
        List<Post> posts = new ArrayList<>();
        for (Post post : generator.round(number, LETTERS_PER_ROUND, Instant.now())) {
            if (post.kind() == Post.Kind.CONFLICT) {
                waitingConflicts.add(post.letter());
            } else {
                posts.add(post);
            }
        }
        readyConflicts().forEach(conflict ->
                posts.add(random.nextInt(posts.size()), new Post(Post.Kind.CONFLICT, conflict)));
        return posts;
    }

    /** A conflict is only one when the first letter of its id has been decided. */
    private List<Letter> readyConflicts() {
        List<Letter> ready = new ArrayList<>();
        for (Iterator<Letter> each = waitingConflicts.iterator(); each.hasNext();) {
            Letter conflict = each.next();
            if (installation.webApi().find("/api/commands/" + conflict.id()).isPresent()) {
                ready.add(conflict);
                each.remove();
            }
        }
        return ready;
    }

    private void sendReadyConflicts() {
        readyConflicts().forEach(conflict -> {
            Post post = new Post(Post.Kind.CONFLICT, conflict);
            accept(post);
            postman.send(post);
        });
    }

    private void send(List<Post> posts) {
        for (Post post : posts) {
            while (handedOver >= allowed) {
                Pauses.of(PAUSE_BETWEEN_LETTERS_MILLIS);
            }
            accept(post);
            postman.send(post);
            handedOver++;
            Pauses.of(PAUSE_BETWEEN_LETTERS_MILLIS);
        }
    }

    /** Lets so many letters of the round be sent, and returns when they are. */
    private void allow(int letters) {
        allowed = letters;
        if (!Poll.happens(DRAIN_LIMIT, () -> handedOver >= letters)) {
            throw new CliException("Letters could not be sent within " + DRAIN_LIMIT.toSeconds() + " s.");
        }
    }

    private void accept(Post post) {
        if (post.kind() == Post.Kind.CONFLICT) {
            conflicts.add(post.letter());
        } else {
            accepted.putIfAbsent(post.letter().id(), post.letter());
        }
    }

    private static Strike next(Deque<Strike> deck, List<Strike> fresh) {
        if (deck.isEmpty()) {
            deck.addAll(fresh);
        }
        return deck.poll();
    }

    /**
     * Kills and tells how.
     *
     * @param goOn lets the work begin in which it is to happen
     */
    private String strike(Strike strike, Runnable goOn) {
        boolean hit = strike.point() == null ? killNow(strike, goOn)
                : strike.isOfServer() ? dieAtPoint(strike, goOn) : killAtPoint(strike, goOn);
        table.count(strike.victim().toString(), strike.where(), hit);
        return strike + (hit ? "" : " (not reached, killed anyway)");
    }

    private boolean killNow(Strike strike, Runnable goOn) {
        goOn.run();
        Pauses.of(random.nextInt(LATEST_INSTANT_MILLIS));
        kill(strike.victim());
        return true;
    }

    private boolean dieAtPoint(Strike strike, Runnable goOn) {
        Path mark = mark(strike);
        agents.get(strike.victim()).add(strike.point().rules(mark, Point.DIE));
        goOn.run();
        boolean died = Poll.happens(POINT_LIMIT, () -> !installation.part(strike.victim()).isRunning());
        if (!died) {
            kill(strike.victim());
        }
        return died && Files.exists(mark);
    }

    private boolean killAtPoint(Strike strike, Runnable goOn) {
        Path mark = mark(strike);
        Agent agent = agents.get(installation.settings().appServer());
        agent.add(strike.point().rules(mark, Point.pause(STANDSTILL_MILLIS)));
        goOn.run();
        boolean reached = Poll.happens(POINT_LIMIT, () -> Files.exists(mark));
        kill(strike.victim());
        agent.clear();
        return reached;
    }

    private void kill(PartName victim) {
        kill(installation, victim);
    }

    /** Ends a part without a chance to clean up. */
    static void kill(Installation installation, PartName victim) {
        if (victim == PartName.POSTGRESQL) {
            PostgreSqlKill.kill(installation.part(victim));
        } else {
            installation.kill(victim);
        }
    }

    private void orderReplay() {
        try {
            installation.webApi().post("/api/invalid-letters/replay", "{}");
        } catch (CliException diedBeforeItAnswered) {
            output.line("the operator got no answer: %s", diedBeforeItAnswered.getMessage());
        }
    }

    private LettersPutBack settled(String what) {
        boxes.awaitNothingUnderWay(DRAIN_LIMIT).ifPresent(left -> findings.add("after " + what + ": " + left));
        return LettersPutBack.now(installation);
    }

    private Path mark(Strike strike) {
        return marks.resolve(++armed + "-" + strike.victim() + "-" + strike.point().name());
    }

    private void restart(Set<PartName> down) {
        installation.start(down, line -> { });
        enterServers(down);
    }

    private void enterServers(Set<PartName> started) {
        agents.forEach((part, agent) -> {
            if (started.contains(part)) {
                agent.enter(installation.part(part).process().orElseThrow(), installation.distribution());
            }
        });
    }

    private void noteStart(int round, Duration took) {
        slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
        if (took.compareTo(START_LIMIT) > 0) {
            slowStarts.add("after " + took.toSeconds() + " s in round " + round);
        }
    }

    /** It is broken by then; but the rounds that follow are to tell more than that. */
    private void heal(int round) {
        PartName appServer = installation.settings().appServer();
        kill(appServer);
        restart(Set.of(appServer));
        if (drain("round " + round + ", even when " + appServer + " was started again")) {
            findings.add("after round " + round + ": only a new start of " + appServer + " helped");
        }
    }

    /** Waits until the letters are handled, and says whether they are. */
    private boolean drain(String what) {
        long start = System.nanoTime();
        Optional<String> left = boxes.awaitNothingReady(DRAIN_LIMIT);
        left.ifPresent(letters -> findings.add("after " + what + ": " + letters));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(slowestDrain) > 0) {
            slowestDrain = took;
        }
        return left.isEmpty();
    }

    /** Returns when the letters have been sent. */
    static void join(Thread thread) {
        try {
            thread.join(DRAIN_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted.", e);
        }
        if (thread.isAlive()) {
            throw new CliException("Letters could not be sent within " + DRAIN_LIMIT.toSeconds()
                    + " s after everything had been started again.");
        }
    }
}
