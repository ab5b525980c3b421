using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Handoffs;

/// <summary>What the receiving side does: claim, accept, reject, kick off.</summary>
public static partial class HandoffRules
{
    private static Decision Accept(Scene scene, HandoffCommand.Accept accept)
    {
        var handoff = scene.Handoff;
        if (CannotAnswer(scene, accept.Round) is { } refusal)
            return Refused(refusal);

        if (accept.Revision != handoff.Revision)
            return Refused(new Refusal.ChangedMeanwhile(handoff.Reference, handoff.ChangesSince(accept.Revision)));

        var readBack = Trimmed(accept.ReadBack);
        var unticked = Enumerable.Range(0, handoff.Playbook.Criteria.Count).Where(place => !accept.Criteria.Contains(place)).ToImmutableArray();
        var readBackMissing = handoff.Playbook.ReadBack && readBack is null;
        var (unanswered, withoutReason) = Unsaid(handoff, accept);
        if (unticked.Length > 0 || readBackMissing || unanswered.Length > 0 || withoutReason.Length > 0)
        {
            return Refused(new Refusal.NotInformed(handoff.Reference, unticked, readBackMissing)
            {
                Unanswered = unanswered, WithoutReason = withoutReason, Subject = handoff.Subject,
            });
        }

        var replies = Replies(handoff, accept);
        if (replies.FirstOrDefault(reply => reply.Dispute?.Length > Dispute.LongestReason) is { } longest)
            return Refused(new Refusal.DisputeTooLong(longest.Id, longest.Dispute!.Length));

        if (readBack?.Length > LongestReadBack)
            return Refused(new Refusal.TooLong($"The sentence that says what {handoff.Subject.The} needs next", readBack.Length, LongestReadBack));

        if (!CanOwn(scene, accept.Owner))
            return Refused(WhoMay.Own(handoff, accept.Owner, scene.Circumstances));

        return Granted(new HandoffEvent.Accepted(scene.By, scene.Now, handoff.Round, accept.Owner, OwnerNow(scene), readBack)
        {
            Replies = replies,
            Approves = [.. handoff.OpenExceptions.Select(one => new ExceptionTerm(one.Field, one.Until))],
        });
    }

    private static Decision Reject(Scene scene, HandoffCommand.Reject reject)
    {
        var handoff = scene.Handoff;
        if (CannotAnswer(scene, reject.Round) is { } refusal)
            return Refused(refusal);

        var lesson = Lesson.Of(reject.Reasons, reject.Fields, reject.Note);
        if (WhyNot(scene, lesson, isLate: false) is { } teachesNothing)
            return Refused(teachesNothing);

        return CorrectedSince(scene, reject.Revision, lesson.Fields) is { IsEmpty: false } corrected
            ? Refused(new Refusal.ChangedMeanwhile(handoff.Reference, corrected))
            : Granted(new HandoffEvent.Rejected(scene.By, scene.Now, handoff.Round, lesson.Reasons, lesson.Fields, lesson.Note));
    }

    private static Decision Claim(Scene scene, HandoffCommand.Claim claim)
    {
        if (CannotAnswer(scene, claim.Round) is { } refusal)
            return Refused(refusal);

        return scene.Handoff.ClaimedBy == scene.By
            ? Refused(new Refusal.ClaimedAlready(scene.Handoff.Reference))
            : Granted(new HandoffEvent.Claimed(scene.By, scene.Now));
    }

    private static Decision KickOff(Scene scene, HandoffCommand.KickOff kickOff)
    {
        if (scene.FromAnotherRound(kickOff.Round) is { } another)
            return Refused(another);

        if (scene.Handoff.Status != HandoffStatus.Accepted)
            return Refused(new Refusal.NotNow(scene.Standing));

        return Permissions.MayKickOff(scene.Actor, scene.Handoff, scene.Circumstances.Client)
            ? Granted(new HandoffEvent.KickedOff(scene.By, scene.Now))
            : Refused(WhoMay.KickOff(scene.Handoff, scene.Circumstances));
    }

    /// <summary>Of two clicks at once one wins; the other reads by whom, and the winner's own second click that it was theirs.</summary>
    private static Refusal? CannotAnswer(Scene scene, int round, string deed = "answer")
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(round) is { } another)
            return another;

        return handoff switch
        {
            { Status: HandoffStatus.Accepted or HandoffStatus.Completed, Accepted: { } accepted } => Answered(scene, true, accepted.By, accepted.At),
            { Status: HandoffStatus.Rejected, Rejected: { IsLate: false } rejected } => Answered(scene, false, rejected.By, rejected.At),
            { IsOpen: false } => new Refusal.NotNow(scene.Standing),
            _ when !Permissions.MayAnswer(scene.Actor, handoff, scene.Organization) => WhoMay.Answer(handoff, scene.Actor, scene.Circumstances, deed),
            _ => null,
        };
    }

    private static Refusal.AlreadyAnswered Answered(Scene scene, bool accepted, PersonId by, NodaTime.Instant at) =>
        new(accepted, by == scene.By ? null : scene.Circumstances.NameOf(by), at, scene.Organization.Zone);

    /// <summary>Whoever acts is plainly there, whatever their calendar says.</summary>
    private static bool CanOwn(Scene scene, PersonId owner) =>
        (owner == scene.By && scene.Actor.IsMemberOf(scene.Handoff.ReceivingTeam))
        || (scene.Circumstances.Rosters.TryGetValue(scene.Handoff.ReceivingTeam, out var roster)
            && roster.Members.Any(member => member.Person == owner && member.Reachable));

    private static PersonId OwnerNow(Scene scene) =>
        scene.Circumstances.Client?.Owner
        ?? throw new InvalidOperationException($"{scene.Handoff.Reference} was submitted, so its client must be among the circumstances.");

    /// <summary>A rejection teaches about what was read: it stands unless one of the fields that it names has been corrected since.</summary>
    private static ImmutableArray<string> CorrectedSince(Scene scene, int revision, ImmutableArray<string> fields)
    {
        var changed = scene.Handoff.FieldsChangedSince(revision);
        return
        [
            .. fields.Where(id => changed.Contains(id) || changed.Contains(RevisionNote.OfException(id)))
                .Select(id => scene.Checklist.Find(id)?.Label ?? id),
        ];
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
