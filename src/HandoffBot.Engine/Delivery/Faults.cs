using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// Who is told of what cannot be sent. A brief: sender, receiving lead and admins, with how to mend it; the lead gets the brief directly,
/// and the acceptance clock counts as excused until the brief is posted. Anything else about a handoff: the admins and the lead of the
/// team that misses it, once a destination and day. What cannot be told to the very people who would be told is only logged.
/// </summary>
internal sealed class Faults(Rulebook rulebook, Roll roll, Outbox outbox, LaneNames names)
{
    private const string HowToReplay = "On the bot's machine, the command deliveries lists what could not be sent, and deliveries replay sends it again.";

    public async Task BriefAsync(EngineContext context, HandoffRow row, string why)
    {
        row.NotPosted = why;
        await ExcuseAsync(context, row.Number, excused: true);
        var organization = rulebook.Organization;
        var key = $"not-posted/{row.Number}/r{row.Round}-{row.ReceivingTeam}";

        // Every redrawing fails alike; people are told once a round and team.
        if (await context.Deliveries.Under(key).AnyAsync())
            return;

        var leads = await LeadAsync(context, row.ReceivingTeam);
        await outbox.AddAsync(context, new(IntentKind.SenderCard, row.Number), new PersonId(row.Sender), $"sender-card/{row.Number}/not-posted/r{row.Round}-{row.ReceivingTeam}");
        var told = leads.Concat(await roll.NamedAsync(context, organization.Admins)).Append(new PersonId(row.Sender)).Distinct();
        foreach (var person in told)
            await outbox.AddAsync(context, new(IntentKind.NotPosted, row.Number) { Person = person.Value, Text = why }, person, key);

        foreach (var lead in leads)
            await outbox.AddAsync(context, new(IntentKind.BriefToLead, row.Number) { Person = lead.Value }, lead, $"brief-to-lead/{row.Number}/r{row.Round}-{row.ReceivingTeam}");
    }

    /// <summary>A brief that its channel has not taken for minutes: nobody need wait a day to hear of it, and its receivers cannot answer yet.</summary>
    public async Task DelayedAsync(EngineContext context, DeliveryRow row, string why)
    {
        if (row.Kind != nameof(IntentKind.Brief) || row.Handoff is not { } number || await IsThereAsync(context, number, row.Lane))
            return;

        var handoff = await context.Handoffs.SingleAsync(one => one.Number == number);
        if (handoff.NotPosted is null && IsChannelOf(handoff.ReceivingTeam, row.Lane))
            await BriefAsync(context, handoff, why);
    }

    /// <summary>Something cannot be sent until somebody mends it.</summary>
    public async Task DeadAsync(EngineContext context, DeliveryRow dead, string why)
    {
        var kind = Letter.Read(dead)?.Intent.Kind;
        var handoff = dead.Handoff is { } number ? await context.Handoffs.SingleAsync(one => one.Number == number) : null;
        if (kind == IntentKind.Brief)
        {
            if (await IsHomeAsync(context, dead, handoff!))
                await BriefAsync(context, handoff!, why);
            return;
        }

        // What goes to the brief's channel shares its fate, of which people were told; a message to the admins cannot be told to them.
        var shares = kind is IntentKind.TurnToReceivers or IntentKind.Ping && !LaneNames.IsPerson(dead.Lane) && handoff is { NotPosted: not null };
        if (!shares && kind is not (IntentKind.Welcome or IntentKind.Sentence or IntentKind.NotPosted))
            await TellAsync(context, dead, handoff, why);
    }

    /// <summary>The brief is in its channel again.</summary>
    public static async Task MendedAsync(EngineContext context, HandoffRow row)
    {
        row.NotPosted = null;
        await ExcuseAsync(context, row.Number, excused: false);
    }

    private async Task TellAsync(EngineContext context, DeliveryRow dead, HandoffRow? handoff, string why)
    {
        var key = $"dead/{dead.Lane.Replace('/', '-')}/{dead.CreatedAt.InUtc().Date:uuuu-MM-dd}";
        if (await WasToldAsync(context, key))
            return;

        var about = handoff is null ? "" : $" about {Handoff.Refer(handoff.Number)}";
        var says = $"A message{about} to {await names.OfAsync(context, dead.Lane)} cannot be sent: {why}";
        var missing = await LaneNames.PersonAsync(context, dead.Lane);
        var admins = await roll.NamedAsync(context, rulebook.Organization.Admins);
        foreach (var admin in admins.Where(one => one != missing))
            await outbox.AddAsync(context, new(IntentKind.Sentence, null) { Text = $"{says} {HowToReplay}" }, admin, key);

        if (handoff is null)
            return;

        var team = missing == new PersonId(handoff.Sender) || IsChannelOf(handoff.SendingTeam, dead.Lane) ? handoff.SendingTeam : handoff.ReceivingTeam;
        foreach (var lead in (await LeadAsync(context, team)).Where(one => one != missing && !admins.Contains(one)))
            await outbox.AddAsync(context, new(IntentKind.Sentence, null) { Text = says }, lead, key);
    }

    /// <summary>Before, or by this very command, which several that went to one place may share.</summary>
    private static async Task<bool> WasToldAsync(EngineContext context, string key) =>
        context.Appended.OfType<DeliveryRow>().Any(one => one.DedupeKey.StartsWith(key + "/", StringComparison.Ordinal))
        || await context.Deliveries.Under(key).AnyAsync();

    private async Task<IReadOnlyList<PersonId>> LeadAsync(EngineContext context, string team) =>
        rulebook.Organization.Teams.GetValueOrDefault(team)?.Lead is { } email ? await roll.NamedAsync(context, [email]) : [];

    private bool IsChannelOf(string team, string lane) => names.TeamsOf(lane).Any(one => one.Key == team);

    /// <summary>One in a channel where its team receives no more is nobody's loss.</summary>
    private async Task<bool> IsHomeAsync(EngineContext context, DeliveryRow dead, HandoffRow handoff) =>
        IsChannelOf(handoff.ReceivingTeam, dead.Lane) || !await IsThereAsync(context, handoff.Number, dead.Lane);

    private static Task<bool> IsThereAsync(EngineContext context, int number, string lane) =>
        context.Cards.AnyAsync(one => one.Handoff == number && one.Role == CardRole.Brief && one.Lane == lane);

    private static async Task ExcuseAsync(EngineContext context, int number, bool excused)
    {
        // A clock that this very command has begun is not in the database yet.
        var begun = context.ChangeTracker.Entries<ClockRow>().Select(entry => entry.Entity).Where(one => one.Handoff == number);
        var stored = await context.Clocks.Where(one => one.Handoff == number && one.EndedAt == null).ToListAsync();
        foreach (var clock in stored.Concat(begun).Distinct().Where(one => one.Kind == ClockKind.Acceptance && one.EndedAt is null))
        {
            clock.Excused = excused;
            clock.Fence++;
        }
    }
}
