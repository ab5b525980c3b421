using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// What is done when a brief cannot be posted: sender, receiving lead and admins are told with how to mend it, the lead gets the brief
/// directly, and the acceptance clock counts as excused until the brief is posted.
/// </summary>
internal sealed class Faults(Rulebook rulebook, Outbox outbox)
{
    public async Task BriefAsync(EngineContext context, HandoffRow row, string why)
    {
        row.NotPosted = why;
        await ExcuseAsync(context, row.Number, excused: true);
        var organization = rulebook.Organization;
        var key = $"not-posted/{row.Number}/r{row.Round}";

        // Every redrawing fails alike; people are told once a round.
        if (await context.Deliveries.AnyAsync(one => one.Handoff == row.Number && one.DedupeKey.StartsWith(key + "/")))
            return;

        var leads = organization.Teams.GetValueOrDefault(row.ReceivingTeam)?.Lead is { } email
            ? await Roll.NamedAsync(context, [email])
            : [];
        await outbox.AddAsync(context, new(IntentKind.SenderCard, row.Number), new PersonId(row.Sender), $"sender-card/{row.Number}/not-posted/r{row.Round}");
        var told = leads.Concat(await Roll.NamedAsync(context, organization.Admins)).Append(new PersonId(row.Sender)).Distinct();
        foreach (var person in told)
            await outbox.AddAsync(context, new(IntentKind.NotPosted, row.Number) { Person = person.Value, Text = why }, person, key);

        foreach (var lead in leads)
            await outbox.AddAsync(context, new(IntentKind.BriefToLead, row.Number) { Person = lead.Value }, lead, $"brief-to-lead/{row.Number}/r{row.Round}");
    }

    /// <summary>Another message cannot be sent: its admins hear of it once a destination and day.</summary>
    public async Task TellAdminsAsync(EngineContext context, DeliveryRow dead, string why)
    {
        var key = $"dead/{dead.Lane.Replace('/', '-')}/{dead.CreatedAt.InUtc().Date:uuuu-MM-dd}";
        if (await context.Deliveries.AnyAsync(one => one.DedupeKey.StartsWith(key + "/")))
            return;

        var about = dead.Handoff is { } number ? $" about {Handoff.Refer(number)}" : "";
        var says = new Intent(IntentKind.Sentence, null) { Text = $"A message{about} to {dead.Lane} cannot be sent: {why}" };
        foreach (var admin in await Roll.NamedAsync(context, rulebook.Organization.Admins))
            await outbox.AddAsync(context, says, admin, key);
    }

    /// <summary>The brief is in its channel again.</summary>
    public static async Task MendedAsync(EngineContext context, HandoffRow row)
    {
        row.NotPosted = null;
        await ExcuseAsync(context, row.Number, excused: false);
    }

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
