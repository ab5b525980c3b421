using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Desks;

/// <summary>What became of a transfer.</summary>
internal abstract record TransferAnswer
{
    private TransferAnswer()
    {
    }

    /// <summary>It is committed, now or when the same message came before.</summary>
    /// <param name="Owner">Who owns the client now.</param>
    /// <param name="Owed">The number of the handoff that is owed, and who writes it.</param>
    public sealed record Done(string Client, string Owner, (int Number, string Sender)? Owed) : TransferAnswer;

    public sealed record Refused(Refusal Refusal) : TransferAnswer;

    public sealed record NoSuch : TransferAnswer;
}

/// <summary>
/// Gives a client to another owner, in one transaction: its owner, its history, its clock, what was accepted for it, and the handoff that is
/// owed then.
/// </summary>
internal sealed partial class Transferring(
    CommitSeam seam, Rulebook rulebook, Roll roll, Carrying carrying, Owing owing, TransferMessages messages, ClientIdling idling, CommitmentClocks promised, ExceptionClocks exceptions, BusinessClock clock,
    ILogger<Transferring> log)
{
    private readonly ByColumn<ReceiptRow, string> _receipts = new(one => one.Id);

    public async Task<TransferAnswer> TransferAsync(
        ClientId client, TransferCommand transfer, PersonId by, string? receipt, Platform? platform, CancellationToken cancellationToken)
    {
        var answer = await seam.RunAsync(context => DecideAsync(context, client, transfer, by, receipt, platform), cancellationToken);
        if (answer is TransferAnswer.Done)
            Done(client.Value, by.Value);
        return answer;
    }

    /// <summary>What the rules would look at, for whoever asks before a form opens.</summary>
    public async Task<TransferCircumstances> CircumstancesAsync(EngineContext context, PersonId owner, PersonId? to)
    {
        var names = await roll.NamesAsync(context);
        return new(
            rulebook.Organization,
            [.. rulebook.Current.Playbooks.Values],
            await roll.TeamsOfAsync(context, owner),
            to is { } one ? await roll.TeamsOfAsync(context, one) : [],
            to is { } person && await roll.ReachAsync(context, person) is not null,
            id => names(id) ?? "somebody");
    }

    private async Task<TransferAnswer> DecideAsync(
        EngineContext context, ClientId id, TransferCommand transfer, PersonId by, string? receipt, Platform? platform)
    {
        await context.LockWholeClientAsync(id.Value);
        if (await context.Clients.FindAsync([id.Value], CancellationToken.None) is not { } row || await roll.ActorAsync(context, by) is not { } actor)
            return new TransferAnswer.NoSuch();

        var client = row.ToClient();
        var circumstances = await CircumstancesAsync(context, client.Owner, transfer.To);
        if (receipt is not null && await _receipts.OneAsync(context, receipt) is not null)
            return new TransferAnswer.Done(client.Called, circumstances.NameOf(client.Owner), null);

        switch (OwnershipRules.Decide(client, transfer, actor, circumstances))
        {
            case TransferDecision.Refused refused:
                return new TransferAnswer.Refused(refused.Refusal);

            case TransferDecision.Granted granted:
                if (receipt is not null)
                    context.Append(new ReceiptRow { Id = receipt, At = clock.Now });
                return await CarryOutAsync(context, row, transfer, actor, granted, circumstances, platform);

            default:
                throw new InvalidOperationException("An unknown decision.");
        }
    }

    private async Task<TransferAnswer> CarryOutAsync(
        EngineContext context, ClientRow row, TransferCommand transfer, Actor by, TransferDecision.Granted granted, TransferCircumstances circumstances, Platform? platform)
    {
        var now = clock.Now;
        var client = row.ToClient();
        row.Owner = transfer.To.Value;
        row.Version++;
        if (row.Promises > 0)
            await promised.OwnerMovedAsync(context, client.Id);
        if (row.Exceptions > 0)
            await exceptions.OwnerMovedAsync(context, client.Id);
        context.Append(TransferMessages.Entry(client, transfer, by, granted.Reason, now, platform));
        if (!await FollowAsync(context, client, new(by.Person, now, transfer.To, client.Owner, granted.Reason), platform) && client.Subject.IsClient)
            await idling.HappenedAsync(context, client.Id, now);

        var owes = new HandoffEvent.Owed(by.Person, now, transfer.To, granted.Reason);
        var owed = await owing.OweAsync(context, granted.By, client, owes, circumstances.NewOwnersTeams, platform);
        var nameOf = circumstances.NameOf;
        await messages.WriteAsync(context, row, client, transfer, by, granted.Reason, owed, nameOf);
        return new TransferAnswer.Done(client.Called, nameOf(transfer.To), owed is { } one ? (one.Number, nameOf(one.Sender)) : null);
    }

    /// <summary>What was accepted and waits for its kick-off names who has the client.</summary>
    /// <returns>Whether there was any, with which something has happened to the client.</returns>
    private async Task<bool> FollowAsync(EngineContext context, Client client, HandoffEvent.OwnerChanged changed, Platform? platform)
    {
        var rows = await context.Handoffs.Where(one => one.Client == client.Id.Value && one.Status == HandoffStatus.Accepted).OrderBy(one => one.Number).ToListAsync();
        var any = false;
        foreach (var row in rows)
        {
            var handoff = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));
            if (handoff.Accepted?.Keeper != client.Owner)
                continue;

            await carrying.OutAsync(context, row, handoff, [changed], platform, changed.At);
            any = true;
        }

        return any;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Client {Client} was transferred by {Person}")]
    private partial void Done(Guid client, Guid person);
}
