package org.ewallet.wallet;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.Permission;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Ledger;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.WorkingSet;

/** Runs the letters of a batch over one working set: load and lock, handle one after another, write. */
@ApplicationScoped
public class WalletService {

    @Inject
    @Any
    private Instance<LetterHandler<?>> found;

    @Inject
    private Ledger ledger;

    private Iterable<LetterHandler<?>> handlers;

    /** For the container, which fills in the fields. */
    protected WalletService() {
    }

    /** For use without a container. */
    WalletService(List<LetterHandler<?>> handlers, Ledger ledger) {
        this.handlers = handlers;
        this.ledger = ledger;
    }

    @PostConstruct
    void takeHandlers() {
        handlers = found;
    }

    /** The part of this service that handles the messages of one family, such as {@code WalletCommand}. */
    public LetterService of(Class<? extends Message> family) {
        Map<String, LetterHandler<Message>> byType = new HashMap<>();
        for (LetterHandler<?> handler : handlers) {
            if (family.isAssignableFrom(handler.type())) {
                byType.put(handler.type().getSimpleName(), untyped(handler));
            }
        }
        return new LetterService() {
            @Override
            public Optional<Class<? extends Message>> find(String type) {
                return Optional.ofNullable(byType.get(MessageTypes.shortName(type))).map(LetterHandler::type);
            }

            @Override
            public List<Decision> handle(List<Received<?>> letters) {
                List<Decision> decisions = new ArrayList<>(letters.size());
                handle(letters, decisions::addAll);
                return decisions;
            }

            @Override
            public void handle(List<Received<?>> letters, Consumer<List<Decision>> decided) {
                WalletService.this.handle(letters, byType, decided);
            }

            @Override
            public Set<String> subjects(Received<?> letter) {
                Needs needs = new Needs();
                handlerOf(letter, byType).prepare(letter.message(), needs);
                return ledger.touchedBy(letter, needs);
            }
        };
    }

    private void handle(List<Received<?>> letters, Map<String, LetterHandler<Message>> byType,
            Consumer<List<Decision>> decided) {
        Needs needs = new Needs();
        letters.forEach(letter -> handlerOf(letter, byType).prepare(letter.message(), needs));
        WorkingSet set = ledger.load(needs, letters.get(0).receivedAt());
        List<Decision> decisions = new ArrayList<>(letters.size());
        letters.forEach(letter -> decisions.add(decide(letter, handlerOf(letter, byType), set)));
        decided.accept(decisions);
        ledger.save(set);
    }

    private static Decision decide(Received<?> letter, LetterHandler<Message> handler, WorkingSet set) {
        return Permission.refusalOf(letter, personId -> handler.isFor(personId, letter.message(), set))
                .orElseGet(() -> handler.handle(untyped(letter), set));
    }

    private static LetterHandler<Message> handlerOf(Received<?> letter, Map<String, LetterHandler<Message>> byType) {
        return byType.get(letter.message().getClass().getSimpleName());
    }

    // A handler is only ever given letters of its own type: it is looked up by the type of the message.
    @SuppressWarnings("unchecked")
    private static LetterHandler<Message> untyped(LetterHandler<?> handler) {
        return (LetterHandler<Message>) handler;
    }

    @SuppressWarnings("unchecked")
    private static Received<Message> untyped(Received<?> letter) {
        return (Received<Message>) letter;
    }
}
