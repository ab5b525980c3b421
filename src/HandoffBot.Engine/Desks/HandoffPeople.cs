using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Desks;

/// <summary>Everybody whom a handoff names.</summary>
internal static class HandoffPeople
{
    public static IEnumerable<PersonId> People(this Handoff handoff)
    {
        yield return handoff.Sender;
        foreach (var lead in handoff.Agreement?.By ?? [])
            yield return lead;

        if (handoff.ClaimedBy is { } claimed)
            yield return claimed;

        if (handoff.Proposal is { } proposal)
            yield return proposal.Person;

        if (handoff.Accepted is { } accepted)
        {
            yield return accepted.By;
            yield return accepted.Owner;
            yield return accepted.Keeper;
            yield return accepted.PreviousOwner;
        }

        if (handoff.Rejected is { } rejected)
            yield return rejected.By;

        if (handoff.ReRouted is { } reRouted)
            yield return reRouted.By;

        if (handoff.Owed is { } owed)
        {
            yield return owed.By;
            yield return owed.To;
        }

        if (handoff.Reopened is { } reopened)
            yield return reopened.By;

        if (handoff.CompletedBy is { } completed)
            yield return completed;

        foreach (var action in handoff.NextActions)
        {
            if (action.Who is { } who)
                yield return who;

            if (action.Done is { } done)
                yield return done.By;
        }

        foreach (var evidence in handoff.Evidence)
        {
            yield return evidence.AddedBy;
            if (evidence.AuthorPerson is { } author)
                yield return author;
        }

        foreach (var exception in handoff.Exceptions)
        {
            yield return exception.By;
            if (exception.Approved is { } nod)
                yield return nod.By;

            if (exception.Ended is { } ended)
                yield return ended.By;
        }

        foreach (var commitment in handoff.Commitments)
        {
            yield return commitment.PromisedBy;
            if ((commitment.Dispute?.By ?? commitment.Acknowledged?.By) is { } answered)
                yield return answered;
        }

        foreach (var revision in handoff.Revisions)
            yield return revision.By;

        foreach (var question in handoff.Questions)
        {
            yield return question.By;
            if (question.Reply is { } reply)
                yield return reply.By;
        }

        foreach (var (_, answer) in handoff.Answers.ByField)
        {
            if (answer is Answer.Person named)
                yield return named.Id;
        }
    }
}
