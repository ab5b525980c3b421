using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Handoffs;

/// <summary>The promises to the client that are handed over with it.</summary>
public static partial class HandoffRules
{
    /// <summary>The most promises that one handoff carries: each is answered on the one form that accepts it.</summary>
    public const int MostCommitments = 10;

    /// <summary>Nothing is promised for later than so many years from now.</summary>
    private const int LongestYears = 20;

    private static Decision Promise(Scene scene, HandoffCommand.Promise promise)
    {
        var handoff = scene.Handoff;
        if (CannotWord(scene, promise.Round) is { } refusal)
            return Refused(refusal);

        // Other words of the same promise came up in the same message.
        var known = handoff.Commitments.FirstOrDefault(one => one.Id == promise.Id);
        var text = promise.Text.Trimmed() with { Link = known is null ? promise.Text.Link : known.Text.Link };
        if (known?.Text == text)
            return Granted();

        if (known is null && handoff.Commitments.Length >= MostCommitments)
            return Refused(new Refusal.TooManyPromises(handoff.Reference, MostCommitments));

        if (WhyNot(text, known, scene.Circumstances.Today) is { } wrong)
            return Refused(wrong);

        return Granted(new HandoffEvent.Committed(known is null
            ? new CommitmentEvent.Recorded(scene.By, scene.Now, Begun(scene, promise.Id, text))
            : new CommitmentEvent.Reworded(known.Id, scene.By, scene.Now, text)));
    }

    private static Commitment Begun(Scene scene, CommitmentId id, PromiseText text) => new()
    {
        Id = id,
        Text = text,
        PromisedBy = scene.Handoff.Sender,
        RecordedBy = scene.By,
        RecordedAt = scene.Now,
        Client = scene.Handoff.Client,
        With = new HandedOver(scene.Handoff.Number, scene.Handoff.Sender, scene.Handoff.SendingTeam),
    };

    private static Decision Unpromise(Scene scene, HandoffCommand.Unpromise unpromise)
    {
        if (CannotWord(scene, unpromise.Round) is { } refusal)
            return Refused(refusal);

        return scene.Handoff.Commitments.FirstOrDefault(one => one.Id == unpromise.Id) is { } known
            ? Granted(new HandoffEvent.Committed(new CommitmentEvent.Removed(known.Id, scene.By, scene.Now, known.Text.What)))
            : Refused(new Refusal.NoSuchPromise(scene.Handoff.Reference));
    }

    /// <summary>What is promised is content: whoever edits words it while it is with the sender, the sender alone while the receiver reads.</summary>
    private static Refusal? CannotWord(Scene scene, int round)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(round) is { } another)
            return another;

        return handoff switch
        {
            { Status: HandoffStatus.Draft or HandoffStatus.Rejected } =>
                Permissions.MayEdit(scene.Actor, handoff) ? null : WhoMay.Edit(handoff, scene.Circumstances),
            { IsOpen: true } => Permissions.MayCorrect(scene.Actor, handoff) ? null : WhoMay.Correct(handoff, scene.Circumstances),
            _ => new Refusal.NotWithTheSender(scene.Standing),
        };
    }

    /// <summary>A day that has passed since it was named may stay: what was promised for it is overdue, not wrong.</summary>
    internal static Refusal.UnfitPromise? WhyNot(PromiseText text, Commitment? known, NodaTime.LocalDate today) => text switch
    {
        { What: "" } => new(PromisePart.What, "Say what was promised."),
        { What.Length: > PromiseText.LongestWhat } => TooLong(PromisePart.What, text.What.Length, PromiseText.LongestWhat),
        { Where.Length: > PromiseText.LongestWhere } => TooLong(PromisePart.Where, text.Where.Length, PromiseText.LongestWhere),
        _ => text.Due == known?.Text.Due ? null : WhyNot(text.Due, today),
    };

    internal static Refusal.UnfitPromise? WhyNot(NodaTime.LocalDate due, NodaTime.LocalDate today)
    {
        if (due < today)
            return new(PromisePart.Due, "Choose today or a later date.");

        return due > today.PlusYears(LongestYears) ? new(PromisePart.Due, $"Choose a day within {LongestYears} years.") : null;
    }

    private static Refusal.UnfitPromise TooLong(PromisePart part, int length, int most) =>
        new(part, $"Write at most {most} characters; there are {length}.");

    /// <summary>The handoff after something happened to one of its promises. While it is not accepted, they are content that somebody reads.</summary>
    private static Handoff Committed(Handoff handoff, CommitmentEvent happened)
    {
        var place = handoff.Commitments.ToList().FindIndex(one => one.Id == happened.Id);
        var commitments = (happened, place) switch
        {
            (CommitmentEvent.Recorded recorded, < 0) => handoff.Commitments.Add(recorded.Commitment),
            (CommitmentEvent.Removed, >= 0) => handoff.Commitments.RemoveAt(place),
            (_, >= 0) => handoff.Commitments.SetItem(place, CommitmentRules.Apply(handoff.Commitments[place], happened)),
            _ => handoff.Commitments,
        };
        var after = handoff with { Commitments = commitments };
        if (handoff.Status is HandoffStatus.Accepted or HandoffStatus.Completed or HandoffStatus.Discarded)
            return after;

        var revision = handoff.Revision + 1;
        return after with
        {
            Revision = revision,
            Revisions = handoff.Revisions.Add(new RevisionNote(revision, happened.By, happened.At, [RevisionNote.Of(happened.Id)])),
            DraftRun = handoff.Status == HandoffStatus.Draft ? Clocks.ClockRun.After(handoff.DraftRun, happened.At) : handoff.DraftRun,
        };
    }

    /// <summary>What accepting still needs said of the promises.</summary>
    private static (ImmutableArray<CommitmentId> Unanswered, ImmutableArray<CommitmentId> WithoutReason) Unsaid(Handoff handoff, HandoffCommand.Accept accept)
    {
        var running = handoff.Commitments.Where(one => one.IsRunning).Select(one => one.Id).ToList();
        return (
            [.. running.Where(id => accept.Replies.All(reply => reply.Id != id))],
            [.. running.Where(id => accept.Replies.Any(reply => reply.Id == id && reply.Dispute is { } why && string.IsNullOrWhiteSpace(why)))]);
    }

    /// <summary>Each running promise's own answer, trimmed; what else a form brings is left aside.</summary>
    private static ImmutableArray<CommitmentReply> Replies(Handoff handoff, HandoffCommand.Accept accept) =>
    [
        .. handoff.Commitments.Where(one => one.IsRunning).Select(one => accept.Replies.First(reply => reply.Id == one.Id))
            .Select(reply => reply with { Dispute = reply.Dispute?.Trim() }),
    ];

    private static ImmutableArray<Commitment> Answered(Handoff handoff, HandoffEvent.Accepted accepted) =>
    [
        .. handoff.Commitments.Select(one => CommitmentRules.Answer(
            one, accepted.Replies.FirstOrDefault(reply => reply.Id == one.Id), accepted.By, accepted.At)),
    ];

    private static ImmutableArray<Commitment> Unanswered(Handoff handoff) =>
        [.. handoff.Commitments.Select(one => one with { Acknowledged = null, Dispute = null })];
}
