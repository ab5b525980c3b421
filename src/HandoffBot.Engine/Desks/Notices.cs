using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>Keeps short messages true whose buttons end before the handoff or the promise does: each is redrawn with what became of what it asks for.</summary>
internal sealed class Notices(CommitSeam seam, IStore store, Outbox outbox, Ids ids, BusinessClock clock)
{
    /// <summary>Redraws those that ask what was answered, closed or opened again by a command.</summary>
    /// <param name="key">What makes it one delivery.</param>
    public async Task RefreshAsync(EngineContext context, Handoff before, Handoff after, string key)
    {
        var changed = before.Questions.Where(one => !after.Questions.Contains(one)).Select(one => one.Number).ToHashSet();
        if (changed.Count == 0)
            return;

        var number = after.Number;
        var open = context.Deliveries.Where(one => one.Handoff == number && (one.Kind == nameof(IntentKind.TurnToReceivers) || one.Kind == nameof(IntentKind.TurnToSender)));
        foreach (var (intent, lane) in await OfAsync(open, context.Notices.Where(one => one.Handoff == number)))
        {
            if (intent.Questions?.Any(changed.Contains) is true)
                Redraw(context, intent, lane, key);
        }
    }

    /// <summary>Redraws what somebody was told of a promise.</summary>
    /// <param name="promise">Under which key its messages are.</param>
    public async Task RefreshAsync(EngineContext context, Guid notice, string promise, string key)
    {
        foreach (var (intent, lane) in await OfAsync(context.Deliveries.Under(promise), context.Notices.Where(one => one.Notice == notice)))
            Redraw(context, intent, lane, key);
    }

    /// <summary>Redraws those of a handoff, of which somebody pressed what was out of date.</summary>
    public async Task RefreshAsync(EngineContext context, int number)
    {
        foreach (var one in await context.Notices.AsNoTracking().Where(one => one.Handoff == number).ToListAsync())
            Redraw(context, Intent.Read(one.Intent), one.Lane, $"refresh/{number}/{ids.New()}");
    }

    /// <summary>
    /// A message that we do not know, because its post was answered by nobody and it was posted again, is one of ours all the same: whoever
    /// presses on it shows it to us, and it is redrawn from then on.
    /// </summary>
    public async Task AdoptAsync(Guid notice, CardRef message)
    {
        await using (var context = store.Read())
        {
            if (await IsKnownAsync(context, message))
                return;
        }

        await seam.RunAsync(context => AdoptAsync(context, notice, message), CancellationToken.None);
    }

    private async Task AdoptAsync(EngineContext context, Guid notice, CardRef message)
    {
        // What lies elsewhere than its twin stays unknown: what a button carries proves nothing.
        var twin = await context.Notices.AsNoTracking().FirstOrDefaultAsync(one =>
            one.Notice == notice && one.Platform == message.Platform && one.Workspace == message.Workspace && one.Channel == message.Channel);
        if (twin is null || await IsKnownAsync(context, message))
            return;

        var intent = Intent.Read(twin.Intent);
        context.Add(Row(intent, message, twin.Lane));
        Redraw(context, intent, twin.Lane, $"notice/{notice:N}/adopted/{ids.New():N}");
    }

    /// <summary>It was posted, or redrawn, there.</summary>
    public async Task ArrivedAsync(EngineContext context, Intent intent, CardRef message, Lane lane)
    {
        if (!await IsKnownAsync(context, message))
            context.Add(Row(intent, message, lane.ToString()));
    }

    /// <summary>Where one lies, the newest first.</summary>
    public static async Task<IReadOnlyList<CardRef>> ShownAsync(EngineContext context, Guid notice, Lane lane)
    {
        var text = lane.ToString();
        var shown = await context.Notices.Where(one => one.Notice == notice && one.Lane == text).OrderByDescending(one => one.PostedAt).ToListAsync();
        return shown.ConvertAll(one => one.Ref);
    }

    /// <summary>
    /// What was posted, and what is only being posted: its redrawing comes after it in its lane. In this order, so that what arrives between
    /// the two questions is in one of the answers.
    /// </summary>
    private static async Task<List<(Intent Intent, string Lane)>> OfAsync(IQueryable<DeliveryRow> deliveries, IQueryable<NoticeRow> notices)
    {
        var waiting = await deliveries.Where(one => one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown)
            .Select(one => new { one.Intent, one.Lane }).ToListAsync();
        var posted = await notices.Select(one => new { one.Intent, one.Lane }).ToListAsync();
        return [.. waiting.Concat(posted).Select(one => (Intent: Intent.Read(one.Intent), one.Lane))
            .Where(one => one.Intent.Notice is not null).DistinctBy(one => (one.Intent.Notice, one.Lane))];
    }

    private void Redraw(EngineContext context, Intent intent, string lane, string key) => outbox.Add(context, intent, lane, $"{key}/notice/{intent.Notice:N}");

    private NoticeRow Row(Intent intent, CardRef message, string lane) => new()
    {
        Platform = message.Platform, Workspace = message.Workspace, Channel = message.Channel, Message = message.Message,
        Notice = intent.Notice!.Value, Handoff = intent.Handoff, Lane = lane, Intent = intent.Write(), PostedAt = clock.System,
    };

    private static Task<bool> IsKnownAsync(EngineContext context, CardRef message) => context.Notices.AnyAsync(one =>
        one.Platform == message.Platform && one.Workspace == message.Workspace && one.Channel == message.Channel && one.Message == message.Message);
}
