using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>What became of one delivery.</summary>
/// <param name="Link">Opens the message, where one was posted.</param>
/// <param name="Posted">A new message, not a redrawn one.</param>
/// <param name="InDoubt">It must be looked for before it is posted again.</param>
/// <param name="Undrawn">It failed before anything was called, and may fail so for ever.</param>
internal sealed record Sent(Outcome? Outcome, Rendered Rendered, Uri? Link, bool Posted, bool InDoubt, bool Undrawn = false);

/// <summary>Calls the platform for one delivery: redraws what exists, looks for what may have been posted, posts what is missing.</summary>
internal sealed partial class Sending(Platforms platforms, Rendering rendering, Pace pace, BusinessClock clock, ILogger<Sending> log)
{
    private static readonly Duration WithoutWorkspace = Duration.FromSeconds(15);

    /// <param name="inDoubt">An earlier attempt may have posted it.</param>
    public async Task<Sent> SendAsync(DeliveryRow row, bool inDoubt, CancellationToken cancellationToken)
    {
        var rendered = Rendered.Nothing("");
        var drawn = false;
        try
        {
            var intent = Intent.Read(row.Intent);
            var lane = Placed(Lane.Parse(row.Lane));
            rendered = await rendering.DrawAsync(intent, lane, cancellationToken);
            drawn = true;
            if (rendered.Over is not null)
                return new(null, rendered, null, Posted: false, inDoubt);

            return platforms.Edge(lane.Platform) is { } edge && lane.Workspace.Length > 0
                ? await CallAsync(edge, row, rendered, inDoubt, cancellationToken)
                : new(new Outcome.Later(WithoutWorkspace), rendered, null, Posted: false, inDoubt);
        }
        catch (Exception error) when (!drawn && !cancellationToken.IsCancellationRequested)
        {
            NotDrawn(error, row.Id);
            return new(new Outcome.Failed($"It could not be drawn ({error.GetType().Name})"), rendered, null, Posted: false, inDoubt, Undrawn: true);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, it may have happened before the post was answered.
            Threw(error, row.Id);
            return new(new Outcome.Unknown(error.GetType().Name), rendered, null, Posted: false, InDoubt: true);
        }
    }

    private async Task<Sent> CallAsync(IChatEdge edge, DeliveryRow row, Rendered rendered, bool inDoubt, CancellationToken cancellationToken)
    {
        var (card, to) = (rendered.Card!, rendered.To!);
        if (rendered.Existing is { } existing)
        {
            var updated = await HeldAsync("update", to, () => edge.UpdateAsync(existing, card, cancellationToken));
            if (updated is not Outcome.NotThere)
                return new(updated is Outcome.Sent ? new Outcome.Sent(existing) : updated, rendered, null, Posted: false, InDoubt: false);
        }

        if (inDoubt)
        {
            var since = (row.AttemptedAt ?? row.CreatedAt) - Duration.FromMinutes(1);
            var found = await HeldAsync("find", to, () => edge.FindAsync(to, row.Id, since, cancellationToken));
            if (found is not Outcome.NotThere)
                return await LinkedAsync(edge, found, rendered, inDoubt: found is not Outcome.Sent, cancellationToken);
        }

        var posted = await HeldAsync("post", to, () => edge.PostAsync(to, card, row.Id, cancellationToken));
        return await LinkedAsync(edge, posted, rendered, posted is Outcome.Unknown, cancellationToken);
    }

    private async Task<Sent> LinkedAsync(IChatEdge edge, Outcome outcome, Rendered rendered, bool inDoubt, CancellationToken cancellationToken)
    {
        if (outcome is not Outcome.Sent sent)
            return new(outcome, rendered, null, Posted: false, inDoubt);

        try
        {
            return new(outcome, rendered, await edge.LinkAsync(sent.Message, cancellationToken), Posted: true, InDoubt: false);
        }
        catch (Exception error)
        {
            // The message is there; it only has no link yet.
            Unlinked(error);
            return new(outcome, rendered, null, Posted: true, InDoubt: false);
        }
    }

    /// <summary>A method that a workspace asked to wait for is not called, whatever the delivery.</summary>
    private async Task<Outcome> HeldAsync(string method, Destination to, Func<Task<Outcome>> call)
    {
        if (pace.Held(to.Platform, to.Workspace, method, clock.System) is var held && held > Duration.Zero)
            return new Outcome.Later(held);

        var outcome = await call();
        if (outcome is Outcome.Later later)
            pace.Hold(to.Platform, to.Workspace, method, clock.System + later.Wait);
        return outcome;
    }

    private Lane Placed(Lane lane) => lane.Workspace.Length > 0 ? lane : lane with { Workspace = platforms.Home(lane.Platform) ?? "" };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} was interrupted; whether it arrived will be looked for")]
    private partial void Threw(Exception error, Guid delivery);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be drawn")]
    private partial void NotDrawn(Exception error, Guid delivery);

    [LoggerMessage(Level = LogLevel.Information, Message = "A message was posted, but its link could not be had")]
    private partial void Unlinked(Exception error);
}
