using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Desks;

/// <summary>
/// Carries out what people ask: loads, lets the rules decide, and saves everything that follows in one transaction. Who may is asked
/// of the database each time, never of what a card or form carries.
/// </summary>
internal sealed partial class Desk(
    CommitSeam seam, Rulebook rulebook, Roll roll, Scene scene, Carrying carrying, ILogger<Desk> log)
{
    private readonly ByColumn<HandoffRow, int> _handoffs = new(one => one.Number);
    private readonly ByColumn<ReceiptRow, string> _receipts = new(one => one.Id);

    /// <param name="receipt">Identifies the inbound message; a repeated one decides nothing.</param>
    public async Task<DeskAnswer> ActAsync(
        int number, HandoffCommand command, PersonId by, string? receipt, Platform? platform, CancellationToken cancellationToken)
    {
        var answer = await seam.RunAsync(context => DecideAsync(context, number, command, by, receipt, platform), cancellationToken);
        if (answer is DeskAnswer.Granted granted)
            Done(granted.After.Number, command.GetType().Name, by.Value);
        return answer;
    }

    /// <summary>Draws a number and opens a draft, or goes on with the one that exists for that client.</summary>
    public Task<StartAnswer> StartAsync(
        string playbookKey, PersonId by, Answers? preset, string? receipt, Platform? platform, CancellationToken cancellationToken)
    {
        if (!rulebook.Current.Playbooks.TryGetValue(playbookKey, out var playbook))
            return Task.FromResult<StartAnswer>(new StartAnswer.UnknownPlaybook());

        return rulebook.Unreachable(playbook) is { } why
            ? Task.FromResult<StartAnswer>(new StartAnswer.Unreachable(why))
            : seam.RunAsync(context => BeginAsync(context, playbook, by, preset ?? Answers.None, receipt, platform), cancellationToken);
    }

    private async Task<DeskAnswer> DecideAsync(
        EngineContext context, int number, HandoffCommand command, PersonId by, string? receipt, Platform? platform)
    {
        await context.LockHandoffsAsync(number);
        if (await _handoffs.OneAsync(context, number) is not { } row)
            return new DeskAnswer.NotFound();

        var handoff = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));
        if (receipt is not null && await _receipts.OneAsync(context, receipt) is not null)
            return new DeskAnswer.Repeated(handoff);

        if (await roll.ActorAsync(context, by) is not { } actor)
            return new DeskAnswer.NotFound();

        var proposes = ProposingIn(handoff, command);
        if (proposes is not null)
            await context.LockTeamsAsync(proposes);

        var circumstances = await scene.SetAsync(context, handoff, proposes);
        switch (HandoffRules.Decide(handoff, command, actor, circumstances))
        {
            case Decision.Refused refused:
                return new DeskAnswer.Refused(refused.Refusal, handoff);

            case Decision.Granted granted:
                var (after, events) = await carrying.OutAsync(context, row, handoff, granted.Events, platform, circumstances.Now);
                Keep(context, receipt, number, circumstances.Now);
                return new DeskAnswer.Granted(after, events);

            default:
                throw new InvalidOperationException("An unknown decision.");
        }
    }

    private async Task<StartAnswer> BeginAsync(
        EngineContext context, Playbook playbook, PersonId by, Answers preset, string? receipt, Platform? platform)
    {
        await HandoffNumbers.LockAsync(context);
        if (await DraftAsync(context, playbook, by, preset, receipt) is { } draft)
            return new StartAnswer.Resumed(draft);

        var actor = await roll.ActorAsync(context, by)
            ?? throw new InvalidOperationException("Whoever starts a handoff was looked up a moment ago.");
        var circumstances = await scene.SetAsync(context, Blank(playbook, by, preset));
        var counter = await HandoffNumbers.CounterAsync(context);
        switch (HandoffRules.Start(counter.Next, playbook, actor, circumstances, preset))
        {
            case Beginning.Refused refused:
                return new StartAnswer.Refused(refused.Refusal);

            case Beginning.Begun begun:
                counter.Next++;
                await carrying.BeginAsync(context, begun, platform);
                Keep(context, receipt, begun.Handoff.Number, circumstances.Now);
                return new StartAnswer.Begun(begun.Handoff);

            default:
                throw new InvalidOperationException("An unknown beginning.");
        }
    }

    /// <summary>The draft to go on with: that of the repeated message, that for the same client, or one in which nothing stands yet.</summary>
    private async Task<Handoff?> DraftAsync(EngineContext context, Playbook playbook, PersonId by, Answers preset, string? receipt)
    {
        var begun = receipt is null ? null : await context.Receipts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == receipt);
        var drafts = context.Handoffs.AsNoTracking().Where(one => one.Sender == by.Value && one.Status == HandoffStatus.Draft);
        var client = preset.Find(playbook.Checklist.ClientField.Id) is Answer.Client named ? Core.Clients.Client.Fold(named.Name) : null;
        var row = begun?.Handoff is { } number
            ? await context.Handoffs.AsNoTracking().SingleOrDefaultAsync(one => one.Number == number)
            : await drafts.Where(one => one.Playbook == playbook.Key && one.ClientFolded == client && (client != null || one.Revision == 0))
                .OrderByDescending(one => one.Number).FirstOrDefaultAsync();
        var draft = row?.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));

        // The playbook may have handed something else over when that was begun.
        return draft?.Subject == playbook.Subject || begun is not null ? draft : null;
    }

    /// <summary>The teams in which the command may propose an owner; null when it proposes nobody.</summary>
    private static IReadOnlyCollection<string>? ProposingIn(Handoff handoff, HandoffCommand command) => command switch
    {
        HandoffCommand.Submit => [.. handoff.Playbook.Receivers.Append(handoff.ReceivingTeam).Distinct()],
        HandoffCommand.ReRoute reRoute => [reRoute.To],
        _ => null,
    };

    private static Handoff Blank(Playbook playbook, PersonId by, Answers preset) => new()
    {
        Number = 0, Playbook = playbook, Status = HandoffStatus.Draft, Sender = by, SendingTeam = playbook.From, ReceivingTeam = playbook.To,
        Answers = preset, StartedAt = default,
    };

    private static void Keep(EngineContext context, string? receipt, int number, NodaTime.Instant now)
    {
        if (receipt is not null)
            context.Append(new ReceiptRow { Id = receipt, At = now, Handoff = number });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "H-{Number}: {Command} by {Person}")]
    private partial void Done(int number, string command, Guid person);
}
