using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Desks;

/// <summary>What became of a command about a commitment.</summary>
internal abstract record CommitmentAnswer
{
    private CommitmentAnswer()
    {
    }

    /// <summary>It is committed.</summary>
    public sealed record Granted(Commitment After, Client Client) : CommitmentAnswer;

    public sealed record Refused(Refusal Refusal) : CommitmentAnswer;

    public sealed record NotFound : CommitmentAnswer;
}

/// <summary>A commitment that somebody wants to say something of.</summary>
/// <param name="WhyNot">Why they cannot; null when they can.</param>
internal sealed record LookedAt(Commitment Commitment, Client Client, Refusal? WhyNot);

/// <summary>What somebody wants to say something about.</summary>
internal enum About
{
    /// <summary>Whether a promise was kept, or by when it will be.</summary>
    Promise,

    /// <summary>How a dispute about it ends.</summary>
    Dispute,

    /// <summary>Whether it can be kept, which a team was asked.</summary>
    Question,
}

/// <summary>
/// Carries out what people ask of commitments. One that came with a handoff is part of that: what happens to it happens to the handoff, whose
/// cards show it.
/// </summary>
internal sealed partial class CommitmentDesk(
    CommitSeam seam, IStore store, Rulebook rulebook, Roll roll, Carrying carrying, CommitmentKeeping keeping, ClientIdling idling, PromiseMessages messages, BusinessClock clock, ILogger<CommitmentDesk> log)
{
    private readonly ByColumn<CommitmentRow, Guid> _commitments = new(one => one.Id);
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);
    private readonly ByColumn<HandoffRow, int> _handoffs = new(one => one.Number);
    private readonly ByColumn<ReceiptRow, string> _receipts = new(one => one.Id);

    /// <param name="receipt">Identifies the inbound message; a repeated one decides nothing.</param>
    public async Task<CommitmentAnswer> ActAsync(CommitmentId id, CommitmentCommand command, PersonId by, string? receipt, Platform? platform)
    {
        var answer = await seam.RunAsync(context => DecideAsync(context, id, command, by, receipt, platform), CancellationToken.None);
        if (answer is CommitmentAnswer.Granted)
            Done(id.Value, command.GetType().Name, by.Value);
        return answer;
    }

    /// <summary>Writes down a promise that came with no handoff.</summary>
    public Task<CommitmentAnswer> RecordAsync(ClientId client, NewPromise promise, PersonId by, string? receipt, Platform? platform) =>
        seam.RunAsync(context => RecordAsync(context, client, promise, by, receipt, platform), CancellationToken.None);

    /// <summary>The commitment as it is, and why the person can say nothing of it. It changes nothing and waits for no writer.</summary>
    public async Task<LookedAt?> LookAsync(CommitmentId id, About about, PersonId by)
    {
        await using var context = store.Read();
        if (await SceneAsync(context, id, by) is not { } scene)
            return null;

        var (commitment, actor, circumstances) = scene;
        return new LookedAt(commitment, circumstances.Client, about is About.Question
            ? CommitmentRules.WhyNotAnswer(commitment, actor, circumstances)
            : CommitmentRules.WhyNot(commitment, about is About.Dispute, actor, circumstances));
    }

    private async Task<CommitmentAnswer> RecordAsync(
        EngineContext context, ClientId id, NewPromise promise, PersonId by, string? receipt, Platform? platform)
    {
        await context.LockClientAsync(id.Value);
        if (await _clients.OneAsync(context, id.Value) is not { } client || await roll.ActorAsync(context, by) is not { } actor)
            return new CommitmentAnswer.NotFound();

        // The form's own id: sent twice, it writes down one.
        var known = await _commitments.OneAsync(context, promise.Id.Value);
        if (known is not null)
            return new CommitmentAnswer.Granted(known.ToCommitment(), client.ToClient());

        switch (CommitmentRules.Record(promise, actor, await CircumstancesAsync(context, client)))
        {
            case CommitmentDecision.Granted { Event: CommitmentEvent.Recorded recorded }:
                await CarryOutAsync(context, null, recorded.Commitment, recorded, platform, recorded.At);
                await Quoted.UsedAsync(context, promise.Id.Value);
                if (receipt is not null)
                    context.Append(new ReceiptRow { Id = receipt, At = recorded.At });
                return new CommitmentAnswer.Granted(recorded.Commitment, client.ToClient());

            case CommitmentDecision.Refused refused:
                return new CommitmentAnswer.Refused(refused.Refusal);

            default:
                throw new InvalidOperationException("An unknown decision.");
        }
    }

    private async Task<CommitmentAnswer> DecideAsync(
        EngineContext context, CommitmentId id, CommitmentCommand command, PersonId by, string? receipt, Platform? platform)
    {
        await context.LockCommitmentAsync(id.Value);
        if (await SceneAsync(context, id, by) is not { } scene)
            return new CommitmentAnswer.NotFound();

        var (commitment, actor, circumstances) = scene;
        if (receipt is not null && await _receipts.OneAsync(context, receipt) is not null)
            return new CommitmentAnswer.Granted(commitment, circumstances.Client);

        switch (CommitmentRules.Decide(commitment, command, actor, circumstances))
        {
            case CommitmentDecision.Refused refused:
                return new CommitmentAnswer.Refused(refused.Refusal);

            case CommitmentDecision.Granted granted:
                var after = CommitmentRules.Apply(commitment, granted.Event);
                await CarryOutAsync(context, commitment, after, granted.Event, platform, circumstances.Now);
                if (receipt is not null)
                    context.Append(new ReceiptRow { Id = receipt, At = circumstances.Now, Handoff = commitment.With?.Handoff });
                return new CommitmentAnswer.Granted(after, circumstances.Client);

            default:
                throw new InvalidOperationException("An unknown decision.");
        }
    }

    /// <summary>All that the rules look at; null when there is no such commitment or person.</summary>
    private async Task<(Commitment Commitment, Actor Actor, CommitmentCircumstances Circumstances)?> SceneAsync(EngineContext context, CommitmentId id, PersonId by)
    {
        if (await _commitments.OneAsync(context, id.Value) is not { } row
            || await _clients.OneAsync(context, row.Client) is not { } client
            || await roll.ActorAsync(context, by) is not { } actor)
        {
            return null;
        }

        return (row.ToCommitment(), actor, await CircumstancesAsync(context, client));
    }

    private async Task<CommitmentCircumstances> CircumstancesAsync(EngineContext context, ClientRow client)
    {
        var (now, organization) = (clock.Now, rulebook.Organization);
        var nameOf = await roll.NamesAsync(context);
        var owners = await roll.TeamsOfAsync(context, new PersonId(client.Owner));
        return new CommitmentCircumstances(
            now, now.InZone(organization.Zone).Date, organization, client.ToClient(), owners, person => nameOf(person) ?? "somebody");
    }

    private async Task CarryOutAsync(
        EngineContext context, Commitment? before, Commitment after, CommitmentEvent happened, Platform? platform, Instant now)
    {
        if (before?.With is { } with)
        {
            var stored = await _handoffs.OneAsync(context, with.Handoff) ?? throw new InvalidOperationException("A commitment names a handoff that is not there.");
            var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
            await carrying.OutAsync(context, stored, handoff, [new HandoffEvent.Committed(happened)], platform, now);
            return;
        }

        var row = await keeping.KeepAsync(context, before, after);
        var (kind, body) = StoredEvent.Of(happened);
        context.Append(new TimelineRow
        {
            Client = after.Client!.Value.Value, At = now, By = happened.By.Value, Platform = platform, Kind = kind, Body = StorageJson.Write(body),
        });
        if (after.Client is { } client && (await _clients.OneAsync(context, client.Value))!.Subject == Subject.Client.Word)
            await idling.HappenedAsync(context, client, now);
        await messages.WriteAsync(context, row, after, happened);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Commitment {Id}: {Command} by {Person}")]
    private partial void Done(Guid id, string command, Guid person);
}
