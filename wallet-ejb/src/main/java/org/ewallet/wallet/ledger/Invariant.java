package org.ewallet.wallet.ledger;

import java.util.List;

/**
 * What is always true of the books, and the SQL that finds the rows of which it is not. Each query answers one column
 * of text, and nothing if all is well.
 *
 * <p>The queries are written so that no database has to keep the ledger in memory: PostgreSQL sorts and hashes large
 * sets on its disk, but H2 keeps groups and windows on the heap. So groups are as few as currencies or kinds, or follow
 * an index; and an entry finds its other side and its letter by their keys.
 *
 * <p>The names and their order are known to readers of the report: new ones come last.
 */
enum Invariant {

    /** Of the sums, and of each movement: its two entries stand at one instant and point at each other. */
    DEBITS_EQUAL_CREDITS("debits = credits in every currency, and in every movement", List.of("ledger_entry"), """
            select 'currency ' || s.currency || ': the sum of its entries is ' || s.sum_minor
            from (select w.currency, sum(e.amount_minor) as sum_minor
                from ledger_entry e join wallet w on w.wallet_id = e.wallet_id group by w.currency) s
            where s.sum_minor <> 0""", """
            select 'entry ' || e.wallet_id || ':' || e.at_micros || ': letter ' || e.letter_key
                || ' has no opposite entry in ' || e.counterparty_id
            from ledger_entry e
            where not exists (select 1 from ledger_entry o
                where o.wallet_id = e.counterparty_id and o.at_micros = e.at_micros and o.counterparty_id = e.wallet_id
                and o.amount_minor = -e.amount_minor and o.letter_key = e.letter_key and o.kind = e.kind)"""),

    /** After no entry either: an overdraft limit never changes. Settlement accounts may owe any amount. */
    NO_WALLET_BELOW_OVERDRAFT("no wallet is or was below -overdraft", List.of("wallet", "ledger_entry"), """
            select 'wallet ' || w.wallet_id || ': its balance is ' || w.balance_minor || ', its overdraft limit '
                || w.overdraft_limit_minor
            from wallet w where w.owner_id is not null and w.balance_minor < -w.overdraft_limit_minor""", """
            select 'entry ' || e.wallet_id || ':' || e.at_micros || ': it left ' || e.balance_after_minor
                || ', the overdraft limit is ' || w.overdraft_limit_minor
            from ledger_entry e join wallet w on w.wallet_id = e.wallet_id
            where w.owner_id is not null and e.balance_after_minor < -w.overdraft_limit_minor"""),

    /** Of the balance that stands in the wallet. Those that entries left are checked by {@link LedgerAudit}. */
    BALANCE_IS_CREDITS_MINUS_DEBITS("balance = credits - debits, now and after every entry",
            List.of("wallet", "ledger_entry"), """
            select 'wallet ' || w.wallet_id || ': its balance is ' || w.balance_minor || ', its entries make '
                || coalesce(s.sum_minor, 0)
            from wallet w left join (select wallet_id, sum(amount_minor) as sum_minor
                from ledger_entry group by wallet_id) s on s.wallet_id = w.wallet_id
            where w.balance_minor <> coalesce(s.sum_minor, 0)"""),

    /**
     * What is available is stored nowhere: it is worked out for every answer, from the wallet's balance, overdraft
     * limit and held amount (which have invariants of their own) and the open holds that are over. Those are looked for
     * only from the instant on at which the wallet expects the first of them. So it is right at every instant if, and
     * only if, no open hold ends earlier than its wallet expects.
     */
    AVAILABLE_IS_BALANCE_MINUS_HELD("available = balance - held, also when holds are over", List.of("hold"), """
            select 'hold ' || h.hold_id || ': it ends at ' || h.expires_at_micros || ', its wallet ' || w.wallet_id
                || ' expects ' || coalesce('none before ' || w.next_hold_expiry_at_micros, 'none to end')
            from hold h join wallet w on w.wallet_id = h.wallet_id
            where h.status = 'OPEN' and h.expires_at_micros is not null
            and (w.next_hold_expiry_at_micros is null or w.next_hold_expiry_at_micros > h.expires_at_micros)"""),

    /** And what is left of a hold is its amount less its captures, each of which is a movement of that amount. */
    HELD_IS_LEFT_OF_OPEN_HOLDS("held = what is left of open holds", List.of("wallet", "hold", "hold_capture"), """
            select 'wallet ' || w.wallet_id || ': held is ' || w.held_minor || ', left of its open holds is '
                || coalesce(s.left_minor, 0)
            from wallet w left join (select wallet_id, sum(amount_minor - captured_minor) as left_minor
                from hold where status = 'OPEN' group by wallet_id) s on s.wallet_id = w.wallet_id
            where w.held_minor <> coalesce(s.left_minor, 0)""", """
            select 'hold ' || h.hold_id || ': captured is ' || h.captured_minor || ', its captures make '
                || coalesce(s.sum_minor, 0)
            from hold h left join (select hold_id, sum(amount_minor) as sum_minor
                from hold_capture group by hold_id) s on s.hold_id = h.hold_id
            where h.captured_minor <> coalesce(s.sum_minor, 0)""", """
            select 'capture ' || c.hold_id || ':' || c.at_micros || ': no entry of ' || h.wallet_id || ' pays '
                || c.amount_minor || ' to ' || h.target_wallet_id
            from hold_capture c join hold h on h.hold_id = c.hold_id
            where not exists (select 1 from ledger_entry e
                where e.wallet_id = h.wallet_id and e.at_micros = c.at_micros and e.kind = 'HOLD_CAPTURE'
                and e.amount_minor = -c.amount_minor and e.counterparty_id = h.target_wallet_id)"""),

    /**
     * Whatever is in the books came from a completed letter of the right type, and there is as much of each kind as
     * there are such letters: nothing happened twice or not at all. Of holds only the number tells: they do not name
     * their letter.
     */
    REJECTED_CHANGED_NOTHING("a rejected command changed nothing, a completed one acted once",
            List.of("outcome", "ledger_entry", "hold", "reversal"), """
            select 'entry ' || e.wallet_id || ':' || e.at_micros || ': kind ' || e.kind || ', letter ' || e.letter_key
                || ' is ' || coalesce(o.type || ' ' || o.status, 'unknown')
            from ledger_entry e
            left join %s on a.act = e.kind
            left join outcome o on o.letter_key = e.letter_key
            where o.status is distinct from 'COMPLETED' or o.type is distinct from a.type
            """.formatted(Invariant.ACTS), """
            select 'reversal of ' || r.transfer_id || ' by ' || r.letter_key || ': not both letters were completed'
            from reversal r
            left join outcome t on t.letter_key = r.transfer_id and t.type = 'TransferFunds' and t.status = 'COMPLETED'
            left join outcome o
                on o.letter_key = r.letter_key and o.type = 'ReverseTransfer' and o.status = 'COMPLETED'
            where t.letter_key is null or o.letter_key is null""", """
            select a.type || ': ' || coalesce(o.letters, 0) || ' completed, ' || coalesce(b.acts, 0)
                || ' in the books as ' || a.act
            from %s
            left join (select type, count(*) as letters from outcome where status = 'COMPLETED' group by type) o
                on o.type = a.type
            left join (select kind as act, count(*) as acts from ledger_entry where amount_minor < 0 group by kind
                union all select 'HOLD', count(*) from hold
                union all select 'REVERSED', count(*) from reversal) b on b.act = a.act
            where coalesce(o.letters, 0) <> coalesce(b.acts, 0)""".formatted(Invariant.ACTS));

    /** What a letter that is completed leaves in the books: a movement of a kind, or a row of another table. */
    private static final String ACTS = """
            (values ('DEPOSIT', 'DepositFunds'), ('WITHDRAWAL', 'WithdrawFunds'), ('TRANSFER', 'TransferFunds'),
                ('REVERSAL', 'ReverseTransfer'), ('REVERSED', 'ReverseTransfer'), ('HOLD_CAPTURE', 'CaptureHold'),
                ('ORDER_PAYMENT', 'OrderPlaced'), ('HOLD', 'HoldFunds')) as a (act, type)""";

    private final String statement;
    private final List<String> tables;
    private final List<String> queries;

    Invariant(String statement, List<String> tables, String... queries) {
        this.statement = statement;
        this.tables = tables;
        this.queries = List.of(queries);
    }

    /** In words. */
    String statement() {
        return statement;
    }

    /** The tables it is about. */
    List<String> tables() {
        return tables;
    }

    /** Each answers a line of text for every row that breaks the invariant. */
    List<String> queries() {
        return queries;
    }
}
