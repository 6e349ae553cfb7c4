package org.ewallet.cli.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.QueueDepth;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.WalletView;

/** What is looked at when everything is over: over HTTP, at the broker and in the databases. */
final class Inspection {

    private static final Duration AUDIT_LIMIT = Duration.ofMinutes(5);

    private final Installation installation;
    private final WebApi api;

    Inspection(Installation installation) {
        this.installation = installation;
        this.api = installation.webApi();
    }

    /**
     * One line of the table.
     *
     * @param what was asked
     * @param answer in a few words
     * @param findings what is not as it must be; empty if all is
     */
    record Line(String what, String answer, List<String> findings) {

        boolean holds() {
            return findings.isEmpty();
        }
    }

    Line invariants() {
        AuditReport report = api.find("/api/ledger/audit", AUDIT_LIMIT).map(json -> Codec.read(json, AuditReport.class))
                .orElseThrow(() -> new CliException("What was started has no audit."));
        List<String> findings = new ArrayList<>();
        report.invariants().stream().filter(line -> !line.holds())
                .forEach(line -> findings.add(line.statement() + ": " + line.rowsBroken() + " rows, " + line.brokenRows()));
        return new Line("invariants of the books", report.invariants().size() + " checked", findings);
    }

    /** Everything that the replay needs. */
    Evidence evidence(List<Letter> letters, List<Told> accountEvents, List<Told> walletEvents) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (Letter letter : letters) {
            api.find("/api/commands/" + letter.id())
                    .ifPresent(json -> outcomes.put(letter.id(), Codec.read(json, Outcome.class)));
        }
        Map<String, WalletView> wallets = new TreeMap<>();
        Map<String, HoldView> holds = new TreeMap<>();
        Map<String, String> persons = new TreeMap<>();
        for (String walletId : named(letters, "walletId", "sourceWalletId", "targetWalletId")) {
            api.find("/api/wallets/" + walletId).ifPresent(json -> {
                wallets.put(walletId, Codec.read(json, WalletView.class));
                for (JsonNode hold : api.find("/api/wallets/" + walletId + "/holds").orElseThrow().path("holds")) {
                    holds.put(hold.path("holdId").asText(), Codec.read(hold, HoldView.class));
                }
            });
        }
        for (String personId : named(letters, "personId")) {
            api.find("/api/persons/" + personId)
                    .ifPresent(json -> persons.put(personId, json.path("status").asText()));
            String walletId = personId + ".EUR";
            if (!wallets.containsKey(walletId)) {
                api.find("/api/wallets/" + walletId)
                        .ifPresent(json -> wallets.put(walletId, Codec.read(json, WalletView.class)));
            }
        }
        return new Evidence(letters, outcomes, accountEvents, walletEvents, wallets, holds, persons);
    }

    Line outcomes(Evidence evidence) {
        List<String> findings = evidence.letters().stream().filter(letter -> !evidence.outcomes().containsKey(letter.id()))
                .map(letter -> letter.type() + " " + letter.id() + " was accepted and has no outcome").toList();
        long rejected = evidence.outcomes().values().stream()
                .filter(outcome -> outcome.status() == Outcome.Status.REJECTED).count();
        return new Line("each accepted command has one outcome", evidence.letters().size() + " commands, "
                + (evidence.outcomes().size() - rejected) + " completed, " + rejected + " rejected", findings);
    }

    static Line replay(Evidence evidence) {
        Replay.Verdict verdict = Replay.judge(evidence);
        return new Line("outcomes, events and wallets are the model's", verdict.decisions() + " decisions, "
                + (evidence.walletEvents().size() + evidence.accountEvents().size()) + " events, " + verdict.repeated()
                + " of them came twice, " + verdict.overtaken() + " reactions overtaken, " + verdict.raced()
                + " commands before an opening", verdict.findings());
    }

    static Line topic(Subscriber subscriber) {
        List<Told> told = subscriber.told();
        Topic topic = new Topic(subscriber.topic(), told);
        boolean numbered = told.stream().anyMatch(event -> event.sequence() != null);
        return new Line("no event of " + subscriber.topic() + " is missing or doubled", topic.events().size() + " events, "
                + topic.repeated() + " came twice" + (numbered ? ", numbered" : ", not numbered"), topic.findings());
    }

    Line nothingInDoubt(Boxes boxes) {
        List<String> findings = new ArrayList<>(boxes.prepared());
        findings.addAll(new InDoubt(installation).inPostgreSql());
        return new Line("no transaction is in doubt", "broker and database asked", findings);
    }

    /** Only possible when nothing has the files open. */
    Line nothingInDoubtInFiles() {
        return new Line("no transaction is in doubt in the files of H2", "asked after the stop",
                new InDoubt(installation).inH2());
    }

    static Line dead(Boxes boxes) {
        List<QueueDepth> dead = boxes.dead();
        return new Line("no letter is dead", dead.size() + " boxes are not empty",
                dead.stream().map(queue -> queue.name() + ": " + queue.messages()).toList());
    }

    /** A conflict whose first copy got lost on its way to us was sent again, and may lie there twice. */
    static Line invalid(Boxes boxes, List<Letter> conflicts, long failures) {
        List<String> findings = new ArrayList<>();
        Map<String, Integer> found = new HashMap<>();
        for (Boxes.Aside aside : boxes.invalid()) {
            if (!"ID_REUSED_WITH_OTHER_CONTENT".equals(aside.reason())) {
                findings.add(aside + " is no conflict");
            }
            found.merge(aside.id() + " " + aside.type() + " " + aside.data(), 1, Integer::sum);
        }
        Map<String, Integer> expected = new HashMap<>();
        conflicts.forEach(letter -> expected.merge(letter.id() + " " + letter.type() + " " + letter.data(), 1,
                Integer::sum));
        long surplus = 0;
        for (String letter : union(expected.keySet(), found.keySet())) {
            int sent = expected.getOrDefault(letter, 0);
            int there = found.getOrDefault(letter, 0);
            if (there < sent || sent == 0) {
                findings.add(letter + ": sent " + sent + " times, is there " + there + " times");
            } else {
                surplus += there - sent;
            }
        }
        if (surplus > failures) {
            findings.add(surplus + " more than were sent");
        }
        return new Line("invalid are the conflicts and nothing else", conflicts.size() + " conflicts", findings);
    }

    /** Whether accepted = done + rejected + repeats + waiting + delayed + dead + invalid + expired, for each address. */
    Optional<Line> balanceSheet() {
        return api.find("/api/messages/balance").map(sheet -> {
            List<String> findings = new ArrayList<>();
            for (JsonNode box : sheet.path("boxes")) {
                if (!box.path("addsUp").asBoolean()) {
                    findings.add(box.toString());
                }
            }
            return new Line("the message balance sheet adds up", sheet.path("boxes").size() + " boxes", findings);
        });
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Set<String> named(List<Letter> letters, String... fields) {
        Set<String> found = new LinkedHashSet<>();
        for (Letter letter : letters) {
            JsonNode data = Codec.readTree(letter.data());
            for (String field : fields) {
                if (data.path(field).isTextual()) {
                    found.add(data.path(field).asText());
                }
            }
        }
        return found;
    }
}
