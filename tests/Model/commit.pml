/* The commit across identities (src/Grains/Protocol), for the model checker spin. ./dev model checks it; ../proof.md says
 * what is modelled and what is left to the simulator.
 *
 * One process draws rules; a rule is one step that the code takes without an await, or one write that the store takes or
 * refuses. Messages are bits that are delivered at any later time, at any activation, or never. Every rule that can be
 * repeated moves something forward, so a run is finite, and one that can not go on must have come to rest.
 *
 * Two operations (three with RETRY) over identities 0..2; every identity may have two activations at once; activations
 * crash. KIND, COORDINATOR and WITH of each operation, JOINED (identities that are one member at the beginning), CRASHES
 * and DUPLICATES are given on the command line.
 */
#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef DUPLICATES
#define DUPLICATES 2
#endif
#ifndef JOINED
#define JOINED 0
#endif
#ifdef RETRY
#define OPERATIONS 3
#else
#define OPERATIONS 2
#endif

#define BIND 0
#define UNBIND 1
#define set(i) (1 << (i))
#define slot(i, c) ((i) * 2 + (c))

/* AttemptPhase, with what comes before and after. LOST: the activation that knew of it is gone. */
#define IDLE 0
#define GATHERING 1
#define PREPARING 2
#define DECIDING 3
#define DECIDED 4
#define DEAD 5
#define UNKNOWN 6
#define LOST 7

/* What somebody was told of an operation; UNTOLD also while the answer is "undecided". */
#define UNTOLD 0
#define APPLY 1
#define ABORT 2

/* IdentityRow. The version counts changes; with `changes`, the operations in its history. pending: operation + 1. */
typedef Row { unsigned revision : 5; unsigned version : 2; unsigned members : 3; unsigned pending : 2; unsigned changes : 3 }

/* IdentitySession. attempt: operation + 1, of the newest attempt made here. */
typedef Session {
    bool loaded; unsigned revision : 5; unsigned version : 2; unsigned members : 3; unsigned pending : 2; unsigned attempt : 2;
#ifdef FENCE_UNLESS_WRITTEN
    bool written
#endif
}

/* OperationAttempt and its messages. decides: the one revision on which it can be decided. stands: two bits an identity,
 * the version that it stands on. heard: gathered, then prepared. prepares, decision: messages under way. */
typedef Operation {
    unsigned phase : 3; unsigned at : 3; unsigned decides : 5; unsigned own : 3; unsigned all : 3; unsigned stands : 6;
    unsigned heard : 3; unsigned prepares : 3; bool decision; unsigned told : 2
}

Row row[3];
Session session[6];
Operation op[OPERATIONS];
bool twice[3];
unsigned crashes : 2 = CRASHES;
unsigned duplicates : 2 = DUPLICATES;

#define coordinator(o) (o == 0 -> COORDINATOR0 : (o == 1 -> COORDINATOR1 : COORDINATOR0))
#define with(o) (o == 0 -> WITH0 : (o == 1 -> WITH1 : WITH0))
#define kind(o) (o == 0 -> KIND0 : (o == 1 -> KIND1 : KIND0))
#define after(o, i) (kind(o) == BIND -> op[o].all : (i == coordinator(o) -> set(i) : op[o].all & ~set(coordinator(o))))
#define stands_on(o, i) ((op[o].stands >> (2 * (i))) & 3)
#define others(o) (op[o].all & ~set(coordinator(o)))
#define decided(o) ((row[coordinator(o)].changes & set(o)) != 0)
#define over(o) (op[o].phase >= DECIDED)
#define prepared(o, i) (row[i].pending == (o) + 1)
#define prepared_anywhere(o) (prepared(o, 0) || prepared(o, 1) || prepared(o, 2))

#define exists(i, c) (c == 0 || twice[i])
#define attempt_phase(s) (session[s].attempt == 0 -> IDLE : op[session[s].attempt - 1].phase)
#define holds_identity(s) (attempt_phase(s) == PREPARING || attempt_phase(s) == DECIDING)
#define writing(s) (attempt_phase(s) == DECIDING)
#define runs(o, s) (op[o].at == s && op[o].phase >= GATHERING && op[o].phase <= DECIDING)
#ifdef RETRY
#define busy(s) (runs(0, s) || runs(1, s) || runs(2, s))
#else
#define busy(s) (runs(0, s) || runs(1, s))
#endif
#define pending_at(s, i) (session[s].loaded -> session[s].pending : row[i].pending)

/* Who does something about a prepared row: the job that reads the index of unfinished rows, whatever memory has lost. */
#ifdef NO_INDEX
#define unfinished(s, i, o) (session[s].loaded && session[s].pending == (o) + 1)
#define unfinished_at(i, o) (unfinished(slot(i, 0), i, o) || unfinished(slot(i, 1), i, o))
#else
#define unfinished(s, i, o) (pending_at(s, i) == (o) + 1)
#define unfinished_at(i, o) prepared(o, i)
#endif
#define somebody_asks(o) (unfinished_at(0, o) || unfinished_at(1, o) || unfinished_at(2, o))

/* The store's condition on every write. */
#ifdef NO_REVISION_CHECK
#define held(s, i) (true)
#else
#define held(s, i) (session[s].revision == row[i].revision)
#endif

inline load(s, i) {
    session[s].loaded = true; session[s].revision = row[i].revision; session[s].version = row[i].version;
    session[s].members = row[i].members; session[s].pending = row[i].pending
}

inline ready(s, i) {
    if
    :: !session[s].loaded -> load(s, i)
#ifdef FENCE_UNLESS_WRITTEN
        ; session[s].written = false
#endif
    :: else
    fi
}

/* After a write: the session has what it wrote. */
inline take(s, i) {
    row[i].revision++; load(s, i)
#ifdef FENCE_UNLESS_WRITTEN
    ; session[s].written = true
#endif
}

inline tell(o, what) {
    /* Nobody is ever told two different things, and "aborted" never of what is decided. */
    assert(op[o].told == UNTOLD || op[o].told == what);
    assert((what == APPLY) == decided(o));
    op[o].told = what
}

inline forget(s) {
    session[s].loaded = false; session[s].revision = 0; session[s].version = 0; session[s].members = 0; session[s].pending = 0
#ifdef FENCE_UNLESS_WRITTEN
    ; session[s].written = false
#endif
}

/* IdentitySession.Drop: an attempt that has not sent its decision never will. */
inline drop(s) {
    forget(s);
    if
    :: attempt_phase(s) == PREPARING -> op[session[s].attempt - 1].phase = DEAD; tell(session[s].attempt - 1, ABORT)
    :: else
    fi
}

/* What nobody can ask for any more is the same in all states. */
inline tidy(o) {
    if
    :: over(o) && !op[o].decision && op[o].prepares == 0 && !prepared_anywhere(o) ->
        op[o].decides = 0; op[o].own = 0; op[o].stands = 0; op[o].heard = 0; op[o].at = 0;
        if
        :: decided(o) -> op[o].phase = DECIDED; op[o].told = APPLY
        :: else -> op[o].phase = DEAD; op[o].told = ABORT; op[o].all = 0
        fi;
        if :: session[slot(coordinator(o), 0)].attempt == o + 1 -> session[slot(coordinator(o), 0)].attempt = 0 :: else fi;
        if :: session[slot(coordinator(o), 1)].attempt == o + 1 -> session[slot(coordinator(o), 1)].attempt = 0 :: else fi
    :: else
    fi
}

inline tidy_all() {
    tidy(0); tidy(1)
#ifdef RETRY
    ; tidy(2)
#endif
}

/* Coordinator, Gatherer: the command comes to an activation that is not prepared for another operation. */
#ifdef RETRY
#define may_begin(o) (o != 2 || (over(0) && !decided(0)))
#else
#define may_begin(o) (true)
#endif
#define begin(o, c) \
    :: d_step { \
        op[o].phase == IDLE && may_begin(o) && exists(coordinator(o), c) && !busy(slot(coordinator(o), c)) \
        && pending_at(slot(coordinator(o), c), coordinator(o)) == 0 -> \
            ready(slot(coordinator(o), c), coordinator(o)); \
            op[o].phase = GATHERING; op[o].at = slot(coordinator(o), c); op[o].decides = session[slot(coordinator(o), c)].revision; \
            op[o].own = session[slot(coordinator(o), c)].members; op[o].all = op[o].own; op[o].heard = set(coordinator(o)); \
            op[o].stands = session[slot(coordinator(o), c)].version << (2 * coordinator(o)); \
            if :: kind(o) == UNBIND && op[o].all == set(coordinator(o)) -> op[o].phase = DEAD :: else fi; \
            tidy(o) }

/* Participant.GatherAsync at any activation of an identity that the command or a state gathered before has named. */
#define named(o, i) ((kind(o) == BIND && i == with(o)) || ((op[o].all & set(i)) != 0 && (kind(o) == UNBIND || (op[o].heard & set(with(o))) != 0)))
#define gather(o, i, c) \
    :: d_step { \
        op[o].phase == GATHERING && i != coordinator(o) && named(o, i) && (op[o].heard & set(i)) == 0 && exists(i, c) \
        && pending_at(slot(i, c), i) == 0 && !holds_identity(slot(i, c)) -> \
            ready(slot(i, c), i); \
            if \
            :: kind(o) == BIND && i == with(o) && (session[slot(i, c)].members & op[o].own) != 0 -> op[o].phase = DEAD \
            :: kind(o) == BIND && i == with(o) && (session[slot(i, c)].members & op[o].own) == 0 -> op[o].all = op[o].all | session[slot(i, c)].members \
            :: else -> \
                /* The members gathered must be whole. */ \
                if \
                :: (op[o].own & set(i)) != 0 && session[slot(i, c)].members != op[o].own -> op[o].phase = DEAD \
                :: (op[o].own & set(i)) == 0 && session[slot(i, c)].members != (op[o].all & ~op[o].own) -> op[o].phase = DEAD \
                :: else \
                fi \
            fi; \
            op[o].heard = op[o].heard | set(i); \
            op[o].stands = op[o].stands | (session[slot(i, c)].version << (2 * (i))); \
            if \
            :: op[o].phase == GATHERING && op[o].heard == op[o].all -> prepare(o) \
            :: else \
            fi; \
            tidy(o) }

/* OperationCommit.RunAsync: still the state gathered, so this is the attempt now. */
inline prepare(o) {
    if
    :: session[op[o].at].loaded && session[op[o].at].revision == op[o].decides ->
        op[o].phase = PREPARING; session[op[o].at].attempt = o + 1; op[o].heard = 0; op[o].own = 0; op[o].prepares = others(o)
    :: else -> op[o].phase = DEAD
    fi
}

/* Participant.PrepareAsync, however late. It never waits. */
#ifdef PREPARE_ON_ANY_VERSION
#define may_stand(o, i, c) (true)
#else
#define may_stand(o, i, c) (session[slot(i, c)].version == stands_on(o, i))
#endif
#define deliver(o, i, c) \
    :: d_step { \
        (op[o].prepares & set(i)) != 0 && exists(i, c) -> \
            op[o].prepares = op[o].prepares & ~set(i); \
            if \
            :: writing(slot(i, c)) \
            :: else -> \
                if \
                :: session[slot(i, c)].loaded && session[slot(i, c)].version < stands_on(o, i) && !holds_identity(slot(i, c)) -> drop(slot(i, c)) \
                :: else \
                fi; \
                ready(slot(i, c), i); \
                if \
                :: session[slot(i, c)].pending == o + 1 -> vote(o, i) \
                :: session[slot(i, c)].pending == 0 && !holds_identity(slot(i, c)) && may_stand(o, i, c) -> \
                    if \
                    :: held(slot(i, c), i) -> row[i].pending = o + 1; take(slot(i, c), i); vote(o, i) \
                    :: else -> drop(slot(i, c)) \
                    fi \
                :: else \
                fi \
            fi; \
            tidy(o) }

inline vote(o, i) {
    if :: op[o].phase == PREPARING -> op[o].heard = op[o].heard | set(i) :: else fi
}

#define lose(o, i) :: d_step { (op[o].prepares & set(i)) != 0 -> op[o].prepares = op[o].prepares & ~set(i); tidy(o) }

/* A no, a participant that does not answer, a caller who gave up: OperationAttempt.Doom, and the aborts are sent. */
#define give_up(o) \
    :: d_step { op[o].phase == GATHERING || op[o].phase == PREPARING -> \
        if :: op[o].phase == PREPARING -> tell(o, ABORT) :: else fi; \
        op[o].phase = DEAD; tidy(o) }

/* OperationCommit.DecideAsync: all have prepared, the row is still the one. The write is on its way. */
#ifdef DECIDE_ON_ANY_REVISION
#define may_decide(o) (session[op[o].at].loaded)
#else
#define may_decide(o) (session[op[o].at].loaded && session[op[o].at].revision == op[o].decides)
#endif
#define decide(o) \
    :: d_step { op[o].phase == PREPARING && op[o].heard == others(o) && may_decide(o) -> \
        op[o].decides = session[op[o].at].revision; op[o].phase = DECIDING; op[o].decision = true }

/* The store takes the decision: the only record there is of it. */
inline commit(o) {
    assert(op[o].told != ABORT);
    assert((others(o) & set(0)) == 0 || prepared(o, 0));
    assert((others(o) & set(1)) == 0 || prepared(o, 1));
    assert((others(o) & set(2)) == 0 || prepared(o, 2));
    assert(row[coordinator(o)].pending == 0 && row[coordinator(o)].version == stands_on(o, coordinator(o)));
    row[coordinator(o)].version = stands_on(o, coordinator(o)) + 1; row[coordinator(o)].members = after(o, coordinator(o));
    row[coordinator(o)].changes = row[coordinator(o)].changes | set(o)
}

#ifdef NO_REVISION_CHECK
#define accepted(o) (true)
#else
#define accepted(o) (row[coordinator(o)].revision == op[o].decides)
#endif
#define store_decides(o) \
    :: d_step { op[o].decision && accepted(o) && op[o].phase == DECIDING -> \
        op[o].decision = false; commit(o); take(op[o].at, coordinator(o)); op[o].phase = DECIDED; tell(o, APPLY); tidy(o) } \
    :: d_step { op[o].decision && accepted(o) -> \
        op[o].decision = false; commit(o); row[coordinator(o)].revision++; \
        if :: op[o].phase == DECIDING -> op[o].phase = UNKNOWN; drop(op[o].at) :: else fi; \
        tidy(o) }

/* Refused, or surely not written (the row is kept), or lost after the activation is gone. */
#define store_refuses(o) \
    :: d_step { op[o].decision && !accepted(o) -> \
        op[o].decision = false; \
        if :: op[o].phase == DECIDING -> op[o].phase = DEAD; tell(o, ABORT); drop(op[o].at) :: else fi; \
        tidy(o) } \
    :: d_step { op[o].decision -> \
        op[o].decision = false; \
        if :: op[o].phase == DECIDING -> op[o].phase = DEAD; tell(o, ABORT) :: else fi; \
        tidy(o) }

/* The connection broke: the write may still arrive. The row is dropped, nobody guesses. */
#define fate_unknown(o) :: d_step { op[o].decision && op[o].phase == DECIDING -> op[o].phase = UNKNOWN; drop(op[o].at); tidy(o) }

/* Fates.OfAsync at any activation of the coordinator, asked by a prepared row. */
inline learn(o, s, phase_now) {
    if :: session[s].attempt == o + 1 -> op[o].phase = phase_now :: else fi
}

#if defined(NO_FENCE)
#define needs_no_fence(o, s) (true)
#elif defined(FENCE_UNLESS_WRITTEN)
#define needs_no_fence(o, s) (session[s].written)
#else
#define needs_no_fence(o, s) (session[s].revision > op[o].decides)
#endif
#define ask(o, c) \
    :: d_step { \
        somebody_asks(o) && exists(coordinator(o), c) && !writing(slot(coordinator(o), c)) \
        && (op[o].told == UNTOLD || (op[o].told == ABORT && row[coordinator(o)].revision <= op[o].decides)) \
        && !(session[slot(coordinator(o), c)].attempt == o + 1 && (op[o].phase == PREPARING || op[o].phase == DEAD)) -> \
            ready(slot(coordinator(o), c), coordinator(o)); \
            if \
            :: decided(o) -> learn(o, slot(coordinator(o), c), DECIDED); tell(o, APPLY) \
            :: else -> \
                if \
                :: needs_no_fence(o, slot(coordinator(o), c)) -> learn(o, slot(coordinator(o), c), DEAD); tell(o, ABORT) \
                :: else -> \
                    if \
                    :: held(slot(coordinator(o), c), coordinator(o)) -> \
                        take(slot(coordinator(o), c), coordinator(o)); learn(o, slot(coordinator(o), c), DEAD); tell(o, ABORT) \
                    :: else -> drop(slot(coordinator(o), c)) \
                    fi \
                fi \
            fi; \
            tidy(o) }

/* Settlement, CommitAsync, AbortAsync: a prepared row does what it was told, at any activation. */
#define obey(o, i, c) \
    :: d_step { \
        op[o].told != UNTOLD && exists(i, c) && !writing(slot(i, c)) && unfinished(slot(i, c), i, o) -> \
            ready(slot(i, c), i); \
            if \
            :: held(slot(i, c), i) -> \
                if \
                :: op[o].told == APPLY -> \
                    assert(row[i].version == stands_on(o, i)); \
                    row[i].version++; row[i].members = after(o, i); row[i].changes = row[i].changes | set(o) \
                :: else \
                fi; \
                row[i].pending = 0; take(slot(i, c), i) \
            :: else -> drop(slot(i, c)) \
            fi; \
            tidy(o) }

/* Recovery.WakeAsync: the index says unfinished, this activation knows of nothing. */
#ifdef NO_INDEX
#define wake(i, c)
#else
#define wake(i, c) \
    :: d_step { \
        row[i].pending != 0 && session[slot(i, c)].loaded && session[slot(i, c)].pending != row[i].pending && !holds_identity(slot(i, c)) -> \
            drop(slot(i, c)); tidy_all() }
#endif

inline lost(o, s) {
    if :: runs(o, s) -> op[o].phase = LOST :: else fi
}

#define crash(s) \
    :: d_step { crashes > 0 && (session[s].loaded || session[s].attempt != 0) -> \
        crashes--; lost(0, s); lost(1, s); crash_more(s) forget(s); session[s].attempt = 0; tidy_all() }
#ifdef RETRY
#define crash_more(s) lost(2, s);
#else
#define crash_more(s)
#endif

/* A silo is voted dead and does not know it: from now on two activations of the identity answer. */
#define duplicate(i) :: d_step { duplicates > 0 && !twice[i] -> duplicates--; twice[i] = true }

/* IdentityReads: one strong read of identity READ. It must give a version that was current between its question and its
 * answer; versions only grow, so bounds are enough. */
#ifdef READ
unsigned reading : 2;           /* 0 not begun, 1 under way, 2 told "undecided" about the row held, 3 answered */
unsigned current_before : 2;
unsigned read_at : 1;
unsigned read_revision : 5;

#define current(i) (row[i].version + ((row[i].pending != 0 && decided(row[i].pending - 1)) -> 1 : 0))
#define undecided(o, c2) (session[slot(coordinator(o), c2)].attempt == (o) + 1 && op[o].phase == PREPARING)

#ifdef READ_NOT_CONFIRMED
#define confirmed(s) (true)
#else
#define confirmed(s) (session[s].revision == row[READ].revision)
#endif

inline answer(s) {
    assert(current_before <= session[s].version && session[s].version <= current(READ));
    reading = 3; current_before = 0; read_at = 0; read_revision = 0
}

#define read_begins() :: d_step { reading == 0 -> reading = 1; current_before = current(READ) }

/* A row read by a query that began after the question needs no confirmation. */
#define read_loads(c) \
    :: d_step { reading == 1 && exists(READ, c) && !session[slot(READ, c)].loaded -> \
        load(slot(READ, c), READ); \
        if :: session[slot(READ, c)].pending == 0 -> answer(slot(READ, c)) :: else fi }

#define read_confirms(c) \
    :: d_step { reading == 1 && session[slot(READ, c)].loaded && session[slot(READ, c)].pending == 0 && !writing(slot(READ, c)) -> \
        if :: confirmed(slot(READ, c)) -> answer(slot(READ, c)) :: else -> drop(slot(READ, c)) fi; tidy_all() }

/* Settlement.SettleAsync: prepared is not old. Decided and aborted are obeyed by the rule above. */
#ifdef PREPARED_IS_OLD
#define may_be_old(o, c2) (true)
#else
#define may_be_old(o, c2) undecided(o, c2)
#endif
#define read_asks(c, c2) \
    :: d_step { reading == 1 && session[slot(READ, c)].loaded && session[slot(READ, c)].pending != 0 \
        && may_be_old(session[slot(READ, c)].pending - 1, c2) -> \
        reading = 2; read_at = c; read_revision = session[slot(READ, c)].revision }

#define read_ends() \
    :: d_step { reading == 2 -> \
        if \
        :: session[slot(READ, read_at)].loaded && session[slot(READ, read_at)].revision == read_revision && confirmed(slot(READ, read_at)) -> \
            answer(slot(READ, read_at)) \
        :: else -> reading = 1; read_at = 0; read_revision = 0 \
        fi }
#endif

#define quiet(o) ((over(o) || op[o].phase == IDLE && !may_begin(o)) && op[o].prepares == 0 && !op[o].decision && !prepared_anywhere(o))

#ifdef RETRY
#define at_rest (quiet(0) && quiet(1) && quiet(2))
#else
#define at_rest (quiet(0) && quiet(1))
#endif

#define whole(o, i) (((op[o].all & set(i)) != 0 && decided(o)) == ((row[i].changes & set(o)) != 0))
#define same(i, j) ((row[i].members & set(j)) == 0 || row[j].members == row[i].members)

#define each_identity(rule, o) rule(o, 0) rule(o, 1) rule(o, 2)
#define each_session(rule, o) rule(o, 0, 0) rule(o, 0, 1) rule(o, 1, 0) rule(o, 1, 1) rule(o, 2, 0) rule(o, 2, 1)
#define rules_of(o) \
    begin(o, 0) begin(o, 1) each_session(gather, o) each_session(deliver, o) each_identity(lose, o) give_up(o) \
    decide(o) store_decides(o) store_refuses(o) fate_unknown(o) ask(o, 0) ask(o, 1) each_session(obey, o)

active proctype Cluster() {
    d_step {
        row[0].members = ((JOINED & 1) != 0 -> JOINED : 1);
        row[1].members = ((JOINED & 2) != 0 -> JOINED : 2);
        row[2].members = ((JOINED & 4) != 0 -> JOINED : 4)
    }
    do
    rules_of(0)
    rules_of(1)
#ifdef RETRY
    rules_of(2)
#endif
#ifdef READ
    read_begins() read_loads(0) read_loads(1) read_confirms(0) read_confirms(1) read_asks(0, 0) read_asks(0, 1) read_asks(1, 0) read_asks(1, 1)
    read_ends()
#endif
    wake(0, 0) wake(0, 1) wake(1, 0) wake(1, 1) wake(2, 0) wake(2, 1)
    crash(0) crash(1) crash(2) crash(3) crash(4) crash(5)
    duplicate(0) duplicate(1) duplicate(2)
    :: d_step { at_rest ->
            /* At rest: all or nothing, and members agree (P1, P2, P3). */
            assert(whole(0, 0) && whole(0, 1) && whole(0, 2));
            assert(whole(1, 0) && whole(1, 1) && whole(1, 2));
#ifdef RETRY
            assert(whole(2, 0) && whole(2, 1) && whole(2, 2));
            assert(!(decided(0) && decided(2)));
#endif
            assert(same(0, 1) && same(0, 2) && same(1, 0) && same(1, 2) && same(2, 0) && same(2, 1)) } -> break
    od
}
