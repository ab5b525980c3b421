using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

public class OrganizationMistakesTests
{
    [Theory]
    [InlineData("currency: GBP", "§curency: GBP\ncurrency: GBP", "'curency' is not a key of organization.yml; did you mean 'currency'?")]
    [InlineData("organization: Acme", "organization:§ ", "'organization' has no value; give it one or take the key away")]
    [InlineData("organization: Acme\n", "§", "organization.yml needs 'organization'")]
    [InlineData("timezone: Europe/London", "timezone: §London", "'London' is not a time zone; did you mean 'Europe/London'?")]
    [InlineData("timezone: Europe/London", "timezone: §Europe/Lodnon", "'Europe/Lodnon' is not a time zone; did you mean 'Europe/London'?")]
    [InlineData("currency: GBP", "currency: §£", "'£' is not a currency; write its three letters, such as EUR")]
    [InlineData("admins: [root@acme.example]", "admins: [§root]", "'root' is not an e-mail address such as kim@example.com")]
    [InlineData("admins: [root@acme.example]", "admins: §root@acme.example", "'admins' is a list, not a single value; write it in [brackets] or with a '-' before each")]
    [InlineData("admins: [root@acme.example]", "admins: [§[root@acme.example]]", "an item of 'admins' is a single value, not a list")]
    [InlineData("admins:", "slack: { workspaces: [§acme] }\nadmins:", "'acme' is not the id of a Slack workspace, such as T0123ABCD")]
    [InlineData("admins:", "msteams: { tenants: [§acme] }\nadmins:", "'acme' is not the id of a tenant, such as 0f0a1b2c-3d4e-5f60-7182-93a4b5c6d7e8")]
    public void The_organization_itself(string from, string to, string says) => Small.AssertMistake(PlaybookReader.OrganizationFile, from, to, says);

    [Theory]
    [InlineData("mon-fri:", "§mon-fry:", "'fry' is not a weekday; did you mean 'fri'?")]
    [InlineData("mon-fri: [\"09:00-17:00\"]", "mon-fri: §9-5", "the hours of 'mon-fri' are a list such as [\"09:00-12:30\", \"13:30-17:30\"]; [] is a day off")]
    [InlineData("\"09:00-17:00\"", "§\"9 to 5\"", "hours are written as \"09:00-17:30\", not '9 to 5'")]
    [InlineData("\"09:00-17:00\"", "§\"09:00-25:00\"", "'09:00-25:00' has a time that no clock shows; hours begin from 00:00 on and end at 24:00 at the latest")]
    [InlineData("\"09:00-17:00\"", "§\"09:00-09:00\"", "'09:00-09:00' ends when it begins; a whole day is \"00:00-24:00\"")]
    [InlineData("\"09:00-17:00\"", "\"09:00-13:00\", §\"12:30-17:00\"", "'12:30-17:00' overlaps '09:00-13:00'")]
    [InlineData("mon-fri: [\"09:00-17:00\"]", "mon: [\"22:00-06:00\"]\n      tue: [§\"05:00-09:00\"]", "'05:00-09:00' overlaps '22:00-06:00'")]
    [InlineData("holidays: [2026-12-25]", "holidays: [§{ date: 2026-12-24, hours: [\"20:00-10:00\"] }]", "the night of 2026-12-24 runs into the hours of the day after")]
    [InlineData("holidays: [2026-12-25]", "holidays: [§{ date: 2026-12-24, hours: [\"20:00-02:00\"] }, { date: 2026-12-25, hours: [\"01:00-02:00\"] }]", "the night of 2026-12-24 runs into the hours of the day after")]
    [InlineData("mon-fri: [\"09:00-17:00\"]", "sun: [\"22:00-06:00\"]\n      mon: [§\"05:00-09:00\"]", "'05:00-09:00' overlaps '22:00-06:00'")]
    [InlineData("mon-fri: [\"09:00-17:00\"]", "mon-fri: [\"09:00-17:00\"]\n      §wed: [\"09:00-12:00\"]", "'wed' gives wed hours again; each day has them once")]
    [InlineData("\n      mon-fri: [\"09:00-17:00\"]", " §{ mon-fri: [] }", "nobody ever works by these hours; leave 'hours' out for 24/7")]
    [InlineData("[2026-12-25]", "[§25.12.2026]", "'25.12.2026' is not a date such as 2026-12-25")]
    [InlineData("[2026-12-25]", "[2026-12-25, §2026-12-25]", "2026-12-25 is here twice")]
    [InlineData("[2026-12-25]", "[{ date: §2026-02-30, hours: [] }]", "'2026-02-30' is not a date such as 2026-12-25")]
    [InlineData("[2026-12-25]", "[§{ date: 2026-12-24 }]", "a holiday needs 'hours'")]
    [InlineData("    holidays: [2026-12-25]", "    holidays-from: §uk.ics", "there is no calendar file 'uk.ics' in this folder; none is defined")]
    public void Calendars(string from, string to, string says) => Small.AssertMistake(PlaybookReader.OrganizationFile, from, to, says);

    [Theory]
    [InlineData("at: 100%", "at: §soon", "'at' is a share of the time such as 50%, or a distance from the due time such as -30m or +2h, not 'soon'")]
    [InlineData("at: 100%", "at: §30m", "'at' is a share of the time such as 50%, or a distance from the due time such as -30m or +2h, not '30m'")]
    [InlineData("{ at: 100%, notify", "§{ notify", "a step of a ladder needs 'at'")]
    [InlineData("[holder]", "[§holdr]", "'holdr' cannot be notified; did you mean 'holder'?")]
    [InlineData("[holder]", "§[]", "'notify' needs at least one target, such as holder")]
    [InlineData("[holder]", "[§slack:general]", "'general' is not the id of a Slack channel, such as slack:C0123ABCD (in Slack: channel details, at the very end)")]
    [InlineData("[holder]", "[§webhook:biling]", "webhook 'biling' is not defined; did you mean 'billing'?")]
    [InlineData("[holder]", "[§kim@acme]", "'kim@acme' is not an e-mail address such as kim@example.com")]
    [InlineData("[holder] }", "[holder], repeat: §{ every: 4h } }", "a repeat needs 'times'")]
    [InlineData("[holder] }", "[holder], repeat: { every: 4h, times: §0 } }", "'times' is a whole number from 1 to 1000, not '0'")]
    [InlineData("[holder] }", "[holder], urgent: §maybe }", "'urgent' is true or false, not 'maybe'")]
    [InlineData("[holder] }", "[holder], ack-lasts: §2 business hours }", "'ack-lasts' is a time such as 45s, 30m, 4h or 2d, not '2 business hours'")]
    [InlineData("\n    - { at: 100%, notify: [holder] }", " §soon", "ladder 'standard' is a list of steps such as { at: 50%, notify: [holder] }, not a single value")]
    public void Ladders(string from, string to, string says) => Small.AssertMistake(PlaybookReader.OrganizationFile, from, to, says);

    [Theory]
    [InlineData("slack: { channel: C0SALES }", "slack: { §chanel: C0SALES, channel: C0SALES }", "'chanel' is not a key of 'slack' of a team; did you mean 'channel'?")]
    [InlineData("C0SALES", "§general", "'general' is not the id of a Slack channel, such as C0123ABCD (in Slack: channel details, at the very end)")]
    [InlineData("C0SALES", "C0SALES, usergroup: §sales", "'sales' is not the id of a Slack user group, such as S0123ABCD")]
    [InlineData("slack: { channel: C0SALES }", "msteams: §{ team: a }", "'msteams' of a team needs 'channel'")]
    [InlineData("    name: Sales\n    slack", "    §slack", "team 'sales' needs 'name'")]
    [InlineData("lead: ana@acme.example", "lead: §Ana", "'Ana' is not an e-mail address such as kim@example.com")]
    [InlineData("calendar: office", "calendar: §ofice", "calendar 'ofice' is not defined; did you mean 'office'?")]
    [InlineData("calendar: office", "assign: §round-robbin", "'assign' cannot be 'round-robbin'; did you mean 'round-robin'?")]
    [InlineData("members: [kim@acme.example]", "assign: §lead", "'assign: lead' needs a 'lead'")]
    [InlineData("members: [kim@acme.example]", "assign: §on-duty", "'assign: on-duty' needs an 'on-duty'")]
    [InlineData("calendar: office", "on-duty: { every: §fortnight, starts: 2026-11-23, people: [sam@acme.example] }", "'every' is 'day', 'week', or a number of them such as '2 weeks', not 'fortnight'")]
    [InlineData("calendar: office", "on-duty: { every: week, starts: §monday, people: [sam@acme.example] }", "'starts' is a date such as 2026-11-23, not 'monday'")]
    [InlineData("calendar: office", "on-duty: { every: week, starts: 2026-11-23, people: §[] }", "'people' needs at least one e-mail")]
    public void Teams(string from, string to, string says) => Small.AssertMistake(PlaybookReader.OrganizationFile, from, to, says);

    [Theory]
    [InlineData("within: 10 business days", "within: §ten days", "'within' is a time such as 45s, 30m, 4h, 2d, '4 business hours' or '2 business days', not 'ten days'")]
    [InlineData("within: 10 business days", "within: §0h", "'within' is a time such as 45s, 30m, 4h, 2d, '4 business hours' or '2 business days', not '0h'")]
    [InlineData("ladder: standard", "ladder: §standrad", "ladder 'standrad' is not defined; did you mean 'standard'?")]
    [InlineData("  client-idle:", "  §client-idel: {}\n  client-idle:", "'client-idel' is not a key of 'clocks'; did you mean 'client-idle'?")]
    [InlineData("clocks:", "clocks:\n  negative-trend: { last: §1, falls-by: 2 }", "'last' is a whole number from 2 to 100, not '1'")]
    [InlineData("clocks:", "clocks:\n  suggest: { after: 5, within: §2 business days }", "'within' is a time such as 45s, 30m, 4h or 2d, not '2 business days'")]
    [InlineData("clocks:", "clocks:\n  issue: { high: { within: 4h, ladder: §none } }", "ladder 'none' is not defined; possible: 'standard'")]
    public void Clocks(string from, string to, string says) => Small.AssertMistake(PlaybookReader.OrganizationFile, from, to, says);

    [Theory]
    [InlineData("field: segment", "field: §segmnt", "field 'segmnt' is not defined; did you mean 'segment'?")]
    [InlineData("is: Enterprise", "at-least: §5", "'at-least' compares numbers and amounts, and 'segment' is neither")]
    [InlineData("team: sales", "team: §sale", "team 'sale' is not defined; did you mean 'sales'?")]
    [InlineData("- { when: { field: segment, is: Enterprise }, team: sales }", "- §{ when: { field: segment, is: Enterprise } }", "a rule of 'assignment' names either an 'owner' or a 'team'")]
    [InlineData("\"https://billing.example/hook\"", "§\"http://billing.example/hook\"", "'url' is an address that begins with https://, not 'http://billing.example/hook'")]
    [InlineData("secret: BILLING_SECRET", "secret: §hunter-2!", "'secret' is the name of an environment variable such as BILLING_HOOK_SECRET, never the secret itself")]
    [InlineData("\"https://billing.example/hook\"", "§\"https://bot:pass@billing.example/hook\"", "'url' has a name or password in it; the receiver knows the bot by the signature, so leave them out")]
    [InlineData("\"https://billing.example/hook\"", "§\"https://10.0.0.7/hook\"", "'url' leads into a private network (10.0.0.7); a webhook is called only at a public address")]
    [InlineData("\"https://billing.example/hook\"", "§\"https://localhost:8443/hook\"", "'url' leads into a private network (localhost); a webhook is called only at a public address")]
    public void Assignment_and_webhooks(string from, string to, string says) => Small.AssertMistake(PlaybookReader.OrganizationFile, from, to, says);
}
