using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using static HandoffBot.Core.Tests.Handoffs.Turned;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>The table of a handoff's life, row by row: from where to where an act leads, and who may do it, in stories of random people.</summary>
public sealed class TheLifesTableHoldsAlways
{
    private static readonly HandoffStatus[] WithTheSender = [HandoffStatus.Draft, HandoffStatus.Rejected];
    private static readonly HandoffStatus[] WithTheReceiver = [HandoffStatus.Submitted, HandoffStatus.Clarifying];
    private static readonly HandoffStatus[] TakenOver = [HandoffStatus.Accepted, HandoffStatus.Completed];

    [Fact]
    public void An_act_leads_from_where_to_where_the_table_says() => After_every_move(move =>
    {
        if (move.Events.IsEmpty)
        {
            Assert.Equal(move.Was.Status, move.Is.Status);
            return;
        }

        var (from, to) = Row(move.Events[0], move);
        Assert.Contains(move.Was.Status, from);
        Assert.Equal(to, move.Is.Status);
    });

    [Fact]
    public void An_act_is_done_by_whom_the_table_names() => After_every_move(move =>
        Assert.All(move.Events, happened => Assert.True(IsTheirs(happened, move), $"{move.Actor.Name}: {happened}")));

    [Fact]
    public void What_is_offered_is_what_is_granted() => After_every_move(move =>
    {
        var offered = Acts.For(move.Was, move.Actor, World.Acme, move.Circumstances.Client, move.Circumstances.Now);
        void Same(Act act, HandoffCommand command) => Assert.Equal(
            offered.Contains(act), HandoffRules.Decide(move.Was, command, move.Actor, move.Circumstances) is Decision.Granted);

        var round = move.Was.Round;
        Same(Act.Withdraw, new HandoffCommand.Withdraw(round));
        Same(Act.Discard, new HandoffCommand.Discard(round));
        Same(Act.KickOff, new HandoffCommand.KickOff(round));
        Same(Act.Claim, new HandoffCommand.Claim(round));
        Same(Act.Undo, new HandoffCommand.Undo(round));
        Same(Act.Accept, Story.Accept(round, move.Was.Revision, move.Actor.Person) with { Replies = Story.Acknowledging(move.Was) });
        Same(Act.Promise, Story.Promise(round, 99, "Something else"));
        Same(Act.Reject, Story.Reject(round, move.Was.Revision));
        Same(Act.Ask, new HandoffCommand.Ask(round, move.Was.Revision, [new("Who signs?", [], false)]));
        Same(Act.Answer, new HandoffCommand.AnswerQuestions(
            round, move.Was.Revision, move.Was.OpenQuestions.ToImmutableDictionary(one => one.Number, _ => "Jo."), ImmutableDictionary<string, Answer?>.Empty));
        Same(Act.FillIn, Story.FillIn(move.Was));
        Same(Act.Release, new HandoffCommand.Release(round));
        Same(Act.ReRoute, Story.ReRoute(round, move.Was.ReceivingTeam, move.Was.ReceivingTeam == "delivery" ? "onboarding" : "delivery"));
        Same(Act.SendBack, Story.SendBack(round));
        if (move.Circumstances.Other is null)
            Same(Act.Reopen, new HandoffCommand.Reopen(round));
        Same(Act.Continue, new HandoffCommand.Save(round, ImmutableDictionary<string, Answer?>.Empty, move.Was.Step));
    });

    /// <summary>Random sequences are worth nothing if they never get anywhere.</summary>
    [Fact]
    public void The_moves_reach_every_state_every_event_and_the_granting_of_every_command()
    {
        var (states, events, granted) = (new HashSet<HandoffStatus>(), new HashSet<Type>(), new HashSet<Type>());
        After_every_move(move =>
        {
            states.Add(move.Is.Status);
            events.UnionWith(move.Events.Select(happened => happened.GetType()));
            if (move is { Command: { } command, Events.IsEmpty: false })
                granted.Add(command.GetType());
        }, Fixed);

        Assert.Equal(Enum.GetValues<HandoffStatus>().Order(), states.Order());
        Assert.Equal(Names(typeof(HandoffEvent).GetNestedTypes().Except([typeof(HandoffEvent.Started)])), Names(events));
        Assert.Equal(Names(typeof(HandoffCommand).GetNestedTypes()), Names(granted));
    }

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Order();

    /// <summary>Where the act can be done, and where it leads. What the table does not have leaves the handoff where it is.</summary>
    private static (HandoffStatus[] From, HandoffStatus To) Row(HandoffEvent happened, Turned move) => happened switch
    {
        HandoffEvent.Submitted => (WithTheSender, HandoffStatus.Submitted),
        HandoffEvent.Discarded => (WithTheSender, HandoffStatus.Discarded),
        HandoffEvent.Asked => (WithTheReceiver, HandoffStatus.Clarifying),
        HandoffEvent.Answered => ([HandoffStatus.Clarifying], move.Is.OpenQuestions.IsEmpty ? HandoffStatus.Submitted : HandoffStatus.Clarifying),
        HandoffEvent.Withdrawn => (WithTheReceiver, HandoffStatus.Draft),
        HandoffEvent.Accepted => (WithTheReceiver, HandoffStatus.Accepted),
        HandoffEvent.Rejected => (WithTheReceiver, HandoffStatus.Rejected),
        HandoffEvent.ReRouted => (WithTheReceiver, HandoffStatus.Submitted),
        HandoffEvent.KickedOff => ([HandoffStatus.Accepted], HandoffStatus.Completed),
        HandoffEvent.SentBack => ([HandoffStatus.Accepted], HandoffStatus.Rejected),
        HandoffEvent.Reopened => ([HandoffStatus.Completed], HandoffStatus.Accepted),
        HandoffEvent.AcceptUndone => ([HandoffStatus.Accepted], move.Is.OpenQuestions.IsEmpty ? HandoffStatus.Submitted : HandoffStatus.Clarifying),
        HandoffEvent.RejectUndone => ([HandoffStatus.Rejected], move.Is.OpenQuestions.IsEmpty ? HandoffStatus.Submitted : HandoffStatus.Clarifying),
        HandoffEvent.Saved or HandoffEvent.Planned or HandoffEvent.Unplanned or HandoffEvent.ExceptionTakenBack or HandoffEvent.SenderLeft => (WithTheSender, move.Was.Status),
        HandoffEvent.Corrected or HandoffEvent.Claimed or HandoffEvent.Released or HandoffEvent.Reassigned or HandoffEvent.ReceiverLeft => (WithTheReceiver, move.Was.Status),
        HandoffEvent.ExceptionAsked or HandoffEvent.Committed => ([.. WithTheSender, .. WithTheReceiver], move.Was.Status),
        HandoffEvent.SenderChanged => ([.. WithTheSender, .. WithTheReceiver, HandoffStatus.Accepted], move.Was.Status),
        HandoffEvent.Finished or HandoffEvent.FilledIn => (TakenOver, move.Was.Status),
        HandoffEvent.OwnerChanged => ([HandoffStatus.Accepted], move.Was.Status),
        HandoffEvent.Owed => ([HandoffStatus.Draft], move.Was.Status),
        HandoffEvent.EvidenceAdded or HandoffEvent.EvidenceRemoved => (Enum.GetValues<HandoffStatus>(), move.Was.Status),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "The table does not have it."),
    };

    private static bool IsTheirs(HandoffEvent happened, Turned move)
    {
        var (was, by) = (move.Was, move.Actor);
        var isReceiver = by.IsMemberOf(was.ReceivingTeam) && by.Person != was.Sender;
        var isSending = by.Person == was.Sender || by.IsLeadOf(was.SendingTeam);
        return happened switch
        {
            HandoffEvent.Submitted or HandoffEvent.Discarded or HandoffEvent.Withdrawn or HandoffEvent.Saved => isSending,
            HandoffEvent.Planned or HandoffEvent.Unplanned or HandoffEvent.ExceptionTakenBack => isSending,
            HandoffEvent.Corrected => by.Person == was.Sender,
            HandoffEvent.ExceptionAsked or HandoffEvent.Committed => move.IsBySendersSide || (move.Command is HandoffCommand.Accept && isReceiver),
            HandoffEvent.Asked or HandoffEvent.Accepted or HandoffEvent.Rejected or HandoffEvent.Claimed => isReceiver,
            HandoffEvent.Reassigned => isReceiver || by.IsLeadOf(was.ReceivingTeam),
            HandoffEvent.Answered => by.IsMemberOf(was.SendingTeam) || by.Person == was.Sender,
            HandoffEvent.ReRouted => isReceiver || by.IsLeadOf(was.ReceivingTeam) || by.IsLeadOf(was.SendingTeam) || by.IsAdmin,
            HandoffEvent.Released => by.Person == was.ClaimedBy,
            HandoffEvent.SenderChanged => by.IsLeadOf(was.SendingTeam),
            HandoffEvent.KickedOff => move.IsByOwner || by.IsMemberOf(was.ReceivingTeam),
            HandoffEvent.SentBack or HandoffEvent.Reopened => move.IsByOwner || by.IsLeadOf(was.ReceivingTeam),
            HandoffEvent.AcceptUndone => by.Person == was.Accepted!.By,
            HandoffEvent.RejectUndone => by.Person == was.Rejected!.By,
            HandoffEvent.FilledIn or HandoffEvent.Finished => move.IsByOwner || by.IsMemberOf(was.ReceivingTeam) || by.IsMemberOf(was.SendingTeam) || by.Person == was.Sender,
            HandoffEvent.SenderLeft => by.Person == was.Sender,
            HandoffEvent.ReceiverLeft => by.Person == was.ClaimedBy || by.Person == was.Proposal?.Person,
            HandoffEvent.OwnerChanged or HandoffEvent.Owed => move.IsByOwner || by.IsAdmin || World.Actor(move.Circumstances.Client!.Owner).Teams.Any(by.IsLeadOf),

            // They come with an act, and are whoever's that is.
            HandoffEvent.BeginningChanged or HandoffEvent.ExceptionVoided or HandoffEvent.ClientTimeBegan or HandoffEvent.ClientTimeEnded => true,
            HandoffEvent.EvidenceRemoved removed => by.Person == removed.Evidence.AddedBy || by.Person == was.Sender || by.IsAdmin,
            HandoffEvent.EvidenceAdded => !by.Teams.IsEmpty || by.IsAdmin || move.IsByOwner,
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "The table does not have it."),
        };
    }
}
