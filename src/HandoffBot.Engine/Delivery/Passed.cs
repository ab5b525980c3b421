using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// What a message meant to say may have passed while it waited, behind others or for an admin to replay it. Then it is not sent: whoever
/// must move now was told by a later one.
/// </summary>
internal static class Passed
{
    /// <returns>Why it is not sent; null when it still holds.</returns>
    public static string? WhyNot(Intent intent, HandoffView view) => intent.Kind switch
    {
        IntentKind.TurnToReceivers or IntentKind.TurnToSender when intent.Turn is { } turn && !Holds(turn, view.Handoff.Status) => "the turn has changed again",
        IntentKind.Confirmation when view.Handoff.Status is HandoffStatus.Draft or HandoffStatus.Discarded => "it was taken back",
        IntentKind.NotPosted when view.NotPosted is null => "the brief was posted meanwhile",
        IntentKind.Dispute when !Holds(intent, view.Handoff) => "the dispute has ended",
        _ => null,
    };

    private static bool Holds(Intent intent, Handoff handoff)
    {
        var promise = handoff.Commitments.FirstOrDefault(one => one.Id.Value == intent.Commitment);
        return intent.Dispute switch
        {
            DisputeTurn.Disputed => promise is { IsRunning: true, Dispute: not null },
            DisputeTurn.Suggested => promise is { IsRunning: true, Dispute.Proposal: not null },
            _ => promise is { IsRunning: true, Dispute: null },
        };
    }

    private static bool Holds(Turn turn, HandoffStatus status) => turn switch
    {
        Turn.Answered => status is HandoffStatus.Submitted,
        Turn.Submitted or Turn.Resubmitted or Turn.ReRouted or Turn.AcceptUndone or Turn.RejectUndone
            or Turn.Released or Turn.Reassigned or Turn.ReceiverLeft => status is HandoffStatus.Submitted or HandoffStatus.Clarifying,
        Turn.Asked => status is HandoffStatus.Clarifying,
        Turn.Owed => status is HandoffStatus.Draft,
        Turn.Withdrawn => status is HandoffStatus.Draft or HandoffStatus.Discarded,
        Turn.Rejected or Turn.SentBack => status is HandoffStatus.Rejected,
        Turn.Accepted or Turn.Reopened or Turn.FilledIn => status is HandoffStatus.Accepted or HandoffStatus.Completed,
        Turn.Completed => status is HandoffStatus.Completed,
        _ => true,
    };
}
