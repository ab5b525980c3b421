using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>What follows when a delivery has arrived: its card is known, its submit is confirmed, and others learn the link.</summary>
internal sealed class Arriving(AskedCards asked, Notices notices, Rulebook rulebook, Platforms platforms, Outbox outbox, BusinessClock clock)
{
    /// <summary>Messages of which nothing but the mark is left to be made, however many in one statement.</summary>
    /// <param name="lease">Theirs. What was taken over meanwhile has another, and is marked by whoever took it.</param>
    public static Task ArrivedAsync(EngineContext context, Guid[] deliveries, Guid lease, Instant now) => context.Deliveries
        .Where(one => EF.Parameter(deliveries).Contains(one.Id) && one.LeasedBy == lease)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(one => one.State, DeliveryState.Sent)
                .SetProperty(one => one.EndedAt, now)
                .SetProperty(one => one.Error, (string?)null)
                .SetProperty(one => one.LeasedBy, (Guid?)null)
                .SetProperty(one => one.LeasedUntil, (Instant?)null),
            CancellationToken.None);

    public async Task ArrivedAsync(EngineContext context, DeliveryRow row, CardRef message, Sent sent)
    {
        var same = sent.Rendered.Same;
        var merged = same.Count == 0 ? [] : await context.Deliveries.Where(one => same.Contains(one.Id) && one.State == DeliveryState.Pending).ToListAsync();
        foreach (var one in merged.Append(row))
            (one.State, one.EndedAt, one.Error) = (DeliveryState.Sent, clock.System, null);

        if (!sent.Rendered.IsCard || Letter.Read(row) is not { Intent: var intent, Lane: var lane })
            return;

        if (intent.Notice is not null)
        {
            await notices.ArrivedAsync(context, intent, message, lane with { Workspace = message.Workspace });
            return;
        }

        if (intent.Commitment is { } promise)
            await asked.ArrivedAsync(context, promise, message, lane with { Workspace = message.Workspace });

        if (intent.Handoff is not { } number)
            return;

        await KeepCardAsync(context, number, Rendering.RoleOf(intent.Kind), lane with { Workspace = message.Workspace }, message, sent);
        if (intent.Kind == IntentKind.Brief && sent.Rendered.Posts)
            await BriefAsync(context, row, number, sent, [.. merged.Append(row).Select(one => Intent.Read(one.Intent).Confirms).OfType<int>()]);
    }

    /// <summary>Messages that were deleted show nothing any more.</summary>
    public static async Task ForgetAsync(EngineContext context, IReadOnlyList<CardRef> gone)
    {
        foreach (var one in gone)
        {
            await context.Cards.Where(card => card.Platform == one.Platform && card.Workspace == one.Workspace && card.Channel == one.Channel && card.Message == one.Message)
                .ExecuteDeleteAsync();
            await context.PromiseCards.Where(card => card.Platform == one.Platform && card.Workspace == one.Workspace && card.Channel == one.Channel && card.Message == one.Message)
                .ExecuteDeleteAsync();
            await context.Notices.Where(card => card.Platform == one.Platform && card.Workspace == one.Workspace && card.Channel == one.Channel && card.Message == one.Message)
                .ExecuteDeleteAsync();
        }
    }

    private async Task BriefAsync(EngineContext context, DeliveryRow row, int number, Sent sent, HashSet<int> rounds)
    {
        var handoff = await context.Handoffs.SingleAsync(one => one.Number == number);
        if (handoff.NotPosted is not null)
        {
            await Faults.MendedAsync(context, handoff);
            rounds.Add(handoff.Round);
        }

        if (sent.Link is not null)
        {
            await outbox.AddAsync(context, new(IntentKind.SenderCard, number), new PersonId(handoff.Sender), $"linked/{row.Id}");
            if (rulebook.Organization.Teams.GetValueOrDefault(handoff.SendingTeam) is { Announce: true } sending && platforms.ChannelOf(sending) is { } announce)
                outbox.Add(context, new(IntentKind.Announcement, number), announce, $"linked/{row.Id}");
            await ElsewhereAsync(context, row, number);
        }

        foreach (var round in rounds)
            await ConfirmAsync(context, handoff, $"confirmation/{number}/r{round}");
    }

    /// <summary>Where the brief was before its team received elsewhere, its card says where it went.</summary>
    private async Task ElsewhereAsync(EngineContext context, DeliveryRow row, int number)
    {
        var home = Lane.Parse(row.Lane);
        var lanes = await context.Cards.Where(one => one.Handoff == number && one.Role == CardRole.Brief).Select(one => one.Lane).Distinct().ToListAsync();
        foreach (var lane in lanes.Select(Lane.Parse).Where(one => !one.IsSameChat(home)))
            outbox.Add(context, new(Intent.Showing(CardRole.Brief, lane), number), lane, $"moved/{row.Id}");
    }

    private async Task ConfirmAsync(EngineContext context, HandoffRow handoff, string key)
    {
        if (!await context.Deliveries.Under(key).AnyAsync())
            await outbox.AddAsync(context, new(IntentKind.Confirmation, handoff.Number), new PersonId(handoff.Sender), key);
    }

    private async Task KeepCardAsync(EngineContext context, int number, CardRole role, Lane lane, CardRef message, Sent sent)
    {
        var text = lane.ToString();
        var shown = await context.Cards.Where(one => one.Handoff == number && one.Role == role && one.Lane == text).ToListAsync();
        var card = shown.Find(one => one.Ref == message)
            ?? await context.Cards.FindAsync([message.Platform, message.Workspace, message.Channel, message.Message], CancellationToken.None)
            ?? context.Add(new CardRow
            {
                Platform = message.Platform, Workspace = message.Workspace, Channel = message.Channel, Message = message.Message,
                Handoff = number, Role = role, Lane = text, PostedAt = clock.System,
            }).Entity;
        card.Link = sent.Link?.ToString() ?? card.Link;
        foreach (var one in shown.Append(card))
            one.Shows = sent.Rendered.Shows;
    }
}
