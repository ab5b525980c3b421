using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>
/// Which messages follow from what happened. Every card of the handoff is redrawn, and since that notifies nobody, every change of turn
/// also mentions who must move.
/// </summary>
internal sealed class Messages(
    Rulebook rulebook, Platforms platforms, Roll roll, Outbox outbox, CommitmentMessages promises, Notices notices, Ids ids, Faults faults)
{
    private static readonly PerModel<Func<EngineContext, int, IAsyncEnumerable<string>>> ShownIn = new(() => EF.CompileAsyncQuery(
        (EngineContext context, int number) => context.Cards.Where(one => one.Handoff == number && one.Role == CardRole.Brief).Select(one => one.Lane).Distinct()));

    public async Task WriteAsync(
        EngineContext context, HandoffRow row, Handoff before, Handoff after, ImmutableArray<HandoffEvent> events)
    {
        foreach (var changed in events.OfType<HandoffEvent.SenderChanged>())
            await SenderAsync(context, row, after, changed);

        foreach (var owed in events.OfType<HandoffEvent.Owed>())
            await OwedAsync(context, row, after, owed);

        // A draft is its sender's own business until it was first sent.
        if (after.Round == 0 || events.All(one => IsDrafting(after, one)))
            return;

        // What kept it out of another team's channel is over.
        if (events.Any(one => one is HandoffEvent.ReRouted))
            row.NotPosted = null;

        await CardsAsync(context, row, before.Round, after, events);
        await notices.RefreshAsync(context, before, after, $"{after.Number}/v{row.Version}");
        foreach (var happened in events)
        {
            if (TurnOf(before, after, happened) is { } turn)
                await TurnAsync(context, row, after, happened, turn);

            await OwnershipAsync(context, row, before, after, happened);
            await promises.WriteAsync(context, row, after, happened);
        }
    }

    /// <summary>What is changed while it is with the sender is shown when it is sent.</summary>
    private static bool IsDrafting(Handoff after, HandoffEvent happened) =>
        happened is HandoffEvent.Saved or HandoffEvent.BeginningChanged or HandoffEvent.Planned or HandoffEvent.Unplanned
        || (happened is HandoffEvent.Committed or HandoffEvent.ExceptionAsked or HandoffEvent.ExceptionTakenBack or HandoffEvent.ExceptionVoided && after.Status is HandoffStatus.Draft or HandoffStatus.Rejected);

    /// <summary>What the cards show has changed without an event of the handoff's life: its clock was missed.</summary>
    public Task RedrawAsync(EngineContext context, HandoffRow row, Handoff handoff) => CardsAsync(context, row, handoff.Round, handoff, []);

    /// <param name="before">The round in which it was.</param>
    private async Task CardsAsync(EngineContext context, HandoffRow row, int before, Handoff after, ImmutableArray<HandoffEvent> events)
    {
        var teams = rulebook.Organization.Teams;
        var number = after.Number;
        // What one command writes of a handoff lies together in the index of keys.
        var key = $"{number}/v{row.Version}";
        await outbox.AddAsync(context, new(IntentKind.SenderCard, number), after.Sender, $"{key}/sender-card");
        if (teams.GetValueOrDefault(after.SendingTeam) is { Announce: true } sending && platforms.ChannelOf(sending) is { } announce)
            outbox.Add(context, new(IntentKind.Announcement, number), announce, $"{key}/announcement");

        var isSent = events.Any(one => one is HandoffEvent.Submitted or HandoffEvent.ReRouted);
        // What was never sent is shown nowhere.
        var shown = before == 0 ? [] : await ShownInAsync(context, number);
        var channel = ChannelOf(after);
        foreach (var lane in shown.Where(one => one.IsPerson))
            outbox.Add(context, new(IntentKind.BriefToLead, number), lane, $"{key}/brief-to-lead");

        // A team may have moved to another channel, or be gone from the files: a brief with live buttons is kept true wherever it stands.
        foreach (var lane in shown.Where(one => !one.IsPerson && (one.Platform, one.Chat) != (channel?.Platform, channel?.Channel)))
            outbox.Add(context, new(IntentKind.Brief, number), lane, $"{key}/brief");

        if (channel is not null)
            outbox.Add(context, new(IntentKind.Brief, number) { Confirms = isSent ? after.Round : null }, channel, $"{key}/brief");
        else if (isSent)
            await faults.BriefAsync(context, row, rulebook.WhyUnreachable(after.ReceivingTeam) ?? "It has no channel.");
    }

    private ChannelRef? ChannelOf(Handoff handoff) => platforms.ChannelOf(rulebook.Organization.Teams.GetValueOrDefault(handoff.ReceivingTeam));

    /// <summary>The receiving team's channel; that of the brief where the files have no such team any more.</summary>
    private async Task<Lane?> ReceivedInAsync(EngineContext context, Handoff handoff) => ChannelOf(handoff) is { } channel
        ? Lane.Of(channel)
        : (await ShownInAsync(context, handoff.Number)).Where(one => !one.IsPerson).Select(one => (Lane?)one).FirstOrDefault();

    /// <summary>Where the brief stands: in a channel, and with a lead who got it directly because its channel did not take it.</summary>
    private static async Task<IReadOnlyList<Lane>> ShownInAsync(EngineContext context, int number)
    {
        var lanes = new List<Lane>();
        await foreach (var lane in ShownIn.For(context)(context, number))
            lanes.Add(Lane.Parse(lane));
        return lanes;
    }

    private async Task TurnAsync(EngineContext context, HandoffRow row, Handoff after, HandoffEvent happened, Turn turn)
    {
        var key = $"{after.Number}/v{row.Version}/{turn}";
        var exception = (happened as HandoffEvent.FilledIn)?.Exception;
        if (await ReceivedInAsync(context, after) is { } lane)
        {
            var broadcast = turn is Turn.Resubmitted or Turn.ReRouted or Turn.Answered;
            outbox.Add(
                context, Asking(new(IntentKind.TurnToReceivers, after.Number) { Turn = turn, Broadcast = broadcast, Exception = exception }, after), lane, $"{key}/turn");
        }

        // Nobody is told what they have just done themselves, nor twice that they sent it: that is what the confirmation says.
        if (happened.By != after.Sender && turn is not (Turn.Submitted or Turn.Resubmitted or Turn.Released or Turn.Reassigned or Turn.SenderChanged))
            await ToSenderAsync(context, after, happened, Asking(new(IntentKind.TurnToSender, after.Number) { Turn = turn, Exception = exception }, after), $"{key}/turn-to-sender");
    }

    /// <summary>What offers to answer questions does so only as long as they are open.</summary>
    private Intent Asking(Intent intent, Handoff after) =>
        intent is { Turn: Turn.Asked } or { Kind: IntentKind.TurnToSender, Turn: Turn.AcceptUndone or Turn.RejectUndone } && !after.OpenQuestions.IsEmpty
            ? intent with { Notice = ids.New(), Questions = [.. after.OpenQuestions.Select(one => one.Number)] }
            : intent;

    /// <summary>Who covers for the sender hears it as well, and where the sender can be reached no more, the lead does.</summary>
    private async Task ToSenderAsync(EngineContext context, Handoff after, HandoffEvent happened, Intent intent, string key)
    {
        var isReached = await outbox.AddAsync(context, intent, after.Sender, key);
        var cover = isReached ? await roll.StandInAsync(context, after.Sender) : null;
        PersonId? instead = isReached && (cover is null || await MaySeeAsync(context, after, cover.Value))
            ? cover
            : rulebook.Organization.Teams.GetValueOrDefault(after.SendingTeam)?.Lead is { } lead
                ? (await roll.NamedAsync(context, [lead])).Cast<PersonId?>().FirstOrDefault()
                : null;
        if (instead is { } other && other != happened.By && other != after.Sender)
            await outbox.AddAsync(context, intent with { Person = other.Value }, other, key);
    }

    /// <summary>Covering for somebody gives no right to read: the message goes to the lead then.</summary>
    private async Task<bool> MaySeeAsync(EngineContext context, Handoff handoff, PersonId person)
    {
        if (await roll.ActorAsync(context, person) is not { } actor)
            return false;

        var client = handoff.Client is { } id ? (await context.Clients.FindAsync([id.Value], CancellationToken.None))?.ToClient() : null;
        return Permissions.MaySee(actor, handoff, client, client is null ? [] : await roll.TeamsOfAsync(context, client.Owner));
    }

    private async Task OwnershipAsync(EngineContext context, HandoffRow row, Handoff before, Handoff after, HandoffEvent happened)
    {
        var key = $"{after.Number}/v{row.Version}";
        if (happened is HandoffEvent.Accepted accepted)
        {
            var (owner, previous) = (accepted.Owner, accepted.PreviousOwner);
            var about = new Intent(IntentKind.OwnershipReceived, after.Number) { Person = owner.Value, Other = previous.Value };
            // In the brief's thread the owner is mentioned; a direct message is for when there is none.
            if (owner != accepted.By && owner != previous && await ReceivedInAsync(context, after) is null)
                await outbox.AddAsync(context, about, owner, $"{key}/owner");

            // The sender hears of it with the answer.
            if (previous != owner && previous != after.Sender && previous != accepted.By)
                await outbox.AddAsync(context, about with { Kind = IntentKind.OwnershipMoved }, previous, $"{key}/owned");
        }

        if (happened is HandoffEvent.SentBack back && back.Owner != back.PreviousOwner)
        {
            var says = new Intent(IntentKind.Sentence, after.Number)
            {
                Text = $"{after.Reference} was sent back to be mended, so {after.Called} belongs to its earlier owner again.",
            };
            foreach (var person in new[] { back.PreviousOwner, back.Owner }.Where(one => one != back.By && one != after.Sender))
                await outbox.AddAsync(context, says, person, $"{key}/sent-back/{person.Value}");
        }

        if (happened is HandoffEvent.AcceptUndone undone && before.Accepted is { } was && was.Owner != undone.Owner)
        {
            var says = new Intent(IntentKind.Sentence, after.Number)
            {
                Text = $"The acceptance of {after.Reference} was taken back, so {after.Called} belongs to its earlier owner again.",
            };
            foreach (var person in new[] { was.Owner, undone.Owner }.Where(one => one != undone.By && one != after.Sender))
                await outbox.AddAsync(context, says, person, $"{key}/undone/{person.Value}");
        }
    }

    /// <summary>Whoever is to write it is told, though nobody sees a draft.</summary>
    public async Task OwedAsync(EngineContext context, HandoffRow row, Handoff after, HandoffEvent.Owed owed)
    {
        if (owed.By != after.Sender)
            await outbox.AddAsync(context, new(IntentKind.TurnToSender, after.Number) { Turn = Turn.Owed }, after.Sender, $"{after.Number}/v{row.Version}/owed");
    }

    /// <summary>Whoever sends it now goes on, with a draft as well; whoever did before need not.</summary>
    private async Task SenderAsync(EngineContext context, HandoffRow row, Handoff after, HandoffEvent.SenderChanged changed)
    {
        var key = $"{after.Number}/v{row.Version}";
        var says = new Intent(IntentKind.Sentence, after.Number) { Text = $"{after.Reference} · {after.Called} has another sender now. You need do nothing more about it." };
        if (changed.Sender != changed.By)
            await outbox.AddAsync(context, new(IntentKind.TurnToSender, after.Number) { Turn = Turn.SenderChanged }, changed.Sender, $"{key}/sender");
        if (changed.PreviousSender != changed.By)
            await outbox.AddAsync(context, says, changed.PreviousSender, $"{key}/previous-sender");
        foreach (var lane in await SentByAsync(context, after.Number))
            outbox.Add(context, new(IntentKind.SenderCard, after.Number), lane, $"{key}/sender-card-of-another");
    }

    /// <summary>Where the sender's card stands.</summary>
    private static async Task<IReadOnlyList<Lane>> SentByAsync(EngineContext context, int number)
    {
        var lanes = await context.Cards.Where(one => one.Handoff == number && one.Role == CardRole.SenderCard).Select(one => one.Lane).Distinct().ToListAsync();
        return lanes.ConvertAll(Lane.Parse);
    }

    private static Turn? TurnOf(Handoff before, Handoff after, HandoffEvent happened) => happened switch
    {
        HandoffEvent.Submitted => before.Round == 0 ? Turn.Submitted : Turn.Resubmitted,
        HandoffEvent.Withdrawn => Turn.Withdrawn,
        HandoffEvent.Asked => Turn.Asked,
        // What is open still leaves the turn where it is.
        HandoffEvent.Answered when after.Status == HandoffStatus.Submitted => Turn.Answered,
        HandoffEvent.Accepted => Turn.Accepted,
        HandoffEvent.Rejected => Turn.Rejected,
        HandoffEvent.AcceptUndone => Turn.AcceptUndone,
        HandoffEvent.RejectUndone => Turn.RejectUndone,
        HandoffEvent.KickedOff => Turn.Completed,
        HandoffEvent.Released => Turn.Released,
        HandoffEvent.Reassigned => Turn.Reassigned,
        HandoffEvent.SenderChanged => Turn.SenderChanged,
        HandoffEvent.ReRouted => Turn.ReRouted,
        HandoffEvent.SentBack => Turn.SentBack,
        HandoffEvent.Reopened => Turn.Reopened,
        HandoffEvent.ReceiverLeft => Turn.ReceiverLeft,
        HandoffEvent.FilledIn => Turn.FilledIn,
        _ => null,
    };
}
