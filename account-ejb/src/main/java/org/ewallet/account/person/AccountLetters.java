package org.ewallet.account.person;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.Permission;
import org.ewallet.messaging.Received;

/**
 * What the account service does with a batch of letters: loads and locks the persons they are about in one query, lets
 * the handler of each letter decide in memory, and writes the changes in one go.
 */
@Dependent
class AccountLetters implements LetterService {

    private static final MessageTypes<AccountCommand> TYPES = MessageTypes.of(AccountCommand.class);

    @PersistenceContext(unitName = "account")
    private EntityManager entities;

    @Inject
    private Instance<CommandHandler<?>> found;

    private final Map<Class<?>, CommandHandler<?>> handlers = new HashMap<>();

    /** For the container, which fills in the fields. */
    AccountLetters() {
    }

    /** For use without a container. */
    AccountLetters(EntityManager entities, List<CommandHandler<?>> handlers) {
        this.entities = entities;
        handlers.forEach(this::add);
    }

    @PostConstruct
    void addHandlers() {
        found.forEach(this::add);
    }

    private void add(CommandHandler<?> handler) {
        handlers.put(handler.commandType(), handler);
    }

    @Override
    public Optional<Class<? extends Message>> find(String type) {
        return TYPES.find(type).map(known -> known);
    }

    @Override
    public List<Decision> handle(List<Received<?>> letters) {
        var ids = new TreeSet<String>();
        letters.forEach(letter -> ids.add(((AccountCommand) letter.message()).personId()));
        Persons persons = Persons.lock(entities, ids);
        List<Decision> decisions = new ArrayList<>(letters.size());
        letters.forEach(letter -> decisions.add(decide(letter, persons)));
        entities.flush();
        return decisions;
    }

    @Override
    public Set<String> subjects(Received<?> letter) {
        return Set.of(((AccountCommand) letter.message()).personId());
    }

    @SuppressWarnings("unchecked") // The handler is registered under the class of the messages that it takes.
    private Decision decide(Received<?> letter, Persons persons) {
        var handler = (CommandHandler<AccountCommand>) handlers.get(letter.message().getClass());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + letter.message().getClass().getSimpleName());
        }
        return Permission.refusalOf(letter, personId -> handler.isFor(personId, (AccountCommand) letter.message()))
                .orElseGet(() -> handler.handle((Received<AccountCommand>) letter, persons));
    }
}
