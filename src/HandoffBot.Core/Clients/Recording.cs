using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Clients;

/// <summary>A promise that somebody writes down for a client, outside of any handoff.</summary>
/// <param name="AskFirst">Key of the team that is asked first whether it can be kept; null promises it at once.</param>
public sealed record NewPromise(CommitmentId Id, PromiseText Text, PersonId PromisedBy, string? AskFirst);

/// <summary>Writing a promise down, and asking a team first whether it can be kept. Until it has said so nothing is promised.</summary>
public static partial class CommitmentRules
{
    /// <summary>Anybody who sees the client may: what was only spoken is what gets lost.</summary>
    public static CommitmentDecision Record(NewPromise promise, Actor actor, CommitmentCircumstances circumstances)
    {
        var text = promise.Text.Trimmed();
        if (HandoffRules.WhyNot(text, null, circumstances.Today) is { } unfit)
            return Refused(unfit);

        if (promise.AskFirst is { } team && !circumstances.Organization.Teams.ContainsKey(team))
            return Refused(new Refusal.UnfitPromise(PromisePart.Ask, "This team is no longer there. Choose another."));

        return Granted(new CommitmentEvent.Recorded(actor.Person, circumstances.Now, new Commitment
        {
            Id = promise.Id,
            Text = text,
            PromisedBy = promise.PromisedBy,
            RecordedBy = actor.Person,
            RecordedAt = circumstances.Now,
            Client = circumstances.Client.Id,
            State = promise.AskFirst is null ? CommitmentState.Open : CommitmentState.Asked,
            Asking = promise.AskFirst is { } asked ? new Asking(asked) : null,
        }));
    }

    /// <summary>Why the person can say nothing to what a team was asked, before a form opens; null when they can.</summary>
    public static Refusal? WhyNotAnswer(Commitment commitment, Actor actor, CommitmentCircumstances circumstances)
    {
        if (!commitment.IsAsked || commitment.Asking is not { } asking)
            return AnsweredAlready(commitment, actor, circumstances);

        return Permissions.MayAnswerPromise(actor, commitment)
            ? null
            : new Refusal.NotYours("say whether it can be done", [circumstances.Organization.TeamName(asking.Team)], []);
    }

    private static CommitmentDecision Answer(Commitment commitment, CommitmentCommand command, Actor actor, CommitmentCircumstances c)
    {
        if (WhyNotAnswer(commitment, actor, c) is { } refusal)
            return Refused(refusal);

        return command switch
        {
            CommitmentCommand.SayYes when HandoffRules.WhyNot(commitment.Text.Due, c.Today) is { } past => Refused(past),
            CommitmentCommand.SayNo { Reason: var why } when WhyNot(why) is { } unfit => Refused(unfit),
            CommitmentCommand.SayNo no => Said(false, null, no.Reason.Trim()),
            CommitmentCommand.SayWhen { Reason.Length: > LongestWhy } tooLong => Refused(WhyNot(tooLong.Reason)!),
            CommitmentCommand.SayWhen { Due: var due } when due == commitment.Text.Due => Said(true, null, null),
            CommitmentCommand.SayWhen { Due: var due } when HandoffRules.WhyNot(due, c.Today) is { } unfit => Refused(unfit),
            CommitmentCommand.SayWhen other => Said(true, other.Due, string.IsNullOrWhiteSpace(other.Reason) ? null : other.Reason.Trim()),
            _ => Said(true, null, null),
        };

        CommitmentDecision Said(bool can, NodaTime.LocalDate? instead, string? reason) => Granted(new CommitmentEvent.TeamAnswered(
            commitment.Id, actor.Person, c.Now, commitment.Text.What, new TeamAnswer(actor.Person, c.Now, can, instead, reason)));
    }

    /// <summary>Who asked goes on with it, or does not.</summary>
    private static CommitmentDecision GoOn(Commitment commitment, CommitmentCommand command, Actor actor, CommitmentCircumstances c)
    {
        if (commitment.State != CommitmentState.Asked)
            return Refused(AnsweredAlready(commitment, actor, c));

        if (!Permissions.MayTakeUpPromise(actor, commitment))
            return Refused(new Refusal.NotYours("decide whether to promise it", [$"{c.NameOf(commitment.RecordedBy)} (who asked)"], []));

        if (command is CommitmentCommand.Drop)
            return Granted(new CommitmentEvent.Dropped(commitment.Id, actor.Person, c.Now, commitment.Text.What));

        if (commitment.Asking?.Answer is { Instead: { } passed } && HandoffRules.WhyNot(passed, c.Today) is { } unfit)
            return Refused(unfit);

        return commitment.Asking?.Answer is { Instead: { } day }
            ? Granted(new CommitmentEvent.TakenUp(commitment.Id, actor.Person, c.Now, commitment.Text.What, day))
            : Refused(new Refusal.NotAnsweredYet(c.Organization.TeamName(commitment.Asking?.Team ?? "")));
    }

    private static Refusal AnsweredAlready(Commitment commitment, Actor actor, CommitmentCircumstances c) => commitment switch
    {
        { Asking.Answer: { } answer } => new Refusal.TeamAnswered(
            answer.Can, answer.By == actor.Person ? null : c.NameOf(answer.By), answer.At, c.Organization.Zone),
        _ => Ended(commitment, actor, c),
    };

    private static Commitment Answered(Commitment commitment, TeamAnswer answer) => commitment with
    {
        Asking = commitment.Asking is { } asking ? asking with { Answer = answer } : null,
        State = answer switch
        {
            { Can: false } => CommitmentState.Declined,
            { Instead: null } => CommitmentState.Open,
            _ => commitment.State,
        },
    };
}
