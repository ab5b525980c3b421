using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Clients;

/// <summary>All that the rules may know besides the commitment.</summary>
/// <param name="Today">The date in the organization's zone.</param>
/// <param name="OwnersTeams">Keys of the teams that the client's owner is a member of.</param>
/// <param name="NameOf">Names for sentences.</param>
public sealed record CommitmentCircumstances(
    Instant Now, LocalDate Today, Organization Organization, Client Client, ImmutableHashSet<string> OwnersTeams, Func<PersonId, string> NameOf);

/// <summary>What the rules say to a command about a commitment.</summary>
public abstract record CommitmentDecision
{
    private CommitmentDecision()
    {
    }

    public sealed record Granted(CommitmentEvent Event) : CommitmentDecision;

    public sealed record Refused(Refusal Refusal) : CommitmentDecision;
}

/// <summary>The life of a commitment from the acceptance on: it is kept, broken or moved, and a dispute about it ends by both or by the sender's lead.</summary>
public static partial class CommitmentRules
{
    /// <summary>The longest account of why, in characters.</summary>
    public const int LongestWhy = 1000;

    /// <summary>Grants the command with what then happens, or refuses it with a sentence; a refused command changes nothing.</summary>
    public static CommitmentDecision Decide(Commitment commitment, CommitmentCommand command, Actor actor, CommitmentCircumstances circumstances)
    {
        if (command is CommitmentCommand.SayYes or CommitmentCommand.SayNo or CommitmentCommand.SayWhen)
            return Answer(commitment, command, actor, circumstances);

        if (command is CommitmentCommand.TakeUp or CommitmentCommand.Drop)
            return GoOn(commitment, command, actor, circumstances);

        if (!commitment.IsRunning)
            return Refused(Ended(commitment, actor, circumstances));

        return command switch
        {
            CommitmentCommand.Keep => Keep(commitment, actor, circumstances),
            CommitmentCommand.Break broken => Break(commitment, broken, actor, circumstances),
            CommitmentCommand.Renegotiate moved => Renegotiate(commitment, moved, actor, circumstances),
            CommitmentCommand.Settle settle => Settle(commitment, settle, actor, circumstances),
            CommitmentCommand.Agree agree => Agree(commitment, agree, actor, circumstances),
            _ => throw new ArgumentException($"No rule for {command.GetType().Name}.", nameof(command)),
        };
    }

    /// <summary>Why nothing can be said of it by this person, before a form opens; null when it can.</summary>
    /// <param name="settles">It is about ending a dispute.</param>
    public static Refusal? WhyNot(Commitment commitment, bool settles, Actor actor, CommitmentCircumstances circumstances)
    {
        if (!commitment.IsRunning)
            return Ended(commitment, actor, circumstances);

        return settles ? MayNotSettle(commitment, actor, circumstances) : MayNotKeep(commitment, actor, circumstances);
    }

    /// <summary>What a commitment is after something happened to it.</summary>
    public static Commitment Apply(Commitment commitment, CommitmentEvent happened) => happened switch
    {
        CommitmentEvent.Recorded recorded => recorded.Commitment,
        CommitmentEvent.Reworded reworded => commitment with { Text = reworded.Text, Acknowledged = null, Dispute = null },
        CommitmentEvent.Removed => commitment with { State = CommitmentState.Removed },
        CommitmentEvent.Kept kept => commitment with { State = CommitmentState.Kept, Ended = new Ending(kept.By, kept.At, null) },
        CommitmentEvent.Broken broken => commitment with { State = CommitmentState.Broken, Ended = new Ending(broken.By, broken.At, broken.Why) },
        CommitmentEvent.Renegotiated moved => commitment with
        {
            State = CommitmentState.Renegotiated,
            Text = commitment.Text with { Due = moved.Due },
            Moved = new Move(moved.By, moved.At, moved.Was, moved.Why),
            Dispute = commitment.Dispute is { Proposal: { } standing } dispute ? dispute with { Proposal = Overtaken(commitment, standing, moved) } : commitment.Dispute,
        },
        CommitmentEvent.TeamAnswered one => Answered(commitment, one.Answer),
        CommitmentEvent.TakenUp one => commitment with { State = CommitmentState.Open, Text = commitment.Text with { Due = one.Due } },
        CommitmentEvent.Dropped => commitment with { State = CommitmentState.Declined },
        CommitmentEvent.Suggested one => commitment with { Dispute = commitment.Dispute is { } dispute ? dispute with { Proposal = Next(dispute, one) } : null },
        CommitmentEvent.Agreed agreed => Settled(commitment, agreed.Text, agreed),
        CommitmentEvent.Decided decided => Settled(commitment, decided.Text, decided),
        _ => throw new ArgumentException($"No rule for {happened.GetType().Name}.", nameof(happened)),
    };

    /// <summary>After an acceptance that answered it; what it does not answer stays.</summary>
    internal static Commitment Answer(Commitment commitment, CommitmentReply? reply, PersonId by, Instant at) => reply switch
    {
        null => commitment,
        { Dispute: { } reason } => commitment with { Dispute = new Dispute(by, at, reason), Acknowledged = null },
        _ => commitment with { Acknowledged = new Nod(by, at), Dispute = null },
    };

    private static CommitmentDecision Keep(Commitment commitment, Actor actor, CommitmentCircumstances c) =>
        MayNotKeep(commitment, actor, c) is { } refusal
            ? Refused(refusal)
            : Granted(new CommitmentEvent.Kept(commitment.Id, actor.Person, c.Now, commitment.Text.What));

    private static CommitmentDecision Break(Commitment commitment, CommitmentCommand.Break broken, Actor actor, CommitmentCircumstances c) =>
        (MayNotKeep(commitment, actor, c) ?? WhyNot(broken.Why)) is { } refusal
            ? Refused(refusal)
            : Granted(new CommitmentEvent.Broken(commitment.Id, actor.Person, c.Now, commitment.Text.What, broken.Why.Trim()));

    private static CommitmentDecision Renegotiate(Commitment commitment, CommitmentCommand.Renegotiate moved, Actor actor, CommitmentCircumstances c)
    {
        if (MayNotKeep(commitment, actor, c) is { } refusal)
            return Refused(refusal);

        if (HandoffRules.WhyNot(moved.Due, c.Today) is { } wrong)
            return Refused(wrong);

        if (moved.Due == commitment.Text.Due)
            return Refused(new Refusal.UnfitPromise(PromisePart.Due, "It is promised for that day already."));

        return WhyNot(moved.Why) is { } unfit
            ? Refused(unfit)
            : Granted(new CommitmentEvent.Renegotiated(
                commitment.Id, actor.Person, c.Now, commitment.Text.What, commitment.Text.Due, moved.Due, moved.Why.Trim()));
    }

    private static CommitmentDecision Settle(Commitment commitment, CommitmentCommand.Settle settle, Actor actor, CommitmentCircumstances c)
    {
        if (MayNotSettle(commitment, actor, c) is { } refusal)
            return Refused(refusal);

        var text = settle.Text.Trimmed() with { Where = commitment.Text.Where, Link = commitment.Text.Link };
        if (HandoffRules.WhyNot(text, commitment, c.Today) is { } unfit)
            return Refused(unfit);

        if (Permissions.MayDecidePromise(actor, commitment))
            return Granted(new CommitmentEvent.Decided(commitment.Id, actor.Person, c.Now, text));

        return commitment.Dispute?.Proposal is { } standing && standing.By == actor.Person && standing.Text == text
            ? Refused(new Refusal.SaidAlready())
            : Granted(new CommitmentEvent.Suggested(commitment.Id, actor.Person, c.Now, text, IsOfSender(commitment, actor)));
    }

    private static CommitmentDecision Agree(Commitment commitment, CommitmentCommand.Agree agree, Actor actor, CommitmentCircumstances c)
    {
        if (MayNotSettle(commitment, actor, c) is { } refusal)
            return Refused(refusal);

        if (commitment.Dispute!.Proposal is not { } proposal || proposal.Number != agree.Proposal)
            return Refused(new Refusal.AnotherProposal());

        return proposal.BySender == IsOfSender(commitment, actor) && !Permissions.MayDecidePromise(actor, commitment)
            ? Refused(new Refusal.OwnProposal(c.NameOf(proposal.BySender ? commitment.Dispute.By : commitment.With?.Sender ?? commitment.PromisedBy)))
            : Granted(new CommitmentEvent.Agreed(commitment.Id, actor.Person, c.Now, proposal.Text));
    }

    private static Refusal? MayNotKeep(Commitment commitment, Actor actor, CommitmentCircumstances c) =>
        Permissions.MayKeepPromise(actor, commitment, c.Client, c.OwnersTeams) ? null : WhoMay.KeepPromise(commitment, c);

    private static Refusal? MayNotSettle(Commitment commitment, Actor actor, CommitmentCircumstances c)
    {
        if (commitment.Dispute is null)
            return new Refusal.NotDisputed();

        return Permissions.MaySettlePromise(actor, commitment, c.Client, c.OwnersTeams) ? null : WhoMay.SettlePromise(commitment, c);
    }

    /// <summary>Somebody of both sides speaks for the one that made the promise.</summary>
    private static bool IsOfSender(Commitment commitment, Actor actor) =>
        actor.Person == commitment.PromisedBy || actor.Person == commitment.With?.Sender || Permissions.MayDecidePromise(actor, commitment);

    private static Refusal.UnfitPromise? WhyNot(string why) => why.Trim().Length switch
    {
        0 => new(PromisePart.Why, "Say why."),
        > LongestWhy and var length => new(PromisePart.Why, $"Write at most {LongestWhy:#,##0} characters; there are {length:#,##0}."),
        _ => null,
    };

    private static Refusal.PromiseEnded Ended(Commitment commitment, Actor actor, CommitmentCircumstances c) => new(
        commitment.State, commitment.Ended is { } ended && ended.By != actor.Person ? c.NameOf(ended.By) : null, commitment.Ended?.At, c.Organization.Zone);

    private static Proposed Next(Dispute dispute, CommitmentEvent.Suggested one) =>
        new((dispute.Proposal?.Number ?? 0) + 1, one.By, one.At, one.Text, one.BySender);

    /// <summary>While it is disputed only its own side moves it, which is then what that side proposes: nobody can agree to what stood before.</summary>
    private static Proposed Overtaken(Commitment commitment, Proposed standing, CommitmentEvent.Renegotiated moved) =>
        new(standing.Number + 1, moved.By, moved.At, commitment.Text with { Due = moved.Due }, BySender: true);

    private static Commitment Settled(Commitment commitment, PromiseText text, CommitmentEvent by) => commitment with
    {
        Text = text,
        State = text.Due == commitment.Text.Due ? commitment.State : CommitmentState.Renegotiated,
        Dispute = null,
        Acknowledged = new Nod(by.By, by.At),
    };

    private static CommitmentDecision Granted(CommitmentEvent happened) => new CommitmentDecision.Granted(happened);

    private static CommitmentDecision Refused(Refusal refusal) => new CommitmentDecision.Refused(refusal);
}
