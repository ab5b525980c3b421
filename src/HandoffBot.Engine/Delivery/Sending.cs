using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Webhooks;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>What became of one delivery.</summary>
internal sealed record Sent(Outcome? Outcome, Rendered Rendered)
{
    /// <summary>Opens the message, where it had no link yet.</summary>
    public Uri? Link { get; init; }

    /// <summary>It must be looked for before it is posted again.</summary>
    public bool InDoubt { get; init; }

    /// <summary>It failed before anything was called, and may fail so for ever.</summary>
    public bool Undrawn { get; init; }

    /// <summary>The host was stopped, or had no time for it: nothing is wrong with it.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Messages that are there no more.</summary>
    public IReadOnlyList<CardRef> Gone { get; init; } = [];

    /// <summary>What became of one of several that were to be one message.</summary>
    public Sent Of(Guid delivery) => Rendered.Apart.GetValueOrDefault(delivery) ?? this;

    public static Sent NotDrawn(Exception error) =>
        new(new Outcome.Failed($"It could not be drawn ({error.GetType().Name})"), Rendered.Nothing("")) { Undrawn = true };
}

/// <summary>A delivery that was sent and is to be marked.</summary>
internal sealed record Done(Leased Leased, Sent Sent)
{
    /// <summary>For its place, since it was taken.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>It arrived, and nothing follows from that but its mark.</summary>
    public bool IsPlain => Sent.Outcome is (Outcome.Sent or Outcome.Taken)
        && !Sent.Rendered.IsCard && Sent.Rendered.Same.Count == 0 && Sent.Rendered.Moved.Count == 0 && Sent.Gone.Count == 0 && Leased.With.Count == 0;
}

/// <summary>Calls the platform for one delivery: redraws what exists, looks for what may have been posted, posts what is missing.</summary>
internal sealed partial class Sending(
    Platforms platforms, Rendering rendering, WebhookCalls webhooks, Pace pace, BusinessClock clock, TimeProvider time, ILogger<Sending> log)
{
    /// <summary>So often a lookup may fail before the message is posted without it: one duplicate is better than silence.</summary>
    private const int MostLookups = 8;

    private static readonly Duration WithoutWorkspace = Duration.FromSeconds(15);

    /// <summary>All calls of one delivery together end so long before its lease does: no other host sends it meanwhile.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(15);

    /// <param name="gathered">What was read for this delivery and others.</param>
    public async Task<Sent> SendAsync(Leased leased, Gathered? gathered, CancellationToken cancellationToken)
    {
        var row = leased.Row;
        if (LeftOf(row) is var left && left <= Duration.Zero)
            return new(new Outcome.Unknown("others took too long"), Rendered.Nothing("")) { InDoubt = leased.InDoubt, Interrupted = true };

        using var patience = new CancellationTokenSource(left.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var rendered = Rendered.Nothing("");
        var drawn = false;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Kind == nameof(IntentKind.Webhook))
                return await webhooks.SendAsync(row, either.Token);

            if (leased.Letter is not { } letter)
                return Unreadable(leased);

            var lane = Placed(letter.Lane);
            rendered = await rendering.DrawAsync(leased, letter.Intent, lane, gathered, either.Token);
            drawn = true;
            if (rendered.Over is not null)
                return new(null, rendered) { InDoubt = leased.InDoubt };

            return platforms.Edge(lane.Platform) is { } edge && lane.Workspace.Length > 0
                ? await CallAsync(edge, leased, rendered, either.Token)
                : new(new Outcome.Later(WithoutWorkspace), rendered) { InDoubt = leased.InDoubt };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return new(new Outcome.Unknown("the bot was stopped meanwhile"), rendered) { InDoubt = drawn || leased.InDoubt, Interrupted = true };
        }
        catch (Exception error) when (!drawn)
        {
            NotDrawn(error, row.Id);
            return Sent.NotDrawn(error) with { InDoubt = leased.InDoubt };
        }
        catch (Exception error)
        {
            // Whatever it was, it may have happened before the post was answered.
            Threw(error, row.Id);
            return new(new Outcome.Unknown(error.GetType().Name), rendered) { InDoubt = true };
        }
    }

    private async Task<Sent> CallAsync(IChatEdge edge, Leased leased, Rendered rendered, CancellationToken cancellationToken)
    {
        var (redrawn, gone) = await RedrawAsync(edge, rendered, cancellationToken);
        if (redrawn is not null)
            return redrawn with { Gone = gone };

        // What may lie there unseen is looked for even when it would not be posted any more: no message stays wrong.
        if (leased.InDoubt && await LookAsync(edge, leased.Row, rendered, cancellationToken) is { } found)
            return found with { Gone = gone };

        if (!rendered.Posts)
            return new(null, rendered with { Over = rendered.Unposted }) { Gone = gone };

        return await PostAsync(edge, leased, rendered, cancellationToken) with { Gone = gone };
    }

    /// <summary>Every message that shows the card, of which there are several when an answer was lost: none of them stays wrong.</summary>
    private async Task<(Sent? Redrawn, List<CardRef> Gone)> RedrawAsync(IChatEdge edge, Rendered rendered, CancellationToken cancellationToken)
    {
        var gone = new List<CardRef>();
        Shown? first = null;
        foreach (var shown in rendered.Existing)
        {
            switch (await HeldAsync("update", shown.Message.Platform, shown.Message.Workspace, () => edge.UpdateAsync(shown.Message, rendered.Card!, cancellationToken)))
            {
                case Outcome.Sent:
                    first ??= shown;
                    break;
                case Outcome.NotThere:
                    gone.Add(shown.Message);
                    break;
                case var failed:
                    return (new(failed, rendered), gone);
            }
        }

        return first is null ? (null, gone) : (await LinkedAsync(edge, new Outcome.Sent(first.Message), rendered, first.Linked, cancellationToken), gone);
    }

    /// <returns>Null when it is to be posted.</returns>
    private async Task<Sent?> LookAsync(IChatEdge edge, DeliveryRow row, Rendered rendered, CancellationToken cancellationToken)
    {
        var to = rendered.To!;
        var since = row.AttemptedAt ?? row.CreatedAt;
        switch (await HeldAsync("find", to.Platform, to.Workspace, () => edge.FindAsync(to, row.Id, since, cancellationToken)))
        {
            case Outcome.Sent found when rendered.IsCard:
                return await RedrawnAsync(edge, found, rendered, cancellationToken);
            case Outcome.Sent found:
                return await LinkedAsync(edge, found, rendered, linked: false, cancellationToken);
            case Outcome.NotThere:
                return null;
            case Outcome.Dead dead:
                // Where nobody may look, posting again is all that is left: at most one duplicate a lost answer.
                NotFindable(row.Id, dead.Reason);
                return null;
            case Outcome.Failed failed when row.Attempts >= MostLookups:
                NotFindable(row.Id, failed.Reason);
                return null;
            case var later:
                return new(later, rendered) { InDoubt = true };
        }
    }

    /// <summary>A card that was posted without our knowing shows the state of that time, and what was to be redrawn since then counts on this one.</summary>
    /// <returns>Null when it has gone meanwhile.</returns>
    private async Task<Sent?> RedrawnAsync(IChatEdge edge, Outcome.Sent found, Rendered rendered, CancellationToken cancellationToken) =>
        await HeldAsync("update", found.Message.Platform, found.Message.Workspace, () => edge.UpdateAsync(found.Message, rendered.Card!, cancellationToken)) switch
        {
            Outcome.Sent => await LinkedAsync(edge, found, rendered, linked: false, cancellationToken),
            Outcome.NotThere => null,
            var failed => new(failed, rendered) { InDoubt = true },
        };

    private async Task<Sent> PostAsync(IChatEdge edge, Leased leased, Rendered rendered, CancellationToken cancellationToken)
    {
        var to = rendered.To!;
        IReadOnlyList<Guid> deliveries = [.. leased.All.Select(one => one.Id).Where(one => !rendered.Apart.ContainsKey(one))];
        var posted = await PostAsync(to);
        if (posted is Outcome.NotThere && to is Destination.ToThread thread)
            posted = await PostAsync(new Destination.ToChannel(thread.Root.Where));

        return await LinkedAsync(edge, posted, rendered, linked: false, cancellationToken);

        Task<Outcome> PostAsync(Destination where) =>
            HeldAsync("post", where.Platform, where.Workspace, () => edge.PostAsync(where, rendered.Card!, deliveries, cancellationToken));
    }

    /// <summary>Only cards are linked to.</summary>
    private async Task<Sent> LinkedAsync(IChatEdge edge, Outcome outcome, Rendered rendered, bool linked, CancellationToken cancellationToken)
    {
        if (outcome is not Outcome.Sent sent || linked || rendered is not { IsCard: true, IsLinked: true })
            return new(outcome, rendered) { InDoubt = outcome is Outcome.Unknown };

        try
        {
            return new(outcome, rendered) { Link = await edge.LinkAsync(sent.Message, cancellationToken) };
        }
        catch (Exception error)
        {
            // The message is there; it only has no link yet.
            Unlinked(error);
            return new(outcome, rendered);
        }
    }

    /// <summary>A method that a workspace asked to wait for is not called, whatever the delivery.</summary>
    private async Task<Outcome> HeldAsync(string method, Platform platform, string workspace, Func<Task<Outcome>> call)
    {
        if (pace.Held(platform, workspace, method, clock.System) is var held && held > Duration.Zero)
            return new Outcome.Later(held);

        var outcome = await call();
        if (outcome is Outcome.Later { OnlyThere: false } later)
            pace.Hold(platform, workspace, method, clock.System + later.Wait);
        return outcome;
    }

    private static Sent Unreadable(Leased leased) => new(
        new Outcome.Dead("It cannot be read", "Another version of HandoffBot wrote it: replay it with that version, or discard it."),
        Rendered.Nothing(""))
    { InDoubt = leased.InDoubt };

    private Duration LeftOf(DeliveryRow row) => (row.LeasedUntil ?? clock.System) - Margin - clock.System;

    private Lane Placed(Lane lane) => lane.Workspace.Length > 0 ? lane : lane with { Workspace = platforms.Home(lane.Platform) ?? "" };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} was interrupted; whether it arrived will be looked for")]
    private partial void Threw(Exception error, Guid delivery);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be drawn")]
    private partial void NotDrawn(Exception error, Guid delivery);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether delivery {Delivery} arrived cannot be looked up ({Why}); it is sent again")]
    private partial void NotFindable(Guid delivery, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "A message was posted, but its link could not be had")]
    private partial void Unlinked(Exception error);
}
