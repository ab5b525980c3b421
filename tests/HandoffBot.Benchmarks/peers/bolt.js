// The peer of HandoffBot: the same signed requests, verified by Slack's own framework, and the same rows committed with
// synchronous=FULL by better-sqlite3. Written as somebody would who wants it fast: prepared statements, one transaction a command,
// no layer in between.
//   node bolt.js prepare DATABASE STATE FIRST COUNT
//   node bolt.js serve DATABASE PORT SECRET ANSWER
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';

const [verb, file, ...rest] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE IF NOT EXISTS people (account TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, active INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS members (team TEXT NOT NULL, person TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (team, person)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS teams (key TEXT PRIMARY KEY, last TEXT, version INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS clients (id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, created INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS handoffs (number INTEGER PRIMARY KEY, playbook TEXT NOT NULL, status INTEGER NOT NULL, sender TEXT NOT NULL,
    sending TEXT NOT NULL, receiving TEXT NOT NULL, client TEXT, round INTEGER NOT NULL, submitted INTEGER, due INTEGER, holder TEXT, state TEXT NOT NULL, version INTEGER NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS handoffs_one_open ON handoffs (client, playbook) WHERE status IN (1, 2, 3, 4);
  CREATE INDEX IF NOT EXISTS handoffs_inbox ON handoffs (receiving, status, due);
  CREATE INDEX IF NOT EXISTS handoffs_mine ON handoffs (sender, status, due);
  CREATE INDEX IF NOT EXISTS handoffs_holder ON handoffs (holder) WHERE holder IS NOT NULL;
  CREATE TABLE IF NOT EXISTS timeline (id INTEGER PRIMARY KEY, handoff INTEGER NOT NULL, client TEXT, at INTEGER NOT NULL, by TEXT, kind TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS timeline_handoff ON timeline (handoff, id);
  CREATE TABLE IF NOT EXISTS clocks (id TEXT PRIMARY KEY, handoff INTEGER, client TEXT, kind INTEGER NOT NULL, run INTEGER NOT NULL, started INTEGER NOT NULL,
    due INTEGER, next_fire INTEGER, ended INTEGER, fence INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS clocks_handoff ON clocks (handoff);
  CREATE UNIQUE INDEX IF NOT EXISTS clocks_client_idle ON clocks (client) WHERE kind = 6;
  CREATE INDEX IF NOT EXISTS clocks_due ON clocks (next_fire) WHERE next_fire IS NOT NULL;
  CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, place INTEGER NOT NULL, dedupe TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, handoff INTEGER NOT NULL,
    intent TEXT NOT NULL, lane TEXT NOT NULL, state INTEGER NOT NULL, due INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS deliveries_lane ON deliveries (lane, place) WHERE state = 0;
  CREATE TABLE IF NOT EXISTS receipts (id TEXT PRIMARY KEY, at INTEGER NOT NULL, handoff INTEGER) WITHOUT ROWID;
`);

if (verb === 'prepare') prepare(rest[0], Number(rest[1]), Number(rest[2]));
else await serve(Number(rest[0]), rest[1], rest[2]);

function prepare(stateFile, first, count) {
  const state = readFileSync(stateFile, 'utf8');
  const now = Date.now();
  db.pragma('synchronous = OFF');
  db.transaction(() => {
    db.prepare('INSERT INTO people VALUES (?, ?, ?, 1)').run('USAM0SELLER', 'p-sam', 'Sam Seller');
    for (const [place, person] of ['p-sam', 'p-ana', 'p-tomas'].entries()) db.prepare('INSERT INTO members VALUES (?, ?, ?)').run('sales', person, place);
    for (const [place, person] of ['p-kim', 'p-olu', 'p-priya'].entries()) db.prepare('INSERT INTO members VALUES (?, ?, ?)').run('onboarding', person, place);
    db.prepare('INSERT INTO teams VALUES (?, NULL, 0)').run('onboarding');
    const draft = db.prepare("INSERT INTO handoffs VALUES (?, 'sales-to-onboarding', 0, 'p-sam', 'sales', 'onboarding', NULL, 0, NULL, NULL, NULL, ?, 0)");
    const clock = db.prepare('INSERT INTO clocks VALUES (?, ?, NULL, 5, 0, ?, ?, ?, NULL, 0)');
    const entry = db.prepare("INSERT INTO timeline (handoff, client, at, by, kind, body) VALUES (?, NULL, ?, 'p-sam', 'started', '{}')");
    for (let number = first; number < first + count; number++) {
      draft.run(number, state.replaceAll('Template Client Limited', `Template Client Limited ${number}`));
      clock.run(randomUUID(), number, now, now + 172800000, now + 172800000);
      entry.run(number, now);
    }
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
}

async function serve(port, signingSecret, answerFile) {
  const bolt = await import('@slack/bolt');
  const { App, HTTPReceiver, LogLevel } = bolt.default ?? bolt;
  const answer = JSON.parse(readFileSync(answerFile, 'utf8'));
  const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/commands', '/slack/interactions'], logLevel: LogLevel.WARN });
  const app = new App({ receiver, logLevel: LogLevel.WARN, authorize: async () => ({ botToken: 'xoxb-benchmark', botId: 'B0BENCH01', botUserId: 'U0BOT' }) });
  const submit = submitting();

  app.command('/handoff', async ({ ack }) => { await ack(answer); });
  app.view('handoff-form', async ({ ack, body, view }) => {
    const token = JSON.parse(view.private_metadata);
    const refused = submit.immediate(body.user.id, token.h, `slack:view:${view.id}:${token.d ?? 0}`);
    if (refused) await ack({ response_action: 'update', view: { type: 'modal', title: { type: 'plain_text', text: 'HandoffBot' }, blocks: [{ type: 'section', text: { type: 'plain_text', text: refused } }] } });
    else await ack();
  });
  await app.start({ port, host: '127.0.0.1' });
}

// Loads, decides and writes what a submitted handoff needs. Returns why not, or nothing.
function submitting() {
  const receipt = db.prepare('SELECT handoff FROM receipts WHERE id = ?');
  const actor = db.prepare('SELECT person, name FROM people WHERE account = ? AND active = 1');
  const teamsOf = db.prepare('SELECT team FROM members WHERE person = ?').pluck();
  const handoff = db.prepare('SELECT * FROM handoffs WHERE number = ?');
  const members = db.prepare('SELECT person FROM members WHERE team = ? ORDER BY place').pluck();
  const team = db.prepare('SELECT last FROM teams WHERE key = ?').pluck();
  const clientNamed = db.prepare('SELECT id FROM clients WHERE folded = ?').pluck();
  const otherOpen = db.prepare('SELECT number FROM handoffs WHERE client = ? AND playbook = ? AND status IN (1, 2, 3, 4)').pluck();
  const held = db.prepare('SELECT count(*) FROM (SELECT 1 FROM handoffs WHERE holder = ? LIMIT 20)').pluck();
  const clock = db.prepare('SELECT id FROM clocks WHERE handoff = ? AND ended IS NULL').pluck();
  const addClient = db.prepare('INSERT INTO clients VALUES (?, ?, ?, ?, ?)');
  const setHandoff = db.prepare('UPDATE handoffs SET status = 1, client = ?, round = ?, submitted = ?, due = ?, holder = ?, state = ?, version = version + 1 WHERE number = ? AND version = ?');
  const setTeam = db.prepare('UPDATE teams SET last = ?, version = version + 1 WHERE key = ?');
  const addEntry = db.prepare('INSERT INTO timeline (handoff, client, at, by, kind, body) VALUES (?, ?, ?, ?, ?, ?)');
  const endClock = db.prepare('UPDATE clocks SET ended = ?, next_fire = NULL, fence = fence + 1 WHERE id = ?');
  const addClock = db.prepare('INSERT INTO clocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)');
  const addDelivery = db.prepare('INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)');
  const addReceipt = db.prepare('INSERT INTO receipts VALUES (?, ?, ?)');
  let place = 0;

  return db.transaction((account, number, key) => {
    if (receipt.get(key)) return undefined;
    const by = actor.get(account);
    const row = handoff.get(number);
    if (!by || !row || !teamsOf.all(by.person).includes(row.sending) || by.person !== row.sender) return 'Only the sender may do this.';
    if (row.status !== 0) return 'It was submitted already.';

    const state = JSON.parse(row.state);
    const name = JSON.stringify(state).match(/Template Client Limited[^"]*/)[0];
    const folded = name.trim().toLowerCase();
    const now = Date.now();
    let client = clientNamed.get(folded);
    if (client && otherOpen.get(client, row.playbook)) return 'Another handoff of this client is open.';
    if (!client) addClient.run(client = randomUUID(), name, folded, by.person, now);

    const round = members.all(row.receiving);
    const last = round.indexOf(team.get(row.receiving));
    const turns = round.map((_, place) => round[(last + 1 + place) % round.length]);
    const loads = turns.map(person => held.get(person));
    const proposed = turns[loads.indexOf(Math.min(...loads))];
    const due = now + 14400000;
    state.proposal = { person: proposed, fromRound: true };
    setHandoff.run(client, row.round + 1, now, due, proposed, JSON.stringify(state), number, row.version);
    setTeam.run(proposed, row.receiving);
    addEntry.run(number, client, now, by.person, 'submitted', JSON.stringify({ round: row.round + 1, team: row.receiving, proposed }));
    endClock.run(now, clock.get(number));
    addClock.run(randomUUID(), number, null, 0, row.round + 1, now, due, now + 7200000);
    addClock.run(randomUUID(), null, client, 6, 0, now, now + 864000000, now + 432000000);
    for (const [kind, lane] of [['SenderCard', `slack/T0BENCH01/@${account}`], ['Brief', 'slack/T0BENCH01/C0ONBOARDING'], ['TurnToReceivers', 'slack/T0BENCH01/C0ONBOARDING']])
      addDelivery.run(randomUUID(), ++place, `${kind}/${number}/v${row.version + 1}/${lane}`, kind, number, JSON.stringify({ kind, handoff: number }), lane, now);
    addReceipt.run(key, now, number);
    return undefined;
  });
}
