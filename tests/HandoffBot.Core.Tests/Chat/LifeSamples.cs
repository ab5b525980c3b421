using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>
/// What each row of a handoff's life leaves behind: the brief, the sender's card, and what is said to either side. With those of
/// <see cref="Samples"/> a person can review a whole life, as both platforms draw it.
/// </summary>
internal static class LifeSamples
{
    private static readonly Uri Link = new("https://acme.slack.example/archives/C0ONB/p1");
    private static readonly HandoffView Submitted = Scene.View(HandoffStatus.Submitted) with { BriefLink = Link };
    private static readonly HandoffView Clarifying = Scene.View(HandoffStatus.Clarifying) with { BriefLink = Link };
    private static readonly HandoffView Rejected = Scene.View(HandoffStatus.Rejected) with { Due = Scene.Now + Duration.FromHours(8), Clock = ClockKind.Rework };
    private static readonly HandoffView Accepted = Scene.View(HandoffStatus.Accepted) with { Due = Scene.Now + Duration.FromDays(2), Clock = ClockKind.Kickoff, BriefLink = Link };
    private static readonly HandoffView Completed = Scene.View(HandoffStatus.Completed) with { BriefLink = Link };
    private static readonly HandoffView Withdrawn = Scene.View(Scene.Handoff(HandoffStatus.Draft) with { Round = 1 });
    private static readonly HandoffView Discarded = Scene.View(HandoffStatus.Discarded);
    private static readonly HandoffView ReRouted = Scene.View(Scene.ReRouted) with { BriefLink = Link };
    private static readonly HandoffView Reopened = Scene.View(Scene.Reopened) with { BriefLink = Link };
    private static readonly HandoffView SentBack = Scene.View(Scene.SentBack);
    private static readonly HandoffView Claimed = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { ClaimedBy = Scene.Olu.Id });

    /// <summary>Mended after a rejection, so that it waits in its second round.</summary>
    private static readonly HandoffView Resubmitted = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Round = 2, Rejected = Scene.Handoff(HandoffStatus.Rejected).Rejected });

    /// <summary>Nobody answered in time.</summary>
    private static readonly HandoffView Overdue = Submitted with { Due = Scene.Now - Duration.FromHours(1), MissedAt = Scene.Now - Duration.FromHours(1) };

    /// <summary>Two questions were answered, after three hours in which the client was waited for.</summary>
    public static HandoffView Answered { get; } = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with
    {
        ClarificationRun = ClockRun.First(Scene.Now),
        Questions =
        [
            Scene.Question(1, "Which modules were sold?", "scope") with { Reply = new(Scene.Sam.Id, Scene.Now, "") },
            Scene.Question(2, "Who signs?") with { Reply = new(Scene.Sam.Id, Scene.Now, "Jo, their *CFO*") },
        ],
        ClientTimes = [new(Scene.Now - Duration.FromHours(3), Scene.Now)],
    });

    /// <summary>What asked both of them.</summary>
    private static readonly QuestionNotice Asking = new(new("11111111-2222-4333-8444-555555555555"), [1, 2]);

    private static readonly HandoffView PartlyAnswered = Clarifying with
    {
        Handoff = Clarifying.Handoff with { Questions = [Answered.Handoff.Questions[0], Scene.Question(2, "Who signs?")] },
    };

    private static readonly PersonView Ana = Scene.Person(4, "Ana");

    /// <summary>A colleague of the sender knew it.</summary>
    private static readonly HandoffView AnsweredByAna = Answered with
    {
        Handoff = Answered.Handoff with { Questions = [Scene.Question(1, "Who signs?") with { Reply = new(Ana.Id, Scene.Now, "Jo, their *CFO*") }] },
        People = Answered.People.SetItem(Ana.Id, Ana),
    };

    public static IReadOnlyDictionary<string, Card> Cards { get; } = new Dictionary<string, Card>
    {
        ["turn-submitted-sender"] = TurnCards.Sent(Submitted),
        ["brief-overdue"] = BriefCard.For(Overdue),
        ["brief-claimed"] = BriefCard.For(Claimed),
        ["turn-released"] = TurnCards.ToReceivers(Submitted, Turn.Released),
        ["turn-reassigned"] = TurnCards.ToReceivers(Submitted, Turn.Reassigned),
        ["turn-sender-changed-receivers"] = TurnCards.ToReceivers(Submitted, Turn.SenderChanged),
        ["turn-receiver-left"] = TurnCards.ToReceivers(Submitted, Turn.ReceiverLeft),
        ["turn-receiver-left-sender"] = TurnCards.ToSender(Submitted, Turn.ReceiverLeft),
        ["turn-asked-receivers"] = TurnCards.ToReceivers(Clarifying, Turn.Asked),
        ["turn-asked-partly"] = TurnCards.ToReceivers(PartlyAnswered, Turn.Asked, Asking),
        ["turn-asked-over"] = TurnCards.ToReceivers(Answered, Turn.Asked, Asking),
        ["turn-asked-over-sender"] = TurnCards.ToSender(Answered, Turn.Asked, notice: Asking),
        ["brief-answered"] = BriefCard.For(Answered),
        ["sender-answered"] = SenderCard.For(Answered),
        ["turn-answered-sender"] = TurnCards.ToSender(AnsweredByAna, Turn.Answered),
        ["brief-withdrawn"] = BriefCard.For(Withdrawn),
        ["sender-withdrawn"] = SenderCard.For(Withdrawn),
        ["turn-withdrawn"] = TurnCards.ToReceivers(Withdrawn, Turn.Withdrawn),
        ["turn-withdrawn-sender"] = TurnCards.ToSender(Withdrawn, Turn.Withdrawn),
        ["brief-discarded"] = BriefCard.For(Discarded),
        ["sender-discarded"] = SenderCard.For(Discarded),
        ["sender-accepted"] = SenderCard.For(Accepted),
        ["turn-accepted"] = TurnCards.ToReceivers(Accepted, Turn.Accepted),
        ["turn-accepted-sender"] = TurnCards.ToSender(Accepted, Turn.Accepted),
        ["turn-accept-undone"] = TurnCards.ToReceivers(Submitted, Turn.AcceptUndone),
        ["turn-accept-undone-sender"] = TurnCards.ToSender(Submitted, Turn.AcceptUndone),
        ["sender-rejected"] = SenderCard.For(Rejected),
        ["turn-rejected-receivers"] = TurnCards.ToReceivers(Rejected, Turn.Rejected),
        ["turn-reject-undone"] = TurnCards.ToReceivers(Submitted, Turn.RejectUndone),
        ["turn-reject-undone-sender"] = TurnCards.ToSender(Submitted, Turn.RejectUndone),
        ["sender-re-routed"] = SenderCard.For(ReRouted),
        ["turn-re-routed-sender"] = TurnCards.ToSender(ReRouted, Turn.ReRouted),
        ["brief-resubmitted"] = BriefCard.For(Resubmitted),
        ["sender-resubmitted"] = SenderCard.For(Resubmitted),
        ["turn-resubmitted"] = TurnCards.ToReceivers(Resubmitted, Turn.Resubmitted),
        ["brief-completed"] = BriefCard.For(Completed),
        ["sender-completed"] = SenderCard.For(Completed),
        ["turn-completed"] = TurnCards.ToReceivers(Completed, Turn.Completed),
        ["turn-completed-sender"] = TurnCards.ToSender(Completed, Turn.Completed),
        ["brief-sent-back"] = BriefCard.For(SentBack),
        ["sender-sent-back"] = SenderCard.For(SentBack),
        ["turn-sent-back-receivers"] = TurnCards.ToReceivers(SentBack, Turn.SentBack),
        ["sender-reopened"] = SenderCard.For(Reopened),
        ["turn-reopened"] = TurnCards.ToReceivers(Reopened, Turn.Reopened),
        ["turn-reopened-sender"] = TurnCards.ToSender(Reopened, Turn.Reopened),
    };
}
